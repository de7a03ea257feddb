/**
 * One step of a machine. XState interprets the chart; what it finds is the same whenever the same transitions are open in the same state, but
 * for the changes of the context. So the step is remembered by state and open transitions, as the chart's own functions in the order in which
 * XState called them, and taken again by calling these. Interpreting costs five times as much (docs/decisions/0012-speed-of-the-drive.md).
 *
 * Conditions on the context that eventless transitions look at are asked again, at the same places; an answer that differs is another step,
 * interpreted and remembered beside the first. What is remembered was compared with what XState gave before it is ever used.
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Sent } from './chart';
import { born, effectsOf } from './compile';
import type { Effect } from './contract';
import { inert } from './inert-scope';
import { tracing, type Traced } from './trace';

export interface Step {
  value: Record<string, unknown>;
  context: object;
  effects: Effect[];
}

interface Remembered {
  trace: readonly Traced[];
  value: Record<string, unknown>;
}

/** By the state's nodes: `restored` gives the same list for the same state of the same machine. */
const remembered = new WeakMap<object, Map<string, Remembered[]>>();
const MOST_WAYS = 8;

/** The step that the event makes; null when no transition is open to it. */
export function step(machine: AnyStateMachine, state: AnyMachineSnapshot, event: Sent): Step | null {
  const open = machine.getTransitionData(state, event as never);
  if (open.length === 0) return null;
  const nodes = (state as unknown as { _nodes: object })._nodes;
  let byTransitions = remembered.get(nodes);
  if (!byTransitions) remembered.set(nodes, (byTransitions = new Map()));
  const name = open.map(numberOf).join();
  const ways = byTransitions.get(name) ?? [];
  for (const way of ways) {
    const again = retaken(way, state.context as object, event);
    if (again) return again;
  }
  const { result, trace } = tracing(() => interpreted(machine, state, event));
  if (result && ways.length < MOST_WAYS) {
    const way = { trace, value: frozen(result.value) };
    const again = retaken(way, state.context as object, event);
    if (JSON.stringify(again) === JSON.stringify(result)) byTransitions.set(name, [...ways, way]);
  }
  return result;
}

/** The first state of a machine for a new instance; taken again like any other step. */
export function firstStep(machine: AnyStateMachine, context: object): Step {
  const ways = births.get(machine) ?? [];
  const event = { type: 'xstate.init', input: context } as unknown as Sent;
  for (const way of ways) {
    const again = retaken(way, context, event);
    if (again) return again;
  }
  const { result, trace } = tracing(() => born(machine, context));
  const way = { trace, value: frozen(result.value) };
  if (ways.length < MOST_WAYS && JSON.stringify(retaken(way, context, event)) === JSON.stringify(result)) births.set(machine, [...ways, way]);
  return result;
}
const births = new WeakMap<AnyStateMachine, Remembered[]>();

function retaken({ trace, value }: Remembered, before: object, event: Sent): Step | null {
  let context = before;
  const effects: Effect[] = [];
  for (const one of trace) {
    if (one.what === 'change') context = { ...context, ...one.run(context as never, event as never) };
    else if (one.what === 'ask') effects.push(...(one.run(context as never, event as never) as Effect[]));
    else if (one.run(context as never) !== one.held) return null;
  }
  return { value, context, effects };
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(transition: object): number {
  let number = numbers.get(transition);
  if (number === undefined) numbers.set(transition, (number = lastNumber += 1));
  return number;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The step as XState itself takes it; null when nothing comes of it. */
export function interpreted(machine: AnyStateMachine, state: AnyMachineSnapshot, event: Sent): Step | null {
  const { result, actions } = inert((scope) => machine.transition(state, event, scope as never) as AnyMachineSnapshot);
  if (result === state && actions.length === 0) return null;
  return { value: result.value as Record<string, unknown>, context: result.context as object, effects: effectsOf(actions) };
}
