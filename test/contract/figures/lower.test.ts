/** A campaign added up with those below it, against a table made by hand. */
import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createFigureReader, type FiguresAsked } from '../../../src/application/figures/reader';
import { settlePaths } from '../../../src/application/figures/settle-paths';
import type { StoredSubject } from '../../../src/application/ports/store';
import type { Sight } from '../../../src/application/reading/sight';
import type { CampaignLevel } from '../../../src/application/policy';
import { planSchema } from '../../../src/domain/plan/model';
import { pathOn } from '../../../src/domain/units';
import { createFigureCounts, createFigureReading } from '../../../src/infrastructure/figures';
import { expectAccepted, openReported, unitBelow, type Reported } from './reported';

const ids = Array.from({ length: 9 }, () => uuid()) as [string, string, string, string, string, string, string, string, string];
const [nation, east, west, a, b, c, d, e, f] = ids;
const TREE = [unitBelow(nation, null), ...[east, west].map((id) => unitBelow(id, nation)), ...[a, b].map((id) => unitBelow(id, east))].concat(
  [c, d, e, f].map((id) => unitBelow(id, west)),
);

const campaigns = { national: uuid(), provincial: uuid(), local: uuid(), other: uuid() };
type Name = keyof typeof campaigns;
/** 立案 flows, 在管单位 stands; each form has numbers of its own, and the local one measures the second in something else. */
const FORMS: Record<Name, { number: number; name: string; unit: string; accumulation?: 'STOCK' }[]> = {
  national: [
    { number: 1, name: '立案', unit: '件' },
    { number: 2, name: '在管单位', unit: '户', accumulation: 'STOCK' },
  ],
  provincial: [
    { number: 1, name: '在管 单位', unit: '户', accumulation: 'STOCK' },
    { number: 2, name: '出动人数', unit: '人' },
    { number: 3, name: '立案', unit: '件' },
  ],
  local: [
    { number: 5, name: '立案', unit: '件' },
    { number: 6, name: '在管单位', unit: '家', accumulation: 'STOCK' },
  ],
  other: [{ number: 1, name: '培训人数', unit: '人' }],
};
const RULE: Record<Name, string> = { national: 'r1', provincial: 'r2', local: 'r1', other: 'r1' };
const planOf = (name: Name) => {
  const statistics = { what: 'STATISTICS' as const, cadence: 'MONTHLY' as const, dueDay: 24 };
  const before = RULE[name] === 'r2' ? [{ what: 'NARRATIVE' as const, cadence: 'MONTHLY' as const, dueDay: 24 }] : [];
  return planSchema.parse({ title: '方案', reporting: [...before, statistics], forms: [{ title: '统计表', indicators: FORMS[name] }] });
};

/**
 * What is reported: 立案/在管单位; Z a zero report, O owed and not here. The east answers to the nation for a and b; c owes to the nation and to the
 * province; d to the province and the local campaign; f to the province, and from September to the nation.
 *
 *               August                         September
 *   national    east 100/10  c 1/-             east 200/20  c O  f 2/-
 *   provincial  a 5/1  c 7/1  d 30/3  f 9/1    d 40/4  f 8/-
 *   local       d 500  e 6                     e Z
 */
const REPORTED: [Name, string, string, number | 'Z' | 'O', number | null][] = [
  ['national', '2022-08', east, 100, 10],
  ['national', '2022-08', c, 1, null],
  ['national', '2022-09', east, 200, 20],
  ['national', '2022-09', c, 'O', null],
  ['national', '2022-09', f, 2, null],
  ['provincial', '2022-08', a, 5, 1],
  ['provincial', '2022-08', c, 7, 1],
  ['provincial', '2022-08', d, 30, 3],
  ['provincial', '2022-08', f, 9, 1],
  ['provincial', '2022-09', d, 40, 4],
  ['provincial', '2022-09', f, 8, null],
  ['local', '2022-08', d, 500, null],
  ['local', '2022-08', e, 6, null],
  ['local', '2022-09', e, 'Z', null],
];
const PLACES: Record<Name, [string, string | null]> = { national: ['1', '2'], provincial: ['3', '1'], local: ['5', null], other: ['1', null] };

let reported: Reported;
let statements = 0;
const reports = new Map<string, string>();
const subjectOf = (name: Name): StoredSubject =>
  ({
    campaignId: campaigns[name],
    id: campaigns[name],
    kind: 'CAMPAIGN',
    title: name,
    definition: { plan: name, planRevision: 1, office: nation },
  }) as never;

/** Says how many statements were asked. */
const counted = (): Pool => {
  const { pool } = reported.database;
  const query = (...given: Parameters<Pool['query']>) => {
    statements += 1;
    return pool.query(...given);
  };
  return { query } as unknown as Pool;
};
const readerOf = () =>
  createFigureReader({
    reading: createFigureReading(counted()),
    plans: { plansAt: (asked) => Promise.resolve(asked.map(({ id }) => ({ content: planOf(id as Name) }) as never)) },
    records: {
      lower: (of) =>
        Promise.resolve(
          of.map((id) =>
            id !== campaigns.national
              ? []
              : [
                  { campaign: subjectOf('provincial'), level: 1 },
                  { campaign: subjectOf('other'), level: 1 },
                  { campaign: subjectOf('local'), level: 2 },
                ],
          ),
        ),
    },
    units: { current: () => Promise.resolve(reported.known.register) },
    clock: reported.clock,
  });
const sightOf = (level: CampaignLevel, units: string[] = []): Sight =>
  ({ units, levels: (of: readonly string[]) => Promise.resolve(of.map(() => level)) }) as unknown as Sight;

beforeAll(async () => {
  reported = await openReported(TREE);
  for (const [name, key, unit, value, stands] of REPORTED) {
    const last = key === '2022-08' ? '31' : '30';
    const owed = {
      campaignId: campaigns[name],
      unit,
      rule: RULE[name],
      period: { key, start: `${key}-01`, end: `${key}-${last}` },
      dueOn: `${key}-24`,
    };
    reported.clock.time = new Date(`${key}-10T02:00:00Z`);
    const report = await reported.owe(owed);
    reports.set([name, key, unit].join(' '), report.id);
    const [first, second] = PLACES[name];
    const figures = [
      { indicator: Number(first), values: [value] },
      ...(second && stands !== null ? [{ indicator: Number(second), values: [stands] }] : []),
      ...(name === 'provincial' ? [{ indicator: 2, values: [1000] }] : []),
    ];
    if (value === 'Z') expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', { zero: true })));
    else if (value !== 'O') expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', { content: { figures } })));
  }
  reported.clock.time = new Date('2022-10-05T02:00:00Z');
  const figures = createFigureCounts(reported.database.pool, async () => (unit, on) => pathOn(reported.known.register, unit, on));
  await settlePaths({ figures, units: { current: () => Promise.resolve(reported.known.register) }, clock: reported.clock }, true);
}, 60_000);
afterAll(() => reported.close());

const ALWAYS = { from: '0001-01-01', to: '9999-12-31', begunBy: '9999-12-31' };
const AUGUST = { from: '2022-08-01', to: '2022-08-31', begunBy: '9999-12-31' };
async function table(more: Partial<FiguresAsked> = {}, level: CampaignLevel = 'FULL') {
  const asked: FiguresAsked = { rule: null, form: null, source: 'REPORTED', window: ALWAYS, unit: null, by: [], withLower: true, ...more };
  const [found] = await readerOf().figures(sightOf(level, [west]), [subjectOf('national')], asked);
  return found ?? null;
}
/** Of each group: who and when, then `value filled/expected` of both cells. */
type Table = NonNullable<Awaited<ReturnType<typeof table>>>;
const said = (groups: Table['groups'] | undefined) =>
  (groups ?? []).map(({ unit, period, cells }) => [
    unit,
    period?.key ?? null,
    ...cells.map(({ value, filled, expected }) => `${value} ${filled}/${expected}`),
  ]);
const shares = (groups: Table['groups'] | undefined) =>
  (groups ?? []).map(({ campaigns: of }) => of.map(({ title, rule, counts, leftOut }) => [title, rule, counts.expected, counts.submitted, leftOut]));

test('without those below, only what is owed to the campaign itself', async () => {
  const own = await table({ withLower: false });
  expect(said(own?.groups)).toEqual([[null, null, '303 4/5', '20 1/3']]);
  expect(shares(own?.groups)).toEqual([[]]);
});

test('with those below, who owes to several counts once, and every campaign says what it adds', async () => {
  const both = await table();
  // 303 and, of the province, d 30 + 40 and f 9 of August; of the local campaign, e 6 and nothing. What stands: 20 and, of the province, 4.
  expect(said(both?.groups)).toEqual([[null, null, '388 9/10', '24 2/4']]);
  expect(shares(both?.groups)).toEqual([
    [
      ['national', 'r1', 5, 4, 0],
      ['provincial', 'r2', 3, 3, 3],
      ['other', null, 0, 0, 0],
      ['local', 'r1', 2, 2, 1],
    ],
  ]);
  expect(both?.groups[0]?.counts).toMatchObject({ expected: 10, submitted: 9, zero: 1 });
});

test('by period and by unit as well', async () => {
  expect(said((await table({ by: ['PERIOD'] }))?.groups)).toEqual([
    [null, '2022-08', '146 5/5', '14 3/4'],
    [null, '2022-09', '242 4/5', '24 2/4'],
  ]);
  const units = new Map(said((await table({ by: ['UNIT'] }))?.groups).map(([unit, , cases]) => [unit, cases]));
  expect(Object.fromEntries(units)).toEqual({ [east]: '300 2/2', [c]: '1 1/2', [d]: '70 2/2', [e]: '6 2/2', [f]: '11 2/2' });
});

test('of one unit, in one window', async () => {
  expect(said((await table({ unit: west, window: AUGUST }))?.groups)).toEqual([[west, null, '46 4/4', '4 2/3']]);
  expect(said((await table({ unit: east }))?.groups)).toEqual([[east, null, '300 2/2', '20 1/1']]);
  // What c reports to the province is owed to the nation: left out, also where c alone is asked about.
  expect(said((await table({ unit: c, window: AUGUST }))?.groups)).toEqual([[c, null, '1 1/1', 'null 0/1']]);
  // What a reports to the province, the east answers for.
  expect(said((await table({ unit: a, window: AUGUST }))?.groups)).toEqual([[a, null, 'null 0/0', 'null 0/0']]);
});

test('down to the units below and their reports, each of which names its campaign', async () => {
  const whole = await table();
  if (!whole) throw new Error('Nothing was told');
  const within = (unit: string | null) => ({ table: whole, unit, window: ALWAYS });
  const [top = []] = await readerOf().below([within(null)]);
  expect(said(top)).toEqual([[nation, null, '388 9/10', '24 2/4']]);
  const [provinces = []] = await readerOf().below([within(nation)]);
  expect(Object.fromEntries(said(provinces).map(([unit, , cases]) => [unit, cases]))).toEqual({ [east]: '300 2/2', [west]: '88 7/8' });
  const [ofF = [], ofC = []] = await readerOf().reports([within(f), within(c)]);
  const named = (found: typeof ofF) =>
    found.map(({ campaignId, subjectId, cells }) => [campaignId, subjectId, cells.map(({ key, value }) => `${key}=${value}`)]);
  expect(named(ofF)).toEqual([
    [campaigns.national, reports.get(`national 2022-09 ${f}`), ['1=2', '2=null']],
    [campaigns.provincial, reports.get(`provincial 2022-08 ${f}`), ['2=1', '1=9']],
  ]);
  expect(named(ofC).map(([campaign]) => campaign)).toEqual([campaigns.national, campaigns.national]);
});

test('is told to who sees the campaign whole, and of what is reported', async () => {
  expect(await table({}, 'TAKING_PART')).toBeNull();
  expect(await table({}, 'NONE')).toBeNull();
  expect(await table({ source: 'RECORDED' })).toBeNull();
  expect(await table({ withLower: false }, 'TAKING_PART')).not.toBeNull();
});

test('costs one statement more, however many campaigns are below', async () => {
  const count = async (more: Partial<FiguresAsked>) => {
    const before = statements;
    await table(more);
    return statements - before;
  };
  const [own, both] = [await count({ withLower: false }), await count({})];
  expect(both - own).toBe(1);
});
