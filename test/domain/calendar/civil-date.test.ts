import fc from 'fast-check';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateOf,
  compareDates,
  dayInMonth,
  daysBetween,
  endOfDay,
  firstDayOf,
  isCivilDate,
  isCivilMonth,
  isWeekend,
  lastDayOf,
  monthOf,
  shiftMonth,
  startOfDay,
  weekdayOf,
  yearOf,
} from '../../../src/domain/calendar';

const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

describe('a civil date', () => {
  it.each(['2024-02-29', '2022-12-31', '0001-01-01', '9999-12-31'])('%s is one', (text) => expect(isCivilDate(text)).toBe(true));

  it.each([
    '2023-02-29',
    '2022-02-30',
    '2022-13-01',
    '2022-00-10',
    '2022-1-1',
    '2022-01-01T00:00:00Z',
    ' 2022-01-01',
    '0000-01-01',
    '二〇二二年',
    '',
  ])('%j is none', (text) => expect(isCivilDate(text)).toBe(false));

  it('is a text', () => expect([null, undefined, 20220101, new Date()].some(isCivilDate)).toBe(false));

  it('is made of numbers, or refused', () => {
    expect(civilDate(2022, 8, 5)).toBe('2022-08-05');
    expect(() => civilDate(2022, 2, 30)).toThrow('Not a civil date: "2022-02-30"');
    expect(() => civilDate(22, 2, 3.5)).toThrow(RangeError);
  });

  it.each([
    ['addDays', () => addDays('2022-02-30', 1)],
    ['daysBetween', () => daysBetween('2022-01-01', 'tomorrow')],
    ['weekdayOf', () => weekdayOf('')],
    ['yearOf', () => yearOf('2022')],
    ['endOfDay', () => endOfDay('2022-08')],
    ['monthOf', () => monthOf('2022-08')],
  ])('%s throws for a text that is none', (_, call) => expect(call).toThrow(RangeError));

  it('stays within four-digit years and whole days', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow('between the years 0001 and 9999');
    expect(() => addDays('0001-01-01', -1)).toThrow('between the years 0001 and 9999');
    expect(() => addDays('2022-01-01', 0.5)).toThrow('Not a whole number of days');
    expect(() => addDays('2022-01-01', 9e15)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('are added across months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2022-01-01', -1)).toBe('2021-12-31');
  });

  it('counted between two dates are what was added', () => {
    fc.assert(fc.property(dates, fc.integer({ min: -50_000, max: 50_000 }), (date, n) => daysBetween(date, addDays(date, n)) === n));
  });

  it('have the weekday of the wall calendar', () => {
    expect(['2025-09-15', '2025-09-20', '2025-09-21', '1969-12-31'].map(weekdayOf)).toEqual([1, 6, 7, 3]);
    fc.assert(
      fc.property(dates, (date) => weekdayOf(date) % 7 === new Date(`${date}T00:00:00Z`).getUTCDay() && isWeekend(date) === weekdayOf(date) > 5),
    );
  });

  it('sort as they follow each other', () => {
    fc.assert(fc.property(dates, dates, (a, b) => Math.sign(compareDates(a, b)) === Math.sign(daysBetween(b, a))));
  });
});

describe('an instant and its day in Asia/Shanghai', () => {
  it('a day begins at 16:00 UTC of the day before', () => {
    expect(civilDateOf(new Date('2022-08-31T15:59:59.999Z'))).toBe('2022-08-31');
    expect(civilDateOf(new Date('2022-08-31T16:00:00Z'))).toBe('2022-09-01');
    expect(startOfDay('2022-09-01')).toEqual(new Date('2022-08-31T16:00:00Z'));
  });

  it('"by 24 September" ends at 24:00 there: the last millisecond is in time, the next day is not', () => {
    const end = endOfDay('2022-09-24');
    expect(end).toEqual(new Date('2022-09-24T16:00:00Z'));
    expect(civilDateOf(new Date(end.getTime() - 1))).toBe('2022-09-24');
    expect(civilDateOf(end)).toBe('2022-09-25');
  });

  it('agrees with the time zone database since 1992', () => {
    const instants = fc.date({ min: new Date('1992-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(fc.property(instants, (instant) => civilDateOf(instant) === shanghai.format(instant)));
  });

  it('every instant lies between the start and the end of its day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (instant) => {
        const date = civilDateOf(instant);
        return startOfDay(date) <= instant && instant < endOfDay(date);
      }),
    );
  });

  it('an invalid instant has no day', () => expect(() => civilDateOf(new Date(NaN))).toThrow(RangeError));
});

describe('months', () => {
  it.each([
    ['2022-08', true],
    ['2022-13', false],
    ['2022-8', false],
    ['2022-08-01', false],
    [202208, false],
  ])('%j is a month: %s', (text, is) => expect(isCivilMonth(text)).toBe(is));

  it('shift across the year, both ways', () => {
    expect(shiftMonth('2022-11', 3)).toBe('2023-02');
    expect(shiftMonth('2022-01', -1)).toBe('2021-12');
    expect(shiftMonth('2022-01', -25)).toBe('2019-12');
    expect(() => shiftMonth('2022', 1)).toThrow('Not a civil month');
    expect(() => shiftMonth('2022-01', 0.5)).toThrow('Not a whole number of months');
  });

  it('a date as coarse as a notice prints it has a first and a last day', () => {
    expect([firstDayOf('2024-02'), lastDayOf('2024-02')]).toEqual(['2024-02-01', '2024-02-29']);
    expect([firstDayOf('2022-12'), lastDayOf('2022-12')]).toEqual(['2022-12-01', '2022-12-31']);
    expect([firstDayOf('2022-08-21'), lastDayOf('2022-08-21')]).toEqual(['2022-08-21', '2022-08-21']);
    expect(() => firstDayOf('2022')).toThrow(RangeError);
    expect(() => lastDayOf('2022-02-30')).toThrow(RangeError);
  });

  it('a month later is the same day, or the last when there is no such day', () => {
    expect(addMonths('2022-08-24', 1)).toBe('2022-09-24');
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  });

  it('a due day of each month is at most the last day of the month', () => {
    expect(['2022-01', '2022-02', '2022-04'].map((month) => dayInMonth(month, 31))).toEqual(['2022-01-31', '2022-02-28', '2022-04-30']);
    expect(dayInMonth('2022-09', 2)).toBe('2022-09-02');
    expect(() => dayInMonth('2022-09', 0)).toThrow('Not a day of a month');
    expect(() => dayInMonth('2022-09', 32)).toThrow('Not a day of a month');
  });

  it('adding months lands in the month asked for, on no later day', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, n) => {
        const later = addMonths(date, n);
        return (
          monthOf(later) === shiftMonth(monthOf(date), n) &&
          later.slice(8) <= date.slice(8) &&
          (later.slice(8) === date.slice(8) || later === lastDayOf(monthOf(later)))
        );
      }),
    );
  });
});
