import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { countAgain, countWhatWasThere } from '../../../src/application/figures/count-again';
import { carryForward, pathSettler, settlePaths } from '../../../src/application/figures/settle-paths';
import type { FigureCounts } from '../../../src/application/ports/figures';
import { pathOn, type UnitRecord } from '../../../src/domain/units';
import { totalsOf, totalsOfWindow } from '../../../src/domain/statistics';
import { createFigureCounts, createFigureReading } from '../../../src/infrastructure/figures';
import { reportLaw, type Law } from '../../../workflows';
import { expectAccepted, fromContributions, openReported, registerOf, stored, unitBelow, type Reported } from './reported';

const ids = Array.from({ length: 8 }, () => uuid());
const [nation, east, west, a, b, c, d] = ids as [string, string, string, string, string, string, string];
const TREE = [
  unitBelow(nation, null),
  unitBelow(east, nation),
  unitBelow(west, nation),
  ...[a, b].map((id) => unitBelow(id, east)),
  ...[c, d].map((id) => unitBelow(id, west)),
];
const laws = { REPORT: reportLaw as unknown as Law };

let reported: Reported;
let figures: FigureCounts;
const settling = () => ({ figures, units: { current: () => Promise.resolve(reported.known.register) }, clock: reported.clock });
beforeAll(async () => {
  reported = await openReported(TREE);
  figures = createFigureCounts(reported.database.pool, async () => (unit, on) => pathOn(reported.known.register, unit, on));
});
beforeEach(async () => {
  reported.known.register = registerOf(TREE);
  reported.clock.time = new Date('2022-09-01T02:00:00Z');
  await reported.database.pool.query('truncate subject, participant, event, deadline, outbox, contribution, tally, carried, carried_day');
});
afterAll(() => reported.close());

const content = (...values: number[]) => ({ content: { figures: values.map((value, i) => ({ indicator: i + 1, values: [value] })) } });
const monthOf = (key: string) => ({ key, start: `${key}-01`, end: ['2022-04', '2022-09'].includes(key) ? `${key}-30` : `${key}-31` });

async function handedIn(
  campaignId: string,
  unit: string,
  key: string,
  ...values: number[]
): Promise<{ campaignId: string; id: string; unit: string }> {
  const report = await reported.owe({ campaignId, unit, period: monthOf(key), dueOn: `${key}-24` });
  if (values.length > 0) expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', content(...values))));
  return report;
}

/** Expected and sum of the first cell, by month, for a unit. */
async function table(campaignId: string, node: string): Promise<Record<string, string>> {
  const { rows } = await reported.database.pool.query<{ key: string; expected: number; sum: string }>(
    `select period_key as key, sum(counts[1])::int as expected, coalesce(sum(sums[1]), 0)::text as sum from tally
     where campaign_id = $1 and node_id = $2 group by 1 having sum(counts[1]) > 0 order by 1`,
    [campaignId, node],
  );
  return Object.fromEntries(rows.map(({ key, expected, sum }) => [key, `${expected}: ${sum}`]));
}

/** The tree in which county b has gone over from east to west on a day. */
const moved = (on: string): UnitRecord[] =>
  TREE.map((unit) =>
    unit.id === b
      ? {
          ...unit,
          parents: [
            { parentId: east, validFrom: null, validTo: on },
            { parentId: west, validFrom: on, validTo: null },
          ],
        }
      : unit,
  );

test('a move in the tree takes the periods along that end after it, and no other', async () => {
  const campaignId = uuid();
  for (const key of ['2022-08', '2022-09', '2022-10']) for (const [i, unit] of [a, b, c, d].entries()) await handedIn(campaignId, unit, key, 10 ** i);
  await settlePaths(settling(), true);
  // Known on 1 September: b goes over on the 15th.
  reported.known.register = registerOf(moved('2022-09-15'));
  await settlePaths(settling(), true);
  expect(await table(campaignId, east)).toEqual({ '2022-08': '2: 11', '2022-09': '1: 1', '2022-10': '1: 1' });
  expect(await table(campaignId, west)).toEqual({ '2022-08': '2: 1100', '2022-09': '3: 1110', '2022-10': '3: 1110' });
  expect(await table(campaignId, nation)).toEqual({ '2022-08': '4: 1111', '2022-09': '4: 1111', '2022-10': '4: 1111' });
  expect(await stored(reported.database)).toEqual(await fromContributions(reported.database));
});

test('what is over stays where it was counted, whatever is entered about the past afterwards', async () => {
  const campaignId = uuid();
  const august = await handedIn(campaignId, b, '2022-08', 5);
  await handedIn(campaignId, b, '2022-09', 7);
  expect(await settlePaths(settling(), false)).toBe(1);
  // Entered late: b had belonged to west since July already.
  reported.known.register = registerOf(moved('2022-07-01'));
  await settlePaths(settling(), true);
  expect(await table(campaignId, east)).toEqual({ '2022-08': '1: 5' });
  expect(await table(campaignId, west)).toEqual({ '2022-09': '1: 7' });
  // A correction of what is over is counted there too.
  expectAccepted(await reported.drive.drive(reported.call(august, 'RETURN', { reason: '有误' })));
  expectAccepted(await reported.drive.drive(reported.call(august, 'SUBMIT', content(6))));
  expect(await table(campaignId, east)).toEqual({ '2022-08': '1: 6' });
});

test('a unit that was merged into another is counted where it stood on its last day', async () => {
  const campaignId = uuid();
  await handedIn(campaignId, b, '2022-09', 7);
  const gone = {
    names: [{ name: '乙县', kind: 'OFFICIAL' as const, validFrom: null, validTo: '2022-09-20' }],
    parents: [{ parentId: east, validFrom: null, validTo: '2022-09-20' }],
  };
  reported.known.register = registerOf(TREE.map((unit) => (unit.id === b ? { ...unit, ...gone } : unit)));
  await settlePaths(settling(), true);
  expect(await table(campaignId, east)).toEqual({ '2022-09': '1: 7' });
  expect(await table(campaignId, nation)).toEqual({ '2022-09': '1: 7' });
});

test('the worker looks at everything once a day and when the register is another one, else only at what is over', async () => {
  const campaignId = uuid();
  await handedIn(campaignId, b, '2022-09', 7);
  const asked: (string | null)[] = [];
  const spied = { ...figures, openPlaces: (before: string | null) => (asked.push(before), figures.openPlaces(before)) };
  const settle = pathSettler({ ...settling(), figures: spied });
  expect([await settle(), await settle()]).toEqual([0, 0]);
  reported.known.register = registerOf(moved('2022-09-15'));
  expect([await settle(), await settle()]).toEqual([1, 0]);
  reported.clock.time = new Date('2022-10-01T02:00:00Z');
  expect([await settle(), await settle()]).toEqual([1, 0]);
  expect(asked).toEqual([null, '2022-09-01', null, '2022-09-01', null, '2022-10-01']);
});

const CELLS = [
  { key: '1', part: null, required: true, accumulation: 'FLOW' as const },
  { key: '1', part: null, required: true, accumulation: 'STOCK' as const },
];
/** Of every unit, windows that begin and end everywhere: carried forward or added up period by period, they say the same. */
async function expectSameWindows(
  campaignId: string,
  reading = createFigureReading(reported.database.pool),
  more: [string, string, string][] = [],
): Promise<void> {
  for (const unit of [nation, east, west, a, d])
    for (const [from, to, begunBy] of [
      ...more,
      ...[
        ['0001-01-01', '9999-12-31', '9999-12-31'],
        ['2022-09-01', '2022-12-31', '9999-12-31'],
        ['2022-01-01', '2022-08-31', '9999-12-31'],
      ],
      ...[
        ['0001-01-01', '2023-09-10', '2022-09-10'],
        ['2022-08-05', '2023-08-05', '2022-08-05'],
        ['2022-10-02', '2022-10-02', '2022-10-02'],
      ],
    ] as [string, string, string][]) {
      const question = { campaignId, source: 'REPORTED' as const, rules: ['r1'] as const, unit, window: { from, to, begunBy } };
      const [rows = []] = await reading.totals([question]);
      const { counts, cells, last, covers } = await reading.window({ ...question, standing: true });
      const expected = rows.reduce((sum, row) => sum + row.counts.expected, 0);
      expect([counts.expected, covers !== null || expected === 0]).toEqual([expected, true]);
      for (const cell of CELLS) {
        const whole = totalsOfWindow([cell], { counts, cells }, last);
        expect(whole ?? 'by its periods').toEqual(whole ? totalsOf([cell], rows) : 'by its periods');
        if (cell.accumulation === 'FLOW') expect(whole).not.toBeNull();
      }
    }
}

test('after any moves of the tree between any reports, tallies are the sum of contributions, each below the tree of its last day', async () => {
  const parents = [east, west, nation];
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('MOVE' as const),
      unit: fc.constantFrom(a, b, c, d),
      to: fc.constantFrom(...parents),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    fc.record({
      kind: fc.constant('SEND' as const),
      report: fc.nat(7),
      type: fc.constantFrom('SUBMIT', 'RETURN', 'WAIVE', 'WITHDRAW', 'ACCEPT'),
      value: fc.integer({ min: -9, max: 99 }),
    }),
    fc.record({ kind: fc.constant('DAY' as const), day: fc.integer({ min: 1, max: 45 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
      reported.known.register = registerOf(TREE);
      reported.clock.time = new Date('2022-09-01T02:00:00Z');
      const campaignId = uuid();
      const reports = [];
      for (const unit of [a, b, c, d]) for (const key of ['2022-08', '2022-09']) reports.push(await handedIn(campaignId, unit, key));
      await settlePaths(settling(), true);
      const frozen = new Map<string, readonly string[]>();
      const look = async (): Promise<void> => {
        const { rows } = await reported.database.pool.query<{ id: string; unit_id: string; end: string; frozen: boolean; path: string[] }>(
          'select subject_id as id, unit_id, period_end::text as end, frozen, path from contribution where campaign_id = $1',
          [campaignId],
        );
        for (const row of rows) {
          const kept = frozen.get(row.id);
          expect(row.path).toEqual(kept ?? pathOn(reported.known.register, row.unit_id, row.end));
          if (row.frozen) frozen.set(row.id, row.path);
        }
      };
      await look();
      for (const one of steps) {
        if (one.kind === 'DAY') reported.clock.time = new Date(Math.max(reported.clock.time.getTime(), Date.UTC(2022, 8, one.day, 2)));
        else if (one.kind === 'SEND') {
          const of = reports[one.report];
          if (of) await reported.drive.drive(reported.call(of, one.type, one.type === 'SUBMIT' ? content(one.value) : { reason: 'x' }));
        } else {
          const from = `2022-09-${String(one.day).padStart(2, '0')}`;
          const before = parents.find((parent) => parent !== one.to) ?? nation;
          const tree = reported.known.register.units.map((unit) =>
            unit.id === one.unit
              ? {
                  ...unit,
                  parents: [
                    { parentId: before, validFrom: null, validTo: from },
                    { parentId: one.to, validFrom: from, validTo: null },
                  ],
                }
              : unit,
          );
          reported.known.register = registerOf(tree);
        }
        await settlePaths(settling(), true);
        await look();
        expect(await stored(reported.database)).toEqual(await fromContributions(reported.database));
        await carryForward(settling());
        expect(await figures.wrongTallies(campaignId)).toBe(0);
        await expectSameWindows(campaignId);
      }
    }),
    { numRuns: 8 },
  );
});

test('a sum carried forward follows corrections of what is over, and is put right where it is wrong', async () => {
  const campaignId = uuid();
  const reports = [];
  for (const key of ['2022-07', '2022-08']) for (const unit of [a, c]) reports.push(await handedIn(campaignId, unit, key, 10));
  await settlePaths(settling(), true);
  expect([await carryForward(settling()), await carryForward(settling())]).toEqual([2, 0]);
  const sums = async (): Promise<unknown> =>
    (
      await reported.database.pool.query<{ sums: string }>(
        'select sums::text as sums from carried where campaign_id = $1 and node_id = $2 order by upto',
        [campaignId, nation],
      )
    ).rows.map((row) => row.sums);
  expect(await sums()).toEqual(['{20}', '{40}']);
  const [july] = reports;
  if (!july) throw new Error('no report');
  expectAccepted(await reported.drive.drive(reported.call(july, 'RETURN', { reason: '有误' })));
  expect(await sums()).toEqual(['{10}', '{30}']);
  expectAccepted(await reported.drive.drive(reported.call(july, 'SUBMIT', content(13))));
  expect(await sums()).toEqual(['{23}', '{43}']);
  // What is owed only afterwards, for a period that was carried already.
  await handedIn(campaignId, b, '2022-07', 1);
  expect(await sums()).toEqual(['{24}', '{44}']);
  expect(await figures.wrongTallies(campaignId)).toBe(0);
  await expectSameWindows(campaignId);
  await reported.database.pool.query(`update carried set sums = '{99}' where upto = '2022-07-31' and node_id = $1`, [nation]);
  expect(await figures.wrongTallies(campaignId)).toBe(2);
  await countAgain({ figures, laws }, campaignId, true);
  expect(await carryForward(settling())).toBe(2);
  await expectSameWindows(campaignId);
  expect(await sums()).toEqual(['{24}', '{44}']);
});

test('over many periods, with units that come late and what was forgotten, a window says what its periods say', async () => {
  const campaignId = uuid();
  const months = ['2022-01', '2022-03', '2022-05', '2022-07', '2022-08'];
  const lasts = months.map((key) => `${key}-31`);
  const windows = ['0001-01-01', '2022-01-01', ...lasts.flatMap((day) => [day, `${day.slice(0, 8)}10`])].flatMap((from) =>
    [...lasts, '2022-08-15', '2022-12-31'].flatMap((to): [string, string, string][] =>
      from <= to
        ? [
            [from, to, '9999-12-31'],
            [from, to, '2022-07-05'],
          ]
        : [],
    ),
  );
  for (const [i, key] of months.entries()) {
    for (const [j, unit] of [a, b, c].entries()) await handedIn(campaignId, unit, key, 10 ** j + i);
    // It came in May, and has not reported since.
    if (key >= '2022-05') await (key === '2022-05' ? handedIn(campaignId, d, key, 5_000) : handedIn(campaignId, d, key));
  }
  const earlier = createFigureReading(reported.database.pool);
  await settlePaths(settling(), true);
  for (const what of await figures.uncarried('2022-07-01')) await figures.carry(what);
  await expectSameWindows(campaignId, earlier, windows);
  await carryForward(settling());
  await expectSameWindows(campaignId, earlier, windows);
  await expectSameWindows(campaignId, undefined, windows);
  // What was forgotten: of a unit that has no sums up to then, and of a month that nobody had.
  await handedIn(campaignId, d, '2022-01', 777);
  await handedIn(campaignId, a, '2022-04', 888);
  await expectSameWindows(campaignId, earlier, windows);
  await expectSameWindows(campaignId, undefined, windows);
  expect(await figures.wrongTallies(campaignId)).toBe(0);
  expect(await carryForward(settling())).toBe(1);
  await expectSameWindows(campaignId, earlier, windows);
  await expectSameWindows(campaignId, undefined, windows);
  expect(await figures.wrongTallies(campaignId)).toBe(0);
  // The days are still remembered, the rows are gone.
  await figures.renewTallies(campaignId);
  await expectSameWindows(campaignId, earlier, windows);
}, 60_000);

test('who writes while sums are carried forward is in them, or added to them', async () => {
  const campaignId = uuid();
  const reports = [];
  for (const key of ['2022-05', '2022-07', '2022-08']) for (const unit of [a, b, c, d]) reports.push(await handedIn(campaignId, unit, key));
  await settlePaths(settling(), true);
  const drives = [reported.another(), reported.another()];
  await Promise.all([
    ...reports.map((report, i) => drives[i % 2]?.drive(reported.call(report, 'SUBMIT', content(i + 1)))),
    carryForward(settling()),
    ...reports.map((report, i) => drives[i % 2]?.drive(reported.call(report, 'RETURN', { reason: 'x' }))),
    ...reports.map((report, i) => drives[(i + 1) % 2]?.drive(reported.call(report, 'SUBMIT', content(2 * i)))),
  ]);
  expect(await figures.wrongTallies(campaignId)).toBe(0);
  await expectSameWindows(campaignId);
  await Promise.all(drives.map((drive) => drive.close()));
});

describe('counting again', () => {
  const desk = () => ({ figures, laws });

  test('finds nothing where everything is right', async () => {
    await handedIn(uuid(), a, '2022-09', 7);
    expect(await countAgain(desk(), null, false)).toEqual({ subjects: 1, wrong: [], orphans: 0, tallies: 0, repaired: false });
  });

  test.each([
    ['a contribution that was changed', `update contribution set figures = '{99}'`, { wrong: 1, orphans: 0, tallies: 3 }],
    ['one that is missing', `delete from contribution`, { wrong: 1, orphans: 0, tallies: 3 }],
    ['one of nobody', `update contribution set subject_id = gen_random_uuid()`, { wrong: 1, orphans: 1, tallies: 0 }],
    [
      'a tally that was changed',
      `update tally set sums = '{8}' where parent_id <> '00000000-0000-0000-0000-000000000000'`,
      { wrong: 0, orphans: 0, tallies: 2 },
    ],
    ['tallies that are missing', 'delete from tally', { wrong: 0, orphans: 0, tallies: 3 }],
  ])('finds %s, and puts it right', async (_, harm, { wrong, orphans, tallies }) => {
    const campaignId = uuid();
    const { id } = await handedIn(campaignId, a, '2022-09', 7);
    const before = await stored(reported.database);
    await reported.database.pool.query(harm);
    expect(await countAgain(desk(), uuid(), false)).toMatchObject({ subjects: 0, wrong: [], tallies: 0 });
    expect(await countAgain(desk(), campaignId, false)).toMatchObject({ wrong: wrong > 0 ? [{ campaignId, id }] : [], orphans, tallies });
    await countAgain(desk(), campaignId, true);
    expect(await countAgain(desk(), null, false)).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
    expect(await stored(reported.database)).toEqual(before);
  });

  test('counts what an older program left behind, once at the start and once a day later', async () => {
    await reported.database.pool.query(`delete from setting where name = 'figures.counted'`);
    await handedIn(uuid(), a, '2022-09', 7);
    const before = await stored(reported.database);
    await reported.database.pool.query('truncate contribution, tally');
    const wall = { time: new Date('2022-09-02T00:00:00Z'), now: () => wall.time };
    const count = () => countWhatWasThere({ ...desk(), wall });
    expect((await count())?.wrong).toHaveLength(1);
    expect(await stored(reported.database)).toEqual(before);
    expect(await count()).toBeNull();
    await reported.database.pool.query('truncate contribution, tally');
    wall.time = new Date('2022-09-03T00:00:00Z');
    expect((await count())?.wrong).toHaveLength(1);
    expect(await stored(reported.database)).toEqual(before);
    wall.time = new Date('2023-09-03T00:00:00Z');
    expect(await count()).toBeNull();
  });
});
