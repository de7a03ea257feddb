import { differenceLaw } from '../../../workflows';
import type { DifferenceContext, DifferenceDefinition, DifferenceNow } from '../../../workflows';
import { sentAs, type Lens } from './explore';
import { clock, office, owing } from './people';
import { Story } from './story';

export const differenceOf = (given: Partial<DifferenceDefinition> = {}): DifferenceDefinition => ({
  ...{ campaign: 'campaign', office: 'office', unit: 'market', rule: 'r1', form: 'f1', report: 'report-1' },
  period: { key: '2022-09', start: '2022-09-01', end: '2022-09-30' },
  cells: [{ cell: '7.1', label: '案件：立案', measure: '件', reported: '12', recorded: '9' }],
  question: '报表比台账多3件，请核实。',
  dueOn: '2022-10-12',
  title: '9月统计表：与台账不一致',
  ...given,
});

/** What report and records say when somebody asks again. */
export const standsNow: DifferenceNow[] = [{ cell: '7.1', reported: '12', recorded: '11' }];

export type DifferenceStory = Story<DifferenceDefinition, DifferenceContext>;
export const difference = (given: Partial<DifferenceDefinition> = {}): DifferenceStory => {
  const story = new Story(differenceLaw, differenceOf(given), { differenceNow: standsNow }).on('2022-10-08');
  return story.when('ASK', office, { definition: story.definition as unknown });
};

const sent = sentAs(differenceLaw, { differenceNow: standsNow }, '2022-10-08');
const answer = { answer: 'RECORDS_ARE_WRONG', text: '台账漏录2件' };

export const differenceLenses: Record<string, Lens<DifferenceDefinition, DifferenceContext>> = {
  question: {
    definition: differenceOf(),
    begin: sent('ASK', office, { definition: {} }),
    events: [
      sent('ANSWER', owing, answer),
      sent('ANSWER', owing, { answer: 'OTHER' }),
      sent('ANSWER', office, answer),
      sent('DUE', clock),
      sent('ASK_AGAIN', office, { question: '请附明细', dueOn: '2022-10-20' }),
      sent('ASK_AGAIN', office, { question: '请附明细', dueOn: '2022-10-01' }),
      sent('SETTLE', office, { note: '已补录' }),
      sent('WITHDRAW', office, { reason: '重复提请' }),
      sent('WITHDRAW', office),
    ],
    also: ({ rounds, overdueOn }) => [Math.min(rounds.length, 2), overdueOn],
    stop: ({ snapshot }) => (snapshot?.context.rounds.length ?? 0) > 2,
  },
  'without a date': {
    definition: differenceOf({ dueOn: null }),
    begin: sent('ASK', office, { definition: {} }),
    events: [sent('ANSWER', owing, answer), sent('ASK_AGAIN', office, { question: '请附明细' }), sent('SETTLE', office)],
    also: ({ rounds }) => Math.min(rounds.length, 2),
    stop: ({ snapshot }) => (snapshot?.context.rounds.length ?? 0) > 2,
  },
};
