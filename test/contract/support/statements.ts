/** Counts what a piece of work asks of the database. */
import type { Pool } from 'pg';

/** The names of the statements that the pool sends while `work` runs, in order. */
export async function statementsOf(pool: Pool, work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const query = pool.query.bind(pool) as (...arguments_: unknown[]) => unknown;
  const spy = jest.spyOn(pool, 'query').mockImplementation(((...arguments_: unknown[]) => {
    seen.push(((arguments_[0] as { name?: string }).name ?? String(arguments_[0])).replace(/(-\d+)+$/, ''));
    return query(...arguments_);
  }) as typeof pool.query);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return seen;
}
