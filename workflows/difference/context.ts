/** What a question about a difference remembers: every time it was asked and answered, with the figures that stood then. */
import type { LawEvent } from '../contract';
import type { DifferenceDefinition } from '../definitions';
import type { DifferenceNow } from '../facts';

/** What the unit says to a difference. It changes no figure: whoever is wrong corrects it. */
export const DIFFERENCE_ANSWERS = ['REPORT_IS_WRONG', 'RECORDS_ARE_WRONG', 'BOTH_ARE_RIGHT', 'OTHER'] as const;
export type DifferenceAnswerKind = (typeof DIFFERENCE_ANSWERS)[number];

export interface DifferenceAnswer {
  on: string;
  account: string | null;
  answer: DifferenceAnswerKind;
  text: string;
  /** What stood when it was given. */
  stood: DifferenceNow[];
}

/** It was asked, and answered or not yet. */
export interface DifferenceRound {
  on: string;
  account: string | null;
  question: string;
  /** By when an answer is wanted. */
  dueOn: string | null;
  answer: DifferenceAnswer | null;
}

export interface DifferenceContext {
  campaign: string;
  office: string;
  unit: string;
  /** Newest last; there is always one. */
  rounds: DifferenceRound[];
  /** The day on which the unit was reminded that the date has passed; null: it has not, or there is none. */
  overdueOn: string | null;
  settled: { on: string; account: string | null; note: string | null; stood: DifferenceNow[] } | null;
  withdrawn: { on: string; account: string | null; reason: string } | null;
}

export const beginDifference = ({ campaign, office, unit, question, dueOn }: DifferenceDefinition, { on, by }: LawEvent): DifferenceContext => ({
  ...{ campaign, office, unit },
  rounds: [{ on, account: by.account, question, dueOn, answer: null }],
  overdueOn: null,
  settled: null,
  withdrawn: null,
});

export function presentRound({ rounds }: Pick<DifferenceContext, 'rounds'>): DifferenceRound {
  const last = rounds.at(-1);
  if (!last) throw new Error('A question that nobody has asked');
  return last;
}
