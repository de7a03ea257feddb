/** The events of a campaign, as data. */
import { label } from '../chart';
import type { EventRule } from '../contract';
import { date, id, ids, integer, reasonField, record, text, unit } from '../inputs';

const machineOnly = (zh: string, en: string, more: string, moreEn: string, rest: Partial<EventRule> = {}): EventRule => ({
  label: label(zh, en),
  description: label(more, moreEn),
  mutation: null,
  who: ['ENGINE'],
  ...rest,
});

export const campaignEvents: Record<string, EventRule> = {
  PUBLISH: {
    label: label('发布方案', 'Publish the plan'),
    description: label('由已发布的方案建立专项行动', 'Makes a campaign of the published plan.'),
    mutation: 'publishPlan',
    who: ['COORDINATOR'],
    inputs: [record('definition', '方案', 'Plan')],
  },
  LAUNCH: {
    label: label('启动', 'Launch'),
    description: label('方案无错误且单位均已对应时启动，交办任务', 'Gives out the tasks, once the plan has no errors and all units are bound.'),
    mutation: 'launchCampaign',
    who: ['COORDINATOR'],
    facts: ['lintErrors', 'unboundUnits'],
    deadlines: ['phase'],
  },
  ADVANCE: {
    label: label('转入下一阶段', 'Advance'),
    description: label('满足转段条件，或由领导写明理由批准', 'With the exit criteria met, or overridden by a leader with a reason.'),
    mutation: 'advanceCampaign',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [record('override', '批准转段（理由）', 'Override { reason }', false)],
    facts: ['criteria'],
    deadlines: ['phase'],
  },
  EXTEND_PHASE: {
    label: label('调整阶段期限', 'Extend a phase'),
    description: label('当前或以后阶段的结束日期，任务期限随之调整', 'Moves the end of the present or a later phase, and the dates that hang on it.'),
    mutation: 'extendCampaignPhase',
    who: ['COORDINATOR'],
    inputs: [text('phase', '阶段', 'Phase', false), date('end', '结束日期', 'End'), reasonField()],
    deadlines: ['phase'],
  },
  AMEND: {
    label: label('调整方案', 'Amend the plan'),
    description: label('按补充通知调整阶段和任务', 'Takes over a newer revision of the plan.'),
    mutation: 'amendCampaign',
    who: ['COORDINATOR'],
    inputs: [integer('planRevision', '方案版本', 'Plan revision'), reasonField(), ids('subjects', '只调整这些任务', 'Only these tasks', false)],
    facts: ['change', 'lintErrors', 'unboundUnits'],
    deadlines: ['phase'],
  },
  JOIN_UNIT: {
    label: label('增加参与单位', 'Add a unit'),
    description: label('自加入之日起应报', 'It owes what falls due from the day it joins on.'),
    mutation: 'addCampaignUnit',
    who: ['COORDINATOR'],
    inputs: [unit('unit', '单位', 'Unit'), reasonField(false)],
    facts: ['unitIsKnown'],
  },
  RELEASE_UNIT: {
    label: label('单位退出或并入', 'Release a unit'),
    description: label(
      '未到期的不再应报，已到期的仍应报；并入的单位自当日起应报',
      'What is not due yet is waived, what was due stays owed; the unit it is merged into owes from that day on.',
    ),
    mutation: 'releaseCampaignUnit',
    who: ['COORDINATOR'],
    inputs: [unit('unit', '单位', 'Unit'), unit('toUnit', '并入单位', 'Merged into', false), reasonField()],
    facts: ['unitHasOtherSeats', 'unitIsKnown'],
  },
  SET_SUPERIOR: {
    label: label('挂接上级专项行动', 'Name the superior campaign'),
    description: label(
      '本行动的统计数由上级专项行动一并汇总',
      'The superior campaign adds up its figures as well, and its office sees their totals.',
    ),
    mutation: 'setCampaignSuperior',
    who: ['COORDINATOR'],
    inputs: [id('superior', '上级专项行动', 'Superior campaign')],
    facts: ['superiorCampaign'],
  },
  CLEAR_SUPERIOR: {
    label: label('解除挂接', 'Leave the superior campaign'),
    description: label('上级专项行动不再汇总本行动的统计数', 'The superior campaign adds up its figures no longer.'),
    mutation: 'clearCampaignSuperior',
    who: ['COORDINATOR'],
    inputs: [reasonField()],
  },
  SUSPEND: {
    label: label('暂停', 'Suspend'),
    description: label('期限停止计算', 'All dates stop.'),
    mutation: 'suspendCampaign',
    who: ['LEADER'],
    inputs: [reasonField()],
  },
  RESUME: {
    label: label('恢复', 'Resume'),
    description: label('期限顺延', 'The dates go on, later by the days it stood still.'),
    mutation: 'resumeCampaign',
    who: ['LEADER'],
    inputs: [reasonField(false)],
    deadlines: ['phase'],
    whileSuspended: true,
  },
  TERMINATE: {
    label: label('终止', 'Terminate'),
    description: label('专项行动不再进行', 'The campaign is given up.'),
    mutation: 'terminateCampaign',
    who: ['LEADER'],
    inputs: [reasonField()],
    whileSuspended: true,
  },
  CONCLUDE: {
    label: label('总结', 'Conclude'),
    description: label('任务办结、总结报齐、验收完成', 'With every task settled, the final reports in and the acceptance list complete.'),
    mutation: 'concludeCampaign',
    who: ['COORDINATOR'],
    facts: ['openTasks', 'openFinalReports', 'openAcceptanceItems'],
  },
  ARCHIVE: {
    label: label('归档', 'Archive'),
    description: label('总结后归档', 'After the conclusion.'),
    mutation: 'archiveCampaign',
    who: ['COORDINATOR'],
  },
  PHASE_DUE: machineOnly(
    '阶段期限届满',
    'Phase due',
    '阶段结束日期已到；方案规定时自动转段',
    'The end of the phase; it goes on by itself where the plan says so.',
    {
      who: ['CLOCK'],
      inputs: [text('phase', '阶段', 'Phase')],
      facts: ['criteria'],
      deadlines: ['phase'],
    },
  ),
  TASK_SETTLED: machineOnly('任务办结', 'Task settled', '任务通过或终止', 'A task was accepted or written off.', {
    inputs: [text('outcome', '结果', 'Outcome', false)],
  }),
  REPORT_REOPENED: machineOnly(
    '报送更正',
    'Report reopened',
    '已通过的报送重新打开，办公室总结时须再核对',
    'An accepted report was opened again: a conclusion under way is decided anew.',
  ),
  TASK_REOPENED: machineOnly('任务重启', 'Task reopened', '已办结任务重新办理', 'A settled task was taken up again.'),
  UNIT_JOINED: machineOnly('单位加入', 'Unit joined', '单位承担了任务', 'A unit has been given a task.', { inputs: [unit('unit', '单位', 'Unit')] }),
  UNIT_LEFT: machineOnly('单位退出', 'Unit left', '单位退出某项任务', 'A unit has left a task.', {
    inputs: [unit('unit', '单位', 'Unit')],
    facts: ['unitHasOtherSeats'],
  }),
};
