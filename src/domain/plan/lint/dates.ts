/** Rules on dates: order, gaps, overlaps, what lies outside, days off. */
import type { Phase, Plan } from '../model';
import { addDays, firstDay, lastDay } from './loose-dates';
import type { Finding, Rule } from './rule';

type Span = Finding['span'];

/** One-off dates that somebody owes something on, with what they are called; `moves`: the plan says what happens on a day off. */
const dues = (plan: Plan): { what: string; date: string; span: Span; kind: 'TASK' | 'REPORT'; moves?: boolean }[] => [
  ...plan.tasks.flatMap((t) => (t.dueOn ? [{ what: `任务“${t.number} ${t.title}”的时限`, date: t.dueOn, span: t.span, kind: 'TASK' as const }] : [])),
  ...plan.reporting.flatMap((r) =>
    r.dueDate
      ? [
          {
            what: `“${r.title === '' ? '报送' : r.title}”的报送时限`,
            date: r.dueDate,
            span: r.span,
            kind: 'REPORT' as const,
            moves: r.onDayOff !== 'AS_PRINTED',
          },
        ]
      : [],
  ),
];

const startOf = (plan: Plan): string | null => {
  // 6月中旬前: the first phase has begun already, nobody says when
  if (plan.phases[0]?.start === null && !plan.period?.start) return null;
  const starts = [...plan.phases.map((p) => p.start), plan.period?.start ?? null].filter((d): d is string => d !== null).map(firstDay);
  return starts.sort()[0] ?? null;
};
const endOf = (plan: Plan): string | null => {
  const ends = [...plan.phases.map((p) => p.end), plan.period?.end ?? null].filter((d): d is string => d !== null).map(lastDay);
  return ends.sort().at(-1) ?? null;
};

const pairs = (phases: readonly Phase[]): [Phase, Phase][] => phases.slice(1).map((next, i) => [phases[i] as Phase, next]);

export const dateRules: Rule[] = [
  {
    code: 'PLAN010',
    severity: 'ERROR',
    group: 'dates',
    titleZh: '结束早于开始',
    titleEn: 'An end before its start',
    hint: '核对起止日期及年份。',
    example: '集中整治阶段（9月30日—9月1日）',
    clean: '集中整治阶段（9月1日—9月30日）',
    check: (plan) => [
      ...plan.phases.flatMap((p) =>
        p.start && p.end && lastDay(p.end) < firstDay(p.start)
          ? [{ message: `阶段“${p.name}”的结束日期${p.end}早于开始日期${p.start}。`, span: p.span }]
          : [],
      ),
      ...(plan.period?.start && plan.period.end && lastDay(plan.period.end) < firstDay(plan.period.start)
        ? [{ message: `专项行动的结束日期${plan.period.end}早于开始日期${plan.period.start}。`, span: null }]
        : []),
    ],
  },
  {
    code: 'PLAN011',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '阶段在成文日期之前已经结束',
    titleEn: "A phase that ended before the notice's own date",
    hint: '核对阶段日期；启动后该阶段会立即逾期，可顺延或直接进入下一阶段。',
    example: '9月17日印发的方案，动员部署阶段为8月',
    clean: '8月25日印发的方案，动员部署阶段为8月下旬',
    check: (plan) =>
      plan.phases.flatMap((p) => {
        const end = p.end ?? (p.start?.length === 7 ? p.start : null);
        return plan.issuedOn && end && lastDay(end) < firstDay(plan.issuedOn)
          ? [{ message: `阶段“${p.name}”（至${end}）早于成文日期${plan.issuedOn}。`, span: p.span }]
          : [];
      }),
  },
  {
    code: 'PLAN012',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '阶段之间有空档',
    titleEn: 'A gap between phases',
    hint: '补上空档，或确认其间不安排工作。',
    example: '前一阶段至8月31日，后一阶段自9月10日起',
    clean: '前一阶段至8月31日，后一阶段自9月1日起',
    check: (plan) =>
      pairs(plan.phases).flatMap(([a, b]) =>
        a.end && b.start && firstDay(b.start) > addDays(lastDay(a.end), 1)
          ? [{ message: `“${a.name}”至${a.end}，“${b.name}”自${b.start}起，中间有空档。`, span: b.span }]
          : [],
      ),
  },
  {
    code: 'PLAN013',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '阶段重叠',
    titleEn: 'Phases that overlap',
    hint: '核对日期；阶段按顺序推进，重叠的日期归前一阶段。',
    example: '前一阶段至9月15日，后一阶段自9月1日起',
    clean: '前一阶段至8月底，后一阶段自9月起',
    check: (plan) =>
      pairs(plan.phases).flatMap(([a, b]) =>
        a.end && b.start && firstDay(b.start) <= (b.start.length === 7 && a.end.startsWith(b.start) && a.end.length > 7 ? '' : lastDay(a.end))
          ? [{ message: `“${a.name}”至${a.end}，“${b.name}”自${b.start}起，两个阶段重叠。`, span: b.span }]
          : [],
      ),
  },
  {
    code: 'PLAN014',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '起止时间与阶段不一致',
    titleEn: 'A period that the phases do not cover, or phases outside it',
    hint: '核对专项行动起止时间与各阶段日期。',
    example: '行动自8月10日开始，第一阶段自8月14日开始',
    clean: '行动自8月10日开始，第一阶段自8月10日开始',
    check: (plan) => {
      const { period } = plan;
      if (!period || plan.phases.length === 0) return [];
      const found: Finding[] = [];
      const starts = plan.phases.flatMap((p) => (p.start ? [firstDay(p.start)] : [])).sort();
      const ends = plan.phases.flatMap((p) => (p.end ? [lastDay(p.end)] : [])).sort();
      const first = plan.phases[0]?.start ? starts[0] : undefined;
      const last = plan.phases.at(-1)?.end ? ends.at(-1) : undefined;
      const sameMonth = (a: string, b: string): boolean => (a.length === 7 || b.length === 7) && a.slice(0, 7) === b.slice(0, 7);
      if (period.start && first && first !== firstDay(period.start) && !sameMonth(period.start, plan.phases[0]?.start ?? '')) {
        found.push({
          message: `专项行动自${period.start}开始，第一个阶段自${plan.phases[0]?.start ?? first}开始，两者不一致。`,
          span: plan.phases[0]?.span ?? null,
        });
      }
      if (period.end && last && last !== lastDay(period.end) && !sameMonth(period.end, plan.phases.at(-1)?.end ?? '')) {
        found.push({
          message: `专项行动至${period.end}结束，最后一个阶段至${plan.phases.at(-1)?.end ?? last}结束，两者不一致。`,
          span: plan.phases.at(-1)?.span ?? null,
        });
      }
      return found;
    },
  },
  {
    code: 'PLAN015',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '时限早于成文日期或行动开始',
    titleEn: 'A due date before the notice or before the first phase',
    hint: '核对时限及年份；启动后会立即逾期。',
    example: '6月19日印发，联络员名单6月11日前报送',
    clean: '6月19日印发，联络员名单6月21日前报送',
    check: (plan) => {
      const start = startOf(plan);
      const issued = plan.issuedOn ? firstDay(plan.issuedOn) : null;
      return dues(plan).flatMap((d) => {
        const date = lastDay(d.date);
        if (issued && date < issued) return [{ message: `${d.what}（${d.date}）早于成文日期${plan.issuedOn ?? ''}。`, span: d.span }];
        if (start && date < start && d.kind === 'TASK') return [{ message: `${d.what}（${d.date}）早于行动开始（${start}）。`, span: d.span }];
        return [];
      });
    },
  },
  {
    code: 'PLAN016',
    severity: 'WARNING',
    group: 'dates',
    titleZh: '任务时限晚于行动结束',
    titleEn: "A task due after the campaign's end",
    hint: '核对任务时限，或延长最后一个阶段。',
    example: '行动至12月31日结束，任务要求次年3月底前完成',
    clean: '行动至12月31日结束，任务要求12月底前完成',
    check: (plan) => {
      const end = endOf(plan);
      return dues(plan).flatMap((d) =>
        end && d.kind === 'TASK' && firstDay(d.date) > end ? [{ message: `${d.what}（${d.date}）晚于行动结束（${end}）。`, span: d.span }] : [],
      );
    },
  },
  {
    code: 'PLAN017',
    severity: 'INFO',
    group: 'dates',
    titleZh: '时限落在休息日',
    titleEn: 'A due date on a day off',
    hint: '提前到前一个工作日，或明确顺延。',
    example: '10月1日前报送',
    clean: '10月9日前报送',
    check: (plan, context) => {
      const { dayOff } = context;
      if (!dayOff) return [];
      return dues(plan).flatMap((d) =>
        d.date.length === 10 && !d.moves && dayOff(d.date) === true ? [{ message: `${d.what}（${d.date}）是休息日。`, span: d.span }] : [],
      );
    },
  },
];
