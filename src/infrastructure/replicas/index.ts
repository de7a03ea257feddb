/** Reads from streaming replicas: see ports/reads.ts for what is promised, and docs/operations.md for how it is run. */
import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';
import type { Reads } from '../../application/ports/reads';
import { openPool, type Database } from '../database';
import { Floors } from './floors';
import { CHANNEL, createMarks } from './marks';
import { Replica, type ReplicaTrouble } from './replica';
import { routed } from './routed';
import { createRouter } from './router';
import { Samples } from './samples';

/** A replica that takes longer to let somebody in, or to answer, is passed over for the primary. */
const CONNECT_WITHIN_MS = 1_000;
const ANSWER_WITHIN_MS = 10_000;
const LOOKS_WITHIN_BOUND = 5;
const [SHORTEST_LOOK_MS, LONGEST_LOOK_MS] = [20, 500];

export interface ReplicasOptions {
  /** The primary; PostgreSQL. */
  database: Database;
  urls: readonly string[];
  /** No read is older than this, in milliseconds. */
  boundMs: number;
  log: (error: unknown, what: string) => void;
}

export interface Replicas extends Reads {
  /** The port, answered by replicas wherever the scope allows it. `over` makes it over a pool. */
  near<Port extends object>(over: (pool: Pool) => Port): Port;
  /** For each replica, in the order of `urls`: null when it is read, if it has not fallen behind; `ageMs`: how old what it shows may be. */
  standing(): { trouble: ReplicaTrouble | null; ageMs: number | null }[];
  close(): Promise<void>;
}

/** A replica that is not there is no obstacle: it is read as soon as it is. */
export async function openReplicas({ database, urls, boundMs, log }: ReplicasOptions): Promise<Replicas> {
  const now = (): number => performance.now();
  const cluster = await clusterOf(database.pool);
  const samples = new Samples(boundMs);
  const floors = new Floors(boundMs);
  // Not the pool of the requests: when that one is busy, replicas must not look old for it.
  const asking = openPool(
    database.connection,
    { max: 2, connectionTimeoutMillis: CONNECT_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS },
    () => undefined,
  );
  const replicas = urls.map((url, place) => {
    const name = `Read replica ${place + 1} of ${urls.length}`;
    const limits = { max: database.poolSize, connectionTimeoutMillis: CONNECT_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS };
    const pool = openPool({ connectionString: url }, limits, () => undefined);
    return new Replica(pool, samples, cluster, (trouble, error) => trouble && log(error, `${name} is not read: ${trouble}`));
  });
  const router = createRouter({ replicas, floors, boundMs, now });
  const marks = createMarks({ pool: asking, floors, now, onError: (error) => log(error, 'The primary did not say how far it is') });
  const unlisten = await database.listen(
    CHANNEL,
    (payload) => marks.hear(payload),
    // Of whom it was told while nobody listened is unknown.
    () => void marks.here().then((position) => position !== null && floors.raiseAll(position, now())),
  );

  async function look(): Promise<void> {
    const placed = floors.beginPlacing();
    const at = now();
    // Without an answer what the replicas show grows old, and is read no longer when it is too old.
    const position = await marks.here();
    if (position !== null) samples.add(at, position);
    placed(position, at);
    // Not waited for: one that hangs must not let the others grow old.
    for (const replica of replicas) void replica.look();
  }

  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let looking: Promise<void> = Promise.resolve();
  const everyMs = Math.min(Math.max(boundMs / LOOKS_WITHIN_BOUND, SHORTEST_LOOK_MS), LONGEST_LOOK_MS);
  const lookAgain = (): void => {
    looking = look().finally(() => {
      if (!closed) timer = setTimeout(lookAgain, everyMs);
    });
  };
  lookAgain();
  await looking;

  return {
    within: (scope, work) => router.within(scope, work),
    seen: (account) => marks.seen(account),
    near: (over) =>
      routed(
        over(database.pool),
        replicas.map(({ pool }) => over(pool)),
        router,
      ),
    standing: () => replicas.map(({ trouble, coveredAt }) => ({ trouble, ageMs: coveredAt === null ? null : now() - coveredAt })),
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await looking;
      if (timer) clearTimeout(timer);
      await unlisten();
      await Promise.all([asking.end(), ...replicas.map(({ pool }) => pool.end())]);
    },
  };
}

async function clusterOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ cluster: string }>('select system_identifier::text as cluster from pg_control_system()');
  return rows[0]?.cluster ?? '';
}
