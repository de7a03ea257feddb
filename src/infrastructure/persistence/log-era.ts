/**
 * The log is read in the order of the transactions that wrote it, and PostgreSQL counts transactions per cluster. After a restore by pg_dump
 * the count belongs to another cluster and may be behind; after a recovery to a point in time, or of an old copy, numbers that were handed
 * out once are handed out again. So each life of the database is an *era*: what is added to the cluster's own count. A new era begins above
 * everything that any earlier one can have handed out, and positions kept by readers stay in order for ever.
 */
import type { Pool, PoolClient } from 'pg';

const SETTING = 'logEra';
/** Far more transactions than an era will ever see; 2^63 has room for eight million eras. */
export const ERA = 2n ** 40n;
/** Any number that nobody else uses; every version of Muster must use the same. */
const ERA_LOCK = 7_301_958_216;

const OFFSET = `coalesce((select (value ->> 'offset')::bigint from setting where name = '${SETTING}'), 0)`;
const inEra = (transaction: string): string => `(select (${OFFSET} + ${transaction}::text::bigint)::text::xid8)`;

/** Everything of a transaction before this one is committed or undone, and can be read. */
export const SETTLED_BEFORE = inEra('pg_snapshot_xmin(pg_current_snapshot())');
/** No transaction has begun that is as young as this. */
export const YET_TO_COME = inEra('pg_snapshot_xmax(pg_current_snapshot())');

interface Cluster {
  /** Made by initdb, hence another one wherever a dump is restored into a new cluster. */
  system: string;
  /** Rises with every recovery to a point in time, and with every promotion of a replica. */
  timeline: string;
}
interface Era extends Cluster {
  offset: string;
}

/**
 * Begins a new era where the database lives in another cluster, or on another timeline, than when it was last started; to be called at every
 * start, before anything is written. Takes milliseconds, however long the log is.
 * @param restored begins one in any case: the files are known to be an older copy
 * @returns whether a new era began
 */
export async function adoptRestoredLog(pool: Pool, restored = false): Promise<boolean> {
  const client = await pool.connect();
  try {
    const cluster = await clusterOf(client);
    // A replica takes what its primary has.
    if (!cluster) return false;
    if (!restored && isSame(await kept(client), cluster)) return false;
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [ERA_LOCK]);
      const begun = await begin(client, cluster, restored);
      await client.query('commit');
      return begun;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  } finally {
    client.release();
  }
}

async function begin(client: PoolClient, cluster: Cluster, restored: boolean): Promise<boolean> {
  const known = await kept(client);
  // Another server was quicker.
  if (!restored && isSame(known, cluster)) return false;
  const { rows } = await client.query<{ last: string | null; ahead: boolean }>(
    `select max.transaction as last, coalesce(max.transaction >= pg_snapshot_xmax(pg_current_snapshot()), false) as ahead
     from (select 1) one left join lateral (select transaction from event order by transaction desc limit 1) max on true`,
  );
  const { last, ahead } = rows[0] ?? { last: null, ahead: false };
  const first = known === null && !ahead && !restored;
  const offset = first ? 0n : nextEra(BigInt(known?.offset ?? 0), BigInt(last ?? 0));
  await client.query('insert into setting (name, value) values ($1, $2::jsonb) on conflict (name) do update set value = excluded.value', [
    SETTING,
    JSON.stringify({ ...cluster, offset: String(offset) } satisfies Era),
  ]);
  if (first) return false;
  // The lock on the table waits for writers of the old era, and those who come after it write in the new one.
  await client.query(`alter table event alter column transaction set default (${offset}::bigint + pg_current_xact_id()::text::bigint)::text::xid8`);
  return true;
}

const nextEra = (offset: bigint, last: bigint): bigint => ((last > offset ? last : offset) / ERA + 1n) * ERA;

async function clusterOf(client: PoolClient): Promise<Cluster | null> {
  const { rows } = await client.query<Cluster>(
    `select system_identifier::text as system, case when pg_is_in_recovery() then null else left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline
     from pg_control_system()`,
  );
  return rows[0]?.timeline ? rows[0] : null;
}

async function kept(client: PoolClient): Promise<Era | null> {
  const { rows } = await client.query<{ value: Era }>('select value from setting where name = $1', [SETTING]);
  return rows[0]?.value ?? null;
}

const isSame = (era: Era | null, { system, timeline }: Cluster): boolean => era !== null && era.system === system && era.timeline === timeline;
