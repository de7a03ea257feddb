import { describedEnum } from './kernel/described-enum';

export const PhaseKind = describedEnum('PhaseKind', 'What a phase is for. 阶段类别。', {
  MOBILIZATION: 'Mobilisation 动员部署',
  SELF_INSPECTION: 'Self-inspection 自查自纠',
  RECTIFICATION: 'Concentrated rectification 集中整治',
  INSPECTION: 'Supervisory inspection 督导检查',
  SUMMARY: 'Summary and acceptance 总结验收',
  CONSOLIDATION: 'Consolidation 巩固提升',
});

export const AssignmentRole = describedEnum('AssignmentRole', "A unit's role as the notice prints it. 分工角色。", {
  LEAD: 'Lead 牵头',
  COOPERATING: 'Cooperating 配合',
  RESPONSIBLE: 'Responsible, each for its duties 责任单位、按职责分工负责',
  IMPLEMENTING: 'Implementing 具体实施',
});

export const ReportKind = describedEnum('ReportKind', 'What is owed. 报送类别。', {
  STATISTICS: 'Statistics form 统计表',
  NARRATIVE: 'Narrative report 工作小结',
  LIAISON_ROSTER: 'Liaison roster 联络员名单',
  IMPLEMENTATION_PLAN: 'Implementation plan 实施方案',
  FINAL_SUMMARY: 'Final summary 总结',
});

export const Cadence = describedEnum('Cadence', 'How often something is owed. 报送频次。', {
  ONCE: 'Once 一次性',
  DAILY: 'Every day 每日',
  WEEKLY: 'Every week 每周',
  EVERY_N_DAYS: 'Every N days 每若干日',
  TEN_DAILY: 'Every ten days of the month: to the 10th, the 20th, the last 每旬',
  MONTHLY: 'Every month 每月',
  QUARTERLY: 'Every quarter 每季度',
  SEMIANNUAL: 'Every half-year 每半年',
});

export const OnDayOff = describedEnum('OnDayOff', 'What a due date becomes that is a day off. 报送日逢休息日的处理。', {
  AS_PRINTED: 'Stays as it is 不变',
  NEXT_WORKING_DAY: 'The next working day 顺延至下一工作日',
  PREVIOUS_WORKING_DAY: 'The working day before 提前至上一工作日',
});

export const ReportingPeriod = describedEnum('ReportingPeriod', 'Which period a report covers. 报送所属期。', {
  CURRENT: 'The present one 当期',
  PREVIOUS: 'The one before 上期',
});

export const BodyKind = describedEnum('BodyKind', 'The form of a coordinating body. 领导机构形式。', {
  LEADING_GROUP: 'Leading group 领导小组',
  JOINT_CONFERENCE: 'Joint conference 联席会议',
  TASK_FORCE: 'Task force 工作专班',
});

export const BodyMemberRole = describedEnum('BodyMemberRole', 'A role in a coordinating body. 成员职务。', {
  LEADER: 'Leader 组长',
  CONVENER: 'Convener 召集人',
  DEPUTY: 'Deputy 副组长、副召集人',
  MEMBER: 'Member 成员',
});

export const CriterionKind = describedEnum('CriterionKind', 'What must be reached before a phase ends. 转段条件类别。', {
  LIAISONS_REGISTERED: 'Liaisons registered 联络员已报送',
  IMPLEMENTATION_PLANS_FILED: 'Implementation plans filed 实施方案已报送',
  TASKS_ACCEPTED: 'Tasks accepted 任务已通过',
  REPORTS_ACCEPTED: 'Reports accepted 报送已通过',
  ORDERS_CLOSED: 'Rectification orders closed 责令改正已办结',
  CASES_CLOSED: 'Cases closed 案件已办结',
});

export const Severity = describedEnum('Severity', 'How serious a diagnostic is. 严重程度。', {
  ERROR: 'Stands in the way of publishing 错误，须修改后才能发布',
  WARNING: 'Should be looked at 警告',
  INFO: 'For information 提示',
});

export const PlanStatus = describedEnum('PlanStatus', 'Where a plan stands. 方案状态。', {
  DRAFT: 'Being corrected 草稿',
  PUBLISHED: 'Published; a campaign runs it 已发布',
});
