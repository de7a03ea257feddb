/** Runs of several kinds in turn, over and over: whatever the machine is doing meanwhile, all of them meet with it. */
import type { BenchOptions } from './result';

/** Every kind's values, one a round. `before` is called before each run. */
export async function rounds<Kind extends string>(
  kinds: Readonly<Record<Kind, () => Promise<number>>>,
  { rounds: count, say }: Pick<BenchOptions, 'rounds' | 'say'>,
  unit: string,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Record<Kind, number[]>> {
  const values = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []])) as unknown as Record<Kind, number[]>;
  for (let round = 0; round < count; round += 1) {
    for (const [kind, run] of Object.entries(kinds) as [Kind, () => Promise<number>][]) {
      await before();
      const value = await run();
      values[kind].push(value);
      say(`  ${kind}: ${value.toPrecision(4)} ${unit}`);
    }
  }
  return values;
}
