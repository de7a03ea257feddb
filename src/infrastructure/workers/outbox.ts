/**
 * Takes the outbox: a row becomes a message for each of its units. Any number of workers at once, in any number of processes: rows that one
 * has taken are skipped by the others, and taking, writing and ticking off are one statement, so that a crash leaves a row as it was.
 */
import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock';
import { repeat, type Worker } from './repeat';

const BATCH = 200;
const LONGEST_WAIT_S = 3_600;

const deliver = (taken: string): string => `with taken as (${taken} for update skip locked),
  sent as (insert into message (id, unit_id, campaign_id, subject_id, message, data, created_at)
    select t.id, u.unit::uuid, t.campaign_id, t.subject_id, t.message, t.data, t.created_at
    from taken t cross join lateral (select distinct unit from jsonb_array_elements_text(t.units) as list(unit)) u
    on conflict (campaign_id, id, unit_id) do nothing)
update outbox o set delivered_at = $1, attempts = o.attempts + 1, last_error = null from taken t where o.campaign_id = t.campaign_id and o.id = t.id`;

const WAITING = 'select * from outbox where delivered_at is null and not_before <= $1 order by not_before, id limit $2';

/** Delivers everything that is due. Returns how many rows were delivered; those that could not be are tried again later, ever more seldom. */
export async function deliverOutbox(pool: Pool, clock: Clock): Promise<number> {
  let total = 0;
  for (;;) {
    const now = clock.now();
    let delivered: number;
    try {
      delivered = (await pool.query({ name: 'outbox-deliver', text: deliver(WAITING), values: [now, BATCH] })).rowCount ?? 0;
    } catch {
      // One row may be what it stumbled over, and the others must not wait for it. Without a database this throws too.
      delivered = await oneByOne(pool, now);
      if (delivered === 0) return total;
    }
    total += delivered;
    if (delivered < BATCH) return total;
  }
}

async function oneByOne(pool: Pool, now: Date): Promise<number> {
  let delivered = 0;
  const { rows } = await pool.query<{ id: string }>({ name: 'outbox-waiting', text: WAITING, values: [now, BATCH] });
  for (const { id } of rows) {
    const one = 'select * from outbox where id = $2 and delivered_at is null';
    try {
      delivered += (await pool.query({ name: 'outbox-deliver-one', text: deliver(one), values: [now, id] })).rowCount ?? 0;
    } catch (error) {
      await pool.query({
        name: 'outbox-postpone',
        text: `update outbox set attempts = attempts + 1, last_error = left($3, 500), not_before = $1::timestamptz + make_interval(secs => least(2 ^ attempts, $4))
where id = $2 and delivered_at is null`,
        values: [now, id, error instanceof Error ? error.message : String(error), LONGEST_WAIT_S],
      });
    }
  }
  return delivered;
}

export interface OutboxWorkerOptions {
  pool: Pool;
  clock: Clock;
  intervalMs: number;
  onError: (error: unknown) => void;
}

export const createOutboxWorker = ({ pool, clock, intervalMs, onError }: OutboxWorkerOptions): Worker =>
  repeat(intervalMs, () => deliverOutbox(pool, clock), onError);
