import fc from 'fast-check';
import { addDays, stateCouncilCalendar, workCalendarOf } from '../../../src/domain/calendar';
import { closingDay, onWorkingDay } from '../../../src/domain/plan/due-days';
import { ON_DAY_OFF, reportingSchema } from '../../../src/domain/plan/model';
import type { OnDayOff } from '../../../src/domain/plan/model';
import { periodsOfRule } from '../../../src/domain/plan/obligations';

const calendar = stateCouncilCalendar();
const unknown = workCalendarOf([]);
type Rule = Parameters<typeof reportingSchema.parse>[0] & object;

/** `period due closes` of a rule over one phase. */
const owed = (rule: Rule, [start, end]: [string, string] = ['2022-09-01', '2022-12-31'], issuedOn: string | null = null) =>
  periodsOfRule(
    reportingSchema.parse({ what: 'STATISTICS', ...rule }),
    { issuedOn },
    [{ key: 'p1', name: '整治', kind: 'RECTIFICATION', start, end, advancesByItself: false }],
    calendar,
  ).map(({ key, dueOn, closesOn }) => [key, dueOn, ...(closesOn ? [closesOn] : [])].join(' '));

describe('a due day that is a day off', () => {
  // 2022: 24 September is a Saturday; 1 to 7 October are off, 8 and 9 October are worked; 24 December is a Saturday.
  const monthly = (onDayOff: OnDayOff) => owed({ cadence: 'MONTHLY', dueDay: 24, onDayOff });
  test('stays, goes on to the next working day, or back to the one before', () => {
    expect(monthly('AS_PRINTED')).toEqual(['2022-09 2022-09-24', '2022-10 2022-10-24', '2022-11 2022-11-24', '2022-12 2022-12-24']);
    expect(monthly('NEXT_WORKING_DAY')).toEqual(['2022-09 2022-09-26', '2022-10 2022-10-24', '2022-11 2022-11-24', '2022-12 2022-12-26']);
    expect(monthly('PREVIOUS_WORKING_DAY')).toEqual(['2022-09 2022-09-23', '2022-10 2022-10-24', '2022-11 2022-11-24', '2022-12 2022-12-23']);
  });
  test('on the 2nd of the next month: over National Day to the Saturday that is worked, or back to September', () => {
    const rule = { cadence: 'MONTHLY', dueDay: 2, period: 'PREVIOUS' };
    expect(owed({ ...rule, onDayOff: 'NEXT_WORKING_DAY' })).toEqual([
      '2022-09 2022-10-08',
      '2022-10 2022-11-02',
      '2022-11 2022-12-02',
      '2022-12 2023-01-03',
    ]);
    expect(owed({ ...rule, onDayOff: 'PREVIOUS_WORKING_DAY' })).toEqual([
      '2022-09 2022-09-30',
      '2022-10 2022-11-02',
      '2022-11 2022-12-02',
      '2022-12 2022-12-30',
    ]);
  });
  test('what is owed once, by a date or at the end of a phase, follows the same rule', () => {
    expect(owed({ cadence: 'ONCE', dueDate: '2022-09-10', onDayOff: 'NEXT_WORKING_DAY' })).toEqual(['ONCE 2022-09-13']);
    expect(owed({ cadence: 'ONCE', onDayOff: 'PREVIOUS_WORKING_DAY' })).toEqual(['ONCE 2022-12-30']);
    expect(owed({ cadence: 'ONCE' })).toEqual(['ONCE 2022-12-31']);
  });
});

describe('a day that the month lacks', () => {
  const days = (onDayOff: OnDayOff) => owed({ cadence: 'MONTHLY', dueDay: 31, onDayOff }, ['2023-01-01', '2023-06-30']);
  // 2023: 28 February is a Tuesday, 30 April a Sunday, 31 May a Wednesday; 29 April to 3 May are off; 30 June is a Friday.
  test('is its last day, held against the calendar like any other', () => {
    expect(days('AS_PRINTED').map((row) => row.slice(8))).toEqual([
      '2023-01-31',
      '2023-02-28',
      '2023-03-31',
      '2023-04-30',
      '2023-05-31',
      '2023-06-30',
    ]);
    expect(days('NEXT_WORKING_DAY')[3]).toBe('2023-04 2023-05-04');
    expect(days('PREVIOUS_WORKING_DAY')[3]).toBe('2023-04 2023-04-28');
  });
  test('the 30th of February in a leap year', () => {
    expect(owed({ cadence: 'MONTHLY', dueDay: 30 }, ['2024-02-01', '2024-02-29'])).toEqual(['2024-02 2024-02-29']);
  });
});

describe('cadences', () => {
  test('ten days: to the 10th, the 20th and the last of the month', () => {
    expect(owed({ cadence: 'TEN_DAILY' }, ['2023-02-05', '2023-03-02'])).toEqual([
      '2023-02-D1 2023-02-10',
      '2023-02-D2 2023-02-20',
      '2023-02-D3 2023-02-28',
      '2023-03-D1 2023-03-10',
    ]);
  });
  test('ten days, reported on the second day of the next; a day that the last ten days lack is their last', () => {
    expect(owed({ cadence: 'TEN_DAILY', dueDay: 2, period: 'PREVIOUS' }, ['2022-09-11', '2022-10-01'])).toEqual([
      '2022-09-D2 2022-09-22',
      '2022-09-D3 2022-10-02',
      '2022-10-D1 2022-10-12',
    ]);
    expect(owed({ cadence: 'TEN_DAILY', dueDay: 10 }, ['2023-02-21', '2023-02-28'])).toEqual(['2023-02-D3 2023-02-28']);
  });
  test('quarters on a day of their last month, half-years in the month after', () => {
    const year: [string, string] = ['2022-01-01', '2022-12-31'];
    expect(owed({ cadence: 'QUARTERLY', dueDay: 25, onDayOff: 'NEXT_WORKING_DAY' }, year)).toEqual([
      '2022-Q1 2022-03-25',
      '2022-Q2 2022-06-27',
      '2022-Q3 2022-09-26',
      '2022-Q4 2022-12-26',
    ]);
    expect(owed({ cadence: 'SEMIANNUAL', dueDay: 10, period: 'PREVIOUS', onDayOff: 'PREVIOUS_WORKING_DAY' }, year)).toEqual([
      '2022-H1 2022-07-08',
      '2022-H2 2023-01-10',
    ]);
  });
  test('days and weeks, where days off are reported on the working day after', () => {
    const daily = owed({ cadence: 'DAILY', onDayOff: 'NEXT_WORKING_DAY' }, ['2022-09-09', '2022-09-13']);
    expect(daily.map((row) => row.split(' ')[1])).toEqual(['2022-09-09', '2022-09-13', '2022-09-13', '2022-09-13', '2022-09-13']);
    expect(owed({ cadence: 'WEEKLY', dueDay: 5, onDayOff: 'PREVIOUS_WORKING_DAY' }, ['2022-10-03', '2022-10-16'])).toEqual(['2022-W41 2022-10-14']);
    expect(owed({ cadence: 'WEEKLY', dueDay: 5, onDayOff: 'NEXT_WORKING_DAY' }, ['2022-10-03', '2022-10-16'])).toEqual([
      '2022-W40 2022-10-08',
      '2022-W41 2022-10-14',
    ]);
  });
  test('the day that counts against the notice’s own date is the one it is really due by', () => {
    const rule = { cadence: 'MONTHLY', dueDay: 24 };
    expect(owed(rule, ['2022-09-01', '2022-09-30'], '2022-09-25')).toEqual([]);
    expect(owed({ ...rule, onDayOff: 'NEXT_WORKING_DAY' }, ['2022-09-01', '2022-09-30'], '2022-09-25')).toEqual(['2022-09 2022-09-26']);
  });
});

describe('a period that closes by itself', () => {
  test('so many working days after the due day', () => {
    expect(owed({ cadence: 'MONTHLY', dueDay: 28, closesAfter: 3 }, ['2022-09-01', '2022-10-31'])).toEqual([
      '2022-09 2022-09-28 2022-10-08',
      '2022-10 2022-10-28 2022-11-02',
    ]);
    expect(owed({ cadence: 'MONTHLY', dueDay: 28, closesAfter: 0 }, ['2022-09-01', '2022-09-30'])).toEqual(['2022-09 2022-09-28 2022-09-28']);
  });
});

describe('whatever the day and the rule', () => {
  const day = fc.integer({ min: 0, max: 6_000 }).map((n) => addDays('2012-01-01', n));
  const rule = fc.constantFrom(...ON_DAY_OFF);
  test('the due day is worked unless it stays as printed, and no working day lies between', () => {
    fc.assert(
      fc.property(day, rule, (printed, onDayOff) => {
        const { date, notAnnounced } = onWorkingDay(printed, onDayOff, calendar);
        if (onDayOff === 'AS_PRINTED') return expect(date).toBe(printed);
        if (notAnnounced !== null) return expect(calendar.arrangementOf(notAnnounced)).toBeUndefined();
        expect(calendar.isWorkingDay(date)).toBe(true);
        const later = onDayOff === 'NEXT_WORKING_DAY';
        expect(later ? date >= printed : date <= printed).toBe(true);
        for (let d = printed; d !== date; d = addDays(d, later ? 1 : -1)) expect(calendar.isWorkingDay(d)).toBe(false);
      }),
    );
  });
  test('the closing is as many working days later as the plan says', () => {
    fc.assert(
      fc.property(day, rule, fc.integer({ min: 0, max: 30 }), (printed, onDayOff, after) => {
        const due = onWorkingDay(printed, onDayOff, calendar);
        const closes = closingDay(due, after, calendar);
        if (!closes || closes.notAnnounced !== null) return;
        expect(calendar.workingDaysBetween(due.date, closes.date)).toEqual({ days: after });
      }),
    );
    expect(closingDay({ date: '2022-09-28', notAnnounced: null }, null, calendar)).toBeNull();
  });
  test('in a year not announced weekends alone are counted, and it is said', () => {
    expect(onWorkingDay('2031-10-01', 'NEXT_WORKING_DAY', calendar)).toEqual({ date: '2031-10-01', notAnnounced: 2031 });
    expect(onWorkingDay('2022-10-01', 'NEXT_WORKING_DAY', unknown)).toEqual({ date: '2022-10-03', notAnnounced: 2022 });
    expect(onWorkingDay('2031-10-01', 'AS_PRINTED', calendar)).toEqual({ date: '2031-10-01', notAnnounced: null });
    expect(closingDay({ date: '2031-10-01', notAnnounced: null }, 3, calendar)).toEqual({ date: '2031-10-06', notAnnounced: 2031 });
  });
  test('periods follow one another without a gap, and later ones are never due earlier', () => {
    const any = fc.record({
      cadence: fc.constantFrom('DAILY', 'WEEKLY', 'EVERY_N_DAYS', 'TEN_DAILY', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL'),
      dueDay: fc.option(fc.integer({ min: 1, max: 31 })),
      period: fc.constantFrom('CURRENT', 'PREVIOUS'),
      onDayOff: rule,
    });
    fc.assert(
      fc.property(any, day, fc.integer({ min: 1, max: 500 }), (printed, start, length) => {
        const periods = periodsOfRule(
          reportingSchema.parse({ what: 'NARRATIVE', ...printed }),
          { issuedOn: null },
          [{ key: 'p1', name: '整治', kind: 'RECTIFICATION', start, end: addDays(start, length), advancesByItself: false }],
          calendar,
        );
        expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
        periods.slice(1).forEach((period, i) => {
          expect(period.start).toBe(addDays(periods[i]?.end ?? '', 1));
          expect(period.dueOn >= (periods[i]?.dueOn ?? '')).toBe(true);
        });
      }),
    );
  });
});
