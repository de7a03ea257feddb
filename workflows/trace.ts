/**
 * What a chart's own functions were asked while XState took a step: changes of the context, things asked of the desk, conditions on the
 * context. `step.ts` uses it to take the same step again without interpreting the chart anew. Steps are synchronous, so one place serves all.
 */
export type Traced =
  | { what: 'change'; run: (context: never, event: never) => object }
  | { what: 'ask'; run: (context: never, event: never) => unknown[] }
  | { what: 'test'; run: (context: never) => boolean; held: boolean };

let trace: Traced[] | null = null;

export function traced(one: Traced): void {
  trace?.push(one);
}

/** Everything that is traced while `work` runs. */
export function tracing<T>(work: () => T): { result: T; trace: Traced[] } {
  const mine: Traced[] = [];
  trace = mine;
  try {
    return { result: work(), trace: mine };
  } finally {
    trace = null;
  }
}
