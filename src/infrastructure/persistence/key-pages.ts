/** Reading whole tables in the order of their keys, page by page, while others write. */
import { setImmediate } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { SubjectKey } from '../../application/ports/store';

const NO_UUID = '00000000-0000-0000-0000-000000000000';
const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const ROWS_A_TURN = 20;

/** Everything that `work` reads is of one instant, and found by the index of the keys. */
export async function atOneInstant<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Of a range over two columns the planner takes the first to be all that counts, expects a third of the table, and would sort it, or compile
    // code for it, page after page.
    await client.query(`begin isolation level repeatable read read only; set local enable_seqscan = off; set local enable_bitmapscan = off;
set local enable_sort = off; set local jit = off`);
    try {
      return await work(client);
    } finally {
      await client.query('commit');
    }
  } finally {
    client.release();
  }
}

export interface KeyRange {
  values: string[];
  /** The condition on the columns named, its parameters numbered from 1. */
  on(campaign: string, subject: string): string;
}

/**
 * After one subject and up to another: to the end, or to the end of the campaign, where `to` is null. The bounds are written out as they apply:
 * `$3 is null or …` would be no condition for the index, and each page would read on to the end of the table.
 */
export function keyRange(after: SubjectKey, to: SubjectKey | null, campaignId: string | null): KeyRange {
  const end = to ?? (campaignId === null ? null : { campaignId, id: LAST_UUID });
  return {
    values: [after.campaignId, after.id, ...(end ? [end.campaignId, end.id] : [])],
    on: (campaign, subject) =>
      `(${campaign}, ${subject}) > ($1::uuid, $2::uuid)${end ? ` and (${campaign}, ${subject}) <= ($3::uuid, $4::uuid)` : ''}`,
  };
}

export interface KeyPage<T> {
  rows: T[];
  /** Where the next page begins; null after the last. */
  next: SubjectKey | null;
}

/**
 * Everything there is of a campaign, or of all of them, page after page; each page is of one instant. The next page is read while one is gone
 * through, so that the database and this process work at the same time.
 */
export async function* pages<T>(
  pool: Pool,
  campaignId: string | null,
  read: (client: PoolClient, campaignId: string | null, after: SubjectKey) => Promise<KeyPage<T>>,
): AsyncGenerator<T> {
  const pageAfter = (after: SubjectKey): Promise<KeyPage<T>> => {
    const page = atOneInstant(pool, (client) => read(client, campaignId, after));
    // Whoever waits for it is told; until then nobody does.
    page.catch(() => undefined);
    return page;
  };
  let coming: Promise<KeyPage<T>> | null = pageAfter({ campaignId: campaignId ?? NO_UUID, id: NO_UUID });
  try {
    while (coming) {
      const { rows, next }: KeyPage<T> = await coming;
      coming = next && pageAfter(next);
      for (const [i, row] of rows.entries()) {
        // What the database answers meanwhile is heard between rows only.
        if (coming && i % ROWS_A_TURN === 0) await setImmediate();
        yield row;
      }
    }
  } finally {
    // Nothing is left running behind one who wants no more, or could not go on.
    await coming?.catch(() => undefined);
  }
}

/** How much there is to go through. */
export async function countLog(pool: Pool, campaignId: string | null): Promise<{ subjects: number; events: number }> {
  const { rows } = await pool.query<{ subjects: string; events: string }>(
    `select (select count(*) from subject where $1::uuid is null or campaign_id = $1) as subjects,
            (select count(*) from event where $1::uuid is null or campaign_id = $1) as events`,
    [campaignId],
  );
  return { subjects: Number(rows[0]?.subjects ?? 0), events: Number(rows[0]?.events ?? 0) };
}
