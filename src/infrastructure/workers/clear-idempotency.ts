/**
 * Takes away first answers that nobody will ask for again. Without this the table would be the largest of all after some years: each mutation
 * leaves a row.
 */
import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock';
import { repeat, type Worker } from './repeat';

const BATCH = 1_000;
/** In one turn; the rest waits for the next. Bounded, so that the first turn on an old database does not keep the disk busy for an hour. */
const BATCHES = 200;
const DAY_MS = 86_400_000;

/**
 * Removes rows older than `days` by every one of the clocks (the campaigns' can be ahead of the wall's), oldest first. Any number of workers
 * at once: each passes by what another has taken. Returns how many were removed.
 */
export async function clearIdempotency(pool: Pool, clocks: readonly Clock[], days: number): Promise<number> {
  const before = new Date(Math.min(...clocks.map((clock) => clock.now().getTime())) - days * DAY_MS);
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rowCount } = await pool.query({
      name: 'idempotency-clear',
      text: `delete from idempotency i using (
  select account_id, key from idempotency where created_at < $1 order by created_at limit $2 for update skip locked) old
where i.account_id = old.account_id and i.key = old.key`,
      values: [before, BATCH],
    });
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) break;
  }
  return total;
}

export interface ClearingWorkerOptions {
  pool: Pool;
  clocks: readonly Clock[];
  days: number;
  intervalMs: number;
  onError: (error: unknown) => void;
}

export const createClearingWorker = ({ pool, clocks, days, intervalMs, onError }: ClearingWorkerOptions): Worker =>
  repeat(intervalMs, () => clearIdempotency(pool, clocks, days), onError);
