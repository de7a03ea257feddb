/**
 * The arrangements known without importing anything, from the package chinese-days. Its functions answer for any year, announced
 * or not (they call 2027-10-01 a working day), so only its data is used: a year it has no day of is a year it does not know.
 */
import published from 'chinese-days/dist/chinese-days.json';
import { version } from 'chinese-days/package.json';
import { readYearArrangement } from './year-arrangement';
import type { YearArrangement } from './year-arrangement';

const SOURCE = `chinese-days ${version}`;

/** Every year the package has data of (2004 to 2026 in 1.5.7), in order. */
export function announcedYears(): YearArrangement[] {
  const holidays = Object.keys(published.holidays);
  const makeUpWorkdays = Object.keys(published.workdays);
  const years = [...new Set(holidays.map((date) => Number(date.slice(0, 4))))].sort();
  return years.map((year) => {
    const inYear = (date: string): boolean => date.startsWith(`${year}-`);
    const answer = readYearArrangement({
      year,
      holidays: holidays.filter(inYear),
      makeUpWorkdays: makeUpWorkdays.filter(inYear),
      source: SOURCE,
    });
    if (!answer.ok) throw new Error(`The built-in holidays of ${year} do not hold: ${answer.refused.map((r) => r.message.en).join('; ')}`);
    return answer.arrangement;
  });
}
