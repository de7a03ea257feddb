export interface Result {
  name: string;
  ours: number;
  /** null where there is nothing to compare with. */
  reference: number | null;
  /** ours / reference: the median of the rounds' ratios where both ran in each round, because a machine that slows down slows both. */
  ratio: number | null;
  /** The ratio of each round, in the order they were run. */
  rounds?: number[];
  /** `>= 1.2` or `<= 2.5`, of the ratio; null where none is set. */
  goal: string | null;
  unit: string;
  /** Whether the ratio reaches the goal; null where there is no goal, or nothing to compare with. */
  met: boolean | null;
  /** Why the reference was not run. It does not count as beaten. */
  notRun?: string;
}

export interface BenchOptions {
  /** Length of one run. */
  seconds: number;
  /** Runs of each kind; the median counts. */
  rounds: number;
  /** The largest data set or text to be made. */
  largest: number;
  /** What takes minutes is done once. */
  quick: boolean;
  say(line: string): void;
}

export type Bench = (options: BenchOptions) => Promise<Result[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function result(name: string, ours: readonly number[], reference: readonly number[] | null, goal: string | null, unit: string): Result {
  const [mine, theirs] = [median(ours), reference && median(reference)];
  const inTurn =
    reference !== null && ours.length > 1 && ours.length === reference.length ? ours.map((value, i) => value / (reference[i] ?? NaN)) : null;
  const ratio = theirs === null ? null : rounded(inTurn ? median(inTurn) : mine / theirs);
  const shown = { name, ours: rounded(mine), reference: theirs === null ? null : rounded(theirs), ratio, goal, unit, met: reaches(ratio, goal) };
  return inTurn ? { ...shown, rounds: inTurn.map(rounded) } : shown;
}

export const notRun = (name: string, ours: readonly number[], goal: string | null, unit: string, why: string): Result => ({
  ...result(name, ours, null, goal, unit),
  notRun: why,
});

export function reaches(ratio: number | null, goal: string | null): boolean | null {
  if (ratio === null || goal === null) return null;
  const [sign, value] = goal.split(' ');
  return sign === '<=' ? ratio <= Number(value) : ratio >= Number(value);
}
