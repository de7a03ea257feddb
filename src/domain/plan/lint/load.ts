/** Rules on load. */
import type { Plan, PlanTask } from '../model';
import { lastDay, weekOf } from './loose-dates';
import type { Finding, Rule } from './rule';

const MAX_PER_WEEK = 10;

/** A task without a date of its own is due when the last phase before the summary ends. */
const defaultDue = (plan: Plan): string | null => {
  const working = plan.phases.filter((p) => p.kind !== 'SUMMARY' && p.kind !== 'CONSOLIDATION' && p.end !== null);
  return working.at(-1)?.end ?? plan.period?.end ?? null;
};

export const loadRules: Rule[] = [
  {
    code: 'PLAN040',
    severity: 'INFO',
    group: 'load',
    titleZh: '一个单位牵头的任务集中在同一周到期',
    titleEn: 'Too many tasks led by one unit fall due in one week',
    hint: '可为部分任务设定较早的时限，或提前调度。',
    example: '一个局牵头的13项任务都在11月30日到期',
    clean: '一个局牵头的13项任务分别在三个月到期',
    check: (plan, context) => {
      const byDefault = defaultDue(plan);
      const weeks = new Map<string, { unit: string; week: string; tasks: PlanTask[] }>();
      for (const task of plan.tasks) {
        const due = task.dueOn ?? byDefault;
        if (!due) continue;
        for (const lead of task.assignments.filter((a) => a.role === 'LEAD')) {
          const week = weekOf(lastDay(due));
          const key = `${lead.unit} ${week}`;
          const entry = weeks.get(key) ?? { unit: lead.unit, week, tasks: [] };
          entry.tasks.push(task);
          weeks.set(key, entry);
        }
      }
      const max = context.maxLoadPerWeek ?? MAX_PER_WEEK;
      return [...weeks.values()].flatMap(({ unit, week, tasks }): Finding[] =>
        tasks.length > max ? [{ message: `${unit}牵头的${tasks.length}项任务都在${week}这一周到期。`, span: tasks[0]?.span ?? null }] : [],
      );
    },
  },
];
