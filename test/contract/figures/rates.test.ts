/** Rates held against a table made by hand, while units join, leave, merge and change parent. */
import { v7 as uuid } from 'uuid';
import { carryForward, settlePaths } from '../../../src/application/figures/settle-paths';
import { percentOf } from '../../../src/domain/statistics';
import { pathOn, type UnitRecord } from '../../../src/domain/units';
import { createFigureCounts, createFigureReading } from '../../../src/infrastructure/figures';
import { expectAccepted, openReported, registerOf, unitBelow, type Reported } from './reported';

const ids = Array.from({ length: 8 }, () => uuid());
const [city, east, west, stays, moves, joins, leaves, merges] = ids as [string, string, string, string, string, string, string, string];
const before = (parent: string, day: string, name: string): Partial<UnitRecord> => ({
  names: [{ name, kind: 'OFFICIAL', validFrom: null, validTo: day }],
  parents: [{ parentId: parent, validFrom: null, validTo: day }],
});
const TREE = [
  unitBelow(city, null),
  unitBelow(east, city),
  unitBelow(west, city),
  ...[stays, moves, joins].map((id) => unitBelow(id, east)),
  ...[leaves, merges].map((id) => unitBelow(id, west)),
];
/** On 10 August `moves` goes over to the west; on 15 September `merges` is merged into another and is no more. */
const CHANGED = TREE.map((unit) => {
  if (unit.id === moves)
    return {
      ...unit,
      parents: [
        { parentId: east, validFrom: null, validTo: '2022-08-10' },
        { parentId: west, validFrom: '2022-08-10', validTo: null },
      ],
    };
  return unit.id === merges ? { ...unit, ...before(west, '2022-09-15', '并入单位') } : unit;
});

/*
 * What happened, unit by unit. T: in time, L: late, M: missing, O: overdue, Z: zero report in time, R: returned and handed in again, W: no longer
 * owed, -: never owed. `joins` owes from August on, `leaves` up to August.
 *
 *            July   August  September
 *   stays     T       T        L
 *   moves     T       L        O
 *   joins     -       Z        T
 *   leaves    M       T        W
 *   merges    L       R        T
 */
const HAPPENED: [string, string, string, string][] = [
  [stays, 'T', 'T', 'L'],
  [moves, 'T', 'L', 'O'],
  [joins, '-', 'Z', 'T'],
  [leaves, 'M', 'T', 'W'],
  [merges, 'L', 'R', 'T'],
];
/** expected, submitted, timely, late, missing, overdue, zero, returned; rate of submitted, rate of timely. By hand. */
const ORACLE: Record<string, Record<string, string>> = {
  [city]: {
    '2022-07': '4 3 2 1 1 0 0 0; 75.00 50.00',
    '2022-08': '5 5 4 1 0 0 1 1; 100.00 80.00',
    '2022-09': '4 3 2 1 0 1 0 0; 75.00 50.00',
  },
  // In July stays, moves; from August on stays, joins.
  [east]: {
    '2022-07': '2 2 2 0 0 0 0 0; 100.00 100.00',
    '2022-08': '2 2 2 0 0 0 1 0; 100.00 100.00',
    '2022-09': '2 2 1 1 0 0 0 0; 100.00 50.00',
  },
  // In July leaves, merges; in August moves as well; in September moves, merges.
  [west]: {
    '2022-07': '2 1 0 1 1 0 0 0; 50.00 0.00',
    '2022-08': '3 3 2 1 0 0 0 1; 100.00 66.67',
    '2022-09': '2 1 1 0 0 1 0 0; 50.00 50.00',
  },
};

let reported: Reported;
const campaignId = uuid();
const settle = async (): Promise<void> => {
  const figures = createFigureCounts(reported.database.pool, async () => (unit, on) => pathOn(reported.known.register, unit, on));
  const desk = { figures, units: { current: () => Promise.resolve(reported.known.register) }, clock: reported.clock };
  await settlePaths(desk, true);
  await carryForward(desk);
};
const at = (day: string): void => {
  reported.clock.time = new Date(`${day}T02:00:00Z`);
};

beforeAll(async () => {
  reported = await openReported(TREE);
  for (const [i, key] of ['2022-07', '2022-08', '2022-09'].entries()) {
    const last = key === '2022-09' ? '30' : '31';
    const send = async (report: { campaignId: string; id: string; unit: string }, type: string, input: Record<string, unknown> = {}): Promise<void> =>
      expectAccepted(await reported.drive.drive(reported.call(report, type, input)));
    const content = { content: { figures: [{ indicator: 1, values: [1] }] } };
    at(`${key}-01`);
    if (i === 1) reported.known.register = registerOf(CHANGED);
    await settle();
    for (const [unit, ...happened] of HAPPENED) {
      const what = happened[i];
      if (what === '-') continue;
      const report = await reported.owe({ campaignId, unit, period: { key, start: `${key}-01`, end: `${key}-${last}` }, dueOn: `${key}-24` });
      at(`${key}-20`);
      if (what === 'Z') await send(report, 'SUBMIT', { zero: true });
      if (what === 'W') await send(report, 'WAIVE', { reason: '退出' });
      if (what === 'T' || what === 'R') await send(report, 'SUBMIT', content);
      if (what === 'R') {
        await send(report, 'RETURN', { reason: '有误' });
        await send(report, 'SUBMIT', content);
      }
      at(`${key}-25`);
      if (['L', 'M', 'O'].includes(what ?? '')) await send(report, 'DUE');
      if (what === 'M') await send(report, 'CLOSE_PERIOD');
      if (what === 'L') await send(report, 'SUBMIT', content);
    }
  }
}, 60_000);
afterAll(() => reported.close());

async function rates(): Promise<Record<string, Record<string, string>>> {
  const reading = createFigureReading(reported.database.pool);
  const window = { from: '2022-01-01', to: '2022-12-31', begunBy: '9999-12-31' };
  const said: Record<string, Record<string, string>> = {};
  for (const unit of [city, east, west]) {
    const [totals = []] = await reading.totals([{ campaignId, source: 'REPORTED', rules: ['r1'], unit, window }]);
    said[unit] = Object.fromEntries(
      totals.map(({ period, counts: c }) => [
        period.key,
        `${[c.expected, c.submitted, c.timely, c.late, c.missing, c.overdue, c.zero, c.returned].join(' ')}; ${percentOf(c.submitted, c.expected)} ${percentOf(c.timely, c.expected)}`,
      ]),
    );
  }
  return said;
}

test('are those of the table', async () => {
  at('2022-09-28');
  await settle();
  expect(await rates()).toEqual(ORACLE);
});

test('stay those of the table when everything is over and the tree is turned upside down', async () => {
  at('2022-10-05');
  await settle();
  reported.known.register = registerOf([
    unitBelow(city, null),
    unitBelow(west, city),
    unitBelow(east, west),
    ...[stays, moves, joins, leaves, merges].map((id) => unitBelow(id, east)),
  ]);
  await settle();
  expect(await rates()).toEqual(ORACLE);
});
