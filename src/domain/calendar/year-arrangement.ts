/**
 * One year's arrangement of holidays as the State Council's general office announces it in the autumn before (部分节假日安排的通知):
 * the days off, and the weekend days worked to make up for them (调休). Importable for years that the built-in data does not know,
 * and as a correction of a year that it does.
 */
import { z } from 'zod';
import { isCivilDate, isWeekend } from './civil-date';
import type { CivilDate } from './civil-date';

declare const validated: unique symbol;

/** What `readYearArrangement` has checked, and nothing else can make. Dates are sorted. */
export interface YearArrangement {
  readonly year: number;
  /** Days off, weekends inside a holiday included. */
  readonly holidays: readonly CivilDate[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpWorkdays: readonly CivilDate[];
  /** The announcement it was taken from, for example its document number. */
  readonly source: string;
  readonly [validated]: true;
}

export type YearArrangementFault =
  | 'CALENDAR_SHAPE'
  | 'CALENDAR_DATE_INVALID'
  | 'CALENDAR_DATE_OUTSIDE_YEAR'
  | 'CALENDAR_DATE_TWICE'
  | 'CALENDAR_DATE_OFF_AND_WORKED'
  | 'CALENDAR_MAKE_UP_ON_WEEKDAY'
  | 'CALENDAR_HOLIDAY_MISSING';

/** One fault; `path` says where (`holidays[3]`), `message` is for the person who made the file. */
export interface YearArrangementRefusal {
  readonly code: YearArrangementFault;
  readonly path: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export type YearArrangementAnswer =
  { readonly ok: true; readonly arrangement: YearArrangement } | { readonly ok: false; readonly refused: readonly YearArrangementRefusal[] };

const shape = z.strictObject({
  year: z.number().int().min(1950).max(9998),
  holidays: z.array(z.string()),
  makeUpWorkdays: z.array(z.string()),
  source: z.string().trim().min(1),
});

/**
 * Days off in every year since 1949 (全国年节及纪念日放假办法, article 2). A list without them is not an announcement: taken as
 * one, it would turn National Day into a working day without a word.
 */
const ALWAYS_OFF = ['01-01', '05-01', '10-01'];

/**
 * Reads `{ year, holidays, makeUpWorkdays, source }`, all faults at once. A date must lie in the year or in the December before
 * it: the announcement for 2019 moved 29 to 31 December 2018.
 */
export function readYearArrangement(input: unknown): YearArrangementAnswer {
  const parsed = shape.safeParse(input);
  if (!parsed.success) return { ok: false, refused: parsed.error.issues.map(shapeRefusal) };
  const { year, holidays, makeUpWorkdays, source } = parsed.data;
  const refused = [
    ...holidays.flatMap((date, i) => faultsOf(date, `holidays[${i}]`, year, holidays.indexOf(date) !== i)),
    ...makeUpWorkdays.flatMap((date, i) => faultsOf(date, `makeUpWorkdays[${i}]`, year, makeUpWorkdays.indexOf(date) !== i)),
    ...makeUpWorkdays.flatMap((date, i) => makeUpFaults(date, `makeUpWorkdays[${i}]`, holidays)),
    ...ALWAYS_OFF.map((day) => `${year}-${day}`)
      .filter((date) => !holidays.includes(date))
      .map((date) =>
        refusal('CALENDAR_HOLIDAY_MISSING', 'holidays', `${date}是法定节假日，名单中没有`, `${date} is a statutory holiday and is not in the list`),
      ),
  ];
  if (refused.length > 0) return { ok: false, refused };
  const arrangement: Omit<YearArrangement, typeof validated> = {
    year,
    holidays: holidays.toSorted(),
    makeUpWorkdays: makeUpWorkdays.toSorted(),
    source,
  };
  return { ok: true, arrangement: Object.freeze(arrangement) as YearArrangement };
}

function shapeRefusal(issue: z.core.$ZodIssue): YearArrangementRefusal {
  const path = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return refusal('CALENDAR_SHAPE', path.replace(/^\./, ''), `格式不符：${issue.message}`, `Not as expected: ${issue.message}`);
}

function faultsOf(date: string, path: string, year: number, repeated: boolean): YearArrangementRefusal[] {
  if (!isCivilDate(date)) return [refusal('CALENDAR_DATE_INVALID', path, `“${date}”不是日期（YYYY-MM-DD）`, `"${date}" is not a date (YYYY-MM-DD)`)];
  const faults: YearArrangementRefusal[] = [];
  if (!belongsTo(year, date))
    faults.push(refusal('CALENDAR_DATE_OUTSIDE_YEAR', path, `${date}不属于${year}年`, `${date} does not lie in ${year} or the December before it`));
  if (repeated) faults.push(refusal('CALENDAR_DATE_TWICE', path, `${date}重复`, `${date} is listed twice`));
  return faults;
}

function makeUpFaults(date: string, path: string, holidays: readonly string[]): YearArrangementRefusal[] {
  if (!isCivilDate(date)) return [];
  if (holidays.includes(date))
    return [refusal('CALENDAR_DATE_OFF_AND_WORKED', path, `${date}既放假又上班`, `${date} is listed both as a day off and as worked`)];
  if (isWeekend(date)) return [];
  return [refusal('CALENDAR_MAKE_UP_ON_WEEKDAY', path, `${date}不是周末，本来就上班`, `${date} is no weekend day: it is worked anyway`)];
}

function belongsTo(year: number, date: CivilDate): boolean {
  return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);
}

function refusal(code: YearArrangementFault, path: string, zh: string, en: string): YearArrangementRefusal {
  return { code, path, message: { zh, en } };
}
