/** The calendar periods of a rule: days, weeks, ten days, months, quarters, half-years; each with the day it is due by. */
import { addDays, lastDayOf, monthOf, shiftMonth, weekdayOf } from '../calendar';
import type { WorkCalendar } from '../calendar';
import { dayOfMonth, onWorkingDay } from './due-days';
import type { DueDay } from './due-days';
import type { ReportingRule } from './model';

/** Civil dates, both included. */
export interface Unfolded {
  key: string;
  start: string;
  end: string;
  due: DueDay;
}

interface Window {
  start: string;
  end: string;
}

/** Every period that begins up to the window's end, from the one that holds its start. Nothing for ONCE. */
export function unfold(rule: ReportingRule, window: Window, calendar: WorkCalendar): Unfolded[] {
  switch (rule.cadence) {
    case 'ONCE':
      return [];
    case 'MONTHLY':
      return everyMonths(rule, window, calendar, 1, (start) => start.slice(0, 7));
    case 'QUARTERLY':
      return everyMonths(rule, window, calendar, 3, (start) => `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`);
    case 'SEMIANNUAL':
      return everyMonths(rule, window, calendar, 6, (start) => `${start.slice(0, 4)}-H${start.slice(5, 7) === '01' ? 1 : 2}`);
    case 'TEN_DAILY':
      return everyTenDays(rule, window, calendar);
    case 'WEEKLY':
      return weeks(rule, window, calendar);
    case 'DAILY':
      return everyDays(rule, window, calendar, 1);
    case 'EVERY_N_DAYS':
      return everyDays(rule, window, calendar, rule.dueDay ?? 10);
  }
}

/** Due on a day of the period's last month, or of the month after for the period before. */
function everyMonths(rule: ReportingRule, window: Window, calendar: WorkCalendar, months: number, label: (start: string) => string): Unfolded[] {
  const periods: Unfolded[] = [];
  const month = Number(window.start.slice(5, 7));
  let first = shiftMonth(monthOf(window.start), -((month - 1) % months));
  while (`${first}-01` <= window.end) {
    const start = `${first}-01`;
    const last = shiftMonth(first, months - 1);
    const dueMonth = rule.period === 'PREVIOUS' ? shiftMonth(last, 1) : last;
    periods.push({ key: label(start), start, end: lastDayOf(last), due: dayOfMonth(dueMonth, rule.dueDay ?? 31, rule.onDayOff, calendar) });
    first = shiftMonth(first, months);
  }
  return periods;
}

/** 旬: to the 10th, the 20th and the last of the month. Due on the n-th day of the ten days, or of the next ones; on their last unless it is printed. */
function everyTenDays(rule: ReportingRule, window: Window, calendar: WorkCalendar): Unfolded[] {
  const periods: Unfolded[] = [];
  for (let ten = tenDaysOf(window.start); ten.start <= window.end; ten = tenDaysOf(addDays(ten.end, 1))) {
    const { start, end } = rule.period === 'PREVIOUS' ? tenDaysOf(addDays(ten.end, 1)) : ten;
    const printed = rule.dueDay === null ? end : addDays(start, rule.dueDay - 1);
    periods.push({ ...ten, due: onWorkingDay(printed < end ? printed : end, rule.onDayOff, calendar) });
  }
  return periods;
}

function tenDaysOf(day: string): Omit<Unfolded, 'due'> {
  const month = monthOf(day);
  const third = Math.min(Math.ceil(Number(day.slice(8)) / 10), 3);
  const start = `${month}-${third - 1}1`;
  return { key: `${month}-D${third}`, start, end: third === 3 ? lastDayOf(month) : `${month}-${third}0` };
}

/** Weeks from Monday to Sunday; due on Friday unless the notice names the day. */
function weeks(rule: ReportingRule, window: Window, calendar: WorkCalendar): Unfolded[] {
  const periods: Unfolded[] = [];
  let monday = addDays(window.start, 1 - weekdayOf(window.start));
  while (monday <= window.end) {
    const day = addDays(monday, Math.min(rule.dueDay ?? 5, 7) - 1);
    const due = onWorkingDay(rule.period === 'PREVIOUS' ? addDays(day, 7) : day, rule.onDayOff, calendar);
    periods.push({ key: weekOf(monday), start: monday, end: addDays(monday, 6), due });
    monday = addDays(monday, 7);
  }
  return periods;
}

/** ISO 8601: a week belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;
  return `${thursday.slice(0, 4)}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

function everyDays(rule: ReportingRule, window: Window, calendar: WorkCalendar, days: number): Unfolded[] {
  const periods: Unfolded[] = [];
  for (let start = window.start; start <= window.end; start = addDays(start, days)) {
    const end = addDays(start, days - 1);
    const due = onWorkingDay(rule.period === 'PREVIOUS' ? addDays(end, 1) : end, rule.onDayOff, calendar);
    periods.push({ key: days === 1 ? start : `${start}/${end}`, start, end, due });
  }
  return periods;
}
