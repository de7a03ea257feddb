import { readYearArrangement } from '../../../src/domain/calendar';

const good = {
  year: 2027,
  holidays: ['2027-10-01', '2027-01-01', '2027-05-01', '2027-02-08'],
  makeUpWorkdays: ['2027-02-13'],
  source: '国办发明电〔2026〕0号',
};

function faults(change: object): Array<[string, string]> {
  const answer = readYearArrangement({ ...good, ...change });
  return answer.ok ? [] : answer.refused.map((refused) => [refused.code, refused.path]);
}

describe("a year's arrangement", () => {
  it('is read, sorted and frozen', () => {
    const answer = readYearArrangement(good);
    expect(answer).toEqual({ ok: true, arrangement: { ...good, holidays: ['2027-01-01', '2027-02-08', '2027-05-01', '2027-10-01'] } });
    expect(answer.ok && Object.isFrozen(answer.arrangement)).toBe(true);
  });

  it('may reach into the December before it, and no further', () => {
    expect(faults({ makeUpWorkdays: ['2026-12-27'] })).toEqual([]);
    expect(faults({ makeUpWorkdays: ['2026-11-28'] })).toEqual([['CALENDAR_DATE_OUTSIDE_YEAR', 'makeUpWorkdays[0]']]);
    expect(faults({ holidays: [...good.holidays, '2028-01-01'] })).toEqual([['CALENDAR_DATE_OUTSIDE_YEAR', 'holidays[4]']]);
  });

  it('is refused for a day that does not exist', () => {
    expect(faults({ holidays: [...good.holidays, '2027-02-30'] })).toEqual([['CALENDAR_DATE_INVALID', 'holidays[4]']]);
    expect(faults({ makeUpWorkdays: ['10月9日'] })).toEqual([['CALENDAR_DATE_INVALID', 'makeUpWorkdays[0]']]);
  });

  it('is refused for a day listed twice, or both off and worked', () => {
    expect(faults({ holidays: [...good.holidays, '2027-05-01'] })).toEqual([['CALENDAR_DATE_TWICE', 'holidays[4]']]);
    expect(faults({ makeUpWorkdays: ['2027-02-13', '2027-02-13'] })).toEqual([['CALENDAR_DATE_TWICE', 'makeUpWorkdays[1]']]);
    expect(faults({ makeUpWorkdays: ['2027-05-01'] })).toEqual([['CALENDAR_DATE_OFF_AND_WORKED', 'makeUpWorkdays[0]']]);
  });

  it('is refused for a make-up day that is no weekend', () => {
    expect(faults({ makeUpWorkdays: ['2027-02-12'] })).toEqual([['CALENDAR_MAKE_UP_ON_WEEKDAY', 'makeUpWorkdays[0]']]);
  });

  it('is refused without the holidays that every year has: an empty list would make National Day a working day', () => {
    expect(faults({ holidays: [] }).map(([code]) => code)).toEqual([
      'CALENDAR_HOLIDAY_MISSING',
      'CALENDAR_HOLIDAY_MISSING',
      'CALENDAR_HOLIDAY_MISSING',
    ]);
  });

  it('is refused for a wrong shape, each place named', () => {
    expect(faults({ year: '2027', source: ' ' })).toEqual([
      ['CALENDAR_SHAPE', 'year'],
      ['CALENDAR_SHAPE', 'source'],
    ]);
    expect(faults({ holidays: [20270101] })).toEqual([['CALENDAR_SHAPE', 'holidays[0]']]);
    expect(faults({ makeupWorkdays: [] })).toEqual([['CALENDAR_SHAPE', '']]);
    expect(readYearArrangement(null).ok).toBe(false);
  });

  it('says in two languages what is wrong', () => {
    const answer = readYearArrangement({ ...good, makeUpWorkdays: ['2027-02-12'] });
    expect(!answer.ok && answer.refused[0]?.message).toEqual({
      zh: '2027-02-12不是周末，本来就上班',
      en: '2027-02-12 is no weekend day: it is worked anyway',
    });
  });
});
