/**
 * Which facts of one list may be like which of another, found by the pairs of characters they share, the rarest pairs first. Nobody is compared
 * with more than `MOST_COMPARED` others, so that a plan of thousands of tasks takes time in proportion to their number; lists no longer than that
 * are compared as if each met each.
 */
export const MOST_COMPARED = 200;

export interface PairIndex {
  /** By pair, the places of those that have it, in order. */
  holding: ReadonlyMap<string, readonly number[]>;
}

export function indexPairs(all: readonly ReadonlySet<string>[]): PairIndex {
  const holding = new Map<string, number[]>();
  all.forEach((pairs, i) => {
    for (const pair of pairs) {
      const known = holding.get(pair);
      if (known) known.push(i);
      else holding.set(pair, [i]);
    }
  });
  return { holding };
}

/** The lists of those that hold a pair, the shortest first. */
const rarestFirst = (index: PairIndex, pairs: ReadonlySet<string>): (readonly number[])[] =>
  [...pairs].map((pair) => index.holding.get(pair) ?? []).sort((a, b) => a.length - b.length);

const gathered = (lists: readonly (readonly number[])[], first: readonly number[], start: number): number[] => {
  const met = new Set<number>(first.slice(0, MOST_COMPARED));
  for (const list of lists) {
    // of a pair that very many have, those in a like place of the list: plans follow the order of the superior one
    const from = list.length > MOST_COMPARED ? Math.min(Math.floor(start * list.length), list.length - MOST_COMPARED) : 0;
    for (let i = from; i < list.length && met.size < MOST_COMPARED; i++) met.add(list[i] as number);
  }
  return [...met];
};

/**
 * Those that share a pair with these; `first` go before all others.
 * @param start how far down its own list the fact stands, 0 to 1
 */
export const sharingPairs = (index: PairIndex, pairs: ReadonlySet<string>, first: readonly number[] = [], start = 0): number[] =>
  gathered(rarestFirst(index, pairs), first, start);

/** Those that can hold at least this share of the pairs, in order: whoever lacks each of the rarest ones lacks too many. */
export function holdingMost(index: PairIndex, pairs: ReadonlySet<string>, share: number): number[] {
  const mayLack = pairs.size - Math.ceil(pairs.size * share);
  return gathered(rarestFirst(index, pairs).slice(0, mayLack + 1), [], 0).sort((a, b) => a - b);
}
