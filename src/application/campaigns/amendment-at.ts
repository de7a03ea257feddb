/** The amendment that a revision of the plan would make to a campaign as it stands. */
import type { CampaignDefinition, TaskDefinition } from '../../../workflows/definitions';
import { holdsUnit, type TaskContext } from '../../../workflows/task/context';
import { amendmentOf, type Amendment, type RunningTask } from '../../domain/plan/amendment';
import { amendReports, type ReportsAmendment, type RunningReport } from '../../domain/plan/amendment-reports';
import { usualChasing } from '../../domain/plan/chasing-model';
import { compile } from '../../domain/plan/compile';
import { matchRuleKeys, ruleKeysOf } from '../../domain/plan/rule-keys';
import { workingDay } from '../facts/working-days';
import type { WorkCalendars } from '../ports/calendar';
import type { SubjectBrief } from '../ports/campaigns';
import type { CompiledPlan, CompiledSeat } from '../../domain/plan/compiled';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import { phasesNow } from './campaign-now';
import { obligationsNow, owingNow, takingPartNow } from './obligations-now';

export interface AmendmentAt {
  planRevision: number;
  next: CompiledPlan;
  amendment: Amendment;
  /** By place in the next plan, the campaign's keys of its reporting rules. */
  ruleKeys: string[];
  reports: ReportsAmendment;
}

export interface AmendmentSources {
  plans: Pick<Plans, 'plansAt'>;
  calendars: WorkCalendars;
}

/** The campaign and what belongs to it, as far as an amendment looks at it. */
export interface Running {
  campaign: StoredSubject;
  tasks: readonly StoredSubject[];
  reports: readonly SubjectBrief[];
}

/** `on`: the day it is asked. Null: there is no such revision, or it has no meaning as a program. One statement. */
export async function amendmentAt(
  { plans, calendars }: AmendmentSources,
  { campaign, tasks, reports }: Running,
  planRevision: number,
  on: string,
): Promise<AmendmentAt | null> {
  const { plan, planRevision: inForce, ruleKeys: assigned } = campaign.definition as CampaignDefinition;
  if (!Number.isInteger(planRevision) || planRevision < 1) return null;
  const [stored, wanted] = await plans.plansAt([
    { id: plan, revision: inForce },
    { id: plan, revision: planRevision },
  ]);
  if (!stored || !wanted) return null;
  const calendar = await calendars.current();
  const used = reports.flatMap(({ rule }) => rule ?? []);
  const keysBefore = ruleKeysOf(stored.content, assigned);
  const ruleKeys = matchRuleKeys(stored.content.reporting, keysBefore, wanted.content.reporting, used);
  const [beforeOptions, nextOptions] = [
    { calendar, ruleKeys: keysBefore },
    { calendar, ruleKeys },
  ];
  const before = compile(stored.content, stored.bindings, beforeOptions);
  const next = compile(wanted.content, wanted.bindings, nextOptions);
  if (before.outcome !== 'compiled' || next.outcome !== 'compiled') return null;

  const { phases, current } = phasesNow(campaign);
  const definedPhases = phases.map(({ key, name, kind, start, end, exit, advancesByItself }) => ({
    key,
    name,
    kind,
    start,
    end,
    exit,
    advancesByItself,
  }));
  const running = { phases: definedPhases, currentPhase: current?.key ?? null, tasks: tasks.map(runningTask) };
  const amendment = amendmentOf(running, before.plan, next.plan);
  const inForceNow = { stored, compiled: before.plan, options: beforeOptions };
  const inForceThen = { stored: wanted, compiled: next.plan, options: nextOptions };
  const begun = new Set(phases.flatMap(({ key, enteredOn }) => (enteredOn ? key : [])));
  return {
    ...{ planRevision, next: next.plan, amendment, ruleKeys },
    reports: amendReports({
      reports: reports.map(runningReport),
      before: obligationsNow(inForceNow, phases, owingNow(before.plan, campaign)),
      next: obligationsNow(inForceThen, amendment.phases, owingNow(next.plan, campaign)),
      begunPhases: begun,
      takingPart: new Set(takingPartNow(before.plan, campaign)),
      soonest: workingDay(calendar, on, next.plan.acknowledgeWithin),
      ...{ on, calendar },
      chasing: { before: stored.content.chasing ?? usualChasing(), next: wanted.content.chasing ?? usualChasing() },
    }),
  };
}

function runningReport({ id, unit, rule, period, dueOn, state, timeliness }: SubjectBrief): RunningReport {
  const pending = timeliness === 'PENDING' && (state === 'OWED' || state === 'DRAFTING');
  return {
    ...{ subject: id, unit: unit ?? '', rule: rule ?? '', period: period ?? '', dueOn: dueOn ?? '', pending },
    untouched: state === 'OWED',
    waived: state === 'WAIVED',
  };
}

function runningTask(task: StoredSubject): RunningTask {
  const { number, area, title, text, dueOn, leads, parts } = task.definition as TaskDefinition;
  const context = task.snapshot.context as unknown as TaskContext;
  const seatsNow = [...context.leads, ...context.parts].filter(holdsUnit).map(({ unit, role, section, person }): CompiledSeat => ({
    unit,
    role,
    section: section ?? null,
    person: person ?? null,
    printed: printedIn(task, unit),
  }));
  return {
    ...{ subject: task.id, number, area, title, text, dueOn, closed: task.closed },
    seats: [...leads.map((seat) => ({ ...seat, role: 'LEAD' })), ...parts],
    dueOnNow: context.dueOn,
    seatsNow,
  };
}

/** The name the plan prints for a seat; a unit that was brought in later is printed nowhere. */
function printedIn(task: StoredSubject, unit: string): string {
  const { leads, parts } = task.definition as TaskDefinition;
  return [...leads, ...parts].find((seat) => seat.unit === unit)?.printed ?? '';
}
