/**
 * What an amendment would do, before it is made: the laws themselves are asked, with the facts they would get, and nothing is written.
 * For every task: carried over unchanged, carried to another state, or refused and why.
 */
import { campaignLaw } from '../../../workflows/campaign/law';
import { factsOf, type By, type Law, type LawEvent, type Reason } from '../../../workflows/contract';
import { decide } from '../../../workflows/decide';
import type { TaskDefinition } from '../../../workflows/definitions';
import type { FactName, PlanChange } from '../../../workflows/facts';
import { taskLaw } from '../../../workflows/task/law';
import { civilDateOf } from '../../domain/calendar';
import type { ReportsAmendment } from '../../domain/plan/amendment-reports';
import { chosen, type PhaseChange, type TaskAspect, type TaskChange } from '../../domain/plan/amendment';
import type { FactProvider } from '../drive/types';
import type { WorkCalendars } from '../ports/calendar';
import type { CampaignRecords } from '../ports/campaigns';
import type { Clock } from '../ports/clock';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import { relations } from '../policy';
import { done, type Answer } from '../refusal';
import { refuse } from '../plans/desk';
import { policySubject, seesCampaign } from './sees-campaign';
import { amendmentAt } from './amendment-at';
import { planChange } from './plan-change';

export interface AmendmentDesk {
  plans: Pick<Plans, 'plansAt'>;
  records: CampaignRecords;
  calendars: WorkCalendars;
  clock: Clock;
  facts: Readonly<Record<FactName, FactProvider>>;
}

export interface TaskPreview {
  /** Null for a task that would be added. */
  subject: string | null;
  number: string;
  title: string;
  change: TaskChange['change'];
  aspects: TaskAspect[];
  joining: string[];
  leaving: string[];
  stateBefore: string | null;
  /** Null where it is refused. */
  stateAfter: string | null;
  reasons: Reason[];
}

export interface AmendmentPreview {
  planRevision: number;
  /** Whether AMEND would be accepted now, and why not. */
  allowed: boolean;
  reasons: Reason[];
  phases: (PhaseChange & { name: string; start: string | null; end: string | null })[];
  droppedPhases: string[];
  tasks: TaskPreview[];
  reports: ReportPreview[];
  /** How many are chased otherwise from now on. */
  chased: number;
}

/** Reports of one rule and period that fare alike. Dates are null where there is none, before or after. */
export interface ReportPreview {
  change: 'CHANGED' | 'DROPPED' | 'ADDED';
  rule: string;
  title: string;
  period: string;
  dueOnBefore: string | null;
  dueOn: string | null;
  closesOn: string | null;
  units: string[];
}

export interface PreviewAmendment {
  campaignId: string;
  planRevision: number;
  reason: string;
  /** Only these running tasks; null: all. New tasks are always added. */
  subjects: readonly string[] | null;
}

/** NOT_FOUND: no such campaign for this viewer. FORBIDDEN: not its coordinator. BAD_INPUT: no such revision of its plan. */
export async function previewAmendment(
  desk: AmendmentDesk,
  viewer: Viewer,
  call: PreviewAmendment,
): Promise<Answer<AmendmentPreview, 'NOT_FOUND' | 'FORBIDDEN' | 'BAD_INPUT'>> {
  const [campaign] = await desk.records.campaigns([call.campaignId]);
  if (!campaign) return refuse('NOT_FOUND');
  const standing = relations(viewer, policySubject(campaign), null, { who: ['COORDINATOR'] });
  if (!standing.ok || !standing.value.relations.includes('COORDINATOR')) return refuse(seesCampaign(viewer, campaign) ? 'FORBIDDEN' : 'NOT_FOUND');
  const tasks = await desk.records.tasks(campaign.id);
  const now = desk.clock.now();
  const reports = await desk.records.briefs([campaign.id], ['REPORT']);
  const found = await amendmentAt(desk, { campaign, tasks, reports }, call.planRevision, civilDateOf(now));
  if (!found) return refuse('BAD_INPUT', { problem: `planRevision ${call.planRevision}`, planRevision: call.planRevision });

  const by: By = { account: viewer.accountId, ...standing.value };
  const amend = { type: 'AMEND', at: now.toISOString(), on: civilDateOf(now), by, input: { ...call } };
  const decided = await asked(desk, campaignLaw as unknown as Law, campaign, amend);
  const change = planChange(found, campaign.definition as Parameters<typeof planChange>[1], call.subjects);
  const amendments = new Map(change.tasks.change.map(({ subject, ...input }) => [subject, input]));
  const byEngine: By = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] };
  const { phases, phaseChanges, droppedPhases, tasks: changes } = chosen(found.amendment, call.subjects);

  const previews = await Promise.all(
    changes.map(async (one): Promise<TaskPreview> => {
      const task = tasks.find((subject) => subject.id === one.subject);
      const moving = { aspects: [], joining: [], leaving: [], ...(one.change === 'CHANGED' && pick(one)) };
      const shown = { subject: one.subject, number: one.task?.number ?? task?.number ?? '', title: one.task?.title ?? task?.title ?? '' };
      const row = { ...shown, ...moving, change: one.change, stateBefore: task?.state ?? null, stateAfter: task?.state ?? null, reasons: [] };
      if (one.change === 'UNCHANGED' || one.change === 'CLOSED') return row;
      const outcome = await asked(desk, taskLaw as unknown as Law, task ?? unborn(campaign, one, change), {
        ...{ ...amend, by: byEngine },
        ...(one.change === 'ADDED'
          ? { type: taskLaw.creation, input: { definition: definitionOf(one, change) } }
          : one.change === 'DROPPED'
            ? { type: 'CLOSE', input: { reason: 'DROPPED_BY_AMENDMENT' } }
            : { type: 'AMENDED', input: { ...amendments.get(one.subject) } }),
      });
      const joining = one.change === 'ADDED' ? one.task.seats.map((seat) => seat.unit) : row.joining;
      if (outcome.outcome === 'refused') return { ...row, joining, stateAfter: null, reasons: outcome.reasons };
      return { ...row, joining, stateAfter: outcome.projection.state };
    }),
  );
  const reasons = [...(decided.outcome === 'refused' ? decided.reasons : []), ...previews.flatMap((one) => one.reasons)];
  return done({
    planRevision: call.planRevision,
    allowed: reasons.length === 0,
    reasons,
    phases: phases.map(({ key, name, start, end }, i) => ({ key, name, start, end, change: phaseChanges[i]?.change ?? 'UNCHANGED' })),
    droppedPhases,
    tasks: previews,
    reports: reportPreviews(found.reports),
    chased: found.reports.chase?.reports.length ?? 0,
  });
}

function reportPreviews({ change, drop, open }: ReportsAmendment): ReportPreview[] {
  const unitsOf = (reports: ReportsAmendment['drop'][number]['reports']): string[] => reports.map(({ unit }) => unit);
  return [
    ...change.map(({ rule, title, period, before, dueOn, closesOn, reports }): ReportPreview => ({
      ...{ change: 'CHANGED', rule, title, period, dueOnBefore: before, dueOn, closesOn, units: unitsOf(reports) },
    })),
    ...drop.map(({ rule, title, period, before, reports }): ReportPreview => ({
      ...{ change: 'DROPPED', rule, title, period, dueOnBefore: before, dueOn: null, closesOn: null, units: unitsOf(reports) },
    })),
    ...open.map(({ rule, title, period, dueOn, closesOn, units }): ReportPreview => ({
      ...{ change: 'ADDED', rule, title, period, dueOnBefore: null, dueOn, closesOn, units },
    })),
  ];
}

const pick = ({ aspects, joining, leaving }: TaskChange & { change: 'CHANGED' }) => ({ aspects, joining, leaving });

const definitionOf = (one: TaskChange, change: PlanChange): TaskDefinition | undefined =>
  change.tasks.add.find(({ number, title }) => number === one.task?.number && title === one.task.title);

/** A task that does not exist yet, as far as facts look at it. */
const unborn = (
  campaign: StoredSubject,
  one: TaskChange,
  change: PlanChange,
): Pick<StoredSubject, 'definition' | 'campaignId'> & { snapshot: null } => ({
  campaignId: campaign.campaignId,
  definition: definitionOf(one, change),
  snapshot: null,
});

type Asked = Pick<StoredSubject, 'definition' | 'campaignId'> & { snapshot: StoredSubject['snapshot'] | null };

/** Decides with the facts that the rule names, gathered as the engine would. */
async function asked(desk: AmendmentDesk, law: Law, subject: Asked, event: Omit<LawEvent, 'facts'>): Promise<ReturnType<typeof decide>> {
  const facts: Record<string, unknown> = {};
  const rule = law.events[event.type];
  for (const name of rule ? factsOf(rule) : []) {
    const [answer] = await desk.facts[name]([{ subject: subject as StoredSubject, event, changed: [] }]);
    if (!answer?.ok) throw new Error(`The fact ${name} could not be found: ${answer?.refusal.code ?? 'no answer'}`);
    facts[name] = answer.value;
  }
  return decide(law, { definition: subject.definition, snapshot: subject.snapshot }, { ...event, facts });
}
