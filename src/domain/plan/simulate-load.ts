/** What a plan asks of each unit, week by week: the tasks that fall due and the reports that are owed. */
import { addDays, weekdayOf } from '../calendar';
import type { CompiledPlan } from './compiled';
import { weekOf } from './periods';

export interface WeekLoad {
  unit: string;
  /** ISO 8601, `2022-W48`, and its Monday. */
  week: string;
  monday: string;
  /** Tasks due that week that it leads, or shares without a lead. */
  leading: number;
  /** Tasks due that week in which it cooperates or implements. */
  cooperating: number;
  reports: number;
}

/** Only weeks in which something is due; by week, then by load, then by unit. */
export function loadOf(plan: CompiledPlan): WeekLoad[] {
  const cells = new Map<string, WeekLoad>();
  const cell = (unit: string, day: string): WeekLoad => {
    const monday = addDays(day, 1 - weekdayOf(day));
    const key = `${monday} ${unit}`;
    const known = cells.get(key) ?? { unit, week: weekOf(day), monday, leading: 0, cooperating: 0, reports: 0 };
    cells.set(key, known);
    return known;
  };
  for (const task of plan.tasks) {
    const led = task.seats.some((seat) => seat.role === 'LEAD');
    for (const { unit, role } of task.seats) {
      if (role === 'LEAD' || (role === 'RESPONSIBLE' && !led)) cell(unit, task.dueOn).leading += 1;
      else cell(unit, task.dueOn).cooperating += 1;
    }
  }
  for (const { unit, dueOn } of plan.obligations) cell(unit, dueOn).reports += 1;
  const total = (load: WeekLoad): number => load.leading + load.cooperating + load.reports;
  return [...cells.values()].sort((a, b) => (a.monday < b.monday ? -1 : a.monday > b.monday ? 1 : total(b) - total(a) || (a.unit < b.unit ? -1 : 1)));
}
