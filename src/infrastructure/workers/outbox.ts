/**
 * Takes the outbox: a row becomes a message for each of its units. Any number of workers at once, in any number of processes: rows that one
 * has taken are skipped by the others, and taking, writing and ticking off are one statement, so that a crash leaves a row as it was.
 */
import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock';
import { civilDateOf } from '../../domain/calendar';
import { MAILED_MESSAGES } from '../../domain/messages/mail-words';
import { repeat, type Worker } from './repeat';

const BATCH = 200;
const LONGEST_WAIT_S = 3_600;

/** Which other channels a message goes out by; the rows are made with the in-app messages, in the same statement. */
export interface OtherChannels {
  email: boolean;
  webhook: boolean;
  /** Real time, which retries are counted in. */
  wall: Clock;
}
const NONE: OtherChannels = { email: false, webhook: false, wall: { now: () => new Date() } };

/**
 * $3: whether by mail; $4: the messages that are mailed; $5: whether to the webhook; $6: the day for roles; $7: the wall's time. Mailed to those
 * with an address who act for the unit on that day (its staff, its head, the coordinators of an office), and to who stands in for them; a message
 * to the head goes to the head alone.
 */
const deliver = (taken: string): string => `with taken as (${taken} for update skip locked),
  sent as (insert into message (id, unit_id, campaign_id, subject_id, message, data, created_at)
    select t.id, u.unit::uuid, t.campaign_id, t.subject_id, t.message, t.data, t.created_at
    from taken t cross join lateral (select distinct unit from jsonb_array_elements_text(t.units) as list(unit)) u
    on conflict (campaign_id, id, unit_id) do nothing),
  mailed as (insert into outbox_delivery (campaign_id, message_id, channel, recipient, created_at, next_try_at)
    select distinct t.campaign_id, t.id, 'EMAIL', a.id::text, $7::timestamptz, $7::timestamptz
    from taken t cross join lateral jsonb_array_elements_text(t.units) as list(unit)
    join membership m on m.unit_id = list.unit::uuid and (m.valid_from is null or m.valid_from <= $6::date) and (m.valid_to is null or $6::date < m.valid_to)
      and (m.role = 'UNIT_HEAD' or (m.role in ('UNIT_STAFF', 'COORDINATOR') and t.data ->> 'audience' is distinct from 'UNIT_HEAD'))
    join account held on held.id = m.account_id and held.disabled_at is null
    cross join lateral (select held.id union all
      select s.substitute_id from substitution s where s.absent_id = held.id and s.ended_at is null and s.valid_from <= $6::date and $6::date < s.valid_to) who (id)
    join account a on a.id = who.id and a.disabled_at is null and a.email is not null
    where $3::boolean and t.message = any($4::text[])
    on conflict do nothing),
  hooked as (insert into outbox_delivery (campaign_id, message_id, channel, recipient, created_at, next_try_at)
    select t.campaign_id, t.id, 'WEBHOOK', '', $7::timestamptz, $7::timestamptz from taken t where $5::boolean and t.units <> '[]'
    on conflict do nothing)
update outbox o set delivered_at = $1, attempts = o.attempts + 1, last_error = null from taken t where o.campaign_id = t.campaign_id and o.id = t.id`;

const WAITING = 'select * from outbox where delivered_at is null and not_before <= $1 order by not_before, id limit $2';

/** Delivers everything that is due. Returns how many rows were delivered; those that could not be are tried again later, ever more seldom. */
export async function deliverOutbox(pool: Pool, clock: Clock, other: OtherChannels = NONE): Promise<number> {
  let total = 0;
  for (;;) {
    const now = clock.now();
    const more = [other.email, MAILED_MESSAGES, other.webhook, civilDateOf(now), other.wall.now()];
    let delivered: number;
    try {
      delivered = (await pool.query({ name: 'outbox-deliver', text: deliver(WAITING), values: [now, BATCH, ...more] })).rowCount ?? 0;
    } catch {
      // One row may be what it stumbled over, and the others must not wait for it. Without a database this throws too.
      delivered = await oneByOne(pool, now, more);
      if (delivered === 0) return total;
    }
    total += delivered;
    if (delivered < BATCH) return total;
  }
}

async function oneByOne(pool: Pool, now: Date, more: readonly unknown[]): Promise<number> {
  let delivered = 0;
  const { rows } = await pool.query<{ id: string }>({ name: 'outbox-waiting', text: WAITING, values: [now, BATCH] });
  for (const { id } of rows) {
    const one = 'select * from outbox where id = $2 and delivered_at is null';
    try {
      delivered += (await pool.query({ name: 'outbox-deliver-one', text: deliver(one), values: [now, id, ...more] })).rowCount ?? 0;
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
  other?: OtherChannels;
  intervalMs: number;
  onError: (error: unknown) => void;
}

export const createOutboxWorker = ({ pool, clock, other, intervalMs, onError }: OutboxWorkerOptions): Worker =>
  repeat(intervalMs, () => deliverOutbox(pool, clock, other), onError);
