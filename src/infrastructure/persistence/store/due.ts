/** Finding deadlines that are due, and claiming a campaign for one worker. */
import { Client, type Pool } from 'pg';
import type { Alone, DueDeadline } from '../../../application/ports/store';

/** The first word of every advisory lock of the workers, so that none meets somebody else's. */
const WORKERS = 1_835_365_492;

export async function campaignsDue(pool: Pool, now: Date, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ campaign_id: string }>({
    name: 'clock-campaigns-due',
    text: `select campaign_id from deadline where status = 'PENDING' and due_at <= $1 group by campaign_id order by min(due_at), campaign_id limit $2`,
    values: [now, limit],
  });
  return rows.map((row) => row.campaign_id);
}

export async function nextDue(pool: Pool, campaignId: string, now: Date, after: Date | null, limit: number): Promise<DueDeadline[]> {
  const { rows } = await pool.query<DueDeadline>({
    name: 'clock-next-due',
    text: `select campaign_id as "campaignId", subject_id as id, key, kind, due_on as "dueOn", due_at as "dueAt", event, input, set_by_seq as "setBySeq"
from deadline where campaign_id = $1 and status = 'PENDING'
  and due_at = (select min(due_at) from deadline where campaign_id = $1 and status = 'PENDING' and due_at <= $2
    and ($3::timestamptz is null or due_at > $3))
order by subject_id, key limit $4`,
    values: [campaignId, now, after, limit],
  });
  return rows;
}

/**
 * A session's locks: no transaction stays open while the work is done, and a process that dies loses them with its connection. On the
 * embedded database, whose connections are one session, they keep nobody apart; there the conditional write alone does.
 */
export async function claiming<R>(pool: Pool, work: (alone: Alone) => Promise<R>): Promise<R> {
  const client = new Client(pool.options);
  // A connection that breaks is told of by the query that needs it.
  client.on('error', () => undefined);
  await client.connect();
  let last: Promise<unknown> = Promise.resolve();
  /** One after another: the hands of the worker share the connection. */
  const ask = (lock: 'pg_try_advisory_lock' | 'pg_advisory_unlock', name: string): Promise<boolean> => {
    const answer = last.then(
      async () => (await client.query<{ yes: boolean }>(`select ${lock}($1, hashtext($2)) as yes`, [WORKERS, name])).rows[0]?.yes ?? false,
    );
    last = answer.catch(() => undefined);
    return answer;
  };
  const alone: Alone = async (name, inside) => {
    if (!(await ask('pg_try_advisory_lock', name))) return null;
    try {
      return await inside();
    } finally {
      await ask('pg_advisory_unlock', name);
    }
  };
  try {
    return await work(alone);
  } finally {
    await client.end();
  }
}
