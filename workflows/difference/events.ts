/** The events of a question about a difference, as data. */
import { label } from '../chart';
import type { EventRule } from '../contract';
import { choice, date, reasonField, record, text } from '../inputs';
import { DIFFERENCE_ANSWERS } from './context';

export const differenceEvents: Record<string, EventRule> = {
  ASK: {
    label: label('提请核实', 'Ask about a difference'),
    description: label('报表与台账不一致，请报送单位说明', 'A report says otherwise than the records: the unit is asked why.'),
    mutation: 'askAboutDifference',
    who: ['COORDINATOR'],
    inputs: [record('definition', '差异', 'Definition')],
    deadlines: ['due'],
  },
  ANSWER: {
    label: label('说明', 'Answer'),
    description: label('说明差异原因；数据不因此改变', 'Says why. No figure changes by it.'),
    mutation: 'answerDifference',
    who: ['OWING_UNIT'],
    inputs: [choice('answer', DIFFERENCE_ANSWERS, '核实结果', 'What is wrong'), text('text', '说明', 'Explanation')],
    facts: ['differenceNow'],
  },
  ASK_AGAIN: {
    label: label('再次提请核实', 'Ask again'),
    description: label('说明不清楚的，再次提请核实', 'The answer does not explain it.'),
    mutation: 'askAgainAboutDifference',
    who: ['COORDINATOR'],
    inputs: [text('question', '核实要求', 'Question'), date('dueOn', '说明期限', 'Answer by', false)],
    deadlines: ['due'],
  },
  SETTLE: {
    label: label('核结', 'Settle'),
    description: label('差异已查清', 'It is known where the difference comes from.'),
    mutation: 'settleDifference',
    bulk: 'settleDifferences',
    who: ['COORDINATOR'],
    inputs: [text('note', '备注', 'Note', false)],
    facts: ['differenceNow'],
  },
  WITHDRAW: {
    label: label('撤回核实', 'Withdraw'),
    description: label('不再要求说明，写明理由', 'No answer is wanted any more, for a reason.'),
    mutation: 'withdrawDifference',
    bulk: 'withdrawDifferences',
    who: ['COORDINATOR'],
    inputs: [reasonField()],
  },
  DUE: {
    label: label('说明期限届满', 'Answer due'),
    description: label('期限已过尚未说明，提醒一次', 'The date has passed without an answer: the unit is reminded once.'),
    mutation: null,
    who: ['CLOCK'],
  },
};
