/** The day a report is due by, and the day its period closes: printed days, the days that a month lacks, and days off. */
import { addDays, dayInMonth, workCalendarOf } from '../calendar';
import type { CivilDate, CivilMonth, WorkCalendar, WorkingDate } from '../calendar';
import type { OnDayOff } from './model';

/** Where no calendar is at hand every year counts as not announced: weekends alone (docs/decisions/0004-working-days.md). */
export const WEEKENDS_ALONE: WorkCalendar = workCalendarOf([]);

/** `notAnnounced`: the first year whose days off are not known yet, so that the date is an estimate over weekends; null: it is certain. */
export interface DueDay {
  date: CivilDate;
  notAnnounced: number | null;
}

const dayOf = (found: WorkingDate): DueDay =>
  'date' in found ? { date: found.date, notAnnounced: null } : { date: found.estimate, notAnnounced: found.notAnnounced };

/** What the day becomes by the plan's rule when it is a day off. */
export function onWorkingDay(day: CivilDate, rule: OnDayOff, calendar: WorkCalendar): DueDay {
  if (rule === 'AS_PRINTED') return { date: day, notAnnounced: null };
  if (rule === 'NEXT_WORKING_DAY') return dayOf(calendar.onOrAfter(day));
  return dayOf(calendar.previousWorkingDay(addDays(day, 1)));
}

/** A day that the month lacks is its last day ("每月31日" and "每月底" are one in September), which is then held against the calendar. */
export const dayOfMonth = (month: CivilMonth, day: number, rule: OnDayOff, calendar: WorkCalendar): DueDay =>
  onWorkingDay(dayInMonth(month, day), rule, calendar);

/** `after` working days after the due day; on a due day that is a day off the count begins with the next working day. */
export function closingDay(due: DueDay, after: number | null, calendar: WorkCalendar): DueDay | null {
  if (after === null) return null;
  const closes = dayOf(calendar.addWorkingDays(due.date, after));
  return { date: closes.date, notAnnounced: due.notAnnounced ?? closes.notAnnounced };
}
