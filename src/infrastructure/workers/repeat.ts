/** Work that is done again and again, never twice at the same time. */
export interface Worker {
  /** Does it now, or waits for the turn that is running and does it once more. */
  runNow(): Promise<void>;
  /** Lets the turn that is running finish; no other begins. */
  stop(): Promise<void>;
}

/** Begins at once, or after `firstMs`. */
export function repeat(intervalMs: number, work: () => Promise<unknown>, onError: (error: unknown) => void, firstMs = 0): Worker {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let turn: Promise<void> = Promise.resolve();

  const run = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    turn = turn
      .then(async () => {
        if (!stopped) await work();
      })
      .catch(onError)
      .then(() => {
        if (!stopped && !timer) timer = setTimeout(() => void run(), intervalMs);
      });
    return turn;
  };
  if (firstMs === 0) void run();
  else timer = setTimeout(() => void run(), firstMs);
  return {
    runNow: run,
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await turn;
      if (timer) clearTimeout(timer);
    },
  };
}
