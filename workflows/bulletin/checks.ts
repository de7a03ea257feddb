/** The named checks of the bulletin's chart. */
import type { Check } from '../contract';
import { reason } from '../reasons';
import type { BulletinContext } from './context';

export const bulletinChecks = {
  somethingRevised: {
    about: 'input',
    test: (_context: BulletinContext, { input }) => {
      if (typeof input.title === 'string' && input.title.trim() === '') return reason('INPUT_REQUIRED', { field: 'title' });
      return Object.values(input).some((value) => typeof value === 'string') ? null : reason('INPUT_REQUIRED', { field: 'overview' });
    },
  },
  /** A heading alone is no bulletin: it says how things stand. */
  saysHowThingsStand: {
    about: 'state',
    test: ({ words }: BulletinContext) => (words.overview === null ? reason('CONTENT_MISSING', { needs: ['overview'] }) : null),
  },
} satisfies Record<string, Check<BulletinContext>>;

export type BulletinCheck = keyof typeof bulletinChecks;
