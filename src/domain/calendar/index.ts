export {
  addDays,
  civilDate,
  civilDateOf,
  compareDates,
  daysBetween,
  endOfDay,
  isCivilDate,
  isWeekend,
  startOfDay,
  startOfWork,
  weekdayOf,
  yearOf,
} from './civil-date';
export type { CivilDate, CivilMonth } from './civil-date';
export { addMonths, dayInMonth, firstDayOf, isCivilMonth, lastDayOf, monthOf, shiftMonth } from './month';
export { readYearArrangement } from './year-arrangement';
export type { YearArrangement, YearArrangementAnswer, YearArrangementFault, YearArrangementRefusal } from './year-arrangement';
export { stateCouncilCalendar, workCalendarOf } from './work-calendar';
export type { WorkCalendar, WorkingDate, WorkingDayCount } from './work-calendar';
