/** Rows of tallies and contributions as they come: every column as text, which is a third of the work of typed arrays. */
import type { ContributionTotal, TallyTotal } from '../../application/ports/figure-reading';
import { TALLY_COUNTS, type TallyCount } from '../../application/ports/figures';

/** What tells rows of one answer apart; rule, unit, key, first and last day of the period; counts, keys, sums, filled; the subject. */
export type Row = [number, string, string, string, string, string, string, string, string, string | null, string?];

/** Of a row `t`, in the window of a question `x`. What is owed once has the key `ONCE`. */
export const IN_WINDOW = `t.period_end between x.f and x.t and (t.period_start <= x.b or x.o and t.period_key = 'ONCE')`;

export const list = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','));

export function toTotal([, rule, unit, key, start, end, counts, keys, sums, filled]: Row): TallyTotal {
  const numbers = list(counts);
  const figures = list(sums);
  const fills = filled === null ? null : list(filled);
  const cells: TallyTotal['cells'] = {};
  list(keys).forEach((cell, i) => (cells[cell] = { sum: figures[i] ?? '0', filled: fills ? Number(fills[i]) : 1 }));
  const named = {} as Record<TallyCount, number>;
  TALLY_COUNTS.forEach((name, i) => (named[name] = Number(numbers[i] ?? 0)));
  return { rule, unit, period: { key, start, end }, counts: named, cells };
}
/** What was counted here and is so no longer leaves zeros behind. */
export const isEmpty = (row: Row): boolean => row[7] === '{}' && !/[1-9]/.test(row[6]);
export const toContribution = (row: Row): ContributionTotal => ({ ...toTotal(row), subjectId: row[10] ?? '' });
