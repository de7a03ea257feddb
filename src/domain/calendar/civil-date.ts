/**
 * Civil dates: days of the calendar in Asia/Shanghai, written `YYYY-MM-DD`. A notice says "by the 24th" and means a day
 * there, wherever the server stands. Pure: no function reads a clock or the machine's time zone.
 *
 * Beijing time has been UTC+8 without daylight saving since 15 September 1991, so the offset is a constant.
 * Functions that take a civil date throw a RangeError for a text that is none: what comes from people is asked with `isCivilDate` first.
 */

/** `YYYY-MM-DD`, a day that exists, years 0001 to 9999. */
export type CivilDate = string;
/** `YYYY-MM`. */
export type CivilMonth = string;

const DAY = 86_400_000;
const SHANGHAI_OFFSET = 8 * 3_600_000;
const WORK_BEGINS = 9 * 3_600_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01. Asked several times for each event of a log that is replayed, so it makes no texts. */
function dayCount(date: CivilDate): number {
  if (SHAPE.test(date) && !date.startsWith('0000')) {
    const [month, dayOfMonth] = [Number(date.slice(5, 7)) - 1, Number(date.slice(8))];
    const day = new Date(0);
    day.setUTCFullYear(Number(date.slice(0, 4)), month, dayOfMonth);
    // 2022-02-30 is taken for 2 March: only what reads back the same is a day.
    if (day.getUTCMonth() === month && day.getUTCDate() === dayOfMonth) return day.getTime() / DAY;
  }
  throw new RangeError(`Not a civil date: ${JSON.stringify(date)}`);
}

function format(milliseconds: number): CivilDate {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function fromDayCount(count: number): CivilDate {
  const date = new Date(count * DAY);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) throw new RangeError('A civil date lies between the years 0001 and 9999');
  return format(count * DAY);
}

export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false;
  try {
    dayCount(text);
    return true;
  } catch {
    return false;
  }
}

/** The date of these numbers (month 1 to 12); RangeError when there is no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  dayCount(text);
  return text;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** The day it is in Asia/Shanghai at that instant. */
export function civilDateOf(instant: Date): CivilDate {
  return fromDayCount(Math.floor((instant.getTime() + SHANGHAI_OFFSET) / DAY));
}

/** The instant of 00:00 in Asia/Shanghai. */
export function startOfDay(date: CivilDate): Date {
  return new Date(dayCount(date) * DAY - SHANGHAI_OFFSET);
}

/** The instant of 09:00 in Asia/Shanghai: when people are told what is not urgent enough for the night. */
export function startOfWork(date: CivilDate): Date {
  return new Date(dayCount(date) * DAY - SHANGHAI_OFFSET + WORK_BEGINS);
}

/**
 * The instant of 24:00 in Asia/Shanghai, which is what "by that day" means (Civil Code, article 203: a period ends at 24:00 of its
 * last day). What happens before this instant is in time; at the instant itself the next day has begun.
 */
export function endOfDay(date: CivilDate): Date {
  return new Date((dayCount(date) + 1) * DAY - SHANGHAI_OFFSET);
}

/** `days` may be negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`Not a whole number of days: ${days}`);
  return fromDayCount(dayCount(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. `daysBetween(d, addDays(d, n)) === n`. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayCount(to) - dayCount(from);
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekdayOf(date: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // Day 0 of the counter, 1970-01-01, was a Thursday.
  const fromMonday = (((dayCount(date) + 3) % 7) + 7) % 7;
  return (fromMonday + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Saturday or Sunday, whatever the State Council made of it. */
export function isWeekend(date: CivilDate): boolean {
  return weekdayOf(date) >= 6;
}

export function yearOf(date: CivilDate): number {
  dayCount(date);
  return Number(date.slice(0, 4));
}

/** Less than zero when `a` is earlier, for sorting. */
export function compareDates(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
