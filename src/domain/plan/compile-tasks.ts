import { lastDayOf } from '../calendar';
import { unitsBoundTo } from './bindings';
import type { Bindings } from './bindings';
import type { DatedPhase } from './compile-phases';
import type { CompiledSeat, CompiledTask } from './compiled';
import type { AssignmentRole, Plan, PlanTask } from './model';

/**
 * A task without a date of its own is due when this phase ends: the last rectification phase; without one, the last phase before the
 * summary; in a plan of nothing but a summary, that.
 */
export function phaseOfTasks<P extends { kind: string }>(phases: readonly P[]): P | undefined {
  const rectification = phases.findLast((phase) => phase.kind === 'RECTIFICATION');
  const beforeSummary = phases.findLast((phase) => phase.kind !== 'SUMMARY' && phase.kind !== 'CONSOLIDATION');
  return rectification ?? beforeSummary ?? phases[phases.length - 1];
}

export function compileTasks(plan: Plan, phases: readonly DatedPhase[], bindings: Bindings): CompiledTask[] {
  const usual = phaseOfTasks(phases);
  const keys = taskKeys(plan.tasks);
  return plan.tasks.map((task, index) => {
    return {
      key: keys[index] ?? task.number,
      ordinal: index + 1,
      number: task.number,
      title: task.title,
      text: task.text,
      area: task.area,
      phase: task.dueOn ? null : (usual?.key ?? null),
      dueOn: task.dueOn ? lastDayOf(task.dueOn) : (usual?.end ?? ''),
      seats: seatsOf(task, bindings),
      targets: task.targets,
    };
  });
}

/** Numbers are unique in a good notice; where one comes twice, the second is `3#2`. */
export function taskKeys(tasks: readonly { number: string }[]): string[] {
  const met = new Map<string, number>();
  return tasks.map(({ number }) => {
    const times = (met.get(number) ?? 0) + 1;
    met.set(number, times);
    return times === 1 ? number : `${number}#${times}`;
  });
}

const WEIGHT: Record<AssignmentRole, number> = { LEAD: 0, RESPONSIBLE: 1, COOPERATING: 2, IMPLEMENTING: 3 };

/**
 * One seat per unit, in the printed order. A unit that is named twice (as lead, and again in a group that includes it) sits once, in the
 * weightier role.
 */
export function seatsOf(task: PlanTask, bindings: Bindings): CompiledSeat[] {
  const seats = new Map<string, CompiledSeat>();
  for (const { unit: printed, role, section, person } of task.assignments) {
    for (const unit of unitsBoundTo(printed, bindings)) {
      const seated = seats.get(unit);
      if (!seated) seats.set(unit, { unit, role, section, person, printed });
      else if (WEIGHT[role] < WEIGHT[seated.role])
        Object.assign(seated, { role, printed, section: section ?? seated.section, person: person ?? seated.person });
    }
  }
  return [...seats.values()];
}
