/**
 * Whether a figure is far from the unit's own earlier ones. Median and MAD (the median of the deviations from the median) are used, which a
 * single wild figure does not move; 1.4826 MAD estimate a standard deviation (the modified z-score of Iglewicz and Hoaglin, 1993). Where more
 * than half of the earlier figures are one and the same the MAD is 0, and 1.2533 mean deviations take its place.
 */

export const LEAST_HISTORY = 4;
export const USUAL_FACTOR = 3;
const OF_MAD = 1.4826;
const OF_MEAN_DEVIATION = 1.2533;
/** Of the median: a series that never moved may move by this much, times the factor, without a question. */
const LEAST_SHARE = 0.05;

export interface OutlierFinding {
  value: number;
  median: number;
  /** the least and the most that would not be said to be out of the way */
  from: number;
  to: number;
}

/**
 * @param earlier at least four figures of earlier periods; with fewer nothing is found
 * @param step the smallest difference that figures of this cell can have
 */
export function findOutlier(value: number, earlier: readonly number[], factor: number, step: number): OutlierFinding | null {
  if (earlier.length < LEAST_HISTORY) return null;
  const median = medianOf(earlier);
  const deviations = earlier.map((one) => Math.abs(one - median));
  const mad = medianOf(deviations);
  const spread = mad > 0 ? OF_MAD * mad : (OF_MEAN_DEVIATION * sum(deviations)) / deviations.length;
  const reach = factor * Math.max(spread, step, LEAST_SHARE * Math.abs(median));
  if (Math.abs(value - median) <= reach) return null;
  // what was never negative is not said to be usually so
  const least = earlier.some((one) => one < 0) ? Number.NEGATIVE_INFINITY : 0;
  return { value, median, from: Math.max(least, median - reach), to: median + reach };
}

/** Sorted first, so that the order of the periods makes no difference, not even in the last digit. */
const sum = (values: readonly number[]): number => values.toSorted((a, b) => a - b).reduce((all, one) => all + one, 0);

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
