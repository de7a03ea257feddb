/** Rules on who does what: leads, parts, the coordinating body, names. */
import { looksCutShort } from '../../notice/unit-names';
import type { Plan, PlanAssignment, PlanTask } from '../model';
import type { Finding, Rule } from './rule';
import { maySameUnit, standsForMany } from './unit-match';

const withRole = (task: PlanTask, role: PlanAssignment['role']): PlanAssignment[] => task.assignments.filter((a) => a.role === role);
const names = (assignments: readonly PlanAssignment[]): string => assignments.map((a) => a.unit).join('、');

const partsOf = (task: PlanTask): PlanAssignment[] => task.assignments.filter((a) => a.role === 'RESPONSIBLE' || a.role === 'COOPERATING');

/** Every unit once, with its first assignment and the numbers of its tasks. */
const unitsOf = (plan: Plan): { unit: string; first: PlanAssignment; tasks: string[] }[] => {
  const units = new Map<string, { unit: string; first: PlanAssignment; tasks: string[] }>();
  for (const task of plan.tasks) {
    for (const a of task.assignments) {
      const known = units.get(a.unit);
      if (!known) units.set(a.unit, { unit: a.unit, first: a, tasks: [task.number] });
      else if (known.tasks.at(-1) !== task.number) known.tasks.push(task.number);
    }
  }
  return [...units.values()];
};

const some = (numbers: readonly string[]): string =>
  numbers.length > 3 ? `${numbers.slice(0, 3).join('、')}等${numbers.length}项任务` : `任务${numbers.join('、')}`;

export const peopleRules: Rule[] = [
  {
    code: 'PLAN020',
    severity: 'WARNING',
    group: 'people',
    titleZh: '任务没有责任单位',
    titleEn: 'A task without any unit',
    hint: '补充牵头单位或责任单位；启动后由协调机构指定。',
    example: '1.加强宣传引导。（无括号分工）',
    clean: '1.加强宣传引导。（甲局负责）',
    check: (plan) => {
      const without = plan.tasks.filter((t) => t.assignments.length === 0);
      if (without.length > 0 && without.length === plan.tasks.length) {
        return [{ message: `全部${without.length}项任务都没有写明责任单位。`, span: without[0]?.span ?? null }];
      }
      return without.map((t) => ({ message: `任务“${t.number} ${t.title}”没有写明责任单位。`, span: t.span }));
    },
  },
  {
    code: 'PLAN021',
    severity: 'WARNING',
    group: 'people',
    titleZh: '多个责任单位而没有牵头单位',
    titleEn: 'Several responsible units and no lead',
    hint: '由协调机构指定牵头单位；不指定的，各责任单位都要分别报送。',
    example: '（甲局、乙局按职责分工负责）',
    clean: '（甲局牵头，乙局按职责分工负责）；（甲局负责）',
    check: (plan) => {
      const without = plan.tasks.filter((t) => withRole(t, 'LEAD').length === 0 && partsOf(t).length > 1);
      // a notice that names hardly any lead (policies with 责任单位 only) is one finding, not one for each task
      const led = plan.tasks.filter((t) => withRole(t, 'LEAD').length > 0).length;
      if (without.length > 3 && led * 5 <= plan.tasks.length) {
        const which = led === 0 ? '全部任务都没有牵头单位，其中' : '大部分任务没有牵头单位，其中';
        return [{ message: `${which}${without.length}项有多个责任单位。`, span: without[0]?.span ?? null }];
      }
      return without.map((t) => {
        const parts = partsOf(t);
        return {
          message: `任务“${t.number} ${t.title}”有${parts.length}个责任单位（${names(parts)}），没有牵头单位。`,
          span: parts[0]?.span ?? t.span,
        };
      });
    },
  },
  {
    code: 'PLAN022',
    severity: 'WARNING',
    group: 'people',
    titleZh: '多个单位共同牵头而没有配合单位',
    titleEn: 'Several leads and nobody else',
    hint: '确认由谁牵头；共同牵头的，须各单位都提交才算完成。',
    example: '（甲股、乙股牵头）',
    clean: '（甲股、乙股牵头，丙股配合）',
    check: (plan) =>
      plan.tasks.flatMap((t) => {
        const leads = withRole(t, 'LEAD');
        return leads.length > 1 && leads.length === t.assignments.length
          ? [{ message: `任务“${t.number} ${t.title}”由${names(leads)}共同牵头，没有配合单位。`, span: leads[0]?.span ?? t.span }]
          : [];
      }),
  },
  {
    code: 'PLAN023',
    severity: 'WARNING',
    group: 'people',
    titleZh: '同一单位既牵头又配合',
    titleEn: 'One unit both leads and cooperates in one task',
    hint: '保留其中一个角色。',
    example: '（甲局牵头，甲局、乙局配合）',
    clean: '（甲局牵头，乙局配合）',
    check: (plan) =>
      plan.tasks.flatMap((t) =>
        withRole(t, 'LEAD').flatMap((lead) => {
          const twice = t.assignments.find((a) => a.role !== 'LEAD' && a.unit === lead.unit);
          return twice ? [{ message: `任务“${t.number} ${t.title}”中${lead.unit}既牵头又配合。`, span: twice.span ?? lead.span }] : [];
        }),
      ),
  },
  {
    code: 'PLAN024',
    severity: 'WARNING',
    group: 'people',
    titleZh: '承担任务的单位不在领导机构中',
    titleEn: "A task's unit that is not in the coordinating body",
    hint: '增补为成员单位，或核对任务应由哪个成员单位承担。',
    example: '任务由市自然资源局牵头，工作专班成员中没有该局',
    clean: '任务由市检察院配合，成员中有市人民检察院',
    check: (plan) => {
      const members = plan.body?.members.flatMap((m) => (m.unit ? [m.unit] : [])) ?? [];
      const office = plan.body?.office?.unit;
      if (members.filter((m) => !standsForMany(m)).length < 2) return [];
      const known = [...members, ...(office ? [office] : [])];
      return unitsOf(plan).flatMap(({ unit, first, tasks }): Finding[] =>
        standsForMany(unit) || known.some((m) => maySameUnit(m, unit))
          ? []
          : [{ message: `${unit}承担${some(tasks)}，但不在“${plan.body?.name ?? ''}”的成员中。`, span: first.span }],
      );
    },
  },
  {
    code: 'PLAN025',
    severity: 'INFO',
    group: 'people',
    titleZh: '成员单位没有任务',
    titleEn: 'A member of the body without a task',
    hint: '确认是否漏列任务；没有任务的成员单位只需履行一般报送义务。',
    example: '成员中有市邮政局，任务中没有',
    clean: '成员中有市公安局，任务由市公安局配合',
    check: (plan) => {
      const units = unitsOf(plan);
      if (units.length === 0) return [];
      return (plan.body?.members ?? []).flatMap((m) =>
        m.role === 'MEMBER' &&
        m.unit &&
        !standsForMany(m.unit) &&
        !units.some((u) => maySameUnit(u.unit, m.unit ?? '')) &&
        m.unit !== plan.body?.office?.unit
          ? [{ message: `成员单位${m.unit}没有承担任何任务。`, span: m.span }]
          : [],
      );
    },
  },
  {
    code: 'PLAN026',
    severity: 'WARNING',
    group: 'people',
    titleZh: '单位名录中没有的单位',
    titleEn: 'A unit that the register does not know',
    hint: '在单位名录中登记该单位，或登记为已有单位的别名。',
    example: '市某某办（名录中没有）',
    clean: '名录中有市市场监督管理局，别名市市场监管局',
    check: (plan, context) => {
      const { knownUnits } = context;
      if (!knownUnits) return [];
      return unitsOf(plan).flatMap(({ unit, first, tasks }) =>
        knownUnits(unit) ? [] : [{ message: `单位名录中没有“${unit}”（${some(tasks)}）。`, span: first.span }],
      );
    },
  },
  {
    code: 'PLAN027',
    severity: 'WARNING',
    group: 'people',
    titleZh: '单位名称可能不完整',
    titleEn: 'A unit name that looks cut short',
    hint: '按原文保留；请补全名称，或在单位名录中登记为别名。',
    example: '配合单位：教育局、工信',
    clean: '配合单位：教育局、各镇街',
    check: (plan, context) =>
      unitsOf(plan).flatMap(({ unit, first }) =>
        looksCutShort(unit) && context.knownUnits?.(unit) !== true ? [{ message: `单位名称“${unit}”可能不完整。`, span: first.span }] : [],
      ),
  },
];
