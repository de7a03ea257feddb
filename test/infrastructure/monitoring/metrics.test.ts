/** The metrics of one process: what is served, where, and that rules and pages speak of metrics that exist. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeConfig } from '../../../src/config';
import { METRICS, metricsPage, type MetricDescription } from '../../../src/infrastructure/monitoring/metric-list';
import { createMetrics } from '../../../src/infrastructure/monitoring/metrics';
import { serveMetrics } from '../../../src/infrastructure/monitoring/metrics-server';
import { watchBacklog } from '../../../src/infrastructure/monitoring/backlog';
import { PACKAGE_FOLDER } from '../../../src/package-folder';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createOrm } from '../../../src/infrastructure/database';
import { entities } from '../../../src/infrastructure/persistence/entities';
import { openTestDatabase } from '../../support/database';

const fail = (error: unknown): never => {
  throw error;
};

/** The metric of a series: a histogram has three. */
function metricOf(series: string): string {
  const name = series.replace(/_(bucket|sum|count)$/, '');
  return (METRICS as Record<string, MetricDescription>)[name]?.type === 'histogram' ? name : series;
}

describe('the list', () => {
  it.each(Object.entries<MetricDescription>(METRICS))('%s says its unit and what it is', (name, { type, help, labels }) => {
    expect(name).toMatch(/^muster_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (type === 'histogram') expect(name).toMatch(/_(seconds|subjects|events)$/);
    expect(help).toMatch(/\.$/);
    // Nothing that could name somebody, or be made up without end.
    for (const label of labels)
      expect([
        'kind',
        'event',
        'outcome',
        'answer',
        'reason',
        'statement',
        'result',
        'state',
        'transport',
        'type',
        'code',
        'operation',
        'channel',
      ]).toContain(label);
  });

  it('is what is served, and nothing of it is missing', async () => {
    const text = await createMetrics({ process: false }).text();
    const served = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]);
    expect(served).toEqual(Object.entries<MetricDescription>(METRICS).map(([name, { type }]) => [name, type]));
  });

  it('is in docs/metrics.md', () => {
    expect(metricsPage()).toBe(readFileSync(join(PACKAGE_FOLDER, 'docs/metrics.md'), 'utf8'));
  });
});

describe('docs/operations.md', () => {
  it('speaks of metrics that exist, and settings too', async () => {
    const chapter = readFileSync(join(PACKAGE_FOLDER, 'docs/operations.md'), 'utf8').split('## Monitoring')[1] ?? '';
    const text = await createMetrics({ process: true }).text();
    const named = [...chapter.matchAll(/`((?:muster|nodejs|process)_\w+)`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(7);
    expect(named.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
    const settings = [...chapter.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=\S+)?`/g)].map(([, name = '']) => name);
    const described = describeConfig('en');
    // Read by the OpenTelemetry library itself.
    expect(settings.filter((name) => !described.includes(`\`${name}\``) && name !== 'OTEL_EXPORTER_OTLP_HEADERS')).toEqual([]);
  });
});

describe('the alert rules', () => {
  interface Rule {
    alert: string;
    expr: string;
    for?: string;
    labels: { severity: string };
    annotations: { summary: string };
  }
  const { groups } = parse(readFileSync(join(PACKAGE_FOLDER, 'examples/monitoring/muster-alerts.yml'), 'utf8')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  it('speak of metrics that exist, and of labels that they have', async () => {
    const metrics = createMetrics({ process: true });
    const text = await metrics.text();
    for (const { alert, expr } of rules) {
      const found = [...expr.matchAll(/\b((?:muster|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)];
      if (!expr.startsWith('up{')) expect({ alert, found: found.length > 0 }).toEqual({ alert, found: true });
      for (const [, series = '', selector = ''] of found) {
        expect({ alert, series, exists: text.includes(`# TYPE ${metricOf(series)} `) }).toEqual({ alert, series, exists: true });
        const labels: readonly string[] = (METRICS as Record<string, MetricDescription>)[metricOf(series)]?.labels ?? [];
        for (const [, label = ''] of selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
          expect({ alert, labels }).toEqual({ alert, labels: expect.arrayContaining([label]) as unknown });
      }
    }
  });

  it('have a name of their own, a severity and a sentence in both languages', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(8);
    for (const { labels, annotations } of rules) {
      expect(['info', 'warning', 'critical']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/[A-Za-z].*\p{Script=Han}/u);
    }
  });
});

describe('the port for Prometheus', () => {
  it('serves the metrics, and nothing else', async () => {
    const metrics = createMetrics({ process: true });
    metrics.count('muster_busy_total', {});
    const server = await serveMetrics(metrics, 0, '127.0.0.1', fail);
    const url = `http://127.0.0.1:${server.address.port}`;
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('muster_busy_total 1\n');
    for (const usual of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes'])
      expect(text).toContain(usual);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/graphql`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
    await server.stop();
    await expect(fetch(`${url}/metrics`)).rejects.toThrow();
  });

  it('says that the metrics could not be read instead of hanging', async () => {
    const metrics = createMetrics({ process: false });
    metrics.beforeScrape(() => Promise.reject(new Error('broken')));
    const failures: unknown[] = [];
    const server = await serveMetrics(metrics, 0, '127.0.0.1', (error) => failures.push(error));
    expect((await fetch(`http://127.0.0.1:${server.address.port}/metrics`)).status).toBe(500);
    expect(failures).toHaveLength(1);
    await server.stop();
  });
});

describe('what waits in the database', () => {
  it('is read for a scrape, and said to be unreadable without a database', async () => {
    const database = await openTestDatabase({ migrations });
    const orm = await createOrm(database, entities, migrations);
    const { pool } = database;
    await pool.query(`insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before, attempts)
      select gen_random_uuid(), gen_random_uuid(), 1, 'TASK_ASSIGNED', '[]', '{}', timestamptz '2022-09-01T00:00:00Z', timestamptz '2022-09-01T00:00:00Z', 0`);
    await pool.query(`insert into deadline (campaign_id, subject_id, key, kind, due_on, due_at, event, input, label, set_by_seq, status)
      select gen_random_uuid(), gen_random_uuid(), 'due', 'TASK', date '2022-08-31', timestamptz '2022-08-31T23:59:00Z', 'DUE', '{}', '{}', 1, 'PENDING'`);
    const metrics = createMetrics({ process: false });
    watchBacklog(metrics, pool, { now: () => new Date('2022-09-01T00:01:00Z') });
    const text = await metrics.text();
    for (const line of [
      'muster_deadlines_overdue 1',
      'muster_deadlines_overdue_seconds 120',
      'muster_outbox_waiting 1',
      'muster_outbox_waiting_seconds 60',
      'muster_backlog_readable 1',
      'muster_database_connections{state="waiting"} 0',
    ])
      expect(text).toContain(`${line}\n`);
    await orm.close(true);
    await database.close();

    const alone = createMetrics({ process: false });
    watchBacklog(alone, { totalCount: 0, idleCount: 0, waitingCount: 0, query: () => Promise.reject(new Error('gone')) } as never, {
      now: () => new Date(),
    });
    expect(await alone.text()).toContain('muster_backlog_readable 0\n');
  });
});
