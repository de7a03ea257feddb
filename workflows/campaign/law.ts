/** The law of campaigns: one plan being carried out, phase by phase. */
import { label, machineOf } from '../chart';
import type { Label, Law, LawEvent, LawSnapshot, Projection } from '../contract';
import type { CampaignDefinition } from '../definitions';
import type { PlanChange } from '../facts';
import { campaignChart } from './chart';
import { campaignChecks } from './checks';
import { beginCampaign, presentPhase } from './context';
import type { CampaignContext } from './context';
import { campaignEvents } from './events';

const states: Readonly<Record<string, Label>> = {
  DRAFT: label('未启动', 'Draft'),
  RUNNING: label('进行中', 'Running'),
  SUSPENDED: label('已暂停', 'Suspended'),
  CONCLUDED: label('已总结', 'Concluded'),
  ARCHIVED: label('已归档', 'Archived'),
  TERMINATED: label('已终止', 'Terminated'),
};

interface Value {
  stage: string | { running: Record<string, string> };
  standing: string;
}

function project(definition: CampaignDefinition, snapshot: LawSnapshot<CampaignContext>): Projection {
  const { context } = snapshot;
  const { stage, standing } = snapshot.value as Value;
  const running = typeof stage === 'object';
  const state = standing === 'suspended' ? 'SUSPENDED' : running ? 'RUNNING' : stage.toUpperCase();
  const overdue = running && Object.values(stage.running)[0] === 'overdue';
  const phase = presentPhase(context);
  const live = state === 'RUNNING';
  return {
    state,
    title: definition.title,
    number: null,
    dueOn: phase?.end ?? null,
    phase: phase?.key ?? null,
    timeliness: running ? (overdue ? 'OVERDUE' : 'ON_TRACK') : null,
    attention: null,
    closed: ['CONCLUDED', 'ARCHIVED', 'TERMINATED'].includes(state),
    participants: [
      {
        unit: context.office,
        role: 'OWNER',
        state,
        mustAct: state === 'DRAFT' || (live && overdue),
        active: true,
        dueOn: live ? (phase?.end ?? null) : null,
      },
      ...context.units.map(({ unit, leftOn }) => ({
        unit,
        role: 'TAKING_PART',
        state: leftOn ? 'LEFT' : 'TAKING_PART',
        mustAct: false,
        active: !leftOn,
        dueOn: null,
      })),
    ],
  };
}

function redefine(definition: CampaignDefinition, event: LawEvent): CampaignDefinition {
  if (event.type !== 'AMEND') return definition;
  const { phases, planRevision, title, tasks, ruleKeys } = event.facts.change as PlanChange;
  const units = new Set([...definition.units, ...tasks.add.flatMap(({ leads, parts }) => [...leads, ...parts].map(({ unit }) => unit))]);
  return { ...definition, phases, planRevision, title: title ?? definition.title, units: [...units], ...(ruleKeys && { ruleKeys }) };
}

export const campaignLaw: Law<CampaignDefinition, CampaignContext> = {
  kind: 'CAMPAIGN',
  version: 3,
  label: label('专项行动', 'Campaign'),
  creation: 'PUBLISH',
  states,
  events: campaignEvents,
  checks: campaignChecks,
  begin: beginCampaign,
  shape: (_definition, { phases }) => JSON.stringify(phases.map(({ key, name, advancesByItself }) => [key, name, advancesByItself])),
  compile: (_definition, { phases }) => machineOf('campaign', campaignChart(phases), campaignChecks),
  project,
  redefine,
};
