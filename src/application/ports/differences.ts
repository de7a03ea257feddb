/** What units report, held against what is recorded of single cases. Every method is one statement, however many questions and rows. */
import type { Page, PageRequest } from './reading';

/** A cell that records add to. */
export interface ComparedCell {
  /** `7` or `7.1`. */
  key: string;
  /** What a report calls the only part of an indicator that it fills in: `7` for `7.1`; null where that would be another cell. */
  alias: string | null;
  /** A running total: held against everything recorded up to the period's end. */
  running: boolean;
}

/** A reporting rule whose form records add to. */
export interface ComparedRule {
  rule: string;
  /** Key of the form, under which records are counted. */
  form: string;
  /** In the form's order. */
  cells: readonly ComparedCell[];
}

export interface ComparisonQuestion {
  campaignId: string;
  rules: readonly ComparedRule[];
  /** Reports that count below one of these units, or are theirs; null: all. */
  nodes: readonly string[] | null;
  /** Null: of every period. */
  period: string | null;
  /** Null: all. */
  reports: readonly string[] | null;
  /** Periods that end between two days, both included, and have begun by a day; what is owed once counts whenever it comes. */
  window: { from: string; to: string; begunBy: string };
  /** Leaves out what is the same, and what has not been handed in unless its time is over and records say otherwise. */
  differing: boolean;
}

/**
 * One cell of one report. A record counts for the unit nearest above it, itself first, that owes this report; in a running total for every
 * period from its day on.
 */
export interface ComparedRow {
  rule: string;
  report: string;
  unit: string;
  period: { key: string; start: string; end: string };
  cell: string;
  /** Something counts that was handed in. */
  handedIn: boolean;
  /**
   * A decimal as text; null where the report says nothing. A zero report says 0, but leaves a running total where it was; so does one that has
   * nothing to say of it.
   */
  reported: string | null;
  recorded: string;
  /** The last day on which anything is recorded that counts here. */
  lastRecordedOn: string | null;
}

/** The cell of a row, for what lies behind `recorded`. */
export interface ExplainedCell extends Pick<ComparedRow, 'rule' | 'unit' | 'period'> {
  campaignId: string;
  form: string;
  cell: ComparedCell;
}

/** What one record adds to a cell on one day. */
export interface ExplainingRecord {
  record: string;
  unit: string;
  on: string;
  amount: string;
}

/** A question about a report, asked at some time. */
export interface QuestionAsked {
  id: string;
  closed: boolean;
  cells: string[];
}

export interface Differences {
  /** A page of each question, by period, rule, unit and cell; `null`: everything. */
  compare(questions: readonly ComparisonQuestion[], page: PageRequest | null): Promise<Page<ComparedRow>[]>;
  /** A page of each, by day. */
  explaining(cells: readonly ExplainedCell[], page: PageRequest): Promise<Page<ExplainingRecord>[]>;
  /** Of each report, oldest first. */
  questions(reports: readonly { campaignId: string; unit: string; report: string }[]): Promise<QuestionAsked[][]>;
}

/** What is owed once covers no period: everything counts that is recorded up to the day by which it is due. */
export const ONCE = 'ONCE';
