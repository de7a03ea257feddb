/** What is reported held against what is recorded, by a table made by hand: every figure below was added up on paper. */
import { v7 as uuid } from 'uuid';
import type { ComparedRow, ComparisonQuestion, Differences, ExplainedCell } from '../../../src/application/ports/differences';
import type { PageRequest } from '../../../src/application/ports/reading';
import { TALLY_COUNTS, type FigureCounts } from '../../../src/application/ports/figures';
import { pathOn } from '../../../src/domain/units';
import { createDifferences } from '../../../src/infrastructure/differences';
import { createFigureCounts } from '../../../src/infrastructure/figures';
import { expectAccepted, openReported, unitBelow, type Reported } from '../figures/reported';

/** A province; its cities owe, and of the counties one. A county goes from one city to the other in October. */
const [province, east, west, own, moved, lone] = Array.from({ length: 6 }, () => uuid()).sort() as [string, string, string, string, string, string];
const NAMES = new Map([
  ...([
    [province, 'province'],
    [east, 'east'],
    [west, 'west'],
    [own, 'own'],
    [moved, 'moved'],
    [lone, 'lone'],
  ] as const),
]);
const TREE = [
  unitBelow(province, null),
  unitBelow(east, province),
  unitBelow(west, province),
  unitBelow(own, east),
  unitBelow(moved, null, {
    parents: [
      { parentId: east, validFrom: null, validTo: '2022-10-01' },
      { parentId: west, validFrom: '2022-10-01', validTo: null },
    ],
  }),
  unitBelow(lone, west),
];
const ALWAYS = { from: '2022-01-01', to: '2022-12-31', begunBy: '9999-12-31' };
/** 7.1 and 7.2 are of their period, 8 is a running total. */
const CELLS = [
  { key: '7.1', alias: '7', running: false },
  { key: '7.2', alias: null, running: false },
  { key: '8', alias: null, running: true },
];
const MONTHLY = { rule: 'r1', form: 'f1', cells: CELLS };
const ONCE = { rule: 'r2', form: 'f1', cells: CELLS.slice(0, 1) };

let reported: Reported;
let differences: Differences;
let counts: FigureCounts;
const campaignId = uuid();
const elsewhere = uuid();
const records = new Map<string, string>();

const recordedOf = (name: string, unit: string, on: string, cells: Record<string, number>, gone = false, campaign = campaignId) => {
  const id = records.get(name) ?? uuid();
  records.set(name, id);
  const zeros = TALLY_COUNTS.map(() => 0);
  const period = { key: on, start: on, end: on };
  return { ...{ campaignId: campaign, id, source: 'RECORDED', rule: 'f1', unit, period, counts: zeros, cells, gone }, revision: 0 };
};

async function report(unit: string, key: string, figures: [number, (number | null)[]][] | 'ZERO' | null, rule = 'r1'): Promise<void> {
  const last = { '2022-08': '31', '2022-09': '30', '2022-10': '31' }[key];
  const period = last ? { key, start: `${key}-01`, end: `${key}-${last}` } : { key, start: null, end: null };
  const owed = await reported.owe({ campaignId, unit, rule, period, dueOn: period.end ?? '2022-10-15' });
  if (figures === null) return;
  const content = figures === 'ZERO' ? { zero: true } : { content: { figures: figures.map(([indicator, values]) => ({ indicator, values })) } };
  expectAccepted(await reported.drive.drive(reported.call(owed, 'SUBMIT', content)));
}

beforeAll(async () => {
  reported = await openReported(TREE);
  differences = createDifferences(reported.database.pool);
  counts = createFigureCounts(reported.database.pool, async () => (unit, on) => pathOn(reported.known.register, unit, on));
  await counts.put([
    recordedOf('a', moved, '2022-08-10', { '7.1': 1, '7.2': 2.5, 8: 1 }),
    recordedOf('b', east, '2022-08-31', { '7.1': 2, 8: 2 }),
    recordedOf('c', own, '2022-08-15', { '7.1': 4 }),
    recordedOf('d', moved, '2022-09-01', { '7.1': 8, '7.2': 0.01, 8: 4 }),
    recordedOf('e', lone, '2022-09-30', { '7.1': 16, 9: 5 }),
    recordedOf('f', province, '2022-09-10', { '7.1': 32 }),
    recordedOf('g', moved, '2022-10-05', { '7.1': 64 }),
    recordedOf('struck', own, '2022-08-16', { '7.1': 128 }),
    recordedOf('other', east, '2022-08-16', { '7.1': 256 }, false, elsewhere),
  ]);
  // Struck afterwards, and corrected from three to two.
  await counts.put([recordedOf('struck', own, '2022-08-16', { '7.1': 128 }, true), recordedOf('b', east, '2022-08-31', { '7.1': 2, 8: 2 })]);
  await report(east, '2022-08', [
    [7, [3, 2.5]],
    [8, [3]],
  ]);
  await report(own, '2022-08', [[7, [5, null]]]);
  await report(west, '2022-08', 'ZERO');
  await report(east, '2022-09', 'ZERO');
  await report(own, '2022-09', null);
  await report(west, '2022-09', null);
  await report(east, '2022-10', [[7, [1]]]);
  await report(west, '2022-10', [
    [7, [64, null]],
    [8, [0]],
  ]);
  await report(east, 'ONCE', [[7, [15]]], 'r2');
}, 60_000);
afterAll(() => reported.close());

const question = (more: Partial<ComparisonQuestion> = {}): ComparisonQuestion => ({
  ...{ campaignId, rules: [MONTHLY], nodes: null, period: null, reports: null, window: ALWAYS, differing: false },
  ...more,
});
const rowsOf = async (more: Partial<ComparisonQuestion> = {}): Promise<ComparedRow[]> =>
  ((await differences.compare([question(more)], null))[0]?.rows ?? []).map(({ row }) => row);
const said = (rows: readonly ComparedRow[]) =>
  rows.map(({ unit, period, cell, reported: told, recorded }) => `${period.key} ${NAMES.get(unit)} ${cell}: ${told} ${recorded}`).sort();

test('every figure of every report, with what is recorded for it', async () => {
  expect(said(await rowsOf())).toEqual(
    [
      // What the county that owes nothing has recorded counts with its city, what the other has with itself.
      ...['2022-08 east 7.1: 3 3', '2022-08 east 7.2: 2.5 2.5', '2022-08 east 8: 3 3'],
      ...['2022-08 own 7.1: 5 4', '2022-08 own 7.2: null 0', '2022-08 own 8: null 0'],
      ...['2022-08 west 7.1: 0 0', '2022-08 west 7.2: 0 0', '2022-08 west 8: 0 0'],
      // A zero report says that nothing happened, and leaves the running total where it was.
      ...['2022-09 east 7.1: 0 8', '2022-09 east 7.2: 0 0.01', '2022-09 east 8: 3 7'],
      ...['2022-09 own 7.1: null 0', '2022-09 own 7.2: null 0', '2022-09 own 8: null 0'],
      ...['2022-09 west 7.1: null 16', '2022-09 west 7.2: null 0', '2022-09 west 8: null 0'],
      // The county has moved: what it records in October counts with the other city, what it recorded before does not.
      ...['2022-10 east 7.1: 1 0', '2022-10 east 7.2: null 0', '2022-10 east 8: 3 7'],
      ...['2022-10 west 7.1: 64 64', '2022-10 west 7.2: null 0', '2022-10 west 8: 0 0'],
    ].sort(),
  );
});

test('what differs is what was handed in otherwise; what has not come is shown once its time is over', async () => {
  const different = [
    ...['2022-08 own 7.1: 5 4', '2022-09 east 7.1: 0 8', '2022-09 east 7.2: 0 0.01', '2022-09 east 8: 3 7'],
    ...['2022-10 east 7.1: 1 0', '2022-10 east 8: 3 7'],
  ];
  expect(said(await rowsOf({ differing: true }))).toEqual(different);
  const september = await reported.store.openSubjects(campaignId, ['REPORT'], null);
  for (const { id, definition, state } of september) {
    const { unit, period } = definition as { unit: string; period: { key: string } };
    if (period.key === '2022-09' && state === 'OWED') expectAccepted(await reported.drive.drive(reported.call({ campaignId, id, unit }, 'DUE')));
  }
  expect(said(await rowsOf({ differing: true }))).toEqual([...different, '2022-09 west 7.1: null 16'].sort());
  expect((await rowsOf({ differing: true })).filter(({ handedIn }) => !handedIn).map(({ cell }) => cell)).toEqual(['7.1']);
});

test('what is owed once is held against everything up to its day, by the units that owe it', async () => {
  // 1 + 2 + 4 + 8: nobody but the city owes it, and in October the county was the other city’s.
  expect(said(await rowsOf({ rules: [ONCE] }))).toEqual(['ONCE east 7.1: 15 15']);
  expect(await rowsOf({ rules: [ONCE], window: { ...ALWAYS, begunBy: '2022-09-01' } })).toHaveLength(1);
});

test('as much of it as is asked for', async () => {
  const ofUnits = async (nodes: string[]) => new Set((await rowsOf({ nodes })).map(({ unit }) => NAMES.get(unit)));
  expect(await ofUnits([east])).toEqual(new Set(['east', 'own']));
  expect(await ofUnits([own, west])).toEqual(new Set(['own', 'west']));
  expect(await ofUnits([lone])).toEqual(new Set());
  expect(said(await rowsOf({ nodes: [own], period: '2022-08' }))).toEqual([
    '2022-08 own 7.1: 5 4',
    '2022-08 own 7.2: null 0',
    '2022-08 own 8: null 0',
  ]);
  expect(new Set((await rowsOf({ window: { ...ALWAYS, from: '2022-09-30', to: '2022-10-30' } })).map(({ period }) => period.key))).toEqual(
    new Set(['2022-09']),
  );
  expect(new Set((await rowsOf({ window: { ...ALWAYS, begunBy: '2022-09-30' } })).map(({ period }) => period.key))).toEqual(
    new Set(['2022-08', '2022-09']),
  );
  const [first] = await rowsOf({ nodes: [own] });
  expect((await rowsOf({ reports: [first?.report ?? ''] })).map(({ report: id }) => id)).toEqual(Array(3).fill(first?.report));
  expect(await rowsOf({ campaignId: uuid() })).toEqual([]);
  expect(await rowsOf({ rules: [] })).toEqual([]);
});

test('pages forwards and backwards are the list, cut up', async () => {
  const [everything] = await differences.compare([question({ rules: [MONTHLY, ONCE] })], null);
  const all = everything?.rows ?? [];
  expect(all).toHaveLength(25);
  for (const direction of ['FORWARD', 'BACKWARD'] as const) {
    const found: typeof all = [];
    let from: PageRequest['from'] = null;
    for (let more = true; more;) {
      const [page] = await differences.compare([question({ rules: [MONTHLY, ONCE] })], { limit: 4, direction, from });
      const rows = page?.rows ?? [];
      if (direction === 'FORWARD') found.push(...rows);
      else found.unshift(...rows);
      from = rows.at(direction === 'FORWARD' ? -1 : 0)?.sortKey ?? null;
      more = page?.more ?? false;
    }
    expect(found).toEqual(all);
  }
});

test('many questions are answered as each alone would be', async () => {
  const questions = [
    question({ differing: true }),
    question({ campaignId: uuid() }),
    question({ nodes: [west] }),
    question({ rules: [ONCE, MONTHLY] }),
  ];
  const page = { limit: 5, direction: 'FORWARD' as const, from: null };
  const together = await differences.compare(questions, page);
  for (const [i, one] of questions.entries()) expect(together[i]).toEqual((await differences.compare([one], page))[0]);
  expect(together.map(({ rows, more }) => [rows.length, more])).toEqual([
    [5, true],
    [0, false],
    [5, true],
    [5, true],
  ]);
});

describe('the records behind a figure', () => {
  const september = { key: '2022-09', start: '2022-09-01', end: '2022-09-30' };
  const behind = (unit: string, cell: number, more: Partial<ExplainedCell> = {}): ExplainedCell => ({
    ...{ campaignId, rule: 'r1', form: 'f1', unit, period: september, cell: CELLS[cell] ?? { key: '', alias: null, running: false } },
    ...more,
  });
  const NAMED = (): Map<string, string> => new Map([...records].map(([name, id]) => [id, name]));
  const each = async (cells: ExplainedCell[], limit = 10, from: PageRequest['from'] = null) =>
    (await differences.explaining(cells, { limit, direction: 'FORWARD', from })).map(({ rows, more }) => [
      rows.map(({ row }) => `${NAMED().get(row.record)} ${row.on} ${NAMES.get(row.unit)} ${row.amount}`).join(', '),
      more,
    ]);

  test('are those that make it up, by day', async () => {
    const august = { key: '2022-08', start: '2022-08-01', end: '2022-08-31' };
    const once = { key: 'ONCE', start: '2022-10-15', end: '2022-10-15' };
    expect(
      await each([
        behind(east, 0),
        behind(east, 2),
        behind(own, 0, { period: august }),
        behind(east, 0, { period: august }),
        behind(west, 1),
        behind(east, 0, { period: once, rule: 'r2' }),
      ]),
    ).toEqual([
      ['d 2022-09-01 moved 8', false],
      ['a 2022-08-10 moved 1, b 2022-08-31 east 2, d 2022-09-01 moved 4', false],
      ['c 2022-08-15 own 4', false],
      ['a 2022-08-10 moved 1, b 2022-08-31 east 2', false],
      ['', false],
      ['a 2022-08-10 moved 1, c 2022-08-15 own 4, b 2022-08-31 east 2, d 2022-09-01 moved 8', false],
    ]);
  });

  test('come in pages', async () => {
    const first = await differences.explaining([behind(east, 2)], { limit: 2, direction: 'FORWARD', from: null });
    expect(first[0]?.more).toBe(true);
    expect(await each([behind(east, 2)], 2, first[0]?.rows.at(-1)?.sortKey)).toEqual([['d 2022-09-01 moved 4', false]]);
    expect(await differences.explaining([], { limit: 2, direction: 'FORWARD', from: null })).toEqual([]);
  });

  test('add up to what is recorded, for every figure', async () => {
    const rows = await rowsOf();
    const pages = await differences.explaining(
      rows.map(({ unit, period, cell }) =>
        behind(
          unit,
          CELLS.findIndex(({ key }) => key === cell),
          { period },
        ),
      ),
      { limit: 100, direction: 'FORWARD', from: null },
    );
    const sums = pages.map(({ rows: found }) => found.reduce((sum, { row }) => sum + Math.round(Number(row.amount) * 1000), 0));
    expect(sums).toEqual(rows.map(({ recorded }) => Math.round(Number(recorded) * 1000)));
    expect(rows.map(({ lastRecordedOn }) => lastRecordedOn)).toEqual(pages.map(({ rows: found }) => found.at(-1)?.row.on ?? null));
  });
});
