/** What is recorded of single cases, added up for what one unit reports of one period. */

export interface RecordedQuestion {
  campaignId: string;
  /** Keys of the form and of the reporting rule. */
  form: string;
  rule: string;
  unit: string;
  /** First and last day, both included. */
  period: { key: string; start: string; end: string };
}

/** By cell, decimals as text: of the days of the period, and of all days up to its end. A cell to which nothing was added is left out. */
export type RecordedSum = Record<string, { inside: string | null; total: string }>;

export interface RecordedSums {
  /**
   * Of the unit, and of those below it whose records count for no nearer unit that owes the same report. In the order asked; one statement for all.
   */
  sums(questions: readonly RecordedQuestion[]): Promise<RecordedSum[]>;
}
