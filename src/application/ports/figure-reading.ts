/** Reading figures and rates. Every method is one statement, however many questions and rows. */
import type { ContributionSource, TallyCount } from './figures';

/**
 * Periods that end between two days, both included, and have begun by a day. What is owed once has no period but the day it is due by; `onceOwed`:
 * it belongs to the window before that day as well.
 */
export interface FigureWindow {
  from: string;
  to: string;
  begunBy: string;
  onceOwed?: boolean;
}

export interface FigureQuestion {
  campaignId: string;
  source: ContributionSource;
  /** Keys of reporting rules; null: all. */
  rules: readonly string[] | null;
  /** Null: above everything, whatever stands at the top of the tree. */
  unit: string | null;
  window: FigureWindow;
}

/** Everything below `unit`, itself included, in one period. */
export interface TallyTotal {
  rule: string;
  unit: string;
  period: { key: string; start: string; end: string };
  counts: Record<TallyCount, number>;
  /** Sums are decimals as text. */
  cells: Record<string, { sum: string; filled: number }>;
}

/** What one subject adds. */
export interface ContributionTotal extends TallyTotal {
  subjectId: string;
}

/** A whole window, added up. */
export interface WindowTotal {
  counts: Record<TallyCount, number>;
  cells: Record<string, { sum: string; filled: number }>;
  /** The last period of it in which anybody has reported figures, or that there were none; told where `standing` is asked. */
  last: TallyTotal[];
  /** First day of its first period, last day of its last; null where it has none. */
  covers: { from: string; to: string } | null;
}

/** What is reported to campaigns below others. */
export interface LowerQuestion {
  /** A campaign and a rule of it, and those below it in the order in which they count: what is owed to one is not counted from those after it. */
  parties: readonly { campaignId: string; rule: string }[];
  /** As in a question. */
  unit: string | null;
  window: FigureWindow;
}

/** One total of a party after the first. */
export interface LowerTotal extends TallyTotal {
  /** Its place in the question. */
  party: number;
  /** Owed to a party before it, by the unit itself or by one above or below it, for a time that touches this period: counts alone, no cells. */
  leftOut: boolean;
  /** Of single reports. */
  subjectId: string | null;
}
/** ALL: in one; UNIT: each that owes; BELOW: what stood directly below the unit; OWN: each report of the unit itself. */
export type LowerGrouping = 'ALL' | 'UNIT' | 'BELOW' | 'OWN';

export interface MatrixRow {
  subjectId: string;
  unit: string;
  rule: string;
  period: { key: string; start: string; end: string };
  state: string;
  timeliness: string | null;
  dueOn: string | null;
  revision: number;
}

export interface FigureReading {
  /** Of the unit; where none is named, of every unit at the top. In order of periods. */
  totals(questions: readonly FigureQuestion[]): Promise<TallyTotal[][]>;
  /** The same for one unit and one rule, added up over the window: as quick for many periods as for few. */
  window(question: FigureQuestion & { rules: readonly [string]; unit: string; standing: boolean }): Promise<WindowTotal>;
  /** Of every unit that stood directly below it. */
  below(questions: readonly FigureQuestion[]): Promise<TallyTotal[][]>;
  /** Of every unit that is counted anywhere below it, all its days in one, under no key: of what flows alone. */
  byUnit(questions: readonly FigureQuestion[]): Promise<TallyTotal[][]>;
  /** Of every subject: of this unit alone, or of all that are counted anywhere below it. */
  contributions(questions: readonly FigureQuestion[], whose: 'OWN' | 'BELOW'): Promise<ContributionTotal[][]>;
  /** What is reported to the parties after the first, period by period; `unit` is empty where nothing is told apart. */
  lower(questions: readonly LowerQuestion[], by: LowerGrouping): Promise<LowerTotal[][]>;
  /** Reports below the unit, waived ones included: those that were waived are known by their unit alone, wherever it stood. */
  matrix(questions: readonly FigureQuestion[]): Promise<MatrixRow[][]>;
}
