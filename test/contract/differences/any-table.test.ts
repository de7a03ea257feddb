/** Any reports and any records, held against each other by the statement and by a few lines that know nothing of it. */
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import type { Differences } from '../../../src/application/ports/differences';
import { TALLY_COUNTS, type FigureCounts, type TallyCount } from '../../../src/application/ports/figures';
import { pathOn } from '../../../src/domain/units';
import { createDifferences } from '../../../src/infrastructure/differences';
import { createFigureCounts } from '../../../src/infrastructure/figures';
import { openReported, unitBelow, type Reported } from '../figures/reported';

const [top, east, west, one, two, three, moved] = Array.from({ length: 7 }, () => uuid()) as [string, string, string, string, string, string, string];
const UNITS = [top, east, west, one, two, three, moved];
const MOVES_ON = '2022-09-16';
const TREE = [
  unitBelow(top, null),
  unitBelow(east, top),
  unitBelow(west, top),
  unitBelow(one, east),
  unitBelow(two, east),
  unitBelow(three, west),
  unitBelow(moved, null, {
    parents: [
      { parentId: east, validFrom: null, validTo: MOVES_ON },
      { parentId: west, validFrom: MOVES_ON, validTo: null },
    ],
  }),
];
const PERIODS = [
  { key: '2022-08', start: '2022-08-01', end: '2022-08-31' },
  { key: '2022-09', start: '2022-09-01', end: '2022-09-30' },
  { key: '2022-10', start: '2022-10-01', end: '2022-10-31' },
];
const CELLS = [
  { key: '7.1', alias: '7', running: false },
  { key: '7.2', alias: null, running: false },
  { key: '8', alias: null, running: true },
];

let reported: Reported;
let differences: Differences;
let counts: FigureCounts;
beforeAll(async () => {
  reported = await openReported(TREE);
  differences = createDifferences(reported.database.pool);
  counts = createFigureCounts(reported.database.pool, async () => (unit, on) => pathOn(reported.known.register, unit, on));
});
afterAll(() => reported.close());

type Figures = Record<string, number>;
interface Paper {
  unit: string;
  period: (typeof PERIODS)[number];
  /** null: nothing has come; ZERO: a zero report. */
  said: Figures | 'ZERO' | null;
  overdue: boolean;
}
interface Entry {
  unit: string;
  on: string;
  adds: Figures;
}

/** Hundredths, so that the oracle may add them up as they are. */
const amount = fc.integer({ min: 0, max: 300 }).map((n) => n / 100);
const some = (keys: string[]) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, amount])), { requiredKeys: [] }) as unknown as fc.Arbitrary<Figures>;
const papers = fc.uniqueArray(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    period: fc.constantFrom(...PERIODS),
    said: fc.oneof(some(['7.1', '7.2', '8']), some(['7', '8']), fc.constant('ZERO' as const), fc.constant(null)),
    overdue: fc.boolean(),
  }),
  { selector: ({ unit, period }) => `${unit} ${period.key}`, maxLength: 16 },
);
const entries = fc.array(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    on: fc.integer({ min: 0, max: 91 }).map((days) => new Date(Date.UTC(2022, 7, 1 + days)).toISOString().slice(0, 10)),
    adds: some(['7.1', '7.2', '8', '9']),
  }),
  { maxLength: 25 },
);

const ABOVE: Record<string, string> = { [east]: top, [west]: top, [one]: east, [two]: east, [three]: west };
const above = (unit: string, on: string): string | undefined => (unit === moved ? (on < MOVES_ON ? east : west) : ABOVE[unit]);

/** `unit period cell: reported recorded`, and whether it is to be listed among what differs. */
function byHand(all: readonly Paper[], records: readonly Entry[]): [string, boolean][] {
  const owes = (unit: string, key: string) => all.some((paper) => paper.unit === unit && paper.period.key === key);
  const countsFor = ({ unit, on }: Entry, key: string): string | undefined => {
    let node: string | undefined = unit;
    while (node !== undefined && !owes(node, key)) node = above(node, on);
    return node;
  };
  const figureIn = ({ said }: Paper, key: string): number | undefined =>
    typeof said === 'object' && said !== null ? (said[key] ?? (key === '7.1' ? said['7'] : undefined)) : undefined;
  return all.flatMap((paper) =>
    CELLS.map(({ key, running }): [string, boolean] => {
      const { unit, period, said, overdue } = paper;
      const inTime = (on: string) => on <= period.end && (running || on >= period.start);
      const recorded = records
        .filter((entry) => inTime(entry.on) && countsFor(entry, period.key) === unit)
        .reduce((sum, { adds }) => sum + Math.round((adds[key] ?? 0) * 100), 0);
      const before = all
        .filter((other) => running && other.unit === unit && other.period.end < period.end && figureIn(other, key) !== undefined)
        .sort((a, b) => (a.period.end < b.period.end ? -1 : 1))
        .at(-1);
      const own = figureIn(paper, key) ?? (before && figureIn(before, key)) ?? (said === 'ZERO' ? 0 : undefined);
      const told = said === null || own === undefined ? null : Math.round(own * 100);
      const listed = said === null ? overdue && recorded !== 0 : (told ?? 0) !== recorded;
      return [`${unit} ${period.key} ${key}: ${told} ${recorded}`, listed];
    }),
  );
}

test('says the same as adding up by hand', async () => {
  await fc.assert(
    fc.asyncProperty(papers, entries, async (all, records) => {
      const campaignId = uuid();
      const common = { campaignId, gone: false, revision: 0 };
      const countsOf = (names: readonly TallyCount[]) => TALLY_COUNTS.map((name) => (names.includes(name) ? 1 : 0));
      await counts.put([
        ...all.map(({ unit, period, said, overdue }) => {
          const came: TallyCount[] = said === null ? (overdue ? ['overdue'] : []) : ['submitted', ...(said === 'ZERO' ? (['zero'] as const) : [])];
          const cells = typeof said === 'object' && said !== null ? said : {};
          return { ...common, id: uuid(), source: 'REPORTED', rule: 'r1', unit, period, counts: countsOf(['expected', ...came]), cells };
        }),
        ...records.map(({ unit, on, adds }) => {
          const period = { key: on, start: on, end: on };
          return { ...common, id: uuid(), source: 'RECORDED', rule: 'f1', unit, period, counts: countsOf([]), cells: adds };
        }),
      ]);
      const window = { from: '2022-01-01', to: '2022-12-31', begunBy: '2022-12-31' };
      const question = { campaignId, rules: [{ rule: 'r1', form: 'f1', cells: CELLS }], nodes: null, period: null, reports: null, window };
      const [whole, differing] = await differences.compare(
        [
          { ...question, differing: false },
          { ...question, differing: true },
        ],
        null,
      );
      const hundredths = (text: string | null): number | null => (text === null ? null : Math.round(Number(text) * 100));
      const said = (rows: typeof whole) =>
        (rows?.rows ?? [])
          .map(({ row }) => `${row.unit} ${row.period.key} ${row.cell}: ${hundredths(row.reported)} ${hundredths(row.recorded)}`)
          .sort();
      const expected = byHand(all, records);
      expect(said(whole)).toEqual(expected.map(([line]) => line).sort());
      expect(said(differing)).toEqual(expected.flatMap(([line, listed]) => (listed ? [line] : [])).sort());
    }),
    { numRuns: 60 },
  );
}, 120_000);
