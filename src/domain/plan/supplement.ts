/**
 * A plan and what a supplementary notice says of it. A supplement speaks of what changes: a task or a phase that it does not mention stays,
 * one that it mentions is replaced, a new one is added. Nothing is dropped by silence; a coordinator drops it by hand.
 */
import type { Phase, Plan, ReportingRule } from './model';

export function supplemented(plan: Plan, supplement: Plan): Plan {
  return {
    ...plan,
    // Spans count in the first notice's text: what comes from another text has none here.
    phases: supplementedPhases(plan.phases, supplement.phases),
    tasks: supplementedTasks(plan, supplement),
    reporting: [
      ...plan.reporting.filter((rule) => !supplement.reporting.some((newer) => sameRule(rule, newer))),
      ...supplement.reporting.map(unspanned),
    ],
    body: supplement.body ? { ...supplement.body, members: supplement.body.members.map(unspanned), span: null } : plan.body,
    forms: [...plan.forms, ...supplement.forms.filter((form) => !plan.forms.some((one) => one.title === form.title)).map(unspanned)],
    period: plan.period || supplement.period ? { start: plan.period?.start ?? null, end: supplement.period?.end ?? plan.period?.end ?? null } : null,
    diagnostics: [],
  };
}

const unspanned = <T extends object>(fact: T): T => ({ ...fact, span: null });

function supplementedPhases(phases: readonly Phase[], newer: readonly Phase[]): Phase[] {
  const replaced = phases.map((phase) => {
    const next =
      newer.find((one) => one.name === phase.name) ??
      newer.find((one) => one.kind === phase.kind && !phases.some((other) => other.name === one.name));
    return next ? { ...unspanned(next), start: next.start ?? phase.start, end: next.end ?? phase.end, exit: next.exit ?? phase.exit } : phase;
  });
  const used = new Set(replaced.map((phase) => phase.name));
  const added = newer.filter((phase) => !used.has(phase.name)).map(unspanned);
  return [...replaced, ...added].sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : (a.start ?? '') > (b.start ?? '') ? 1 : 0));
}

/** Tasks are the same by title: a supplement numbers its own paragraphs, and its 一 is not the plan's. A new task's number says where it comes from. */
function supplementedTasks(plan: Plan, supplement: Plan): Plan['tasks'] {
  const kept = plan.tasks.map((task) => {
    const next = supplement.tasks.find((one) => one.title === task.title);
    if (!next) return task;
    const assignments = next.assignments.length > 0 ? next.assignments.map(unspanned) : task.assignments;
    return { ...unspanned(next), number: task.number, area: task.area, assignments, dueOn: next.dueOn ?? task.dueOn };
  });
  const added = supplement.tasks.filter((task) => !plan.tasks.some((one) => one.title === task.title));
  return [...kept, ...added.map((task) => ({ ...unspanned(task), assignments: task.assignments.map(unspanned), number: `补${task.number}` }))];
}

const sameRule = (a: ReportingRule, b: ReportingRule): boolean => a.what === b.what && a.cadence === b.cadence && a.owedBy === b.owedBy;
