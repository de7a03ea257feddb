import { v7 as uuid } from 'uuid';
import { settlePaths } from '../../../src/application/figures/settle-paths';
import type { FigureQuestion, FigureReading } from '../../../src/application/ports/figure-reading';
import { pathOn } from '../../../src/domain/units';
import { createFigureCounts, createFigureReading } from '../../../src/infrastructure/figures';
import { expectAccepted, openReported, unitBelow, type Reported } from './reported';

const [nation, east, west, a, b, c, lone] = Array.from({ length: 7 }, () => uuid()) as [string, string, string, string, string, string, string];
const TREE = [
  unitBelow(nation, null),
  unitBelow(lone, null),
  unitBelow(east, nation),
  unitBelow(west, nation),
  unitBelow(a, east),
  unitBelow(b, east),
  unitBelow(c, west),
];
const ALWAYS = { from: '2022-01-01', to: '2022-12-31', begunBy: '9999-12-31' };

let reported: Reported;
let reading: FigureReading;
const campaignId = uuid();
const other = uuid();
const ids = new Map<string, string>();
beforeAll(async () => {
  reported = await openReported(TREE);
  reading = createFigureReading(reported.database.pool);
  const content = (value: number) => ({
    content: {
      figures: [
        { indicator: 1, values: [value] },
        { indicator: 2, values: [1, value / 2] },
      ],
    },
  });
  for (const campaign of [campaignId, other])
    for (const [rule, key, end] of [
      ['r1', '2022-08', '2022-08-31'],
      ['r1', '2022-09', '2022-09-30'],
      ['r2', '2022-09', '2022-09-30'],
    ] as const)
      for (const [i, unit] of [a, b, c, lone, east].entries()) {
        const report = await reported.owe({ campaignId: campaign, unit, rule, period: { key, start: `${key}-01`, end }, dueOn: end });
        ids.set([campaign, rule, key, unit].join(' '), report.id);
        if (key === '2022-09' && unit === b) expectAccepted(await reported.drive.drive(reported.call(report, 'WAIVE', { reason: '并入' })));
        else if (unit !== c) expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', content(10 ** i))));
      }
  const paths = async () => (unit: string, on: string) => pathOn(reported.known.register, unit, on);
  const figures = createFigureCounts(reported.database.pool, paths);
  await settlePaths({ figures, units: { current: () => Promise.resolve(reported.known.register) }, clock: reported.clock }, true);
}, 60_000);
afterAll(() => reported.close());

const question = (unit: string | null, more: Partial<FigureQuestion> = {}): FigureQuestion => ({
  ...{ campaignId, source: 'REPORTED', rules: ['r1'], unit, window: ALWAYS },
  ...more,
});
const said = (totals: Awaited<ReturnType<FigureReading['totals']>>[number] | undefined) =>
  (totals ?? []).map(({ rule, unit, period, counts, cells }) => [
    rule,
    unit,
    period.key,
    counts.expected,
    counts.submitted,
    cells['1']?.sum,
    cells['1']?.filled,
  ]);

test('a node, month by month, is everything below it and itself', async () => {
  expect(said((await reading.totals([question(east)]))[0])).toEqual([
    ['r1', east, '2022-08', 3, 3, '10011', 3],
    ['r1', east, '2022-09', 2, 2, '10001', 2],
  ]);
  expect((await reading.totals([question(east, { window: { ...ALWAYS, from: '2022-09-30', to: '2022-09-30' } })]))[0]?.[0]).toEqual({
    ...{ rule: 'r1', unit: east, period: { key: '2022-09', start: '2022-09-01', end: '2022-09-30' } },
    counts: { expected: 2, submitted: 2, accepted: 0, timely: 2, late: 0, missing: 0, overdue: 0, zero: 0, returned: 0 },
    cells: { 1: { sum: '10001', filled: 2 }, '2.1': { sum: '2', filled: 2 }, '2.2': { sum: '5000.5', filled: 2 } },
  });
});

test('many questions are answered as each alone would be', async () => {
  const questions = [
    question(east),
    question(null),
    question(west),
    question(c, { rules: null }),
    question(uuid()),
    question(east, { campaignId: other, rules: ['r2', 'r1'] }),
  ];
  const together = await reading.totals(questions);
  for (const [i, one] of questions.entries()) expect([i, said(together[i])]).toEqual([i, said((await reading.totals([one]))[0])]);
  expect(new Set(said(together[1]).map(([, unit]) => unit))).toEqual(new Set([nation, lone]));
  expect(said(together[3]).map(([rule]) => rule)).toEqual(['r1', 'r1', 'r2']);
  expect(said(together[5])).toHaveLength(3);
  expect(together[4]).toEqual([]);
});

test('below a node stand the units directly below, whose totals and own reports make up its own', async () => {
  const september = { ...ALWAYS, from: '2022-09-01' };
  const [below = [], top = []] = await reading.below([question(east, { window: september }), question(null, { window: september })]);
  expect(said(below)).toEqual([['r1', a, '2022-09', 1, 1, '1', 1]]);
  expect(new Set(top.map(({ unit }) => unit))).toEqual(new Set([nation, lone]));
  const [own = []] = await reading.contributions([question(east, { window: september })], 'OWN');
  expect(own.map(({ subjectId, cells }) => [subjectId, cells['1']])).toEqual([
    [ids.get([campaignId, 'r1', '2022-09', east].join(' ')), { sum: '10000', filled: 1 }],
  ]);
});

test('every report below a node, in all windows that hold the last day of its period', async () => {
  const each = async (window: FigureQuestion['window']) => (await reading.contributions([question(nation, { window })], 'BELOW'))[0]?.length;
  expect(await each(ALWAYS)).toBe(7);
  expect(await each({ ...ALWAYS, from: '2022-09-30' })).toBe(3);
  expect(await each({ ...ALWAYS, from: '2022-08-15', to: '2022-09-29' })).toBe(4);
  expect(await each({ ...ALWAYS, begunBy: '2022-08-31' })).toBe(4);
  expect((await reading.contributions([question(null)], 'BELOW'))[0]).toHaveLength(9);
});

test('the matrix has what is owed and what was waived, with the state of each', async () => {
  const [all = [], below = [], own = []] = await reading.matrix([question(null), question(east), question(b)]);
  expect(all).toHaveLength(10);
  expect(below.map(({ unit }) => unit).sort()).toEqual([a, a, b, east, east].sort());
  expect(own.map(({ period, state, dueOn }) => [period.key, state, dueOn])).toEqual([
    ['2022-08', 'SUBMITTED', '2022-08-31'],
    ['2022-09', 'WAIVED', '2022-09-30'],
  ]);
});

test('what is owed once belongs to the day it is due by, and to a window up to today as soon as it is owed', async () => {
  const campaign = uuid();
  const once = { key: 'ONCE', start: null, end: null };
  const owed = await reported.owe({ campaignId: campaign, unit: a, rule: 'r3', period: once, dueOn: '2022-12-20' });
  const waived = await reported.owe({ campaignId: campaign, unit: b, rule: 'r3', period: once, dueOn: '2022-12-20' });
  await reported.owe({ campaignId: campaign, unit: a, rule: 'r3', period: { key: '2022-10', start: '2022-10-01', end: '2022-10-31' } });
  expectAccepted(await reported.drive.drive(reported.call(owed, 'SUBMIT', { content: { figures: [{ indicator: 1, values: [7] }] } })));
  expectAccepted(await reported.drive.drive(reported.call(waived, 'WAIVE', { reason: '并入' })));
  const counted = async (window: FigureQuestion['window']) => {
    const one = { ...question(east, { campaignId: campaign, rules: ['r3'], window }), unit: east, rules: ['r3'] as const };
    const [totals = []] = await reading.totals([one]);
    const [many = []] = await reading.totals([one, one]);
    const [below = []] = await reading.below([one]);
    const [each = []] = await reading.contributions([one], 'BELOW');
    const whole = await reading.window({ ...one, standing: true });
    const expected = [totals, many, below, each].map((rows) => rows.reduce((sum, { counts }) => sum + counts.expected, 0));
    return [
      ...expected,
      whole.counts.expected,
      whole.last[0]?.cells['1']?.sum ?? null,
      (await reading.matrix([question(null, { ...one, unit: null })]))[0]?.length,
    ];
  };
  const september = { from: '0001-01-01', to: '9999-12-31', begunBy: '2022-09-10' };
  expect(await counted(september)).toEqual([0, 0, 0, 0, 0, null, 0]);
  expect(await counted({ ...september, onceOwed: true })).toEqual([1, 1, 1, 1, 1, '7', 2]);
  expect(await counted({ ...september, begunBy: '2022-12-20' })).toEqual([2, 2, 2, 2, 2, '7', 3]);
});
