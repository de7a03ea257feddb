/** Sums over several periods: what flows is added up, what stands is taken from the last period in which anybody reported it. */
import type { Accumulation } from '../plan/form-model';
import { MOST_DECIMALS } from '../plan/form-model';
import type { Cell } from './cells';
import { decimalText, type Scaled } from './decimal';

/** Of one unit (everything below it) in one period. Sums are decimals as text. */
export interface PeriodTotal {
  period: { key: string; start: string; end: string };
  /** By name: expected, submitted, zero … */
  counts: Readonly<Record<string, number>>;
  cells: Readonly<Record<string, { sum: string; filled: number }>>;
}

export interface CellTotal {
  key: string;
  /** The decimal as text; null where nobody has filled it in. */
  value: string | null;
  /** Reports that have filled it in, or reported that there was nothing, of those that are owed: in the period it is taken from, else in all. */
  filled: number;
  expected: number;
  /** The period it is taken from; null for a sum over all. */
  period: string | null;
}

/** Text of a decimal as the database prints it; more than six places are rounded. */
export function scaledText(text: string): Scaled {
  const negative = text.startsWith('-');
  const [whole = '0', places = ''] = (negative ? text.slice(1) : text).split('.');
  const kept = BigInt(whole + places.slice(0, MOST_DECIMALS).padEnd(MOST_DECIMALS, '0')) + (Number(places[MOST_DECIMALS] ?? 0) >= 5 ? 1n : 0n);
  return negative ? -kept : kept;
}

/** The cells of the form in its order, then what was reported under keys that it does not have. */
export function totalsOf(cells: readonly Pick<Cell, 'key' | 'part' | 'required' | 'accumulation'>[], periods: readonly PeriodTotal[]): CellTotal[] {
  const keys = new Map(cells.map(({ key }) => [key, key]));
  // `7` in a report is the only part of the indicator that the form calls 7.1.
  for (const { key, part } of cells) if (part === 1 && !keys.has(key.slice(0, -2))) keys.set(key.slice(0, -2), key);
  const merged = mergedByPeriod(periods, keys);
  const expected = merged.reduce((sum, { counts }) => sum + (counts['expected'] ?? 0), 0);
  const known = cells.map((cell) => totalOf(cell.key, cell.accumulation, cell.required, merged, expected));
  const strange = [...new Set(merged.flatMap(({ sums }) => [...sums.keys()]))].filter((key) => !cells.some((cell) => cell.key === key)).sort();
  return [...known, ...strange.map((key) => totalOf(key, 'FLOW', false, merged, expected))];
}

interface Merged {
  key: string;
  end: string;
  counts: Record<string, number>;
  sums: Map<string, { sum: Scaled; filled: number }>;
}

/** A unit that stood below two others in one period has two totals for it. */
function mergedByPeriod(periods: readonly PeriodTotal[], keys: ReadonlyMap<string, string>): Merged[] {
  const merged = new Map<string, Merged>();
  for (const { period, counts, cells } of periods) {
    const name = `${period.end} ${period.key}`;
    const one: Merged = merged.get(name) ?? { key: period.key, end: period.end, counts: {}, sums: new Map() };
    merged.set(name, one);
    for (const [count, n] of Object.entries(counts)) one.counts[count] = (one.counts[count] ?? 0) + n;
    for (const [reported, { sum, filled }] of Object.entries(cells)) {
      const key = keys.get(reported) ?? reported;
      const before = one.sums.get(key);
      one.sums.set(key, { sum: (before?.sum ?? 0n) + scaledText(sum), filled: (before?.filled ?? 0) + filled });
    }
  }
  return [...merged.values()].sort((a, b) => (a.end < b.end ? -1 : 1));
}

function totalOf(key: string, accumulation: Accumulation, required: boolean, periods: readonly Merged[], expected: number): CellTotal {
  // Whoever reports that there was nothing has reported zero wherever something flows; what stands goes on standing (figures.ts, `zeroFigures`).
  const zeros = required && accumulation === 'FLOW';
  const filledIn = ({ sums, counts }: Merged): number => (sums.get(key)?.filled ?? 0) + (zeros ? (counts['zero'] ?? 0) : 0);
  if (accumulation !== 'FLOW') {
    const last = periods.findLast((one) => filledIn(one) > 0);
    if (!last) return { key, value: null, filled: 0, expected, period: null };
    const value = decimalText(last.sums.get(key)?.sum ?? 0n);
    return { key, value, filled: filledIn(last), expected: last.counts['expected'] ?? 0, period: last.key };
  }
  const filled = periods.reduce((sum, one) => sum + filledIn(one), 0);
  const value = filled === 0 ? null : decimalText(periods.reduce((sum, { sums }) => sum + (sums.get(key)?.sum ?? 0n), 0n));
  return { key, value, filled, expected, period: null };
}

/**
 * The same of a window that was added up beforehand: `whole` for what flows, `last`, its last period with figures, for what stands. Null where
 * that does not say it: a cell that stands was reported in an earlier period, and not in the last.
 */
export function totalsOfWindow(
  cells: readonly Pick<Cell, 'key' | 'part' | 'required' | 'accumulation'>[],
  whole: Pick<PeriodTotal, 'counts' | 'cells'>,
  last: readonly PeriodTotal[],
): CellTotal[] | null {
  const flowing = totalsOf(cells, [{ ...whole, period: { key: '', start: '', end: '' } }]);
  if (cells.every(({ accumulation }) => accumulation === 'FLOW')) return flowing;
  const standing = new Map(totalsOf(cells, last).map((total) => [total.key, total]));
  const totals: CellTotal[] = [];
  for (const total of flowing) {
    const cell = cells.find(({ key }) => key === total.key);
    if (!cell || cell.accumulation === 'FLOW') totals.push({ ...total, period: null });
    else {
      const stands = standing.get(total.key);
      if (total.value !== null && (!stands || stands.value === null)) return null;
      totals.push(total.value === null || !stands ? total : stands);
    }
  }
  return totals;
}
