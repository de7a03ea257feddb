/** The names of a plan's parts and values as a coordinator reads them, in Chinese and English. */
import type { RankingMeasure } from '../bulletin/ranking';
import type { Chasing } from './chasing-model';
import type { Ranking } from './ranking-model';
import type { AssignmentRole, BodyKind, Criterion, CriterionKind, MemberRole, OnDayOff, Phase, PhaseKind, ReportingRule, ReportKind } from './model';
import { asPrinted, joined, words, type Words } from './bilingual';

export { asPrinted, joined, words, type Words } from './bilingual';
export * from './form-words';

export const PHASE_WORDS: Readonly<Record<PhaseKind, Words>> = {
  MOBILIZATION: words('动员部署', 'mobilisation'),
  SELF_INSPECTION: words('自查自纠', 'self-inspection'),
  RECTIFICATION: words('集中整治', 'rectification'),
  INSPECTION: words('督导检查', 'inspection'),
  SUMMARY: words('总结验收', 'summary'),
  CONSOLIDATION: words('巩固提升', 'consolidation'),
};

export const ROLE_WORDS: Readonly<Record<AssignmentRole, Words>> = {
  LEAD: words('牵头', 'lead'),
  COOPERATING: words('配合', 'cooperating'),
  RESPONSIBLE: words('责任', 'responsible'),
  IMPLEMENTING: words('实施', 'implementing'),
};

export const REPORT_WORDS: Readonly<Record<ReportKind, Words>> = {
  STATISTICS: words('统计表', 'statistics'),
  NARRATIVE: words('工作小结', 'narrative report'),
  LIAISON_ROSTER: words('联络员名单', 'liaison roster'),
  IMPLEMENTATION_PLAN: words('实施方案', 'implementation plan'),
  FINAL_SUMMARY: words('总结', 'final summary'),
};

export const BODY_WORDS: Readonly<Record<BodyKind, Words>> = {
  LEADING_GROUP: words('领导小组', 'leading group'),
  JOINT_CONFERENCE: words('联席会议', 'joint conference'),
  TASK_FORCE: words('工作专班', 'task force'),
};

export const MEMBER_WORDS: Readonly<Record<MemberRole, Words>> = {
  LEADER: words('组长', 'leader'),
  CONVENER: words('召集人', 'convener'),
  DEPUTY: words('副职', 'deputy'),
  MEMBER: words('成员', 'member'),
};

const CRITERION_WORDS: Readonly<Record<CriterionKind, Words>> = {
  LIAISONS_REGISTERED: words('联络员已报送', 'liaisons registered'),
  IMPLEMENTATION_PLANS_FILED: words('实施方案已报送', 'implementation plans filed'),
  TASKS_ACCEPTED: words('任务已通过', 'tasks accepted'),
  REPORTS_ACCEPTED: words('报送已通过', 'reports accepted'),
  ORDERS_CLOSED: words('责令改正已办结', 'orders closed'),
  CASES_CLOSED: words('案件已办结', 'cases closed'),
};

const NOTHING = words('无', 'none');
const WEEKDAYS = '一二三四五六日';
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const yesOrNo = (is: boolean): Words => (is ? words('是', 'yes') : words('否', 'no'));

export const periodWords = (start: string | null, end: string | null): Words =>
  words(`${start ?? '未定'} 至 ${end ?? '未定'}`, `${start ?? 'open'} to ${end ?? 'open'}`);

export const phaseWords = ({ name, kind, start, end }: Phase): Words =>
  joined([asPrinted(name), PHASE_WORDS[kind], periodWords(start, end)], '，', ', ');

/** Null takes the defaults of the phase's kind. */
export function criteriaWords(criteria: readonly Criterion[] | null): Words {
  if (criteria === null) return words('按阶段类别默认', 'the defaults of its kind');
  if (criteria.length === 0) return NOTHING;
  const each = criteria.map(({ kind, percent }) => joined([CRITERION_WORDS[kind], asPrinted(`${percent}%`)], ' ', ' '));
  return joined(each, '；', '; ');
}

/** When it is due, every time: 每月24日前（当期）. */
export function cadenceWords({ cadence, dueDay, dueDate, period }: ReportingRule): Words {
  const zh = {
    ONCE: `${dueDate ?? '一次性'}`,
    DAILY: '每日',
    WEEKLY: `每周${WEEKDAYS[(dueDay ?? 0) - 1] ?? ''}`,
    EVERY_N_DAYS: `每${dueDay ?? ''}日`,
    TEN_DAILY: `每旬${dueDay === null ? '' : `第${dueDay}日`}`,
    MONTHLY: `每月${dueDay === null ? '' : `${dueDay}日`}`,
    QUARTERLY: `每季度${dueDay === null ? '' : `${dueDay}日`}`,
    SEMIANNUAL: `每半年${dueDay === null ? '' : `${dueDay}日`}`,
  }[cadence];
  const onDay = dueDay === null ? '' : ` by day ${dueDay}`;
  const en = {
    ONCE: dueDate === null ? 'once' : `by ${dueDate}`,
    DAILY: 'every day',
    WEEKLY: `every week${dueDay === null ? '' : ` by ${WEEKDAYS_EN[dueDay - 1] ?? dueDay}`}`,
    EVERY_N_DAYS: `every ${dueDay ?? 'few'} days`,
    TEN_DAILY: `every ten days of the month${onDay}`,
    MONTHLY: `every month${onDay}`,
    QUARTERLY: `every quarter${onDay}`,
    SEMIANNUAL: `every half-year${onDay}`,
  }[cadence];
  if (cadence === 'ONCE') return words(dueDate === null ? zh : `${zh}前`, en);
  return words(
    `${zh}前报送${period === 'PREVIOUS' ? '上期' : '当期'}`,
    `${en}, for ${period === 'PREVIOUS' ? 'the period before' : 'the present period'}`,
  );
}

export const DAY_OFF_WORDS: Record<OnDayOff, Words> = {
  AS_PRINTED: words('不变', 'stays'),
  NEXT_WORKING_DAY: words('顺延至下一工作日', 'the next working day'),
  PREVIOUS_WORKING_DAY: words('提前至上一工作日', 'the working day before'),
};

export const closingWords = (days: number | null): Words | null =>
  days === null ? null : words(`期限后${days}个工作日`, `${days} working days after the due date`);

/** Null: as the house usually does. */
export function chasingWords(chasing: Chasing | null): Words {
  if (chasing === null) return words('按惯例', 'as usual');
  const { remindBefore, remindAfter, escalateAfter, quietOnDaysOff } = chasing;
  const list = (days: readonly number[], none: string): string => (days.length > 0 ? days.join('、') : none);
  const zh = [
    `期前提醒（日）${list(remindBefore, '无')}`,
    `逾期提醒（日）${list(remindAfter, '无')}`,
    `上报负责人（日）${escalateAfter ?? '无'}`,
    quietOnDaysOff ? '按工作日计，休息日不打扰' : '按自然日计',
  ];
  const en = [
    `reminded before: ${list(remindBefore, 'never')}`,
    `reminded after: ${list(remindAfter, 'never')}`,
    `head told after: ${escalateAfter ?? 'never'}`,
    quietOnDaysOff ? 'in working days, quiet on days off' : 'in days',
  ];
  return words(zh.join('；'), en.join('; '));
}

export const MEASURE_WORDS: Record<RankingMeasure, Words> = {
  COMPLETENESS: words('报送率', 'completeness'),
  TIMELINESS: words('按时率', 'timeliness'),
  RETURNS: words('一次通过率', 'passed at once'),
  TASK_PROGRESS: words('任务完成率', 'task progress'),
  CASEWORK: words('办案等数据', 'casework'),
};

/** Null: as the house usually does. */
export function rankingWords(ranking: Ranking | null): Words {
  if (ranking === null) return words('按惯例', 'as usual');
  const { items, commend, criticise } = ranking;
  const cell = (item: Ranking['items'][number]): string =>
    item.cell === null ? '' : `[${[item.form, item.cell].filter((one) => one !== null).join(' ')}]`;
  const zh = items.map((item) => `${MEASURE_WORDS[item.measure].zh}${cell(item)}${item.weight}`);
  const en = items.map((item) => `${MEASURE_WORDS[item.measure].en}${cell(item)} ${item.weight}`);
  return words([...zh, `表扬${commend}个`, `批评${criticise}个`].join('；'), [...en, `${commend} commended`, `${criticise} criticised`].join('; '));
}

export const reportWords = (what: ReportKind, also: readonly ReportKind[]): Words =>
  joined(
    [what, ...also].map((kind) => REPORT_WORDS[kind]),
    '、',
    ', ',
  );

export const reportingWords = (rule: ReportingRule): Words =>
  joined(
    [
      reportWords(rule.what, rule.also),
      ...(rule.title ? [asPrinted(rule.title)] : []),
      cadenceWords(rule),
      ...(rule.owedBy ? [asPrinted(rule.owedBy)] : []),
    ],
    '，',
    ', ',
  );
