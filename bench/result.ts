export interface Result {
  name: string;
  ours: number;
  /** null where there is nothing to compare with. */
  reference: number | null;
  /** ours / reference. */
  ratio: number | null;
  /** `>= 1.2` or `<= 2.5`, of the ratio; null where none is set. */
  goal: string | null;
  unit: string;
}

export interface BenchOptions {
  /** Length of one run. */
  seconds: number;
  /** Runs of each kind; the median counts. */
  rounds: number;
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
  return {
    name,
    ours: rounded(mine),
    reference: theirs === null ? null : rounded(theirs),
    ratio: theirs === null ? null : rounded(mine / theirs),
    goal,
    unit,
  };
}
