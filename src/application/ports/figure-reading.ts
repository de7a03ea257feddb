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
  /** Of every subject: of this unit alone, or of all that are counted anywhere below it. */
  contributions(questions: readonly FigureQuestion[], whose: 'OWN' | 'BELOW'): Promise<ContributionTotal[][]>;
  /** Reports below the unit, waived ones included: those that were waived are known by their unit alone, wherever it stood. */
  matrix(questions: readonly FigureQuestion[]): Promise<MatrixRow[][]>;
}
