/** Figures, rates and the matrix of a campaign, as the acts ask for them. */
import { expect, present } from '../expectations';
import type { UnitRef } from '../documents';
import type { Person } from '../person';
import { CELLS, type Month, type Rate, type Row } from './hand';
import type { Months } from './months';

export interface CellTotal {
  key: string;
  value: string | null;
  filled: number;
  expected: number;
  period: string | null;
}

export interface Group {
  unit: UnitRef | null;
  period: { key: string } | null;
  coverage: { expected: number; submitted: number; zero: number };
  cells: CellTotal[];
}

const CELL = 'key value filled expected period';
const GROUP = `unit { id name } period { key } coverage { expected submitted zero } cells { ${CELL} }`;

type Of = Pick<Months, 'campaign'>;

/** `args`: of the field, as `(groupBy: [PERIOD])`. `more`: further fields of a group. Null where the person sees none. */
export async function groupsFor<G = Group>(person: Person, { campaign }: Of, args = '', more = ''): Promise<(Group & G)[]> {
  const { campaign: seen } = await person.ask<{ campaign: { figures: { groups: (Group & G)[] } | null } }>(
    `query ($id: ID!) { campaign(id: $id) { figures${args} { groups { ${GROUP} ${more} } } } }`,
    { id: campaign.id },
  );
  return present(seen.figures, 'figures').groups;
}

export const onlyMonth = (month: Month): string => `(window: { span: PERIOD, on: "${month}-15" })`;

/** The group's totals in the order of the form, as numbers; NaN where there is none. */
export const totalsIn = ({ cells }: Pick<Group, 'cells'>): number[] =>
  CELLS.map((key) => {
    const value = cells.find((cell) => cell.key === key)?.value;
    return value == null ? Number.NaN : Number(value);
  });

export function expectTotals(group: Pick<Group, 'cells'> | undefined, row: Row, what: string): void {
  const found = totalsIn(present(group, what));
  const wrong = CELLS.filter((_, i) => found[i] !== row[i]);
  expect(
    wrong.length === 0,
    `${what}的合计与手算不符（${wrong.join('、')}）：${found.join('，')}，应为 ${row.join('，')}。The totals are not those added up by hand.`,
  );
}

export interface RateSeen {
  unit: UnitRef | null;
  period: { key: string } | null;
  counts: Omit<Rate, 'submittedPercent' | 'timelyPercent'>;
  submittedPercent: string;
  timelyPercent: string;
}

export async function ratesFor(person: Person, { campaign }: Of, args = ''): Promise<RateSeen[]> {
  const { campaign: seen } = await person.ask<{ campaign: { rates: RateSeen[] } }>(
    `query ($id: ID!) { campaign(id: $id) { rates${args} { unit { id name } period { key }
      counts { expected submitted timely late missing zero returned } submittedPercent timelyPercent } } }`,
    { id: campaign.id },
  );
  return seen.rates;
}

export function expectRate(seen: RateSeen | undefined, by: Rate, what: string): void {
  const { counts, submittedPercent, timelyPercent } = present(seen, `rate of ${what}`);
  const found: Rate = { ...counts, submittedPercent, timelyPercent };
  const wrong = (Object.keys(by) as (keyof Rate)[]).filter((name) => found[name] !== by[name]);
  expect(
    wrong.length === 0,
    `${what}的报送率与手算不符：${wrong.map((name) => `${name} ${found[name]}，应为 ${by[name]}`).join('；')}。The rate is not that counted by hand.`,
  );
}

/** `应报16、已报14、按时11……报送率87.50%` */
export const rateSaid = ({ expected, submitted, timely, late, missing, zero, returned, submittedPercent, timelyPercent }: Rate): string =>
  `应报${expected}、已报${submitted}（零报告${zero}、曾退回${returned}）、按时${timely}、迟报${late}、漏报${missing}，报送率${submittedPercent}%、按时率${timelyPercent}%`;

export interface Snapshot {
  key: string;
  title: string;
  digest: string;
  intact: boolean;
  content: string;
}
export const SNAPSHOT = 'key title digest intact content';

export async function snapshotsOf(person: Person, { campaign }: Of): Promise<Snapshot[]> {
  const { campaign: seen } = await person.ask<{ campaign: { figureSnapshots: Snapshot[] } }>(
    `query ($id: ID!) { campaign(id: $id) { figureSnapshots { ${SNAPSHOT} } } }`,
    { id: campaign.id },
  );
  return seen.figureSnapshots;
}
