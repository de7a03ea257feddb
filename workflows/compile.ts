/** Compiled machines, kept by law and shape: a plan of two hundred tasks has a handful of shapes, and compiling costs a hundred decisions. */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Effect, Law } from './contract';
import { inert, type AskedAction } from './inert-scope';

/** Bounds what is kept; far above what one server meets, so that only a flood of odd shapes ever pushes one out. */
const MOST_SHAPES = 5_000;

const kept = new WeakMap<object, Map<string, AnyStateMachine>>();

export function machineFor<D, C>(law: Law<D, C>, definition: D, context: C): AnyStateMachine {
  let byShape = kept.get(law);
  if (!byShape) kept.set(law, (byShape = new Map()));
  const shape = law.shape(definition, context);
  let machine = byShape.get(shape);
  if (!machine) {
    machine = law.compile(definition, context);
    if (byShape.size >= MOST_SHAPES) byShape.delete(byShape.keys().next().value as string);
    byShape.set(shape, machine);
  }
  return machine;
}

/** The state of a new instance and what its birth asks of the desk. */
export function born(machine: AnyStateMachine, context: object): { value: Record<string, unknown>; context: object; effects: Effect[] } {
  const { result: snapshot, actions } = inert((scope) => machine.getInitialSnapshot(scope as never, context) as AnyMachineSnapshot);
  if (snapshot.status === 'error') throw snapshot.error;
  return { value: snapshot.value as Record<string, unknown>, context: snapshot.context as object, effects: effectsOf(actions) };
}

export const effectsOf = (actions: readonly AskedAction[]): Effect[] =>
  actions.flatMap((action) => (action.type === 'ask' ? (action.params as Effect[]) : []));

/**
 * The old value with the new machine's new regions at their initial state. A region or state that the new machine does not have is a fault
 * of the law: seats and phases are only ever added, or dropped when nothing stands in them.
 */
export const carriedOver = (old: Record<string, unknown>, machine: AnyStateMachine, context: object): Record<string, unknown> => ({
  ...born(machine, context).value,
  ...old,
});
