/**
 * The pieces of which every chart is written. A transition's guard is a list of named checks, so that the chart alone refuses what is not
 * allowed, and the reason can be looked up afterwards; its effects are computed by a named action that nobody implements: XState's pure
 * `transition` hands them back.
 */
import { and, assign, createMachine, not, or } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import type { Check, Effect, Label, LawEvent } from './contract';
import { traced } from './trace';

/** An event as the machine sees it: with the state value before it, which checks on other regions look at. */
export interface Sent extends LawEvent {
  value: Record<string, unknown>;
}

export interface CheckList {
  type: 'checks';
  params: { seat: string | null; all: readonly string[] };
}

export interface TransitionConfig {
  target?: string;
  guard?: unknown;
  actions?: readonly unknown[];
  description?: string;
}

export interface StateConfig {
  id?: string;
  type?: 'parallel';
  initial?: string;
  states?: Record<string, StateConfig>;
  on?: Record<string, TransitionConfig | TransitionConfig[]>;
  always?: TransitionConfig[];
  entry?: readonly unknown[];
  meta?: { label: Label };
}

/** Passes when all named checks pass, in this order; the first that fails is what a refusal names. */
export const checks = (all: readonly string[], seat: string | null = null): CheckList => ({ type: 'checks', params: { seat, all } });

/** Conditions of eventless transitions, which look at the chart itself: `stateIn`, joined by these. */
export const allOf = (...conditions: unknown[]): unknown => and(conditions as never);
export const anyOf = (...conditions: unknown[]): unknown => or(conditions as never);
export const noneOf = (...conditions: unknown[]): unknown => not(or(conditions as never));
export const inContext =
  <C>(test: (context: C) => boolean): unknown =>
  ({ context }: { context: C }): boolean => {
    const held = test(context);
    traced({ what: 'test', run: test as (context: never) => boolean, held });
    return held;
  };

/** Changes the context. Never mutate: what is not changed is shared with the stored snapshot. */
export const change = <C extends object>(make: (context: C, event: Sent) => Partial<C>): unknown =>
  assign(({ context, event }) => {
    traced({ what: 'change', run: make as (context: never, event: never) => object });
    return make(context as C, event as unknown as Sent);
  });

/** Asks something of the desk. Sees the context as the actions before it left it. */
export const ask = <C>(make: (context: C, event: Sent) => Effect[]): unknown => ({
  type: 'ask',
  params: ({ context, event }: { context: C; event: Sent }) => {
    traced({ what: 'ask', run: make });
    return make(context, event);
  },
});

/** What an accepted event does where nothing but the log shall show it. */
export const noted: unknown = change(() => ({}));

export const labelled = (zh: string, en: string, state: Omit<StateConfig, 'meta'> = {}): StateConfig => ({ ...state, meta: { label: { zh, en } } });

export const label = (zh: string, en: string): Label => ({ zh, en });

/** Builds the machine of a chart: regions side by side, the law's checks as the one guard. */
export function machineOf(id: string, chart: StateConfig, lawChecks: Readonly<Record<string, Check<never>>>): AnyStateMachine {
  const config = { id, context: ({ input }: { input: object }) => input, ...chart };
  return createMachine(
    config as unknown as Parameters<typeof createMachine>[0],
    {
      guards: {
        checks: ({ context, event }: { context: unknown; event: unknown }, params: unknown): boolean => {
          const { seat, all } = params as CheckList['params'];
          const sent = event as Sent;
          const where = { seat, value: sent.value };
          return all.every((name) => checkNamed(lawChecks, name).test(context as never, sent, where) === null);
        },
      },
    } as Parameters<typeof createMachine>[1],
  ) as unknown as AnyStateMachine;
}

export function checkNamed<C>(lawChecks: Readonly<Record<string, Check<C>>>, name: string): Check<C> {
  const check = lawChecks[name];
  if (!check) throw new Error(`The chart names a check that the law does not have: ${name}`);
  return check;
}
