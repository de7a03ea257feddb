/** The days on which a unit is reminded of what it owes, and its head is told. */
import { addDays } from '../calendar';
import type { CivilDate, WorkCalendar } from '../calendar';
import type { Chasing } from './chasing-model';
import { onWorkingDay } from './due-days';

/** `key` is that of the deadline: `remind:-3`, `remind:+1`, `escalate`; the day itself is `remind:-0`. */
export interface ChaseDay {
  key: string;
  on: CivilDate;
}

/**
 * Counted from the day the report is owed by, in the order of the days. Quiet on days off: in working days, as far as they are announced and over
 * weekends alone where not; the reminder of a due day that is a day off comes on the working day before it. No day twice: of two reminders before
 * the date that fall on one day, the later one stays.
 */
export function chaseDays(
  { remindBefore, remindAfter, escalateAfter, quietOnDaysOff }: Chasing,
  owedBy: CivilDate,
  calendar: WorkCalendar,
): ChaseDay[] {
  const away = (days: number): CivilDate => {
    if (!quietOnDaysOff) return addDays(owedBy, days);
    if (days === 0) return onWorkingDay(owedBy, 'PREVIOUS_WORKING_DAY', calendar).date;
    const counted = calendar.addWorkingDays(owedBy, days);
    return 'date' in counted ? counted.date : counted.estimate;
  };
  const byDay = new Map<CivilDate, string>();
  for (const days of [...remindBefore].sort((a, b) => b - a)) byDay.set(away(-days), `remind:-${days}`);
  for (const days of remindAfter) byDay.set(away(days), `remind:+${days}`);
  const found = [...byDay].map(([on, key]) => ({ key, on }));
  if (escalateAfter !== null) found.push({ key: 'escalate', on: away(escalateAfter) });
  return found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
