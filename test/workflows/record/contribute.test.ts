import fc from 'fast-check';
import { additionsOf, type Contribution, type RecordFields } from '../../../workflows';
import { contributeRecord } from '../../../workflows/record/contribute';
import { caseFields, caseKind, readAs, record, recordOf, type RecordStory } from '../support/records';
import { office, recording } from '../support/people';

const contributions = ({ definition, snapshot }: RecordStory): Contribution[] => {
  if (!snapshot) throw new Error('nothing is there');
  return contributeRecord(definition, snapshot);
};
const of = (fields: RecordFields): Contribution[] => contributions(record({ fields: caseFields(fields) }));
const day = (on: string) => ({ key: on, start: on, end: on });
const from = { source: 'RECORDED', unit: 'market-branch', counts: {} };

describe('what a record adds', () => {
  it('counts on the day of each addition, and not before that day is known', () => {
    expect(of({ 案值: null })).toEqual([{ ...from, rule: 'f1', period: day('2022-09-14'), cells: { '7.1': 1 } }]);
    expect(of({ 案值: null, 结案日期: '2022-11-02' })).toEqual([
      { ...from, rule: 'f1', period: day('2022-09-14'), cells: { '7.1': 1 } },
      { ...from, rule: 'f1', period: day('2022-11-02'), cells: { '7.2': 1 } },
    ]);
  });

  it('is one contribution for a form and a day, with amounts added exactly', () => {
    expect(of({ 案值: 0.1, 罚款: 0.2, 结果: '处罚', 结案日期: '2022-09-14' })).toEqual([
      { ...from, rule: 'f1', period: day('2022-09-14'), cells: { '7.1': 1, '7.2': 1, '8': 0.3 } },
      { ...from, rule: 'f2', period: day('2022-09-14'), cells: { '1': 1 } },
    ]);
  });

  it('asks its conditions', () => {
    const cells = (result: string | null) => of({ 案值: 1, 罚款: 5, 结果: result }).map((one) => one.cells['8']);
    expect(cells('处罚')).toEqual([6]);
    expect(cells('移送')).toEqual([1]);
    expect(cells(null)).toEqual([1]);
  });

  it('adds nothing once it is struck, and the same again once it is restored', () => {
    const struck = record().when('STRIKE', office, { reason: '重复' });
    expect(contributions(struck)).toEqual([]);
    expect(contributions(struck.when('RESTORE', office, { reason: '并非重复' }))).toEqual(contributions(record()));
  });

  it('follows its corrections', () => {
    const story = record().when('CORRECT', recording, { fields: [], reason: '笔误' }, readAs({ 立案日期: '2022-08-31', 案值: 9.99 }));
    expect(contributions(story)).toEqual([{ ...from, rule: 'f1', period: day('2022-08-31'), cells: { '7.1': 1, '8': 9.99 } }]);
  });

  it('is for the unit of the record, whoever answers for it', () => {
    expect(contributions(record({ unit: 'market', above: [] })).map(({ unit }) => unit)).toEqual(['market']);
  });

  it('names each form and day once, and comes to the sum of its additions', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999 }).map((n) => n / 100);
    const days = fc.option(fc.constantFrom('2022-09-14', '2022-09-15', '2022-10-01'), { nil: null });
    const some = fc.record({ 立案日期: fc.constant('2022-09-14'), 结案日期: days, 案值: amount, 罚款: fc.option(amount, { nil: null }) });
    fc.assert(
      fc.property(some, fc.constantFrom('处罚', '移送', null), (fields, result) => {
        const all = caseFields({ ...fields, 结果: result });
        const found = contributeRecord(recordOf(), { value: { entry: 'recorded' }, context: { fields: all } as never });
        const names = found.map(({ rule, period }) => `${rule} ${period.key}`);
        expect(new Set(names).size).toBe(names.length);
        const hundredths = (n: number): number => Math.round(n * 100);
        const told = found.flatMap(({ cells }) => Object.values(cells)).reduce((sum, n) => sum + hundredths(n), 0);
        expect(told).toBe(additionsOf(caseKind, all).reduce((sum, one) => sum + hundredths(one.amount), 0));
        for (const { cells } of found) for (const n of Object.values(cells)) expect(Number(n.toFixed(2))).toBe(n);
      }),
    );
  });
});
