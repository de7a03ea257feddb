/** Walks a law with xstate/graph: not the bare chart but decide itself, so that every path is one that the engine could go. */
import { getShortestPaths } from 'xstate/graph';
import { factsOf } from '../../../workflows';
import type { By, Facts, Law, LawEvent, LawSnapshot } from '../../../workflows';
import type { Coverage } from './coverage';

export interface Instance<D, C> {
  definition: D;
  snapshot: LawSnapshot<C> | null;
}

export interface Lens<D, C> {
  begin: LawEvent;
  definition: D;
  /** What is tried in every state. */
  events: readonly LawEvent[];
  /** What tells two instances apart beside the state value. */
  also?: (context: C) => unknown;
  /** Where the walk goes no further. */
  stop?: (instance: Instance<D, C>) => boolean;
}

export interface Path<D, C> {
  state: Instance<D, C>;
  events: LawEvent[];
}

/** The shortest path to every state that the lens can tell apart; everything tried on the way is in the coverage. */
export function explore<D, C extends object>(law: Law<D, C>, lens: Lens<D, C>, coverage: Pick<Coverage<D, C>, 'decide'>): Path<D, C>[] {
  const tried = new Map<string, Instance<D, C>>();
  const serialize = ({ snapshot }: Instance<D, C>): string => JSON.stringify([snapshot?.value, snapshot && lens.also?.(snapshot.context)]);
  const step = (instance: Instance<D, C>, event: LawEvent): Instance<D, C> => {
    const decision = coverage.decide(instance, event);
    if (decision.outcome === 'refused') return instance;
    return { definition: decision.definition, snapshot: decision.snapshot as unknown as LawSnapshot<C> };
  };
  const start = step({ definition: lens.definition, snapshot: null }, lens.begin);
  const numbered = lens.events.map((event, i) => ({ type: event.type, i }));
  const paths = getShortestPaths(
    {
      transition: (instance: Instance<D, C>, { i }: { type: string; i: number }) => {
        const event = lens.events[i];
        if (!event) return instance;
        // The walk asks for the same step more than once; a state is what its serialisation says it is.
        const key = `${serialize(instance)} ${i}`;
        let next = tried.get(key);
        if (!next) tried.set(key, (next = step(instance, event)));
        return next;
      },
      getInitialSnapshot: () => start,
      getPersistedSnapshot: (snapshot: Instance<D, C>) => snapshot,
    } as never,
    {
      fromState: start as never,
      events: ((instance: Instance<D, C>) => (lens.stop?.(instance) ? [] : numbered)) as never,
      serializeState: serialize as never,
      serializeEvent: ((event: { i: number }) => String(event.i)) as never,
    },
  ) as unknown as { state: Instance<D, C>; steps: { event: { type: string; i: number } }[] }[];
  return paths.map(({ state, steps }) => ({ state, events: steps.flatMap(({ event }) => lens.events[event.i] ?? []) }));
}

/** Makes events of a law with the facts that their rules name. */
export const sentAs =
  <D, C>(law: Law<D, C>, usual: Partial<Facts>, first: string) =>
  (type: string, by: By, input: Record<string, unknown> = {}, on = first, facts: Partial<Facts> = {}): LawEvent => {
    const known: Record<string, unknown> = { ...usual, ...facts };
    const wanted = factsOf(law.events[type] ?? {});
    return { type, at: `${on}T02:00:00.000Z`, on, by, input, facts: Object.fromEntries(wanted.map((name) => [name, known[name]])) };
  };
