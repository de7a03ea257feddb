/** Rules on what is reported: phases without reports, forms and rules that miss each other, indicators and their units. */
import { formsOf } from '../../statistics';
import { addDays, firstDay, lastDay } from './loose-dates';
import type { Rule } from './rule';

/** A report due within these days after a phase still reports on it. */
const AFTER_PHASE = 15;

/** What a part counts and what its unit of measure can count: 案件 are no 人, 人数 no 件. */
const clashes = (part: string, unit: string): boolean =>
  (/(?:案件|案)(?:数)?$/.test(part) && /^[人名]$/.test(unit)) || (/(?:人数|人员数?)$/.test(part) && /^[件起]$/.test(unit));

export const reportRules: Rule[] = [
  {
    code: 'PLAN030',
    severity: 'WARNING',
    group: 'reports',
    titleZh: '没有报送要求',
    titleEn: 'Nothing is ever reported',
    hint: '补充报送内容、频次和时限。',
    example: '没有“报送”“上报”的方案',
    clean: '每月24日前报送统计表',
    check: (plan) => (plan.reporting.length === 0 && plan.tasks.length > 0 ? [{ message: '方案没有写明报送要求。', span: null }] : []),
  },
  {
    code: 'PLAN031',
    severity: 'INFO',
    group: 'reports',
    titleZh: '阶段内没有任何报送',
    titleEn: 'Nothing reported in a phase',
    hint: '确认该阶段是否需要报送进展。',
    example: '只有一次总结报送，集中整治阶段没有报送',
    clean: '每月报送一次，各阶段都有报送',
    check: (plan) => {
      if (plan.reporting.length === 0 || plan.reporting.some((r) => r.cadence !== 'ONCE')) return [];
      const dues = plan.reporting.flatMap((r) => (r.dueDate ? [r.dueDate] : []));
      return plan.phases.flatMap((p) => {
        const { start, end } = p;
        if (!start || !end) return [];
        const next = plan.phases[plan.phases.indexOf(p) + 1];
        const until = next ? lastDay(end) : addDays(lastDay(end), AFTER_PHASE);
        return dues.some((d) => d >= firstDay(start) && d <= until)
          ? []
          : [{ message: `阶段“${p.name}”（${start}至${end}）内没有任何报送。`, span: p.span }];
      });
    },
  },
  {
    code: 'PLAN032',
    severity: 'WARNING',
    group: 'reports',
    titleZh: '有统计表而没有报送要求',
    titleEn: 'A form without a rule',
    hint: '写明统计表由谁、何时报送。',
    example: '附件为统计表，正文没有要求报送',
    clean: '附件为统计表，每月24日前报送统计表',
    check: (plan) => {
      const asking = plan.reporting.filter((r) => r.what === 'STATISTICS' || r.also.includes('STATISTICS'));
      // a rule that names no form may mean any
      const isAsked = ({ key }: { key: string }): boolean => asking.some((r) => !r.form || r.form === key);
      return formsOf(plan)
        .filter((f) => !isAsked(f))
        .map((f) => ({ message: `“${f.title}”没有对应的报送要求。`, span: f.span }));
    },
  },
  {
    code: 'PLAN033',
    severity: 'WARNING',
    group: 'reports',
    titleZh: '要求报送统计表而没有附表',
    titleEn: 'A rule without a form',
    hint: '附上统计表，或在发布前录入统计指标。',
    example: '每月28日前报送统计表，没有附表',
    clean: '每月28日前报送统计表，统计表见附件',
    check: (plan) =>
      plan.forms.length > 0
        ? []
        : plan.reporting
            // a ledger or a list of problems is kept as each unit keeps it
            .filter((r) => (r.what === 'STATISTICS' || r.also.includes('STATISTICS')) && !/(?:清单|台账|台帐)》?$/.test(r.title))
            .slice(0, 1)
            .map((r) => ({ message: '要求报送统计表，但方案没有附统计表。', span: r.span })),
  },
  {
    code: 'PLAN034',
    severity: 'WARNING',
    group: 'reports',
    titleZh: '指标的各部分与计量单位不一致',
    titleEn: "An indicator's parts that do not match its unit",
    hint: '核对指标名称与计量单位，使其一一对应。',
    example: '批捕案件/起诉案件　件/人',
    clean: '移送案件/人数　件/人',
    check: (plan) =>
      plan.forms.flatMap((form) =>
        form.indicators.flatMap((i) => {
          const units = i.unit.split(/[/／]/).filter((u) => u !== '');
          const parts = i.parts.length;
          // 转移群众 in 户/人: one thing counted in two ways
          const twoWays = parts === 0 && units.every((u) => /^(?:户|家|人|人次|户次|名)$/.test(u));
          const wrongCount = units.length > 1 && parts !== units.length && !twoWays;
          const wrongKind = units.length > 1 && !wrongCount && i.parts.some((part, k) => clashes(part, units[k] ?? ''));
          return wrongCount || wrongKind ? [{ message: `指标${i.number}“${i.name}”与计量单位“${i.unit}”不对应。`, span: i.span }] : [];
        }),
      ),
  },
];
