/** What waits for one reader: filled from outside, read with `for await`, ended from either side. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(...items: T[]): void;
  /** The reader gets what is there first, then the end, or the error. */
  end(error?: Error): void;
  readonly size: number;
}

export function eventQueue<T>(): EventQueue<T> {
  const items: T[] = [];
  let ended: { error?: Error } | null = null;
  let wake: () => void = () => undefined;
  return {
    get size() {
      return items.length;
    },
    push(...more) {
      if (ended) return;
      items.push(...more);
      wake();
    },
    end(error) {
      ended ??= error ? { error } : {};
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (items.length > 0) yield items.shift() as T;
        if (ended?.error) throw ended.error;
        if (ended) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
