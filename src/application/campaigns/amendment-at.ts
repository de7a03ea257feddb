/** The amendment that a revision of the plan would make to a campaign as it stands. */
import type { CampaignDefinition, TaskDefinition } from '../../../workflows/definitions';
import { holdsUnit, type TaskContext } from '../../../workflows/task/context';
import { amendmentOf, type Amendment, type RunningTask } from '../../domain/plan/amendment';
import { compile } from '../../domain/plan/compile';
import type { CompiledPlan, CompiledSeat } from '../../domain/plan/compiled';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import { phasesNow } from './campaign-now';

export interface AmendmentAt {
  planRevision: number;
  next: CompiledPlan;
  amendment: Amendment;
}

/** Null: there is no such revision, or it has no meaning as a program. One statement. */
export async function amendmentAt(
  { plans }: { plans: Pick<Plans, 'plansAt'> },
  campaign: StoredSubject,
  tasks: readonly StoredSubject[],
  planRevision: number,
): Promise<AmendmentAt | null> {
  const { plan, planRevision: inForce } = campaign.definition as CampaignDefinition;
  if (!Number.isInteger(planRevision) || planRevision < 1) return null;
  const [before, next] = (
    await plans.plansAt([
      { id: plan, revision: inForce },
      { id: plan, revision: planRevision },
    ])
  ).map((stored) => (stored ? compile(stored.content, stored.bindings) : null));
  if (before?.outcome !== 'compiled' || next?.outcome !== 'compiled') return null;
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
  return { planRevision, next: next.plan, amendment: amendmentOf(running, before.plan, next.plan) };
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
