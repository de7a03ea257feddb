/** A plan as an outline for people, in Chinese. */
import type { AssignmentRole, MemberRole, Plan, PlanTask, ReportingRule, StatisticsForm } from '../domain/plan/model';
import { summary } from './diagnostics';

const ROLES: Record<AssignmentRole, string> = { LEAD: '牵头', COOPERATING: '配合', RESPONSIBLE: '负责', IMPLEMENTING: '实施' };
const MEMBERS: Record<MemberRole, string> = { LEADER: '组长', CONVENER: '召集人', DEPUTY: '副职', MEMBER: '成员' };
const WEEK = ['', '一', '二', '三', '四', '五', '六', '日'];

const dates = (start: string | null, end: string | null): string =>
  start === null && end === null ? '未写日期' : `${start ?? '…'} 至 ${end ?? '…'}`;

const cadence = (rule: ReportingRule): string => {
  const day = rule.dueDay;
  switch (rule.cadence) {
    case 'ONCE':
      return `${rule.dueDate ?? '未写日期'}前`;
    case 'DAILY':
      return '每日';
    case 'WEEKLY':
      return day === null ? '每周' : `每周${WEEK[day] ?? day}前`;
    case 'EVERY_N_DAYS':
      return `每${day ?? '若干'}天`;
    case 'TEN_DAILY':
      return day === null ? '每旬' : `每旬第${day}日前`;
    case 'MONTHLY':
      return day === null ? '每月' : day === 31 ? '每月底前' : `每月${day}日前`;
    case 'QUARTERLY':
      return day === null ? '每季度' : `每季度${day}日前`;
    case 'SEMIANNUAL':
      return '每半年';
  }
};

const taskLines = (task: PlanTask): string[] => {
  const units = (['LEAD', 'RESPONSIBLE', 'COOPERATING', 'IMPLEMENTING'] as const).flatMap((role) => {
    const names = task.assignments
      .filter((a) => a.role === role)
      .map((a) => `${a.unit}${a.section ? `（${a.section}）` : ''}${a.person ? `：${a.person}` : ''}`);
    return names.length > 0 ? [`${ROLES[role]}：${names.join('、')}`] : [];
  });
  return [
    `  ${task.number} ${task.title}${task.dueOn ? `（${task.dueOn}前）` : ''}`,
    `      ${units.length > 0 ? units.join('；') : '未写明责任单位'}`,
    ...task.targets.map((t) => `      目标：${t.what} ${t.op} ${t.value}${t.unit}`),
  ];
};

const tasksByArea = (tasks: readonly PlanTask[]): string[] => {
  const lines: string[] = [];
  let area: string | null = null;
  for (const task of tasks) {
    if (task.area !== area) lines.push(`  【${task.area}】`);
    area = task.area;
    lines.push(...taskLines(task));
  }
  return lines;
};

const indicatorLines = ({ indicators }: StatisticsForm): string[] =>
  indicators.flatMap(({ number, name, unit, group }, i) => [
    ...(group !== null && group !== indicators[i - 1]?.group ? [`  【${group}】`] : []),
    `  ${number} ${name}${unit === '' ? '' : `（${unit}）`}`,
  ]);

export const planOutline = (plan: Plan): string => {
  const head = [plan.documentNumber, plan.issuer, plan.issuedOn].filter((x) => x !== null).join('  ');
  const { body } = plan;
  const lines = [
    plan.title,
    ...(head === '' ? [] : [head]),
    ...(plan.basis.length > 0 ? [`依据：${plan.basis.map((b) => `《${b}》`).join('、')}`] : []),
    ...(plan.period ? [`时间：${dates(plan.period.start, plan.period.end)}`] : []),
    '',
    `阶段（${plan.phases.length}）`,
    ...plan.phases.map((p) => `  ${p.name}  ${dates(p.start, p.end)}`),
    '',
    `任务（${plan.tasks.length}）`,
    ...tasksByArea(plan.tasks),
    '',
    `报送（${plan.reporting.length}）`,
    ...plan.reporting.map((r) => `  ${cadence(r)}  ${r.title}${r.owedBy ? `（${r.owedBy}）` : ''}${r.to ? ` → ${r.to}` : ''}`),
  ];
  if (body) {
    lines.push('', `领导机构  ${body.name}`);
    for (const role of ['LEADER', 'CONVENER', 'DEPUTY', 'MEMBER'] as const) {
      const members = body.members
        .filter((m) => m.role === role)
        .map((m) => [m.name, [m.unit, m.post].filter(Boolean).join('')].filter(Boolean).join(' '));
      if (members.length > 0) lines.push(`  ${MEMBERS[role]}（${members.length}）：${members.join('；')}`);
    }
    if (body.office) lines.push(`  办公室设在${body.office.unit}${body.office.head ? `，主任${body.office.head}` : ''}`);
  }
  for (const form of plan.forms) {
    lines.push('', `附表  ${form.title}${form.indicators.length > 0 ? `（${form.indicators.length}项指标）` : ''}`);
    lines.push(...indicatorLines(form));
    if (form.guidance !== '') lines.push(...form.guidance.split('\n').map((note) => `  注：${note}`));
  }
  if (plan.deadlines.length > 0)
    lines.push(
      '',
      '时限',
      ...plan.deadlines.map((d) => `  ${d.hours ? `${d.hours}小时` : `${d.days}个${d.working ? '工作日' : '自然日'}`}内  ${d.what}`),
    );
  lines.push('', `检查结果：${summary(plan.diagnostics)}`);
  return lines.join('\n');
};
