/**
 * Working days as the State Council sets them: Monday to Friday, less the holidays, plus the weekend days worked in exchange (调休).
 *
 * A year without an arrangement has no answer, not even for an ordinary Tuesday: which days it will have off is only presumed
 * before the announcement (docs/decisions/0004-working-days.md). Counting goes on over weekends alone and says that it is an estimate.
 */
import { announcedYears } from './announced-years';
import { addDays, compareDates, isWeekend, weekdayOf, yearOf } from './civil-date';
import type { CivilDate } from './civil-date';
import type { YearArrangement } from './year-arrangement';

/** `notAnnounced` is the first year met whose arrangement is missing; `estimate` counts Monday to Friday in such years. */
export type WorkingDate = { readonly date: CivilDate } | { readonly notAnnounced: number; readonly estimate: CivilDate };
export type WorkingDayCount = { readonly days: number } | { readonly notAnnounced: number; readonly estimate: number };

/** Immutable. Every date is a `CivilDate`; a text that is none throws a RangeError. */
export interface WorkCalendar {
  /** Years whose arrangement is known, in order. */
  readonly years: readonly number[];
  /** The arrangement of a year with its source, when known. */
  arrangementOf(year: number): YearArrangement | undefined;
  isWorkingDay(date: CivilDate): boolean | 'NOT_ANNOUNCED';
  /**
   * The n-th working day after `date`, which itself is not counted (Civil Code, article 201: the day a period begins is left out);
   * before it when n is negative; `date` itself when n is 0. n is a whole number from -10000 to 10000.
   */
  addWorkingDays(date: CivilDate, n: number): WorkingDate;
  /**
   * The inverse: working days after `from` up to and including `to`; when `to` is earlier, minus those from `to` up to but not
   * including `from`. `workingDaysBetween(d, addWorkingDays(d, n))` is n.
   */
  workingDaysBetween(from: CivilDate, to: CivilDate): WorkingDayCount;
  /** The first working day after `date`. */
  nextWorkingDay(date: CivilDate): WorkingDate;
  /** The last working day before `date`. */
  previousWorkingDay(date: CivilDate): WorkingDate;
  /** `date`, or the next working day when it is a day off: where a period that ends on a day off ends (Civil Code, article 203). */
  onOrAfter(date: CivilDate): WorkingDate;
  /** A calendar that knows this year too, or knows it better: it replaces what was held for the year. */
  withYear(arrangement: YearArrangement): WorkCalendar;
}

const FARTHEST = 10_000;

/** The calendar of exactly these arrangements; the later one wins where a year comes twice. */
export function workCalendarOf(arrangements: readonly YearArrangement[]): WorkCalendar {
  const byYear = new Map(arrangements.map((arrangement) => [arrangement.year, arrangement]));
  const days = new Map<number, ReadonlyMap<CivilDate, boolean>>([...byYear].map(([year, arrangement]) => [year, exceptionsOf(arrangement)]));

  const isWorkingDay = (date: CivilDate): boolean | 'NOT_ANNOUNCED' => {
    const year = yearOf(date);
    // Next year's announcement may move the days before New Year, and it is the newer word on them.
    const moved = days.get(year + 1)?.get(date);
    if (moved !== undefined) return moved;
    const own = days.get(year);
    return own ? (own.get(date) ?? !isWeekend(date)) : 'NOT_ANNOUNCED';
  };

  /** Steps from day to day, counting working days, until told to stop; presumes Monday to Friday where nothing is announced. */
  const walk = (from: CivilDate, step: number, arrived: (counted: number, date: CivilDate) => boolean) => {
    let date = from;
    let counted = 0;
    let notAnnounced: number | undefined;
    while (!arrived(counted, date)) {
      date = addDays(date, step);
      const works = isWorkingDay(date);
      if (works === 'NOT_ANNOUNCED') notAnnounced ??= yearOf(date);
      if (works === 'NOT_ANNOUNCED' ? weekdayOf(date) <= 5 : works) counted += 1;
    }
    return { date, counted, notAnnounced };
  };

  const addWorkingDays = (date: CivilDate, n: number): WorkingDate => {
    if (!Number.isInteger(n) || Math.abs(n) > FARTHEST) throw new RangeError(`Working days are counted from -${FARTHEST} to ${FARTHEST}, not ${n}`);
    yearOf(date);
    const step = Math.sign(n);
    const answer = walk(date, step, (counted) => counted === Math.abs(n));
    return answer.notAnnounced === undefined ? { date: answer.date } : { notAnnounced: answer.notAnnounced, estimate: answer.date };
  };

  const workingDaysBetween = (from: CivilDate, to: CivilDate): WorkingDayCount => {
    yearOf(to);
    const step = compareDates(to, from);
    const { counted, notAnnounced } = walk(from, step, (_, date) => date === to);
    const days = step < 0 ? 0 - counted : counted;
    return notAnnounced === undefined ? { days } : { notAnnounced, estimate: days };
  };

  return Object.freeze<WorkCalendar>({
    years: [...byYear.keys()].sort((a, b) => a - b),
    arrangementOf: (year) => byYear.get(year),
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
    nextWorkingDay: (date) => addWorkingDays(date, 1),
    previousWorkingDay: (date) => addWorkingDays(date, -1),
    onOrAfter: (date) => addWorkingDays(addDays(date, -1), 1),
    withYear: (arrangement) => workCalendarOf([...byYear.values(), arrangement]),
  });
}

function exceptionsOf(arrangement: YearArrangement): ReadonlyMap<CivilDate, boolean> {
  return new Map([...arrangement.holidays.map((date) => [date, false] as const), ...arrangement.makeUpWorkdays.map((date) => [date, true] as const)]);
}

/** The calendar Muster starts with: every year in the built-in data. */
export function stateCouncilCalendar(): WorkCalendar {
  return workCalendarOf(announcedYears());
}
