/** The events of a report, as data. */
import { label } from '../chart';
import type { EventRule } from '../contract';
import { date, flag, ids, integer, list, reasonField, record, text } from '../inputs';

const machineOnly = (zh: string, en: string, more: string, moreEn: string, rest: Partial<EventRule> = {}): EventRule => ({
  label: label(zh, en),
  description: label(more, moreEn),
  mutation: null,
  who: ['ENGINE'],
  ...rest,
});

/** Reminders and the escalation to the head of the unit: `remind:-3`, `remind:+1`, `escalate`. */
const CHASES = ['remind', 'escalate'];
const DATES = ['due', 'close', ...CHASES];

export const reportEvents: Record<string, EventRule> = {
  OWE: machineOnly('产生报送义务', 'Owe', '从应报之日起存在', 'It exists from the moment it is owed.', {
    inputs: [record('definition', '报送要求', 'Definition')],
    laterFacts: ['chaseDates'],
    deadlines: DATES,
  }),
  SAVE_DRAFT: {
    label: label('保存草稿', 'Save the draft'),
    description: label('保存未完成的内容，可逐格保存', 'Keeps what is written so far, whole or piece by piece.'),
    mutation: 'saveReportDraft',
    who: ['OWING_UNIT'],
    inputs: [
      record('content', '内容（整体替换）', 'Content, in the place of everything written', false),
      list('cells', '指标数值（逐格）', 'Figures, cell by cell; null clears', false),
      list('sections', '分节文字', 'Sections by their titles; an empty text clears', false),
      text('text', '正文', 'Text', false),
      list('documents', '另行报送的文件', 'Names of documents handed in elsewhere', false),
      list('liaisons', '联络员名单', 'Liaisons', false),
      ids('attachments', '附件（全部）', 'All files that are attached', false),
    ],
    laterFacts: ['formFaults', 'attachments'],
    confidential: ['content', 'cells', 'sections', 'text', 'documents', 'liaisons', 'attachments'],
  },
  SUBMIT: {
    label: label('报送', 'Submit'),
    description: label('内容完整方可报送；无情况可零报告', 'Complete content, or a zero report where there is nothing.'),
    mutation: 'submitReport',
    who: ['OWING_UNIT'],
    inputs: [
      record('content', '内容（缺省为草稿）', 'Content (the draft by default)', false),
      flag('zero', '零报告', 'Zero report', false),
      list('explanations', '对提示的说明', 'What is said to warnings', false),
    ],
    laterFacts: ['workingDaysLate', 'formFaults'],
  },
  WITHDRAW: {
    label: label('撤回', 'Withdraw'),
    description: label('审核前撤回；视同未报送', 'Before it is reviewed; it counts as not submitted.'),
    mutation: 'withdrawReport',
    who: ['OWING_UNIT'],
    deadlines: DATES,
  },
  RETURN: {
    label: label('退回', 'Return'),
    description: label('写明理由，可另定重报期限', 'With a reason, and a date for the resubmission if wanted.'),
    mutation: 'returnReport',
    bulk: 'returnReports',
    who: ['COORDINATOR'],
    inputs: [reasonField(), date('dueOn', '重报期限', 'Resubmit by', false)],
    laterFacts: ['chaseDates'],
    deadlines: CHASES,
  },
  ACCEPT: {
    label: label('通过', 'Accept'),
    description: label('审核通过', 'The report is accepted.'),
    mutation: 'acceptReport',
    bulk: 'acceptReports',
    who: ['COORDINATOR'],
  },
  REOPEN: {
    label: label('更正', 'Reopen for correction'),
    description: label('通过后更正，原值保留', 'A correction after acceptance; both values are kept.'),
    mutation: 'reopenReport',
    who: ['COORDINATOR'],
    inputs: [reasonField(), date('dueOn', '更正期限', 'Correct by', false)],
    facts: ['campaignStanding'],
    laterFacts: ['chaseDates'],
    deadlines: CHASES,
  },
  WAIVE: {
    label: label('免报', 'Waive'),
    description: label('不再要求报送，写明理由', 'It is no longer owed, for a reason.'),
    mutation: 'waiveReport',
    who: ['COORDINATOR', 'ENGINE'],
    inputs: [reasonField()],
  },
  CLOSE_PERIOD: {
    label: label('截止', 'Close the period'),
    description: label('本期截止，未报送的记为漏报', 'What has not come is missing from now on.'),
    mutation: 'closeReportPeriod',
    who: ['COORDINATOR', 'CLOCK'],
  },
  DUE: machineOnly('报送期限届满', 'Due', '期限已过尚未报送', 'The date has passed and nothing came.', { who: ['CLOCK'] }),
  URGE: {
    label: label('催报', 'Urge'),
    description: label('催促报送', 'Presses for what has not been handed in.'),
    mutation: 'urgeReport',
    bulk: 'urgeReports',
    who: ['COORDINATOR', 'LEADER', 'SUPERVISOR'],
    inputs: [text('message', '催报内容', 'Message', false)],
  },
  REMIND: machineOnly('提醒', 'Remind', '按方案提醒报送单位，休息日顺延', 'The unit is reminded as the plan says; on a day off it waits.', {
    who: ['CLOCK'],
    inputs: [text('which', '提醒', 'Which reminder')],
    facts: ['chaseDay'],
    deadlines: ['remind'],
  }),
  ESCALATE: machineOnly('上报负责人', 'Escalate', '逾期未报，告知单位负责人', 'It has not come: the head of the unit is told.', {
    who: ['CLOCK'],
    facts: ['chaseDay'],
    deadlines: ['escalate'],
  }),
  MOVE_DUE: machineOnly('期限调整', 'Date moved', '所属阶段的结束日期变动', 'The end of its phase has moved.', {
    inputs: [date('dueOn', '新期限', 'New due date', false)],
    laterFacts: ['newDates', 'chaseDates'],
    deadlines: DATES,
  }),
  AMENDED: machineOnly('报送要求调整', 'Rule amended', '方案调整了尚未到期的报送', 'The plan has changed what is not due yet.', {
    inputs: [
      text('rule', '报送要求', 'Rule'),
      text('title', '名称', 'Title'),
      date('dueOn', '期限', 'Due'),
      date('closesOn', '截止日期', 'Closes on', false),
      integer('closesAfter', '截止工作日', 'Closes after working days', false),
      text('phase', '阶段', 'Phase', false),
      flag('movesWithPhase', '随阶段调整', 'Moves with its phase', false),
      text('onDayOff', '遇休息日', 'On a day off', false),
    ],
    laterFacts: ['chaseDates'],
    deadlines: DATES,
  }),
  CHASING_CHANGED: machineOnly('催报调整', 'Chasing changed', '方案调整了提醒和催报的时间，期限不变', 'The plan chases otherwise; the dates stay.', {
    inputs: [record('chasing', '催报规则', 'Rules of chasing')],
    facts: ['chaseDates'],
    deadlines: CHASES,
  }),
  NO_LONGER_OWED: machineOnly(
    '不再应报',
    'No longer owed',
    '未到期的不再要求报送，已到期的不变',
    'What is not due yet is waived; what was due stays owed.',
    {
      inputs: [reasonField(), flag('alsoDrafts', '包括起草中的', 'Also what is being drafted', false)],
    },
  ),
  SUSPENDED: machineOnly('专项行动暂停', 'Campaign suspended', '期限停止计算', 'The dates stop.', { inputs: [reasonField(false)] }),
  RESUMED: machineOnly('专项行动恢复', 'Campaign resumed', '期限顺延', 'The dates go on, shifted.', {
    inputs: [integer('days', '顺延天数', 'Days')],
    laterFacts: ['chaseDates'],
    deadlines: DATES,
  }),
  CLOSE: machineOnly('关闭', 'Close', '专项行动结束', 'The campaign is over.', { inputs: [reasonField(false)] }),
};
