/** The campaign of the three months as its acts ask about it: who is in it, their reports, and the forms they fill in. */
import { reportsOf, unitOf, type Running } from '../campaign';
import type { ReportView } from '../documents';
import { accepted, expect, present } from '../expectations';
import type { Person, Target } from '../person';
import type { Rehearsal } from '../rehearsal';
import type { Tour } from '../tour';
import { CELLS, HANDED_IN, UNITS, type Month, type Row, type UnitName } from './hand';

export interface Months {
  campaign: Running;
  coordinator: Person;
  leader: Person;
  clerk: Person;
  /** The head of each unit. */
  heads: Readonly<Record<UnitName, Person>>;
  rehearsal: Pick<Rehearsal, 'turnTo'>;
}

const HEADS: Readonly<Record<UnitName, string>> = {
  market: 'shijian.head',
  police: 'gongan.head',
  agriculture: 'nongye.head',
  education: 'jiaoti.head',
  commerce: 'shangwu.head',
  health: 'weijian.head',
};

export async function gatherPeople(tour: Tour): Promise<Pick<Months, 'coordinator' | 'leader' | 'clerk' | 'heads'>> {
  const heads: Partial<Record<UnitName, Person>> = {};
  for (const name of UNITS) heads[name] = await tour.person(HEADS[name]);
  const [coordinator, leader, clerk] = [await tour.person('coordinator'), await tour.person('leader'), await tour.person('shijian.staff')];
  return { coordinator, leader, clerk, heads: heads as Months['heads'] };
}

/** Whose head it is that the unit of an answer belongs to. */
export function nameOf({ heads }: Pick<Months, 'heads'>, { id, name }: { id: string; name: string }): UnitName {
  return present(
    UNITS.find((unit) => unitOf(heads[unit]).id === id),
    `unit ${name} among those who play`,
  );
}

export async function reportOf({ coordinator, campaign, heads }: Months, unit: UnitName, month: Month): Promise<ReportView> {
  const { id, name } = unitOf(heads[unit]);
  return present(
    (await reportsOf(coordinator, campaign)).find((report) => report.unit.id === id && report.period.key === month),
    `report of ${name} for ${month}`,
  );
}

export async function reportsIn({ coordinator, campaign }: Pick<Months, 'coordinator' | 'campaign'>, month: Month): Promise<ReportView[]> {
  return (await reportsOf(coordinator, campaign)).filter(({ period }) => period.key === month);
}

export const rowOf = (unit: UnitName, month: Month): Row => present(HANDED_IN[month][unit], `figures of ${unit} for ${month}`);

/** As `saveReportDraft` takes them, all of a row or some of its cells. */
export const cellsOf = (values: Partial<Record<(typeof CELLS)[number], number | null>>): { cells: { key: string; value: number | null }[] } => ({
  cells: Object.entries(values).map(([key, value]) => ({ key, value })),
});

/** As `submitReport` takes them, indicator by indicator. */
export const contentOf = ([people, opened, closed, value, businesses]: Row) => ({
  content: {
    figures: [
      { indicator: 1, values: [people] },
      { indicator: 2, values: [opened, closed] },
      { indicator: 3, values: [value] },
      { indicator: 4, values: [businesses] },
    ],
  },
});

/** Hands in what stands in the table. */
export async function handIn(months: Months, unit: UnitName, month: Month, more: Record<string, unknown> = {}): Promise<ReportView> {
  const report = await reportOf(months, unit, month);
  return months.heads[unit].does('report', 'submitReport', report, { ...contentOf(rowOf(unit, month)), ...more });
}

/** Everything of the month that lies with the office. */
export async function acceptAll(months: Months, month: Month): Promise<number> {
  const submitted = (await reportsIn(months, month)).filter(({ state }) => state === 'SUBMITTED');
  const refusals = (await months.coordinator.actOnMany('acceptReports', submitted)).flat();
  expect(refusals.length === 0, `应全部通过。All should be accepted: ${refusals.map(({ message }) => message).join('; ')}`);
  return submitted.length;
}

export interface Fault {
  code: string;
  severity: string;
  cells: string[];
  rule: string | null;
  message: string;
}

export interface Filled extends ReportView {
  entry: { cells: { key: string; label: string; state: string; value: number | null; previous: number | null }[]; faults: Fault[] };
  prefill: { period: string | null; cells: { key: string; value: number }[] } | null;
  submissions: {
    zero: boolean;
    workingDaysLate: number | null;
    outcome: string | null;
    reason: string | null;
    explanations: { rule: string; text: string }[];
  }[];
  corrections: { cell: string; before: number | null; after: number | null; actor: string; asked: string; reason: string | null }[];
}

const FILLED = `query ($id: ID!) { node(id: $id) { ... on Report {
  id state stateLabel revision title kind unit { id name } period { key } dueOn closesOn timeliness workingDaysLate attention zero phase
  entry { cells { key label state value previous } faults { code severity cells rule message } }
  prefill { period cells { key value } }
  submissions { zero workingDaysLate outcome reason explanations { rule text } }
  corrections { cell before after actor asked reason }
} } }`;

/** The report as this person fills it in or reads it. */
export async function filled(person: Person, { id }: { id: string }): Promise<Filled> {
  const { node } = await person.ask<{ node: Filled | null }>(FILLED, { id });
  return present(node, 'report');
}

/** `1 VALID，2.1 EMPTY` */
export const statesIn = ({ entry }: Filled): string => entry.cells.map(({ key, state }) => `${key} ${state}`).join('，');

export async function saveCells(person: Person, report: Target, values: Partial<Record<(typeof CELLS)[number], number | null>>): Promise<Filled> {
  return filled(person, accepted(await person.act('report', 'saveReportDraft', report, cellsOf(values))));
}

/** "清河区 2026-03" for a line that is printed. */
export const said = ({ unit, period }: Pick<ReportView, 'unit' | 'period'>): string => `${unit.name} ${period.key}`;
