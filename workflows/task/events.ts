/** The events of a task, as data: names, words, who may send them, what is filled in, which facts they need. */
import { label } from '../chart';
import type { EventRule, InputField } from '../contract';
import { choice, date, integer, list, record, reasonField, text, unit, units } from '../inputs';

const unitField = unit('unit', '单位', 'Unit');
const toUnit = unit('toUnit', '转给的单位', 'Unit that takes over');
const seatFields: InputField[] = [text('section', '责任股室', 'Section', false), text('person', '责任人', 'Person', false)];
const workFields: InputField[] = [text('result', '办理情况', 'What was done', false), list('attachments', '附件', 'Attachments', false)];

const byUnits: Record<string, EventRule> = {
  ACKNOWLEDGE: {
    label: label('签收', 'Acknowledge'),
    description: label('本单位已知悉所承担的任务', 'The unit has taken note of its part.'),
    mutation: 'acknowledgeTask',
    bulk: 'acknowledgeTasks',
    who: ['LEAD_UNIT', 'PART_UNIT'],
  },
  START: {
    label: label('开始办理', 'Start work'),
    description: label('开始办理；退回后重新办理', 'Work begins, or begins again after a return.'),
    mutation: 'startTask',
    who: ['LEAD_UNIT', 'PART_UNIT'],
  },
  CONTRIBUTE: {
    label: label('完成配合', 'Contribute'),
    description: label('配合单位完成所承担的部分', 'A part has done what it was to do.'),
    mutation: 'contributeToTask',
    who: ['PART_UNIT'],
    inputs: workFields,
  },
  SUBMIT: {
    label: label('提交', 'Hand in'),
    description: label('牵头单位提交审核；尚有单位未完成时不能提交', 'The lead hands in for review; refused while a part is open.'),
    mutation: 'submitTask',
    who: ['LEAD_UNIT'],
    inputs: workFields,
  },
  WITHDRAW: {
    label: label('拿回', 'Take back'),
    description: label('审核前拿回已提交或已完成的内容', 'Takes back what was handed in, before it is reviewed.'),
    mutation: 'withdrawTask',
    who: ['LEAD_UNIT', 'PART_UNIT'],
  },
  OBJECT: {
    label: label('提出异议', 'Object'),
    description: label('签收期限内由单位负责人提出，由办公室裁定', 'By the head of the unit within the time to acknowledge; the office rules on it.'),
    mutation: 'objectToTask',
    who: ['LEAD_UNIT', 'PART_UNIT'],
    headOnly: true,
    inputs: [reasonField()],
  },
  PROCEED_WITHOUT: {
    label: label('不等该单位', 'Proceed without a unit'),
    description: label('牵头单位不再等待某单位，理由留痕', 'The lead no longer waits for a part; the reason stays visible.'),
    mutation: 'proceedWithoutUnit',
    who: ['LEAD_UNIT'],
    inputs: [unitField, reasonField()],
  },
  DELEGATE: {
    label: label('委派', 'Delegate'),
    description: label('委派给下级单位办理，本单位仍负责', 'A unit below does the work; the unit itself stays answerable.'),
    mutation: 'delegateTask',
    who: ['LEAD_UNIT', 'PART_UNIT'],
    headOnly: true,
    inputs: [toUnit, reasonField(false)],
    facts: ['unitIsBelow', 'unitIsKnown'],
  },
  CLAIM: {
    label: label('认领', 'Claim'),
    description: label('由本人具体办理', 'This person will do it.'),
    mutation: 'claimTask',
    who: ['LEAD_UNIT', 'PART_UNIT'],
  },
  REQUEST_EXTENSION: {
    label: label('申请延期', 'Ask for an extension'),
    description: label('牵头单位申请延长办理期限', 'The lead asks for a later date.'),
    mutation: 'requestTaskExtension',
    who: ['LEAD_UNIT'],
    inputs: [date('dueOn', '申请延至', 'Extend to'), reasonField()],
  },
  ANSWER_SUPERVISION: {
    label: label('答复督办', 'Answer the supervision'),
    description: label('牵头单位答复挂牌督办要求', 'The lead answers what the supervision requires.'),
    mutation: 'answerTaskSupervision',
    who: ['LEAD_UNIT'],
    inputs: [text('answer', '答复', 'Answer')],
  },
};

const byOffice: Record<string, EventRule> = {
  UPHOLD: {
    label: label('异议成立', 'Uphold the objection'),
    description: label('该单位退出此项任务', 'The unit leaves the task.'),
    mutation: 'upholdTaskObjection',
    who: ['COORDINATOR'],
    inputs: [unitField, reasonField(false)],
  },
  OVERRULE: {
    label: label('异议不成立', 'Overrule the objection'),
    description: label('该单位视为已签收，须继续办理', 'The unit counts as having acknowledged and goes on.'),
    mutation: 'overruleTaskObjection',
    who: ['COORDINATOR'],
    inputs: [unitField, reasonField()],
  },
  WAIVE: {
    label: label('免除配合', 'Waive a part'),
    description: label('不再需要该单位配合', 'This part is no longer needed.'),
    mutation: 'waiveTaskPart',
    who: ['COORDINATOR'],
    inputs: [unitField, reasonField()],
  },
  APPOINT_LEAD: {
    label: label('指定牵头单位', 'Appoint the lead'),
    description: label('方案未明确牵头单位时，开始办理前指定', 'Where the plan names no lead, before work starts.'),
    mutation: 'appointTaskLead',
    who: ['COORDINATOR'],
    inputs: [unitField, ...seatFields, reasonField(false)],
    facts: ['acknowledgeBy', 'unitIsKnown'],
    deadlines: ['acknowledge'],
  },
  TRANSFER: {
    label: label('转办', 'Transfer'),
    description: label('由办公室转给另一单位，原单位退出', 'The office moves a seat to another unit; the first one leaves.'),
    mutation: 'transferTask',
    who: ['COORDINATOR'],
    inputs: [unitField, toUnit, ...seatFields, reasonField()],
    facts: ['acknowledgeBy', 'unitIsKnown'],
    deadlines: ['acknowledge'],
  },
  ADD_UNIT: {
    label: label('加签', 'Add a unit'),
    description: label('增加单位；牵头单位只能增加配合、实施单位', 'Adds a unit; a lead may add cooperating and implementing ones only.'),
    mutation: 'addTaskUnit',
    who: ['COORDINATOR', 'LEAD_UNIT'],
    inputs: [unitField, choice('role', ['LEAD', 'COOPERATING', 'RESPONSIBLE', 'IMPLEMENTING'], '分工', 'Role'), ...seatFields, reasonField(false)],
    facts: ['acknowledgeBy', 'unitIsKnown'],
    deadlines: ['acknowledge'],
  },
  REMOVE_UNIT: {
    label: label('减签', 'Remove a unit'),
    description: label('单位退出此项任务', 'A unit leaves the task.'),
    mutation: 'removeTaskUnit',
    who: ['COORDINATOR'],
    inputs: [unitField, reasonField()],
  },
  ACCEPT: {
    label: label('审核通过', 'Accept'),
    description: label('任务办结', 'The task is done.'),
    mutation: 'acceptTask',
    bulk: 'acceptTasks',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [text('comment', '意见', 'Comment', false)],
  },
  RETURN: {
    label: label('退回', 'Return'),
    description: label('退回重新办理；可指明单位，未指明牵头单位时牵头单位一并退回', 'Sends it back; without a named lead all leads get it back.'),
    mutation: 'returnTask',
    bulk: 'returnTasks',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [reasonField(), units('units', '退回的单位', 'Units', false)],
  },
  URGE: {
    label: label('催办', 'Urge'),
    description: label('催促办理', 'Presses for progress.'),
    mutation: 'urgeTask',
    bulk: 'urgeTasks',
    who: ['COORDINATOR', 'LEADER', 'SUPERVISOR', 'LEAD_UNIT'],
    inputs: [units('units', '催办的单位', 'Units', false), text('message', '催办内容', 'Message', false)],
  },
  SUPERVISE: {
    label: label('挂牌督办', 'List for supervision'),
    description: label('限期答复', 'An answer is due by a date.'),
    mutation: 'superviseTask',
    who: ['LEADER', 'SUPERVISOR'],
    inputs: [text('requirement', '督办要求', 'Requirement'), date('answerBy', '答复期限', 'Answer by')],
    deadlines: ['supervision'],
  },
  LIFT: {
    label: label('解除督办', 'Lift the supervision'),
    description: label('督办事项已落实', 'What was required has been done.'),
    mutation: 'liftTaskSupervision',
    who: ['LEADER', 'SUPERVISOR'],
    inputs: [reasonField(false)],
  },
  GRANT_EXTENSION: {
    label: label('同意延期', 'Grant the extension'),
    description: label('按申请或另定的日期延期', 'To the date asked for, or another.'),
    mutation: 'grantTaskExtension',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [date('dueOn', '延至', 'Extend to', false), reasonField(false)],
    facts: ['newDueSoonOn'],
    deadlines: ['due', 'dueSoon'],
  },
  DENY_EXTENSION: {
    label: label('不同意延期', 'Deny the extension'),
    description: label('期限不变', 'The date stays.'),
    mutation: 'denyTaskExtension',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [reasonField()],
  },
  WRITE_OFF: {
    label: label('终止任务', 'Write off'),
    description: label('不再办理，写明理由', 'The task is given up, with a reason.'),
    mutation: 'writeOffTask',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [reasonField()],
  },
  REOPEN: {
    label: label('重新启动', 'Reopen'),
    description: label('已通过或已终止的任务重新办理', 'An accepted or written-off task is taken up again.'),
    mutation: 'reopenTask',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [reasonField(), date('dueOn', '新期限', 'New due date', false)],
    facts: ['campaignStanding', 'newDueSoonOn'],
    deadlines: ['due', 'dueSoon'],
    /** The one event that leads out of a write-off; whether the campaign stands still is a fact of its own. */
    whileSuspended: true,
  },
};

const machineOnly = (zh: string, en: string, more: string, moreEn: string, rest: Partial<EventRule>): EventRule => ({
  label: label(zh, en),
  description: label(more, moreEn),
  mutation: null,
  who: ['ENGINE'],
  ...rest,
});
const clock = { who: ['CLOCK'] } as const;

const bySystem: Record<string, EventRule> = {
  DUE_SOON: machineOnly('临近期限', 'Due soon', '期限前三个工作日', 'Three working days before the due date.', clock),
  DUE: machineOnly('期限届满', 'Due', '办理期限已到', 'The due date has passed.', clock),
  ACKNOWLEDGE_DUE: machineOnly('签收期限届满', 'Time to acknowledge over', '未签收的单位留痕', 'Units that kept silent are marked.', clock),
  SUPERVISION_DUE: machineOnly('督办答复期限届满', 'Supervision answer due', '督办未按期答复', 'The supervision was not answered in time.', clock),
  AMENDED: machineOnly('方案调整', 'Plan amended', '按补充通知调整任务', 'A supplementary notice changes the task.', {
    inputs: [
      text('title', '任务', 'Title'),
      date('dueOn', '期限', 'Due on', false),
      list('leads', '牵头单位', 'Leads'),
      list('parts', '配合单位', 'Parts'),
    ],
    facts: ['acknowledgeBy', 'newDueSoonOn'],
    deadlines: ['acknowledge', 'due', 'dueSoon'],
  }),
  MOVE_DUE: machineOnly('期限调整', 'Date moved', '所属阶段的结束日期变动', 'The end of its phase has moved.', {
    inputs: [date('dueOn', '新期限', 'New due date', false)],
    facts: ['newDueSoonOn'],
    deadlines: ['due', 'dueSoon'],
  }),
  SUSPENDED: machineOnly('专项行动暂停', 'Campaign suspended', '期限停止计算', 'The dates stop.', { inputs: [reasonField(false)] }),
  RESUMED: machineOnly('专项行动恢复', 'Campaign resumed', '期限顺延', 'The dates go on, shifted.', {
    inputs: [integer('days', '顺延天数', 'Days')],
    facts: ['newDueSoonOn'],
    deadlines: ['acknowledge', 'due', 'dueSoon', 'supervision'],
  }),
  CLOSE: machineOnly('关闭', 'Close', '专项行动结束或方案取消此项任务', 'The campaign is over, or the plan drops the task.', {
    inputs: [reasonField(false)],
  }),
};

export const taskEvents: Record<string, EventRule> = {
  ASSIGN: machineOnly('交办', 'Assign', '按方案交办任务', 'The task is given out as the plan says.', {
    inputs: [record('definition', '任务内容', 'Definition')],
    facts: ['acknowledgeBy', 'dueSoonOn'],
    deadlines: ['acknowledge', 'due', 'dueSoon'],
  }),
  ...byUnits,
  ...byOffice,
  ...bySystem,
};
