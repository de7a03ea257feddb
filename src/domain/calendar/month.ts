/** Months of the civil calendar, and dates as coarse as a notice prints them (`YYYY-MM-DD` or `YYYY-MM`). */
import { addDays, civilDate, isCivilDate, yearOf } from './civil-date';
import type { CivilDate, CivilMonth } from './civil-date';

export function isCivilMonth(text: unknown): text is CivilMonth {
  return typeof text === 'string' && isCivilDate(`${text}-01`);
}

/** The month a day lies in. */
export function monthOf(date: CivilDate): CivilMonth {
  yearOf(date);
  return date.slice(0, 7);
}

/** `months` may be negative. */
export function shiftMonth(month: CivilMonth, months: number): CivilMonth {
  if (!isCivilMonth(month)) throw new RangeError(`Not a civil month: ${JSON.stringify(month)}`);
  if (!Number.isSafeInteger(months)) throw new RangeError(`Not a whole number of months: ${months}`);
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return civilDate(Math.floor(count / 12), (count % 12) + 1, 1).slice(0, 7);
}

/** First day of a month, or the day itself when the text names a day: the earliest that "2022-08" can mean. */
export function firstDayOf(dateOrMonth: CivilDate | CivilMonth): CivilDate {
  if (isCivilDate(dateOrMonth)) return dateOrMonth;
  return `${shiftMonth(dateOrMonth, 0)}-01`;
}

/** Last day of a month, or the day itself when the text names a day: the latest that "2022-08" can mean. */
export function lastDayOf(dateOrMonth: CivilDate | CivilMonth): CivilDate {
  if (isCivilDate(dateOrMonth)) return dateOrMonth;
  return addDays(`${shiftMonth(dateOrMonth, 1)}-01`, -1);
}

/** The same day `months` later, or the month's last day when it has no such day: 31 January + 1 is 28 or 29 February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return dayInMonth(shiftMonth(monthOf(date), months), Number(date.slice(8)));
}

/** Day `day` (1 to 31) of the month, at most its last: "on the 31st of each month" is 30 April in April. */
export function dayInMonth(month: CivilMonth, day: number): CivilDate {
  if (!Number.isInteger(day) || day < 1 || day > 31) throw new RangeError(`Not a day of a month: ${day}`);
  const last = lastDayOf(month);
  const wanted = `${month}-${String(day).padStart(2, '0')}`;
  return wanted < last ? wanted : last;
}
