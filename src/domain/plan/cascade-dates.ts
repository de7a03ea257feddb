/** What a lower plan does later than the superior one asks: the whole, its phases, its tasks. */
import type { TaskMatch } from './cascade-tasks';
import type { Phase, Plan, PlanTask } from './model';

/** The last day that a date of a plan can mean: a month's is its last. */
export function lastDay(date: string): string {
  if (date.length === 10) return date;
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}

export const isLater = (own: string, superior: string): boolean => lastDay(own) > lastDay(superior);

export interface LaterPhase {
  superior: Phase & { end: string };
  own: Phase & { end: string };
}

const ended = (phase: Phase): phase is Phase & { end: string } => phase.end !== null;

/** Of each kind of phase the last: a lower plan may cut one phase into several, or call it otherwise. */
export function laterPhases(superior: Plan, lower: Plan): LaterPhase[] {
  const lastOf = (phases: readonly Phase[], kind: string) =>
    phases
      .filter((phase) => phase.kind === kind)
      .filter(ended)
      .toSorted((a, b) => (lastDay(a.end) < lastDay(b.end) ? 1 : -1))[0];
  return [...new Set(superior.phases.map(({ kind }) => kind))].flatMap((kind) => {
    const [above, own] = [lastOf(superior.phases, kind), lastOf(lower.phases, kind)];
    return above && own && isLater(own.end, above.end) ? [{ superior: above, own }] : [];
  });
}

/** When the whole is over: as printed, else the end of the last phase. */
export function endOf({ period, phases }: Plan): string | null {
  const ends = phases.filter(ended).map(({ end }) => lastDay(end));
  return period?.end ?? ends.toSorted().at(-1) ?? null;
}

/**
 * When a task is due: the date printed in it, else the end of the last rectification phase, as the compiler has it. Null where the plan leaves it open.
 */
export function dueOf(task: PlanTask, { phases }: Plan): string | null {
  if (task.dueOn !== null) return task.dueOn;
  const rectification = phases.filter(({ kind }) => kind === 'RECTIFICATION').at(-1);
  const beforeSummary = phases.filter(({ kind }) => kind !== 'SUMMARY' && kind !== 'CONSOLIDATION').at(-1);
  return (rectification ?? beforeSummary)?.end ?? null;
}

/** Tasks for which the superior notice prints a date of their own. One without is covered by its phase. */
export function laterTasks(lower: Plan, matches: readonly TaskMatch[]): { match: TaskMatch; due: string }[] {
  return matches.flatMap((match) => {
    if (match.own === null || match.ground === 'DOUBTFUL' || match.superior.dueOn === null) return [];
    const due = dueOf(match.own, lower);
    return due !== null && isLater(due, match.superior.dueOn) ? [{ match, due }] : [];
  });
}
