/** Totals of what has been read, told apart by unit, period or rule. */
import { totalsOf, type Cell, type CellTotal } from '../../domain/statistics';
import type { ContributionTotal, TallyTotal } from '../ports/figure-reading';
import { TALLY_COUNTS, type TallyCount } from '../ports/figures';

/** UNIT: each that owes, wherever it stands; BELOW: those directly below the unit that is asked about. */
export const FIGURE_GROUPINGS = ['UNIT', 'BELOW', 'PERIOD'] as const;
export type FigureGrouping = (typeof FIGURE_GROUPINGS)[number];

/** One campaign's form of one rule. */
export interface FigureForm {
  rule: string;
  title: string;
  key: string;
  cells: Cell[];
  /** Of what is recorded: cells that are reported as running totals. */
  running?: ReadonlySet<string>;
}

/** What one campaign adds to a group. */
export interface CampaignShare {
  campaignId: string;
  title: string;
  /** Null: it asks for nothing that is asked for here. */
  rule: string | null;
  counts: Record<TallyCount, number>;
  /** Reports that are owed to it and not added up, because their units, or units above or below these, owe to a campaign that counts before. */
  leftOut: number;
}

/** A group of totals. `unit` null: everything that the viewer may see. */
export interface FigureGroup {
  unit: string | null;
  period: TallyTotal['period'] | null;
  counts: Record<TallyCount, number>;
  cells: (CellTotal & { cell: Cell | null })[];
  /** From the first day of the first period in it to the last day of the last; null where there is none. */
  covers: { from: string; to: string } | null;
  /** The campaigns that make it up, where lower ones are asked for; else none. */
  campaigns: CampaignShare[];
}

export type FigureReport = Omit<FigureGroup, 'unit' | 'covers' | 'campaigns'> & { campaignId: string; subjectId: string };

export interface Grouped<T> {
  unit: string | null;
  period: TallyTotal['period'] | null;
  rule: string | null;
  of: T[];
}

/** In the order in which they come; one group of everything where nothing is asked apart. */
export function grouped<T extends TallyTotal>(totals: readonly T[], by: readonly string[]): Grouped<T>[] {
  const byUnit = by.includes('UNIT') || by.includes('BELOW');
  const groups = new Map<string, Grouped<T>>();
  if (by.length === 0) groups.set('', { unit: null, period: null, rule: null, of: [] });
  for (const total of totals) {
    const unit = byUnit ? total.unit : null;
    const period = by.includes('PERIOD') ? total.period : null;
    const rule = by.includes('RULE') ? total.rule : null;
    const name = by.length === 0 ? '' : [unit, period?.end, period?.key, rule].join(' ');
    const group = groups.get(name) ?? { unit, period, rule, of: [] };
    groups.set(name, group);
    group.of.push(total);
  }
  return [...groups.values()];
}

export function countsOf(totals: readonly TallyTotal[]): Record<TallyCount, number> {
  const counts = {} as Record<TallyCount, number>;
  for (const name of TALLY_COUNTS) counts[name] = totals.reduce((sum, total) => sum + total.counts[name], 0);
  return counts;
}

function cellsFor(form: FigureForm | null, totals: readonly TallyTotal[]): FigureGroup['cells'] {
  return named(form, totalsOf(form?.cells ?? [], totals));
}

/** With the cell of the form, as it is reported, however it was added up. */
export function named(form: FigureForm | null, totals: readonly CellTotal[]): FigureGroup['cells'] {
  const shown = (cell: Cell): Cell => (form?.running?.has(cell.key) ? { ...cell, accumulation: 'CUMULATIVE' } : cell);
  const cells = new Map((form?.cells ?? []).map((cell) => [cell.key, shown(cell)]));
  return totals.map((total) => ({ ...total, cell: cells.get(total.key) ?? null }));
}

export function groupOf(
  form: FigureForm | null,
  totals: readonly TallyTotal[],
  unit: string | null,
  period: TallyTotal['period'] | null,
): FigureGroup {
  const starts = totals.map((total) => total.period.start).sort();
  const ends = totals.map((total) => total.period.end).sort();
  const [from, to] = [starts[0], ends.at(-1)];
  const covers = from !== undefined && to !== undefined ? { from, to } : null;
  return { unit, period, counts: countsOf(totals), cells: cellsFor(form, totals), covers, campaigns: [] };
}

export const reportOf = (form: FigureForm | null, campaignId: string, one: ContributionTotal): FigureReport => ({
  ...{ campaignId, subjectId: one.subjectId, period: one.period, counts: one.counts, cells: cellsFor(form, [one]) },
});
