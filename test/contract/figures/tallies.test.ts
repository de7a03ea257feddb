import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { pathOn } from '../../../src/domain/units';
import { TALLY_COUNTS } from '../../../workflows';
import { expectAccepted, fromContributions, fromSnapshots, openReported, stored, unitBelow, type Reported } from './reported';

const [nation, east, west, a, b, c, d] = Array.from({ length: 7 }, () => uuid()) as [string, string, string, string, string, string, string];
const TREE = [
  unitBelow(nation, null),
  unitBelow(east, nation),
  unitBelow(west, nation),
  ...[a, b].map((id) => unitBelow(id, east)),
  ...[c, d].map((id) => unitBelow(id, west)),
];
const COUNTIES = [a, b, c, d];
const SEPTEMBER = { key: '2022-09', start: '2022-09-01', end: '2022-09-30' };

let reported: Reported;
beforeAll(async () => {
  reported = await openReported(TREE);
});
afterAll(() => reported.close());

const content = (...values: (number | null)[]) => ({ content: { figures: values.map((value, i) => ({ indicator: i + 1, values: [value] })) } });

async function expectExact(): Promise<void> {
  const tallies = await stored(reported.database);
  expect(tallies).toEqual(await fromContributions(reported.database));
  expect(tallies).toEqual(await fromSnapshots(reported.database, (unit, end) => pathOn(reported.known.register, unit, end), TALLY_COUNTS));
}

async function rowOf(campaignId: string, node: string): Promise<unknown> {
  const { rows } = await reported.database.pool.query(
    'select counts, keys, sums::text[] as sums, filled from tally where campaign_id = $1 and node_id = $2',
    [campaignId, node],
  );
  return rows;
}

test('a report counts for its unit and everything above it, in the statement that keeps it', async () => {
  const campaignId = uuid();
  const report = await reported.owe({ campaignId, unit: a, period: SEPTEMBER });
  expect(await rowOf(campaignId, nation)).toEqual([{ counts: [1, 0, 0, 0, 0, 0, 0, 0, 0], keys: [], sums: [], filled: [] }]);
  expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', content(12, null, 4.55))));
  for (const node of [a, east, nation])
    expect(await rowOf(campaignId, node)).toEqual([{ counts: [1, 1, 0, 1, 0, 0, 0, 0, 0], keys: ['1', '3'], sums: ['12', '4.55'], filled: [1, 1] }]);
  expect(await rowOf(campaignId, west)).toEqual([]);
  expectAccepted(await reported.drive.drive(reported.call(report, 'RETURN', { reason: '有误' })));
  expect(await rowOf(campaignId, nation)).toEqual([{ counts: [1, 0, 0, 1, 0, 0, 0, 0, 1], keys: [], sums: [], filled: [] }]);
  expectAccepted(await reported.drive.drive(reported.call(report, 'WAIVE', { reason: '并入' })));
  expect((await reported.database.pool.query('select from contribution where campaign_id = $1', [campaignId])).rowCount).toBe(0);
  await expectExact();
});

test('decimals are added exactly, and without limit', async () => {
  const campaignId = uuid();
  for (const unit of COUNTIES) {
    const report = await reported.owe({ campaignId, unit, period: SEPTEMBER });
    expectAccepted(await reported.drive.drive(reported.call(report, 'SUBMIT', content(0.1, 999_999_999_999_999, -2.5))));
  }
  expect(await rowOf(campaignId, nation)).toMatchObject([{ sums: ['0.4', '3999999999999996', '-10.0'], filled: [4, 4, 4] }]);
});

test('all at once, from two processes that get into each other’s way, and with repetitions', async () => {
  const campaignId = uuid();
  const drives = [reported.another(), reported.another()];
  const reports = await Promise.all(
    COUNTIES.flatMap((unit) => ['r1', 'r2'].map((rule) => reported.owe({ campaignId, unit, rule, period: SEPTEMBER }))),
  );
  const calls = reports.flatMap((report, i) => {
    const submit = { ...reported.call(report, 'SUBMIT', content(i, 1)), idempotencyKey: `submit ${i}` };
    return [
      submit,
      submit,
      reported.call(report, 'RETURN', { reason: 'x' }),
      reported.call(report, 'SUBMIT', content(2, null, i)),
      reported.call(report, 'ACCEPT'),
    ];
  });
  const outcomes = await Promise.all(calls.map((call, i) => drives[i % 2]?.drive(call)));
  expect(outcomes.some((outcome) => outcome?.ok)).toBe(true);
  await expectExact();
  await Promise.all(drives.map((drive) => drive.close()));
});

const SENT = ['SUBMIT', 'SUBMIT', 'SUBMIT', 'RETURN', 'ACCEPT', 'REOPEN', 'WITHDRAW', 'WAIVE', 'CLOSE_PERIOD', 'DUE', 'ZERO'] as const;
const step = fc.record({
  report: fc.nat(11),
  type: fc.constantFrom(...SENT),
  values: fc.array(fc.option(fc.integer({ min: -1_000, max: 1_000 }).map((n) => n / 100)), { minLength: 1, maxLength: 3 }),
});

test('after any history they are what contributions and snapshots add up to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }), async (waves) => {
      const campaignId = await reported.newCampaign();
      const reports = await Promise.all(
        COUNTIES.flatMap((unit) =>
          ['2022-08', '2022-09', '2022-10'].map((key) =>
            reported.owe({ campaignId, unit, period: { key, start: `${key}-01`, end: `${key}-30` }, dueOn: `${key}-24` }),
          ),
        ),
      );
      for (const wave of waves)
        await Promise.all(
          wave.map(({ report, type, values }) => {
            const of = reports[report];
            if (!of) throw new Error('no such report');
            if (type === 'ZERO') return reported.drive.drive(reported.call(of, 'SUBMIT', { zero: true }));
            return reported.drive.drive(reported.call(of, type, type === 'SUBMIT' ? content(...values) : { reason: '理由' }));
          }),
        );
      await expectExact();
    }),
    { numRuns: 12 },
  );
});
