/** The law of tasks: one numbered measure of the plan, carried out by its lead and the units that cooperate. */
import { label, machineOf } from '../chart';
import type { By, Law, LawEvent, Reason } from '../contract';
import type { TaskDefinition } from '../definitions';
import type { TaskAmendment } from '../facts';
import { reason } from '../reasons';
import { taskChart } from './chart';
import { taskChecks } from './checks';
import { actsFor, beginTask, relationsInTask, seatAt, seatKeys } from './context';
import type { TaskContext } from './context';
import { taskEvents } from './events';
import { projectTask, taskStates } from './project';

/** Only who acts for a unit can be told that the unit is not, or no longer, in the task. */
function stranger(context: TaskContext, by: By): Reason | null {
  if (!by.unit || by.unit === context.office) return null;
  const keys = seatKeys(context).filter((key) => actsFor(seatAt(context, key), by.unit));
  if (keys.length === 0) return reason('NOT_IN_THIS_TASK', { unit: by.unit });
  return keys.every((key) => seatAt(context, key).left || seatAt(context, key).waived) ? reason('UNIT_HAS_LEFT', { unit: by.unit }) : null;
}

function redefine(definition: TaskDefinition, event: LawEvent): TaskDefinition {
  if (event.type !== 'AMENDED') return definition;
  const { title, text, number, area, targets, phase, dueOn, leads, parts } = event.input as unknown as TaskAmendment;
  return {
    ...definition,
    title,
    text,
    dueOn,
    leads,
    parts,
    number: number ?? definition.number,
    area: area ?? definition.area,
    targets: targets ?? definition.targets,
    phase: phase === undefined ? definition.phase : phase,
  };
}

export const taskLaw: Law<TaskDefinition, TaskContext> = {
  kind: 'TASK',
  version: 1,
  label: label('任务', 'Task'),
  creation: 'ASSIGN',
  states: taskStates,
  events: taskEvents,
  checks: taskChecks,
  begin: beginTask,
  shape: (_definition, { leads, parts }) => `${leads.length}+${parts.length}`,
  compile: (_definition, { leads, parts }) => machineOf('task', taskChart(leads.length, parts.length), taskChecks),
  project: projectTask,
  relate: relationsInTask,
  stranger,
  redefine,
};
