/** The named checks of a record's chart. */
import type { Check, LawEvent } from '../contract';
import type { Facts } from '../facts';
import { reason } from '../reasons';
import { changesOf, type RecordContext } from './context';

const readIn = ({ facts }: LawEvent): Facts['recordFields'] => facts.recordFields as Facts['recordFields'];

export const recordChecks = {
  /** What has happened may be written down while a campaign is suspended; when it is over, its figures are what they were. */
  campaignGoesOn: {
    about: 'fact',
    test: (_context: RecordContext, { facts }) => (facts.campaignStanding === 'OVER' ? reason('CAMPAIGN_OVER') : null),
  },
  fieldsAreRight: {
    about: 'fact',
    test: (_context: RecordContext, event) => {
      const { faults } = readIn(event);
      return faults.length > 0 ? reason('RECORD_FAULTY', { faults }) : null;
    },
  },
  /** Under its number and its unit a record is found again: with others it would be another. */
  identityStays: {
    about: 'fact',
    test: (context: RecordContext, event) => {
      const columns = changesOf(context, readIn(event).fields).flatMap(({ column }) => (context.fixed.includes(column) ? [column] : []));
      return columns.length > 0 ? reason('RECORD_IDENTITY_STAYS', { columns }) : null;
    },
  },
  somethingCorrected: {
    about: 'fact',
    test: (context: RecordContext, event) => {
      const { fields, faults } = readIn(event);
      return faults.length > 0 || changesOf(context, fields).length > 0 ? null : reason('NOTHING_CORRECTED');
    },
  },
} satisfies Record<string, Check<RecordContext>>;

export type RecordCheck = keyof typeof recordChecks;
