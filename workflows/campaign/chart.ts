/** The chart of a campaign, compiled from its phases: a state for each, in time or overdue, in the order of the plan. */
import { change, checks, labelled, noted } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import type { CampaignCheck } from './checks';
import type { CampaignContext, CampaignPhase } from './context';
import { amendDraft, amendRunning } from './amend';
import { conclude, enter, extend, launch, resume, suspend, tellAll, terminate } from './steps';
import { joins, leaves } from './taking-part';

const when = (...all: CampaignCheck[]): ReturnType<typeof checks> => checks(all);
const AMENDING: CampaignCheck[] = ['planIsNewer', 'planHasNoErrors', 'unitsAreBound', 'presentPhaseStays', 'passedPhasesStay'];
const EXTENDING: CampaignCheck[] = ['phaseExists', 'phaseNotPassed', 'endNotPast', 'endAfterStart', 'endBeforeNextEnd'];

function phaseState({ key, name, advancesByItself }: CampaignPhase, next: CampaignPhase | undefined): StateConfig {
  const goOn: TransitionConfig[] =
    next && advancesByItself ? [{ target: `#${idOf(next.key)}`, guard: when('phaseIsCurrent', 'criteriaAllMet'), actions: enter(next.key) }] : [];
  const laterOnes: TransitionConfig[] = next ? [{ guard: when(...EXTENDING), actions: extend }] : [];
  const overdue: TransitionConfig = { target: 'overdue', guard: when('phaseIsCurrent'), actions: [tellAll('PHASE_OVERDUE')] };
  const onward: StateConfig['on'] = next
    ? { ADVANCE: { target: `#${idOf(next.key)}`, guard: when('criteriaMetOrLeader', 'overrideHasReason'), actions: enter(next.key) } }
    : { CONCLUDE: { target: '#concluded', guard: when('tasksSettled', 'finalReportsIn', 'acceptanceComplete'), actions: conclude } };
  return {
    id: idOf(key),
    ...labelled(name, name, {
      initial: 'inTime',
      on: {
        ...onward,
        EXTEND_PHASE: [{ target: '.inTime', guard: when(...EXTENDING, 'extendsPresent'), actions: extend }, ...laterOnes],
        AMEND: [
          { target: '.overdue', guard: when(...AMENDING, 'newEndIsPast'), actions: amendRunning },
          { target: '.inTime', guard: when(...AMENDING), actions: amendRunning },
        ],
      },
      states: {
        inTime: labelled('期内', 'In time', { on: { PHASE_DUE: [...goOn, overdue] } }),
        overdue: labelled('超期', 'Overdue'),
      },
    }),
  };
}

const idOf = (key: string): string => `phase-${key}`;

function stage(phases: readonly CampaignPhase[]): StateConfig {
  const first = phases[0];
  const TERMINATE: TransitionConfig = { target: '#terminated', actions: terminate };
  return labelled('进程', 'Stage', {
    initial: 'draft',
    states: {
      draft: labelled('未启动', 'Draft', {
        on: {
          LAUNCH: {
            guard: when('hasPhases', 'planHasNoErrors', 'unitsAreBound'),
            ...(first ? { target: `#${idOf(first.key)}`, actions: launch(first.key) } : { actions: [noted] }),
          },
          AMEND: { guard: when('planIsNewer'), actions: amendDraft },
          TERMINATE,
        },
      }),
      ...(first && {
        running: labelled('进行中', 'Running', {
          initial: first.key,
          on: { TERMINATE },
          states: Object.fromEntries(phases.map((phase, i) => [phase.key, phaseState(phase, phases[i + 1])])),
        }),
      }),
      concluded: {
        id: 'concluded',
        ...labelled('已总结', 'Concluded', { on: { ARCHIVE: { target: 'archived', actions: [tellAll('CAMPAIGN_ARCHIVED')] } } }),
      },
      archived: labelled('已归档', 'Archived'),
      terminated: { id: 'terminated', ...labelled('已终止', 'Terminated') },
    },
  });
}

const standing = labelled('状态', 'Standing', {
  initial: 'normal',
  states: {
    normal: labelled('正常', 'Normal', { on: { SUSPEND: { target: 'suspended', guard: when('isRunning'), actions: suspend } } }),
    suspended: labelled('已暂停', 'Suspended', { on: { RESUME: { target: 'normal', actions: resume }, TERMINATE: { target: 'normal' } } }),
  },
});

const settled = (by: 1 | -1): TransitionConfig => ({
  actions: [change<CampaignContext>(({ settledTasks }) => ({ settledTasks: settledTasks + by }))],
});

const UNIT_JOINED: TransitionConfig[] = [{ guard: when('unitIsNewHere'), actions: joins('unit') }, { actions: [noted] }];
const UNIT_LEFT: TransitionConfig[] = [{ guard: when('unitIsGone'), actions: leaves('UNIT_LEFT') }, { actions: [noted] }];

const JOIN_UNIT: TransitionConfig = { guard: when('notOver', 'unitNotTakingPart', 'unitKnown'), actions: joins('unit') };
const RELEASING: CampaignCheck[] = ['notOver', 'unitTakesPart', 'unitHasNoTasks', 'successorIsAnother', 'successorKnown'];
const RELEASE_UNIT: TransitionConfig[] = [
  { guard: when(...RELEASING, 'successorIsNewHere'), actions: [...leaves(), ...joins('toUnit')] },
  { guard: when(...RELEASING), actions: leaves() },
];

/** Any time until it is over, also before the launch: what is owed does not hang on it, only who adds it up. */
const NAMING: CampaignCheck[] = ['notOver', 'noSuperiorYet', 'superiorIsAnother', 'superiorKnown', 'superiorIsAbove', 'superiorMakesNoCircle'];
const SET_SUPERIOR: TransitionConfig = {
  guard: when(...NAMING),
  actions: [change<CampaignContext>((_context, { input, on }) => ({ superior: { campaign: String(input.superior), on } }))],
};
const CLEAR_SUPERIOR: TransitionConfig = { guard: when('notOver', 'hasSuperior'), actions: [change<CampaignContext>(() => ({ superior: null }))] };

export const campaignChart = (phases: readonly CampaignPhase[]): StateConfig => ({
  type: 'parallel',
  /** What tasks report is taken in any state: a signal must never be what makes a unit's own step fail. */
  on: {
    TASK_SETTLED: settled(1),
    TASK_REOPENED: settled(-1),
    REPORT_REOPENED: { actions: [noted] },
    UNIT_JOINED,
    UNIT_LEFT,
    JOIN_UNIT,
    RELEASE_UNIT,
    SET_SUPERIOR,
    CLEAR_SUPERIOR,
  },
  states: { stage: stage(phases), standing },
});
