/** Anchors in the database. */
import type { Pool, PoolClient } from 'pg';
import type { Anchor, AnchorStore, CampaignAnchor, ChangedHead } from '../../application/ports/anchors';
import { SETTLED_BEFORE } from '../persistence/log-era';

const COLUMNS = `number, day, at, up_to as "upTo", campaigns, subjects, events, root, prev_hash as "prevHash", hash`;
const PART_COLUMNS = `campaign_id as "campaignId", number, subjects, events, root, prev_hash as "prevHash", hash`;
/** Any number that nobody else uses; every version of Muster must use the same. */
const ANCHOR_LOCK = 7_301_958_217;
const HEADS_A_PACK = 250;
const PACKS_A_PAGE = 20;
const PARTS_AT_ONCE = 1_000;

/** `pathOf` is given because what a tree is, is known to the desk. */
export function createAnchorStore(
  pool: Pool,
  placeAmong: (parts: readonly CampaignAnchor[], campaignId: string) => { index: number; path: Buffer[] } | null,
): AnchorStore {
  const rows = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await pool.query<R>(text, values)).rows;
  const ofNumber = (number: number): Promise<CampaignAnchor[]> =>
    rows(`select ${PART_COLUMNS} from campaign_anchor where number = $1 order by campaign_id`, [number]);
  return {
    ofNumber,
    last: async () => (await rows<Anchor>(`select ${COLUMNS} from anchor order by number desc limit 1`))[0] ?? null,
    anchors: () => rows(`select ${COLUMNS} from anchor order by number`),
    page: async ({ before, limit }) => {
      const found = await rows<Anchor>(`select ${COLUMNS} from anchor where $1::int is null or number < $1 order by number desc limit $2`, [
        before,
        limit + 1,
      ]);
      return { rows: found.slice(0, limit), more: found.length > limit };
    },
    ofCampaign: (campaignId) => rows(`select ${PART_COLUMNS} from campaign_anchor where campaign_id = $1 order by number`, [campaignId]),
    campaigns: async () => (await rows<{ id: string }>('select distinct campaign_id as id from campaign_anchor order by 1')).map(({ id }) => id),
    place: async (campaignId, number) => placeAmong(await ofNumber(number), campaignId),
    settled: async () => (await rows<{ settled: string }>(`select ${SETTLED_BEFORE} as settled`))[0]?.settled ?? '0',
    changedHeads: (from, upTo) => changedHeads(pool, from, upTo),
    lastHashes: async (ids) => {
      const text = `select distinct on (campaign_id) campaign_id as id, hash from campaign_anchor where campaign_id = any($1::uuid[]) order by campaign_id, number desc`;
      return new Map((await rows<{ id: string; hash: Buffer }>(text, [ids])).map(({ id, hash }) => [id, hash]));
    },
    add: (anchor, parts) => lent(pool, (client) => add(client, anchor, parts)),
    alone: (work) =>
      lent(pool, async (client) => {
        // A session's lock: a process that dies loses it. The embedded database has one process, and the number of the anchor keeps its own hands apart.
        const { rows: taken } = await client.query<{ yes: boolean }>('select pg_try_advisory_lock($1) as yes', [ANCHOR_LOCK]);
        if (!taken[0]?.yes) return null;
        try {
          return await work();
        } finally {
          await client.query('select pg_advisory_unlock($1)', [ANCHOR_LOCK]);
        }
      }),
  };
}

async function lent<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    const result = await work(client);
    failed = false;
    return result;
  } finally {
    // One that failed may still hold a lock or a cursor.
    client.release(failed);
  }
}

async function add(client: PoolClient, anchor: Anchor, parts: readonly CampaignAnchor[]): Promise<boolean> {
  await client.query('begin');
  try {
    const { rowCount } = await client.query(
      `insert into anchor (number, day, at, up_to, campaigns, subjects, events, root, prev_hash, hash)
       values ($1, $2, $3, $4::xid8, $5, $6, $7, $8, $9, $10) on conflict (number) do nothing`,
      [
        anchor.number,
        anchor.day,
        anchor.at,
        anchor.upTo,
        anchor.campaigns,
        anchor.subjects,
        anchor.events,
        anchor.root,
        anchor.prevHash,
        anchor.hash,
      ],
    );
    if (rowCount === 0) {
      await client.query('rollback');
      return false;
    }
    for (let i = 0; i < parts.length; i += PARTS_AT_ONCE) {
      const some = parts.slice(i, i + PARTS_AT_ONCE);
      await client.query(
        `insert into campaign_anchor (campaign_id, number, subjects, events, root, prev_hash, hash)
         select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::bytea[], $6::bytea[], $7::bytea[])`,
        [
          ...[
            some.map((part) => part.campaignId),
            some.map((part) => part.number),
            some.map((part) => part.subjects),
            some.map((part) => part.events),
          ],
          ...[some.map((part) => part.root), some.map((part) => part.prevHash), some.map((part) => part.hash)],
        ],
      );
    }
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

let cursors = 0;

/**
 * A cursor that outlives its transaction: the server sorts once and keeps the result; no transaction stays open while it is read, which would
 * block the embedded database.
 *
 * Heads come packed, hundreds in a row: a row and its texts for each of a million heads outlive the young generation, and what they filled stays with the
 * process until it is collected as a whole (docs/decisions/0020).
 */
async function* changedHeads(pool: Pool, from: string, upTo: string): AsyncGenerator<ChangedHead> {
  // A cursor's statement takes no parameters.
  if (!/^\d{1,19}$/.test(from) || !/^\d{1,19}$/.test(upTo)) throw new RangeError(`Not transactions: ${JSON.stringify([from, upTo])}`);
  const name = `changed_heads_${(cursors += 1)}`;
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query(`declare ${name} cursor with hold for
with head as (
  select distinct on (campaign_id, subject_id) campaign_id, subject_id, seq, hash, (count(*) over (partition by campaign_id, subject_id))::int as events
  from event where transaction >= '${from}'::xid8 and transaction < '${upTo}'::xid8 order by campaign_id, subject_id, seq desc),
numbered as (select *, (row_number() over (partition by campaign_id order by subject_id) - 1) / ${HEADS_A_PACK} as pack from head)
select campaign_id as "campaignId",
  string_agg(uuid_send(subject_id) || int4send(seq) || int4send(events) || int4send(length(hash)) || hash, ''::bytea order by subject_id) as heads
from numbered group by campaign_id, pack order by campaign_id, pack`);
    try {
      for (;;) {
        const { rows } = await client.query<{ campaignId: string; heads: Buffer }>(`fetch ${PACKS_A_PAGE} from ${name}`);
        for (const { campaignId, heads } of rows) yield* unpacked(campaignId, heads);
        if (rows.length < PACKS_A_PAGE) break;
      }
    } finally {
      await client.query(`close ${name}`);
    }
    failed = false;
  } finally {
    client.release(failed);
  }
}

/** Bytes of each head: 16 of its id, 4 each for seq, events, and the length of the hash; the hash. */
function* unpacked(campaignId: string, heads: Buffer): Generator<ChangedHead> {
  for (let at = 0; at < heads.length;) {
    const id = heads.toString('hex', at, at + 16);
    const subjectId = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
    const [seq, events, length] = [heads.readInt32BE(at + 16), heads.readInt32BE(at + 20), heads.readInt32BE(at + 24)];
    at += 28 + length;
    yield { campaignId, subjectId, seq, events, hash: heads.subarray(at - length, at) };
  }
}
