/** What a report remembers: every submission that was made, so that a correction keeps both values. */
import type { Label, LawEvent } from '../contract';
import type { ReportDefinition } from '../definitions';
import type { Chase } from '../facts';

export type ReportContent = Record<string, unknown>;

export interface Submission {
  on: string;
  at: string;
  account: string | null;
  /** 零报告: nothing to report; `content` is null then. */
  zero: boolean;
  content: ReportContent | null;
  /** Working days after the date it was due by, 0 in time; absent from what was handed in before this was counted. */
  workingDaysLate?: number;
  /** What became of it; null while it lies with the office. */
  outcome: 'ACCEPTED' | 'RETURNED' | 'WITHDRAWN' | 'REOPENED' | null;
  outcomeOn: string | null;
  reason: string | null;
  /** What the unit says to the warnings that stood against it. Only there where there were any. */
  explanations?: Explanation[];
}

/** A warning of the form, and what the unit says to it. */
export interface Explanation {
  code: string;
  rule: string | null;
  cells: string[];
  message: Label;
  text: string;
}

export interface ReportContext {
  campaign: string;
  office: string;
  unit: string;
  reportKind: ReportDefinition['reportKind'];
  dueOn: string;
  movesWithPhase: boolean;
  closesOn: string | null;
  draft: ReportContent | null;
  submissions: Submission[];
  /** The date that a return gives; a resubmission after it is late. */
  returnDueOn: string | null;
  stopped: { on: string; reason: string | null } | null;
  waived: { on: string; reason: string } | null;
  /** The days on which the unit is chased, as they were counted last; absent from reports of before there was chasing. */
  chases?: Chase[];
  /** How often it was urged (催报), when last and with which words; `awaiting`: nothing has come since. Absent: never. */
  urged?: { times: number; on: string; message: string | null; awaiting: boolean };
}

export const beginReport = (definition: ReportDefinition, { facts }: LawEvent): ReportContext => ({
  campaign: definition.campaign,
  office: definition.office,
  unit: definition.unit,
  reportKind: definition.reportKind,
  dueOn: definition.dueOn,
  movesWithPhase: definition.movesWithPhase ?? false,
  closesOn: definition.closesOn ?? null,
  draft: null,
  submissions: [],
  returnDueOn: null,
  stopped: null,
  waived: null,
  ...('chaseDates' in facts && { chases: facts.chaseDates as Chase[] }),
});

/** Marks what became of the latest submission. */
export const settleLast = (
  { submissions }: ReportContext,
  outcome: Submission['outcome'],
  outcomeOn: string,
  reason: string | null = null,
): Pick<ReportContext, 'submissions'> => ({
  submissions: submissions.map((entry, i) => (i === submissions.length - 1 ? { ...entry, outcome, outcomeOn, reason } : entry)),
});

/** It was handed in and has come back: what counts from then on is the date given with that, or none. */
export const hasComeBack = ({ submissions }: ReportContext): boolean =>
  submissions.some(({ outcome }) => outcome === 'RETURNED' || outcome === 'REOPENED');

/** The day by which it is owed now; null: it has come back without a date. */
export const owedBy = (context: ReportContext): string | null => (hasComeBack(context) ? context.returnDueOn : context.dueOn);

/** In this order: what is accepted, what lies with the office, and what was accepted until it was opened for a correction that has not come. */
const COUNTING: readonly Submission['outcome'][] = ['ACCEPTED', null, 'REOPENED'];

/** The value that counts. */
export function presentSubmission({ submissions }: Pick<ReportContext, 'submissions'>): Submission | null {
  for (const counting of COUNTING) {
    const found = submissions.findLast(({ outcome }) => outcome === counting);
    if (found) return found;
  }
  return null;
}

/** How late it came: the most of what was not taken back; null before anything was handed in. */
export function workingDaysLateOf({ submissions }: Pick<ReportContext, 'submissions'>): number | null {
  const days = submissions.flatMap(({ outcome, workingDaysLate }) =>
    outcome === 'WITHDRAWN' || workingDaysLate === undefined ? [] : workingDaysLate,
  );
  return days.length > 0 ? Math.max(...days) : null;
}
