/**
 * A national roll-up: 2,844 counties in 333 cities in 31 provinces report 20 indicators a month for 24 months. The same at a tenth and at a
 * hundredth of the units stands beside it on one server. Windows are read over one connection, in turn with the row of one report by its primary
 * key over the same connection; reports are handed in through the drive, one after another.
 */
import { Client, Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createDrive, type Drive } from '../src/application/drive';
import type { FigureReading } from '../src/application/ports/figure-reading';
import { done } from '../src/application/refusal';
import { totalsOfWindow } from '../src/domain/statistics';
import { createFigureReading } from '../src/infrastructure/figures';
import { toTotal, type Row } from '../src/infrastructure/figures/rows';
import { createStore } from '../src/infrastructure/persistence/store';
import { CARRIED_DAY, CARRY, RENEWED_TALLIES, WRONG_TALLIES } from '../src/infrastructure/persistence/store/tally-parts';
import { decide, reportLaw, type Law, type ReportDefinition } from '../workflows';
import { startCluster, type Cluster } from './cluster';
import { opened } from './reference';
import { result, type Bench, type BenchOptions, type Result } from './result';
import { rounds } from './rounds';

const SIZES = [
  { name: '1/100', provinces: 1, cities: 3, counties: 28 },
  { name: '1/10', provinces: 3, cities: 33, counties: 284 },
  { name: 'full', provinces: 31, cities: 333, counties: 2_844 },
] as const;
type Size = (typeof SIZES)[number];
const MONTHS = 24;
const INDICATORS = 20;
const CAMPAIGN = '01900000-0000-7000-8000-000000000001';
const OFFICE = '01900000-0000-7000-8000-000000000002';
const GOALS = { window: '<= 3', growth: '<= 1.3', saving: '<= 1.2' };
const CELLS = Array.from({ length: INDICATORS }, (_, i) => ({ key: String(i + 1), part: null, required: true, accumulation: 'FLOW' as const }));

/** One uuid for each unit, by level and number, so that the same are known here and in the database. */
const unit = (level: number, number: number): string => `02${level}00000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const parentOf = (level: number, number: number, { provinces, cities, counties }: Size): [number, number] | null => {
  if (level === 0) return null;
  if (level === 1) return [0, 0];
  return level === 2 ? [1, Math.floor((number * provinces) / cities)] : [2, Math.floor((number * cities) / counties)];
};
export function pathOf(county: number, size: Size): string[] {
  const path: string[] = [];
  for (let at: [number, number] | null = [3, county]; at; at = parentOf(at[0], at[1], size)) path.push(unit(at[0], at[1]));
  return path;
}

interface World {
  size: Size;
  pool: Pool;
  reading: FigureReading;
  reports: string[];
  drive: Drive;
}

async function made(cluster: Cluster, size: Size, say: (line: string) => void): Promise<World> {
  const started = performance.now();
  const name = `figures_${size.counties}`;
  const admin = new Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const database = await opened({ databaseUrl: cluster.at(name) });
  await database.close();
  const pool = new Pool({ connectionString: cluster.at(name), max: 1 });
  const paths = Array.from({ length: size.counties }, (_, i) => pathOf(i, size));
  await pool.query(`set work_mem = '256MB'`);
  await pool.query(
    `insert into contribution (campaign_id, subject_id, source, rule, unit_id, period_key, period_end, period_start, path, frozen, counts, keys, figures)
     select $1, md5(p.path || m.n::text)::uuid, 'REPORTED', 'r1', (p.path::uuid[])[1], to_char(m.start, 'YYYY-MM'), (m.start + interval '1 month - 1 day')::date,
       m.start::date, p.path::uuid[], true, '{1,1,1,1,0,0,0,0,0}', array(select i::text from generate_series(1, ${INDICATORS}) i),
       array(select ((('x' || substr(md5(p.path || m.n::text || i::text), 1, 6))::bit(24)::int % 100000) / 100.0)::numeric(12, 2) from generate_series(1, ${INDICATORS}) i)
     from unnest($2::text[]) as p(path)
     cross join lateral (select n, timestamp '2024-01-01' + n * interval '1 month' as start from generate_series(0, ${MONTHS - 1}) n) m`,
    [CAMPAIGN, paths.map((path) => `{${path.join(',')}}`)],
  );
  // The reports themselves, so that the tables that a submission writes to are as large as they would be.
  await pool.query(
    `insert into subject (campaign_id, id, kind, law_version, definition, snapshot, revision, head_hash, title, ordinal, state, closed, created_at, updated_at)
     select campaign_id, subject_id, 'REPORT', 2, '{}', jsonb_build_object('figures', to_jsonb(figures)), 3, '\\x00', '统计表', 1, 'ACCEPTED', true, now(), now()
     from contribution`,
  );
  await pool.query(RENEWED_TALLIES, [CAMPAIGN]);
  const wrong = await pool.query<{ wrong: number }>(WRONG_TALLIES, [CAMPAIGN]);
  if (wrong.rows[0]?.wrong !== 0) throw new Error('The tallies are not what the contributions add up to');
  const { rows: months } = await pool.query<{ upto: string }>('select distinct period_end::text as upto from tally order by 1');
  for (const { upto } of months) for (const text of [CARRY, CARRIED_DAY]) await pool.query(text, [CAMPAIGN, 'r1', 'REPORTED', upto]);
  await pool.query('reset work_mem');
  for (const table of ['contribution', 'tally', 'carried', 'subject']) await pool.query(`vacuum (analyze) ${table}`);
  const { rows } = await pool.query<{ id: string }>('select subject_id as id from contribution order by subject_id limit 500');
  const store = createStore(new Pool({ connectionString: cluster.at(name), max: 4 }), async () => (of) => pathOf(Number(of.slice(-12)), size));
  say(
    `${size.name}: ${(size.counties * MONTHS * INDICATORS).toLocaleString('en')} cells made in ${((performance.now() - started) / 1_000).toFixed(0)} s`,
  );
  return { size, pool, reading: createFigureReading(pool), reports: rows.map(({ id }) => id), drive: driveOver(store) };
}

const facts = new Proxy({} as Record<string, (requests: readonly unknown[]) => ReturnType<typeof done<unknown>>[]>, {
  get: (_, name) => (requests: readonly unknown[]) =>
    requests.map(() => done({ workingDaysLate: 0, chaseDates: [], formFaults: [], attachments: [] }[String(name)])),
});
const driveOver = (store: ReturnType<typeof createStore>): Drive =>
  createDrive({
    ...{ store, facts, openers: {}, laws: { REPORT: reportLaw as unknown as Law }, decide: decide as never, clock: { now: () => new Date() } },
    relations: (viewer) => ({ ok: true, value: { relations: ['OWING_UNIT'], unit: viewer.roles[0]?.unitId ?? null, onBehalfOf: null } }),
    visible: async () => true,
    publish: () => undefined,
  });

/** Milliseconds a time, over so many milliseconds. */
async function perCall(forMs: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < forMs) await work(calls++);
  return (performance.now() - started) / calls;
}

const WINDOWS: readonly { name: string; level: number; from: string; to: string }[] = [
  { name: 'the nation, one month', level: 0, from: '2025-06-01', to: '2025-06-30' },
  { name: 'the nation, 24 months', level: 0, from: '2024-01-01', to: '2025-12-31' },
  { name: 'a province, a year', level: 1, from: '2025-01-01', to: '2025-12-31' },
  { name: 'a county, 24 months', level: 3, from: '2024-01-01', to: '2025-12-31' },
];

/** The row by its primary key, and its figures as cells, which is what the totals come as. */
const byKey =
  ({ pool, reports }: World) =>
  async (i: number): Promise<void> => {
    const { rows } = await pool.query<Row>({
      name: 'one-report',
      text: `select 0, rule, unit_id::text, period_key, period_start::text, period_end::text, counts::text, keys::text, figures::text, null
             from contribution where campaign_id = $1 and subject_id = $2`,
      values: [CAMPAIGN, reports[i % reports.length]],
      rowMode: 'array',
    });
    if (rows[0] === undefined || toTotal(rows[0]).cells['1'] === undefined) throw new Error('Nothing was read');
  };
const total = ({ reading }: World, { level, from, to }: (typeof WINDOWS)[number]) => {
  const window = { from, to, begunBy: '9999-12-31' };
  const question = { campaignId: CAMPAIGN, source: 'REPORTED' as const, rules: ['r1'] as const, unit: unit(level, 0), window, standing: false };
  return async () => {
    const { counts, cells, last } = await reading.window(question);
    if (totalsOfWindow(CELLS, { counts, cells }, last)?.[0]?.value == null) throw new Error('Nothing was read');
  };
};

async function windowsOf(worlds: readonly World[], options: BenchOptions): Promise<Result[]> {
  const kinds: Record<string, () => Promise<number>> = {};
  for (const window of WINDOWS)
    for (const world of worlds) {
      kinds[`${window.name} ${world.size.name}`] = () => perCall(options.seconds * 200, total(world, window));
      kinds[`key for ${window.name} ${world.size.name}`] = () => perCall(options.seconds * 200, byKey(world));
    }
  for (const run of Object.values(kinds)) await run();
  const runs = await rounds(kinds, options, 'ms');
  return WINDOWS.flatMap((window) => {
    const of = (size: string): number[] => runs[`${window.name} ${size}`] ?? [];
    return [
      result(`figures of ${window.name}: one report by its key`, of('full'), runs[`key for ${window.name} full`] ?? [], GOALS.window, 'ms'),
      result(`figures of ${window.name}, full size: 1/100`, of('full'), of('1/100'), GOALS.growth, 'ms'),
      result(`figures of ${window.name}, 1/10: 1/100`, of('1/10'), of('1/100'), GOALS.growth, 'ms'),
    ];
  });
}

/** Reports of a month of its own in each round, so that each is handed in once. */
async function savingsOf(worlds: readonly World[], options: BenchOptions): Promise<Result[]> {
  const EACH = 400;
  let month = 0;
  const figures = { figures: CELLS.map(({ key }, i) => ({ indicator: Number(key), values: [i + 0.5] })) };
  const saving =
    ({ drive, size }: World) =>
    async (): Promise<number> => {
      month += 1;
      const day = (date: number): string => new Date(Date.UTC(2030, month, date)).toISOString().slice(0, 10);
      const period = { key: day(1).slice(0, 7), start: day(1), end: day(28) };
      const reports = Array.from({ length: EACH }, (_, i) => ({
        id: uuid(),
        unit: unit(3, i % size.counties),
        rule: `r${1 + Math.floor(i / size.counties)}`,
      }));
      for (const { id, unit: own, rule } of reports) {
        const definition: ReportDefinition = {
          ...{
            campaign: CAMPAIGN,
            office: OFFICE,
            unit: own,
            rule,
            reportKind: 'STATISTICS',
            title: '统计表',
            period,
            dueOn: period.end,
            phase: null,
          },
        };
        const by = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE' as const] };
        const owed = await drive.create({ campaignId: CAMPAIGN, subject: { kind: 'REPORT', id, definition, ordinal: 1, phase: null }, by });
        if (!owed.ok) throw new Error(JSON.stringify(owed.refusal));
      }
      const started = performance.now();
      for (const { id, unit: own } of reports) {
        const roles = [{ role: 'UNIT_STAFF' as const, unitId: own, campaignId: null, onBehalfOf: null }];
        const viewer = { accountId: own, userName: own, displayName: own, roles };
        const sent = await drive.drive({ subject: { campaignId: CAMPAIGN, id }, event: { type: 'SUBMIT', input: { content: figures } }, viewer });
        if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
      }
      return (performance.now() - started) / EACH;
    };
  const kinds = Object.fromEntries(worlds.map((world) => [`saving ${world.size.name}`, saving(world)]));
  for (const run of Object.values(kinds)) await run();
  const runs = await rounds(kinds, options, 'ms');
  return worlds
    .slice(1)
    .map(({ size }) =>
      result(`handing in one report, ${size.name} size: 1/100`, runs[`saving ${size.name}`] ?? [], runs['saving 1/100'] ?? [], GOALS.saving, 'ms'),
    );
}

export const figuresBench: Bench = async (options) => {
  const cluster = startCluster();
  try {
    const worlds: World[] = [];
    for (const size of SIZES) worlds.push(await made(cluster, size, options.say));
    const windows = await windowsOf(worlds, options);
    const savings = await savingsOf(worlds, options);
    for (const { pool, drive } of worlds) await Promise.all([drive.close(), pool.end()]);
    return [...windows, ...savings];
  } finally {
    cluster.stop();
  }
};
