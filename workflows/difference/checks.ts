/** The named checks of the chart of differences. */
import type { Check } from '../contract';
import { reason } from '../reasons';
import type { DifferenceContext } from './context';

export const differenceChecks = {
  answerDateAhead: {
    about: 'input',
    test: (_context: DifferenceContext, { input: { dueOn }, on }) => (!dueOn || String(dueOn) >= on ? null : reason('DATE_IN_PAST', { dueOn })),
  },
} satisfies Record<string, Check<DifferenceContext>>;

export type DifferenceCheck = keyof typeof differenceChecks;
