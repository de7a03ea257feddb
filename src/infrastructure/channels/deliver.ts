/**
 * Sends what waits for a channel. Any number of workers at once, in any number of processes: whoever takes a row puts its next try behind the time
 * that sending may take, so that nobody else sends it meanwhile, and one whose process dies is taken again. Then it may come twice; it bears the
 * same id. Each row is tried for itself: what a server refuses holds up nothing else.
 */
import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock';
import type { ChannelName, DeliveryOutcome, MessageChannel, OutgoingMessage } from '../../application/ports/message-channel';

/** Sent side by side; what a mail server takes from one client. */
const AT_ONCE = 8;
/** Longer than any of them may take. */
const LEASE_S = 180;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3_600;
/** A server that is down over a long weekend must find its mail afterwards; what is older helps nobody. */
const GIVEN_UP_AFTER_S = 3 * 86_400;
/** Three times, in case whoever refuses was only set up wrong for a moment. */
const MOST_REFUSALS = 3;

export interface Delivering {
  pool: Pool;
  channel: MessageChannel;
  wall: Clock;
  /** Names of units by id, as they are now. */
  unitNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  told: (channel: ChannelName, outcome: 'DELIVERED' | 'RETRIED' | 'GIVEN_UP') => void;
  onError: (error: unknown) => void;
}

interface Taken {
  campaign_id: string;
  message_id: string;
  recipient: string;
  attempts: number;
  address: string | null;
  subject_id: string;
  message: string;
  units: string[];
  data: Record<string, unknown>;
  created_at: Date;
  kind: string;
  title: string;
  campaign: string;
}

const TAKE = `with due as (
    select campaign_id, message_id, channel, recipient from outbox_delivery
    where channel = $1 and delivered_at is null and failed_at is null and next_try_at <= $2 order by next_try_at limit $3 for update skip locked),
  taken as (update outbox_delivery d set attempts = d.attempts + 1, next_try_at = $2::timestamptz + make_interval(secs => $4) from due
    where (d.campaign_id, d.message_id, d.channel, d.recipient) = (due.campaign_id, due.message_id, due.channel, due.recipient) returning d.*)
select t.campaign_id, t.message_id, t.recipient, t.attempts, a.email as address, o.subject_id, o.message, o.units, o.data, o.created_at,
  coalesce(s.kind, '') as kind, coalesce(s.title, '') as title, coalesce(c.title, '') as campaign
from taken t join outbox o on o.campaign_id = t.campaign_id and o.id = t.message_id
left join subject s on s.campaign_id = t.campaign_id and s.id = o.subject_id
left join subject c on c.campaign_id = t.campaign_id and c.id = t.campaign_id
left join account a on t.channel = 'EMAIL' and a.id::text = t.recipient and a.disabled_at is null
order by t.message_id`;

/** Only while nobody has taken it since: `attempts` says by whom it was taken. */
const SETTLE = `update outbox_delivery set
  delivered_at = case when $6 = 'DELIVERED' then $7::timestamptz end,
  last_error = $8,
  refusals = refusals + case when $6 = 'REFUSED' then 1 else 0 end,
  failed_at = case when $6 <> 'DELIVERED' and (extract(epoch from $7::timestamptz - created_at) >= ${GIVEN_UP_AFTER_S}
    or refusals + case when $6 = 'REFUSED' then 1 else 0 end >= ${MOST_REFUSALS}) then $7::timestamptz end,
  next_try_at = $7::timestamptz + make_interval(secs => least(${FIRST_WAIT_S} * 2 ^ least($5::int - 1, 20), ${LONGEST_WAIT_S}))
where campaign_id = $1 and message_id = $2 and channel = $3 and recipient = $4 and attempts = $5 and delivered_at is null
returning failed_at is not null as given_up`;

/** Everything that is due by this channel. Returns how many were delivered. */
export async function deliverByChannel(work: Delivering): Promise<number> {
  let delivered = 0;
  for (;;) {
    const values = [work.channel.name, work.wall.now(), AT_ONCE, LEASE_S];
    const { rows } = await work.pool.query<Taken>({ name: 'delivery-take', text: TAKE, values });
    if (rows.length === 0) return delivered;
    const names = await work.unitNames([...new Set(rows.flatMap(({ units }) => units))]);
    const told = await Promise.all(rows.map((row) => deliverOne(work, row, names)));
    delivered += told.filter(Boolean).length;
    if (rows.length < AT_ONCE) return delivered;
  }
}

async function deliverOne(work: Delivering, row: Taken, names: ReadonlyMap<string, string>): Promise<boolean> {
  const { pool, channel, wall } = work;
  let outcome: DeliveryOutcome;
  try {
    outcome = await channel.deliver(outgoing(row, names), { id: row.recipient, address: row.address });
  } catch (error) {
    // A fault of ours in this message: tried again as if the other side had refused it, and given up soon.
    work.onError(error);
    outcome = { outcome: 'REFUSED', error: 'FAULT' };
  }
  const error = outcome.outcome === 'DELIVERED' ? null : outcome.error.slice(0, 100);
  const key = [row.campaign_id, row.message_id, channel.name, row.recipient, row.attempts];
  const { rows } = await pool.query<{ given_up: boolean }>({
    name: 'delivery-settle',
    text: SETTLE,
    values: [...key, outcome.outcome, wall.now(), error],
  });
  const done = outcome.outcome === 'DELIVERED';
  work.told(channel.name, done ? 'DELIVERED' : rows[0]?.given_up ? 'GIVEN_UP' : 'RETRIED');
  return done;
}

function outgoing(row: Taken, names: ReadonlyMap<string, string>): OutgoingMessage {
  const { campaign_id, message_id, message, created_at, subject_id, kind, title, units, data, campaign } = row;
  return {
    id: `${campaign_id}:${message_id}`,
    ...{ message, createdAt: created_at, data },
    campaign: { id: campaign_id, title: campaign },
    subject: { id: subject_id, kind, title },
    units: units.map((id) => ({ id, name: names.get(id) ?? id })),
  };
}
