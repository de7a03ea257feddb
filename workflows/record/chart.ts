/** The chart of a record: it stands, or it was struck as a mistake. Nothing is ever taken out of it. */
import { change, checks, labelled } from '../chart';
import type { StateConfig } from '../chart';
import type { Facts } from '../facts';
import type { RecordCheck } from './checks';
import { changesOf, type RecordContext } from './context';

const when = (...all: RecordCheck[]): ReturnType<typeof checks> => checks(all);

const corrected = change<RecordContext>((context, { on, by, input, facts }) => {
  const { fields } = facts.recordFields as Facts['recordFields'];
  const changes = changesOf(context, fields);
  return {
    fields: { ...context.fields, ...Object.fromEntries(changes.map(({ column, is }) => [column, is])) },
    corrections: [...context.corrections, { on, account: by.account, reason: String(input.reason), changes }],
  };
});

const struck = change<RecordContext>(({ strikes }, { on, by, input }) => ({
  strikes: [...strikes, { on, account: by.account, reason: String(input.reason), restored: null }],
}));

const restored = change<RecordContext>(({ strikes }, { on, by, input }) => ({
  strikes: strikes.map((strike, i) =>
    i === strikes.length - 1 ? { ...strike, restored: { on, account: by.account, reason: String(input.reason) } } : strike,
  ),
}));

export const recordChart: StateConfig = {
  type: 'parallel',
  states: {
    entry: labelled('台账记录', 'Record', {
      initial: 'recorded',
      states: {
        recorded: labelled('已登记', 'Recorded', {
          on: {
            CORRECT: { guard: when('campaignGoesOn', 'fieldsAreRight', 'identityStays', 'somethingCorrected'), actions: [corrected] },
            STRIKE: { target: 'struck', guard: when('campaignGoesOn'), actions: [struck] },
          },
        }),
        struck: labelled('已作废', 'Struck', {
          on: { RESTORE: { target: 'recorded', guard: when('campaignGoesOn'), actions: [restored] } },
        }),
      },
    }),
  },
};
