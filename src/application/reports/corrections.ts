/** What was changed after a report had been returned or opened again, cell by cell, read off what was handed in. */
import type { Submission } from '../../../workflows';
import type { StatisticsForm } from '../../domain/plan/form-model';
import { cellsOf } from '../../domain/statistics';
import { figuresHandedIn } from './faults';

export interface Correction {
  cell: string;
  label: string;
  before: number | null;
  after: number | null;
  /** When the new value was handed in, and by which account. */
  on: string;
  account: string | null;
  /** Why it was asked for: RETURNED or, after acceptance, REOPENED. */
  asked: 'RETURNED' | 'REOPENED';
  reason: string | null;
}

/** Oldest first. What was taken back by the unit itself counts as not handed in. */
export function correctionsOf(form: StatisticsForm, submissions: readonly Submission[]): Correction[] {
  const counted = submissions.filter(({ outcome }) => outcome !== 'WITHDRAWN');
  return counted.slice(1).flatMap((after, i) => {
    const before = counted[i] as Submission;
    const { outcome: asked, reason } = before;
    if (asked !== 'RETURNED' && asked !== 'REOPENED') return [];
    const [old, now] = [figuresHandedIn(form, before) ?? {}, figuresHandedIn(form, after) ?? {}];
    return cellsOf(form).flatMap(({ key, label }) => {
      const [was, is] = [old[key] ?? null, now[key] ?? null];
      return was === is ? [] : [{ cell: key, label, before: was, after: is, on: after.on, account: after.account, asked, reason }];
    });
  });
}
