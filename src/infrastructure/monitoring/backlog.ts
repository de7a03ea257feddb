/** What waits in the database: read at most every few seconds, however often somebody scrapes, and never waited for long. */
import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock';
import type { Metrics } from './metrics';

const KEPT_MS = 5_000;
const PATIENCE_MS = 2_000;

const BACKLOG = `select
  (select count(*)::int from deadline where status = 'PENDING' and due_at <= $1) as due,
  (select extract(epoch from $1::timestamptz - min(due_at))::float8 from deadline where status = 'PENDING' and due_at <= $1) as due_seconds,
  (select count(*)::int from outbox where delivered_at is null) as waiting,
  (select extract(epoch from $1::timestamptz - min(created_at))::float8 from outbox where delivered_at is null) as waiting_seconds`;

interface Backlog {
  due: number;
  due_seconds: number | null;
  waiting: number;
  waiting_seconds: number | null;
}

export function watchBacklog(metrics: Metrics, pool: Pool, clock: Clock): void {
  let asked: Promise<void> | null = null;
  let askedAt = -Infinity;
  const read = async (): Promise<void> => {
    const { rows } = await pool.query<Backlog>({ name: 'backlog', text: BACKLOG, values: [clock.now()] });
    const { due = 0, due_seconds = 0, waiting = 0, waiting_seconds = 0 } = rows[0] ?? {};
    metrics.set('muster_deadlines_overdue', {}, due);
    metrics.set('muster_deadlines_overdue_seconds', {}, Math.max(0, due_seconds ?? 0));
    metrics.set('muster_outbox_waiting', {}, waiting);
    metrics.set('muster_outbox_waiting_seconds', {}, Math.max(0, waiting_seconds ?? 0));
  };
  metrics.beforeScrape(async () => {
    for (const [state, count] of Object.entries({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }))
      metrics.set('muster_database_connections', { state }, count);
    if (performance.now() - askedAt > KEPT_MS) {
      askedAt = performance.now();
      asked = read();
    }
    let patience: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => (patience = setTimeout(() => reject(new Error('too long')), PATIENCE_MS)));
    try {
      await Promise.race([asked, tooLong]);
      metrics.set('muster_backlog_readable', {}, 1);
    } catch {
      // A scrape must also work, and say so, while the database does not.
      metrics.set('muster_backlog_readable', {}, 0);
    } finally {
      clearTimeout(patience);
    }
  });
}
