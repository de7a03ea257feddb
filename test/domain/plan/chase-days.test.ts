import fc from 'fast-check';
import { addDays, stateCouncilCalendar } from '../../../src/domain/calendar';
import { chaseDays } from '../../../src/domain/plan/chase-days';
import { usualChasing, type Chasing } from '../../../src/domain/plan/model';

const calendar = stateCouncilCalendar();
const days = (more: Partial<Chasing>, owedBy: string): Record<string, string> =>
  Object.fromEntries(chaseDays({ ...usualChasing(), ...more }, owedBy, calendar).map(({ key, on }) => [key, on]));

describe('the days of chasing', () => {
  it('are working days, over a holiday and the weekends worked in exchange', () => {
    // National Day 2022: off from 1 to 7 October; Saturday the 8th and Sunday the 9th are worked.
    expect(days({}, '2022-10-09')).toEqual({
      'remind:-3': '2022-09-29',
      'remind:-1': '2022-10-08',
      'remind:+1': '2022-10-10',
      escalate: '2022-10-12',
    });
    expect(days({}, '2022-09-30')).toEqual({
      'remind:-3': '2022-09-27',
      'remind:-1': '2022-09-29',
      'remind:+1': '2022-10-08',
      escalate: '2022-10-10',
    });
  });
  it('of a due day that is a day off: the day itself is the working day before it, and no day comes twice', () => {
    expect(days({ remindBefore: [0] }, '2022-10-05')).toMatchObject({ 'remind:-0': '2022-09-30', 'remind:+1': '2022-10-08' });
    expect(days({ remindBefore: [1, 0] }, '2022-10-05')).not.toHaveProperty('remind:-1');
  });
  it('count every day where nothing is quiet', () => {
    expect(days({ quietOnDaysOff: false }, '2022-10-03')).toEqual({
      'remind:-3': '2022-09-30',
      'remind:-1': '2022-10-02',
      'remind:+1': '2022-10-04',
      escalate: '2022-10-06',
    });
  });
  it('are none where the plan wants none', () => {
    expect(chaseDays({ remindBefore: [], remindAfter: [], escalateAfter: null, quietOnDaysOff: true }, '2022-09-30', calendar)).toEqual([]);
  });
  it('in general: in order, before before and after after, keys once, and no day off where it is quiet', () => {
    const chasing = fc.record({
      remindBefore: fc.array(fc.nat(30), { maxLength: 5 }),
      remindAfter: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
      escalateAfter: fc.option(fc.integer({ min: 1, max: 30 })),
      quietOnDaysOff: fc.boolean(),
    });
    fc.assert(
      fc.property(chasing, fc.nat(700), (how, n) => {
        const owedBy = addDays('2022-01-15', n);
        const found = chaseDays(how, owedBy, calendar);
        expect(found.map(({ on }) => on)).toEqual(found.map(({ on }) => on).sort());
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        for (const { key, on } of found) {
          expect(key.startsWith('remind:-') ? on <= owedBy : on > owedBy).toBe(true);
          if (how.quietOnDaysOff) expect(calendar.isWorkingDay(on)).toBe(true);
        }
      }),
    );
  });
});
