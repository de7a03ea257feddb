/**
 * What a thing adds to the figures and rates of its campaign: nothing, or one or more contributions, each for one unit and one period. Pure
 * functions of definition and snapshot, so that every total can be counted again from the snapshots.
 */

/**
 * Each is 0 or 1 of one report, so that no rate exceeds 100 %.
 *
 * - `expected`: it is owed. `timely`, `late`, `missing`, `overdue` (past its date, and neither here nor given up) never overlap; the rest is not due yet.
 * - `submitted`: something counts at present, be it a zero report (`zero`); `accepted`: what counts has been accepted.
 * - `returned`: it was returned at least once.
 *
 * Stored by place: names are added at the end, and none is taken away.
 */
export const TALLY_COUNTS = ['expected', 'submitted', 'accepted', 'timely', 'late', 'missing', 'overdue', 'zero', 'returned'] as const;
export type TallyCount = (typeof TALLY_COUNTS)[number];

/** What units report, and what is recorded of single cases, are counted apart and held against each other. */
export const CONTRIBUTION_SOURCES = ['REPORTED', 'RECORDED'] as const;
export type ContributionSource = (typeof CONTRIBUTION_SOURCES)[number];

export interface Contribution {
  source: ContributionSource;
  /** Key of the reporting rule; of what is recorded, the key of the form. */
  rule: string;
  unit: string;
  /** Civil dates. It belongs to the day on which the period ends: to the tree of that day, and to every window that holds that day. */
  period: { key: string; start: string; end: string };
  counts: Partial<Record<TallyCount, number>>;
  /** By cell, `7` or `7.1`; what is not written is left out. Decimals as they were written, at most 15 digits. */
  cells: Record<string, number>;
}
