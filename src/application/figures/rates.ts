/** How many of what is owed came, and when. */
import { percentOf } from '../../domain/statistics';
import type { FigureWindow, TallyTotal } from '../ports/figure-reading';
import type { TallyCount } from '../ports/figures';
import { countsOf } from './groups';

export const RATE_GROUPINGS = ['UNIT', 'BELOW', 'PERIOD', 'RULE'] as const;
export type RateGrouping = (typeof RATE_GROUPINGS)[number];

export interface RatesAsked {
  rule: string | null;
  window: FigureWindow;
  unit: string | null;
  by: readonly RateGrouping[];
}

export interface Rate {
  unit: string | null;
  period: TallyTotal['period'] | null;
  rule: string | null;
  counts: Record<TallyCount, number>;
  /** Of what is expected, with two places, never above 100; null where nothing is. */
  submittedPercent: string | null;
  timelyPercent: string | null;
}

export function rateOf(totals: readonly TallyTotal[], group: Pick<Rate, 'unit' | 'period' | 'rule'>): Rate {
  const counts = countsOf(totals);
  return {
    ...group,
    counts,
    submittedPercent: percentOf(counts.submitted, counts.expected),
    timelyPercent: percentOf(counts.timely, counts.expected),
  };
}
