/** Which fact of one plan is which of another: by what they are called, never by their place in a list. */

/** Null: this fact has no such name, and is not paired by this rule. */
export type Identity<Fact> = (fact: Fact) => string | null;

export interface Pair<Fact> {
  before: Fact | null;
  after: Fact | null;
}

/**
 * Tries each rule in turn on what the rules before it have left: the finest first. Of several facts with one name the first is paired with the
 * first. Answers in the order of `after`, then what is gone in the order of `before`. Takes time linear in the number of facts.
 */
export function pairUp<Fact>(before: readonly Fact[], after: readonly Fact[], rules: readonly Identity<Fact>[]): Pair<Fact>[] {
  // By position, because one and the same object may stand in a list twice.
  const partnerOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const identity of rules) {
    const free = new Map<string, number[]>();
    before.forEach((fact, i) => {
      const name = taken.has(i) ? null : identity(fact);
      if (name === null) return;
      const queue = free.get(name);
      if (queue) queue.push(i);
      else free.set(name, [i]);
    });
    for (const queue of free.values()) queue.reverse();
    after.forEach((fact, i) => {
      const name = partnerOf.has(i) ? null : identity(fact);
      const partner = name === null ? undefined : free.get(name)?.pop();
      if (partner === undefined) return;
      partnerOf.set(i, partner);
      taken.add(partner);
    });
  }
  const kept = after.map((fact, i) => ({ before: before[partnerOf.get(i) ?? -1] ?? null, after: fact }));
  const gone = before.filter((_, i) => !taken.has(i)).map((fact) => ({ before: fact, after: null }));
  return [...kept, ...gone];
}
