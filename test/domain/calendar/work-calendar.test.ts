import fc from 'fast-check';
import { addDays, readYearArrangement, stateCouncilCalendar, weekdayOf, workCalendarOf } from '../../../src/domain/calendar';
import type { YearArrangement } from '../../../src/domain/calendar';

const calendar = stateCouncilCalendar();

function arranged(input: { year: number; holidays: string[]; makeUpWorkdays?: string[] }): YearArrangement {
  const { year } = input;
  const answer = readYearArrangement({
    source: '试用',
    makeUpWorkdays: [],
    ...input,
    holidays: [...new Set([`${year}-01-01`, `${year}-05-01`, `${year}-10-01`, ...input.holidays])],
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refused));
  return answer.arrangement;
}

describe('working days as announced', () => {
  it('20 working days after 2025-09-17 is 2025-10-21', () => {
    expect(calendar.addWorkingDays('2025-09-17', 20)).toEqual({ date: '2025-10-21' });
    expect(calendar.workingDaysBetween('2025-09-17', '2025-10-21')).toEqual({ days: 20 });
  });

  it.each([
    ['2018-12-29', 'the Saturday before New Year 2019'],
    ['2020-01-19', 'the Sunday before Spring Festival 2020'],
    ['2021-09-18', 'the Saturday before Mid-autumn 2021'],
    ['2022-10-08', 'the Saturday after National Day 2022'],
    ['2025-09-28', 'the Sunday before National Day 2025'],
    ['2025-10-11', 'the Saturday after National Day 2025'],
    ['2026-02-14', 'the Saturday before Spring Festival 2026'],
  ])('%s is worked: %s', (date) => {
    expect(weekdayOf(date)).toBeGreaterThan(5);
    expect(calendar.isWorkingDay(date)).toBe(true);
  });

  it.each(['2020-01-31', '2022-10-07', '2025-10-08', '2026-02-23', '2015-09-03'])('%s is a weekday off', (date) => {
    expect(weekdayOf(date)).toBeLessThan(6);
    expect(calendar.isWorkingDay(date)).toBe(false);
  });

  it('ordinary days follow the week', () => {
    expect(['2025-09-17', '2025-09-20', '2025-09-21'].map(calendar.isWorkingDay)).toEqual([true, false, false]);
  });

  it('the working days beside a holiday', () => {
    expect(calendar.nextWorkingDay('2025-09-30')).toEqual({ date: '2025-10-09' });
    expect(calendar.previousWorkingDay('2025-10-09')).toEqual({ date: '2025-09-30' });
    expect(calendar.onOrAfter('2025-10-04')).toEqual({ date: '2025-10-09' });
    expect(calendar.onOrAfter('2025-10-09')).toEqual({ date: '2025-10-09' });
  });

  it('counts backwards, and stays where it is for none', () => {
    expect(calendar.addWorkingDays('2025-10-21', -20)).toEqual({ date: '2025-09-17' });
    expect(calendar.addWorkingDays('2025-10-04', 0)).toEqual({ date: '2025-10-04' });
  });

  it.each([1.5, NaN, 10_001, -10_001, Infinity])('%s working days cannot be counted', (n) => {
    expect(() => calendar.addWorkingDays('2025-01-01', n)).toThrow(RangeError);
  });

  it('a text that is no date is thrown back', () => {
    expect(() => calendar.isWorkingDay('2025-02-29')).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('soon', 0)).toThrow(RangeError);
    expect(() => calendar.workingDaysBetween('2025-01-01', 'soon')).toThrow(RangeError);
  });
});

describe('a year that is not announced', () => {
  it.each(['2027-10-01', '2027-03-02', '2027-03-06', '2003-06-03'])('has no answer for %s', (date) => {
    expect(calendar.isWorkingDay(date)).toBe('NOT_ANNOUNCED');
  });

  it('knows the years of the built-in data and no other', () => {
    expect(calendar.years).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
    expect(calendar.arrangementOf(2026)?.source).toMatch(/^chinese-days \d/);
    expect(calendar.arrangementOf(2027)).toBeUndefined();
  });

  it('gives an estimate over weekends alone, and names the year', () => {
    expect(calendar.addWorkingDays('2026-12-31', 1)).toEqual({ notAnnounced: 2027, estimate: '2027-01-01' });
    expect(calendar.addWorkingDays('2026-12-30', 1)).toEqual({ date: '2026-12-31' });
    expect(calendar.addWorkingDays('2027-09-29', 5)).toEqual({ notAnnounced: 2027, estimate: '2027-10-06' });
    expect(calendar.workingDaysBetween('2027-09-29', '2027-10-06')).toEqual({ notAnnounced: 2027, estimate: 5 });
    expect(calendar.workingDaysBetween('2027-10-06', '2027-09-29')).toEqual({ notAnnounced: 2027, estimate: -5 });
    expect(calendar.onOrAfter('2027-10-02')).toEqual({ notAnnounced: 2027, estimate: '2027-10-04' });
  });

  it('names the first such year on the way', () => {
    expect(calendar.addWorkingDays('2026-12-31', 600)).toMatchObject({ notAnnounced: 2027 });
    expect(calendar.addWorkingDays('2004-01-01', -300)).toMatchObject({ notAnnounced: 2003 });
  });

  it('is answered once it is imported, and the calendar before it is unchanged', () => {
    const known = calendar.withYear(arranged({ year: 2027, holidays: ['2027-10-04'], makeUpWorkdays: ['2027-10-09'] }));
    expect(['2027-10-01', '2027-03-02', '2027-03-06', '2027-10-09'].map(known.isWorkingDay)).toEqual([false, true, false, true]);
    expect(known.addWorkingDays('2027-09-30', 1)).toEqual({ date: '2027-10-05' });
    expect(known.years.at(-1)).toBe(2027);
    expect(calendar.isWorkingDay('2027-03-02')).toBe('NOT_ANNOUNCED');
  });

  it('may move the days before New Year once it is imported', () => {
    const known = calendar.withYear(arranged({ year: 2027, holidays: ['2026-12-31'], makeUpWorkdays: ['2026-12-27'] }));
    expect([calendar.isWorkingDay('2026-12-31'), known.isWorkingDay('2026-12-31')]).toEqual([true, false]);
    expect([calendar.isWorkingDay('2026-12-27'), known.isWorkingDay('2026-12-27')]).toEqual([false, true]);
  });

  it('a correction replaces the year whole', () => {
    const corrected = calendar.withYear(arranged({ year: 2025, holidays: [] }));
    expect([calendar.isWorkingDay('2025-10-08'), corrected.isWorkingDay('2025-10-08')]).toEqual([false, true]);
    expect([calendar.isWorkingDay('2025-09-28'), corrected.isWorkingDay('2025-09-28')]).toEqual([true, false]);
    expect(corrected.years).toEqual(calendar.years);
  });

  it('with nothing known, everything is an estimate', () => {
    const empty = workCalendarOf([]);
    expect(empty.years).toEqual([]);
    expect(empty.addWorkingDays('2025-09-30', 1)).toEqual({ notAnnounced: 2025, estimate: '2025-10-01' });
  });
});

describe('for every date', () => {
  const days = fc.integer({ min: 0, max: 365 * 20 }).map((n) => addDays('2005-01-01', n));
  const counts = fc.integer({ min: -60, max: 60 });
  const dateOf = (answer: ReturnType<typeof calendar.addWorkingDays>): string => {
    if (!('date' in answer)) throw new Error('not announced');
    return answer.date;
  };
  /** Brute force: lists the days between, and keeps those the calendar calls worked. */
  const worked = (from: string, to: string): string[] => {
    const list: string[] = [];
    for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (calendar.isWorkingDay(date) === true) list.push(date);
    return list;
  };

  it('the n-th working day is the n-th of the days that are worked', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 60 }),
        (date, n) => worked(date, addDays(date, 150))[n - 1] === dateOf(calendar.addWorkingDays(date, n)),
      ),
    );
  });

  it('counting between two dates agrees with listing them, both ways', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 200 }), (from, span) => {
        const to = addDays(from, span);
        expect(calendar.workingDaysBetween(from, to)).toEqual({ days: worked(from, to).length });
        expect(calendar.workingDaysBetween(to, from)).toEqual({ days: 0 - worked(addDays(from, -1), addDays(to, -1)).length });
      }),
    );
  });

  it('adding and counting are inverse', () => {
    fc.assert(
      fc.property(days, counts, (date, n) => {
        expect(calendar.workingDaysBetween(date, dateOf(calendar.addWorkingDays(date, n)))).toEqual({ days: n });
      }),
    );
  });

  it('going forth and back from a working day returns to it', () => {
    fc.assert(
      fc.property(days, counts, (date, n) => {
        const start = dateOf(calendar.onOrAfter(date));
        expect(dateOf(calendar.addWorkingDays(dateOf(calendar.addWorkingDays(start, n)), -n))).toBe(start);
      }),
    );
  });

  it('more days never end earlier, and a later start never ends earlier', () => {
    fc.assert(
      fc.property(days, counts, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 30 }), (date, n, later, more) => {
        expect(dateOf(calendar.addWorkingDays(date, n + more)) > dateOf(calendar.addWorkingDays(date, n))).toBe(true);
        expect(dateOf(calendar.addWorkingDays(addDays(date, later), n)) >= dateOf(calendar.addWorkingDays(date, n))).toBe(true);
      }),
    );
  });
});
