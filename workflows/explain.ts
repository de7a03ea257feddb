/** Reads the chart the other way round: which transitions stand open for an event in a state, and what keeps them shut. */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { checkNamed } from './chart';
import type { CheckList, Sent } from './chart';
import type { Check, Law, Reason } from './contract';
import { reason } from './reasons';

/** Which nodes a value stands for depends on the chart alone, and finding them costs half a decision. */
const seen = new WeakMap<AnyStateMachine, Map<string, AnyMachineSnapshot>>();
const MOST_VALUES = 2_000;

/** Restores a stored state. Throws where the stored value names a state that the chart no longer has. */
export function restored(machine: AnyStateMachine, value: unknown, context: unknown): AnyMachineSnapshot {
  let values = seen.get(machine);
  if (!values) seen.set(machine, (values = new Map()));
  const key = JSON.stringify(value);
  let state = values.get(key);
  if (!state) {
    state = machine.resolveState({ value: value as string, context: {} as never });
    if (values.size >= MOST_VALUES) values.delete(values.keys().next().value as string);
    values.set(key, state);
  }
  return { ...state, context } as AnyMachineSnapshot;
}

interface Candidate {
  /** How many checks passed before the first that failed. */
  passed: number;
  failing: Reason[];
}

function candidateOf<D, C>(law: Law<D, C>, guard: unknown, context: C, event: Sent, skip: ReadonlySet<Check['about']>): Candidate {
  if (!guard) return { passed: 0, failing: [] };
  const { seat, all } = (guard as CheckList).params;
  const where = { seat, value: event.value };
  const failing: Reason[] = [];
  let passed = 0;
  for (const name of all) {
    const check = checkNamed(law.checks, name);
    if (skip.has(check.about)) continue;
    const why = check.test(context, event, where);
    if (why && !failing.some(({ code }) => code === why.code)) failing.push(why);
    else if (!why && failing.length === 0) passed += 1;
  }
  return { passed, failing };
}

const NOTHING: ReadonlySet<Check['about']> = new Set();

/**
 * Why no transition is open for the event; empty when one is. Of several shut ones, the one that got furthest speaks: a unit that sits in
 * the third seat is told what is wrong with its own seat, not with the others'.
 */
export function whatStandsBefore<D, C>(law: Law<D, C>, state: AnyMachineSnapshot, event: Sent, skip = NOTHING): Reason[] {
  let best: Candidate | null = null;
  for (const node of state._nodes) {
    for (const transition of node.transitions.get(event.type) ?? []) {
      const candidate = candidateOf(law, transition.guard, state.context as C, event, skip);
      if (candidate.failing.length === 0) return [];
      if (!best || worth(candidate) > worth(best)) best = candidate;
    }
  }
  return best ? best.failing.filter((why, i) => i === 0 || why.code !== 'NOT_APPLICABLE') : [reason('EVENT_NOT_POSSIBLE_IN_STATE')];
}

/** A way that does not apply is worth less than any that does; after that, the number of checks passed counts. */
const worth = ({ passed, failing }: Candidate): number => passed - (failing[0]?.code === 'NOT_APPLICABLE' ? 1_000 : 0);
