/** Finding deadlines that are due, and claiming a campaign for one worker. */
import type { Pool } from 'pg';
import type { DueDeadline } from '../../../application/ports/store';

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

export async function nextDue(pool: Pool, campaignId: string, now: Date, limit: number): Promise<DueDeadline[]> {
  const { rows } = await pool.query<DueDeadline>({
    name: 'clock-next-due',
    text: `select campaign_id as "campaignId", subject_id as id, key, kind, due_on as "dueOn", due_at as "dueAt", event, input, set_by_seq as "setBySeq"
from deadline where campaign_id = $1 and status = 'PENDING'
  and due_at = (select min(due_at) from deadline where campaign_id = $1 and status = 'PENDING' and due_at <= $2)
order by subject_id, key limit $3`,
    values: [campaignId, now, limit],
  });
  return rows;
}

/**
 * A session's lock: no transaction stays open while the work is done, and a process that dies loses it with its connection. On the embedded
 * database, whose connections are one session, it keeps nobody apart; there the conditional write alone does.
 */
export async function alone<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [WORKERS, name]);
    if (!rows[0]?.got) return null;
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [WORKERS, name]).catch((error: Error) => (broken = error));
    }
  } finally {
    client.release(broken);
  }
}
