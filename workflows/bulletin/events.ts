/** The events of a bulletin, as data. */
import { label } from '../chart';
import type { EventRule } from '../contract';
import { reasonField, record, text } from '../inputs';

export const bulletinEvents: Record<string, EventRule> = {
  DRAFT: {
    label: label('起草通报', 'Draft a bulletin'),
    description: label('按方案的排名规则汇总本期情况', 'From the figures of a period, ranked by the rules of the plan.'),
    mutation: 'draftBulletin',
    who: ['COORDINATOR'],
    inputs: [record('definition', '通报', 'Definition')],
  },
  REVISE: {
    label: label('修改通报', 'Revise the words'),
    description: label('只改文字；数据由系统汇总', 'The words only: figures are counted, not written.'),
    mutation: 'reviseBulletin',
    who: ['COORDINATOR'],
    inputs: [
      text('title', '标题', 'Title', false),
      text('number', '发文字号', 'Document number', false),
      text('addressee', '主送机关', 'Addressee', false),
      text('overview', '总体情况', 'How things stand', false),
      text('requirements', '下一步要求', 'What is asked next', false),
      text('copyTo', '抄送机关', 'Copies to', false),
    ],
  },
  REFRESH: {
    label: label('重新汇总', 'Count again'),
    description: label('按当前数据重新汇总和排名，文字不变', 'Figures and ranking as they are now; the words stay.'),
    mutation: 'refreshBulletin',
    who: ['COORDINATOR'],
    facts: ['bulletinContent'],
  },
  APPROVE: {
    label: label('批准', 'Approve'),
    description: label('批准后内容不再变动', 'What is approved does not change any more.'),
    mutation: 'approveBulletin',
    who: ['LEADER'],
  },
  RETURN: {
    label: label('退回修改', 'Send back'),
    description: label('写明理由', 'With a reason.'),
    mutation: 'returnBulletin',
    who: ['LEADER'],
    inputs: [reasonField()],
  },
  PUBLISH: {
    label: label('印发', 'Publish'),
    description: label('发送各参与单位', 'It goes to every unit that takes part.'),
    mutation: 'publishBulletin',
    who: ['COORDINATOR'],
  },
  RECALL: {
    label: label('撤回通报', 'Recall'),
    description: label('印发后撤回，写明理由；记录保留', 'After it was published, for a reason; the record stays.'),
    mutation: 'recallBulletin',
    who: ['LEADER'],
    inputs: [reasonField()],
  },
  DISCARD: {
    label: label('作废', 'Discard'),
    description: label('不再印发，写明理由', 'It will not be published, for a reason.'),
    mutation: 'discardBulletin',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [reasonField()],
  },
};
