/**
 * What the units hand in, and what it comes to: added up by hand beforehand, so that the server is held against numbers that no program has worked
 * out. Who reads this can add them up again.
 */

export const MONTHS = ['2026-03', '2026-04', '2026-05'] as const;
export type Month = (typeof MONTHS)[number];

/** The 24th; 24 May 2026 is a Sunday, so that May is due on the next working day. */
export const DUE: Readonly<Record<Month, string>> = { '2026-03': '2026-03-24', '2026-04': '2026-04-24', '2026-05': '2026-05-25' };
/** Five working days later. Of 24 April: 27 to 30 April and, after the five days of the holiday, 6 May. */
export const CLOSES: Readonly<Record<Month, string>> = { '2026-03': '2026-03-31', '2026-04': '2026-05-06', '2026-05': '2026-06-01' };

export const UNITS = ['market', 'police', 'agriculture', 'education', 'commerce', 'health'] as const;
export type UnitName = (typeof UNITS)[number];

export const CELLS = ['1', '2.1', '2.2', '3', '4'] as const;
/** In the order of `CELLS`: people sent out, cases opened and closed, value in 10,000 yuan, businesses on file so far. */
export type Row = readonly [number, number, number, number, number];

/** What is handed in for good; what is missing here was a zero report, or never came. */
export const HANDED_IN: Readonly<Record<Month, Partial<Record<UnitName, Row>>>> = {
  '2026-03': { market: [120, 32, 10, 18.5, 260], police: [46, 6, 2, 41.2, 12], agriculture: [58, 5, 1, 3.75, 88] },
  '2026-04': {
    market: [135, 20, 28, 9.8, 301],
    police: [50, 4, 3, 12, 15],
    agriculture: [61, 3, 4, 2.25, 95],
    education: [22, 1, 1, 0.3, 40],
    commerce: [17, 0, 0, 0, 33],
    health: [12, 2, 0, 0.15, 20],
  },
  '2026-05': { market: [98, 11, 15, 5.05, 322], police: [39, 2, 4, 8.6, 15], health: [15, 1, 2, 0.4, 27] },
};
/** The police's value for April as corrected in May. */
export const CORRECTED = { unit: 'police', month: '2026-04', cell: '3', before: 12, after: 21 } as const;

/** Totals with the correction. The fourth indicator is a running total: the window's last month stands for it. */
export const TOTALS: Readonly<Record<Month | 'all', Row>> = {
  '2026-03': [224, 43, 13, 63.45, 360],
  '2026-04': [297, 30, 36, 33.5, 504],
  '2026-05': [152, 14, 21, 14.05, 364],
  all: [673, 87, 70, 111, 364],
};
/** April's value before the correction: 9.8 + 12 + 2.25 + 0.3 + 0 + 0.15. */
export const APRIL_VALUE_BEFORE = 24.5;

export type Outcome = 'TIMELY' | 'LATE' | 'MISSING' | null;
/** Month by month; null: owed nothing. Health joins on 13 April, education leaves on 11 May. */
export const OUTCOMES: Readonly<Record<UnitName, readonly [Outcome, Outcome, Outcome]>> = {
  market: ['TIMELY', 'TIMELY', 'TIMELY'],
  police: ['LATE', 'TIMELY', 'TIMELY'],
  agriculture: ['TIMELY', 'LATE', 'MISSING'],
  education: ['TIMELY', 'TIMELY', null],
  commerce: ['MISSING', 'LATE', 'TIMELY'],
  health: [null, 'TIMELY', 'TIMELY'],
};

export interface Rate {
  expected: number;
  submitted: number;
  timely: number;
  late: number;
  missing: number;
  zero: number;
  returned: number;
  submittedPercent: string;
  timelyPercent: string;
}
const rate = (counts: readonly [number, number, number, number, number, number, number], submittedPercent: string, timelyPercent: string): Rate => {
  const [expected, submitted, timely, late, missing, zero, returned] = counts;
  return { expected, submitted, timely, late, missing, zero, returned, submittedPercent, timelyPercent };
};

/** Percentages with two places, halves up; 100.00 is said of all alone. */
export const RATES: Readonly<Record<Month | 'all' | UnitName, Rate>> = {
  '2026-03': rate([5, 4, 3, 1, 1, 1, 1], '80.00', '60.00'),
  '2026-04': rate([6, 6, 4, 2, 0, 0, 0], '100.00', '66.67'),
  '2026-05': rate([5, 4, 4, 0, 1, 1, 0], '80.00', '80.00'),
  all: rate([16, 14, 11, 3, 2, 2, 1], '87.50', '68.75'),
  market: rate([3, 3, 3, 0, 0, 0, 0], '100.00', '100.00'),
  police: rate([3, 3, 2, 1, 0, 0, 0], '100.00', '66.67'),
  agriculture: rate([3, 2, 1, 1, 1, 0, 1], '66.67', '33.33'),
  education: rate([2, 2, 2, 0, 0, 1, 0], '100.00', '100.00'),
  commerce: rate([3, 2, 1, 1, 1, 1, 0], '66.67', '33.33'),
  health: rate([2, 2, 2, 0, 0, 0, 0], '100.00', '100.00'),
};

/** Completeness weighs 50, timeliness 30, never returned 20: of police 50 + 30 × 2/3 + 20. Rounded, halves up. Three are first, so the next is fourth. */
export const RANKING: readonly (readonly [UnitName, rank: number, score: string])[] = [
  ['market', 1, '100.00'],
  ['education', 1, '100.00'],
  ['health', 1, '100.00'],
  ['police', 4, '90.00'],
  ['commerce', 5, '63.33'],
  ['agriculture', 6, '56.67'],
];

/** The police's ledger: number, day opened, day closed, value. The eleventh was opened when April had been reported already. */
export const LEDGER: readonly (readonly [number: string, opened: string, closed: string | null, value: number])[] = [
  ['云公食〔2026〕1号', '2026-03-03', '2026-03-25', 6.2],
  ['云公食〔2026〕2号', '2026-03-06', '2026-03-30', 5],
  ['云公食〔2026〕3号', '2026-03-11', '2026-04-10', 10],
  ['云公食〔2026〕4号', '2026-03-13', '2026-04-16', 4.5],
  ['云公食〔2026〕5号', '2026-03-18', '2026-04-21', 8],
  ['云公食〔2026〕6号', '2026-03-20', '2026-05-12', 7.5],
  ['云公食〔2026〕7号', '2026-04-02', '2026-05-14', 9],
  ['云公食〔2026〕8号', '2026-04-08', '2026-05-15', 3.5],
  ['云公食〔2026〕9号', '2026-04-15', '2026-05-19', 6],
  ['云公食〔2026〕10号', '2026-04-20', null, 2.5],
  ['云公食〔2026〕11号', '2026-04-30', null, 2.5],
  ['云公食〔2026〕12号', '2026-05-08', null, 5.1],
  ['云公食〔2026〕13号', '2026-05-21', null, 3.5],
];
/** Where report and ledger differ: April's cases opened, and their value. */
export const DIFFERENCES: readonly (readonly [month: Month, cell: string, reported: number, recorded: number])[] = [
  ['2026-04', '2.1', 4, 5],
  ['2026-04', '3', 21, 23.5],
];
