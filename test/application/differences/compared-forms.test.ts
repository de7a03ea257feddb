import { comparedForms } from '../../../src/application/differences/compared-forms';
import { differenceOf, isDifferent } from '../../../src/application/differences/held-against';
import { planSchema, type PlanInput } from '../../../src/domain/plan/model';

const indicators = [
  { number: 7, name: '案件', parts: ['立案', '结案'], unit: '件' },
  { number: 8, name: '案值', unit: '万元', accumulation: 'CUMULATIVE' as const },
  { number: 9, name: '在办', unit: '件', accumulation: 'STOCK' as const },
  { number: 10, name: '检查', unit: '次' },
];
const columns = [
  { name: '文书编号', kind: 'TEXT' as const, required: true },
  { name: '日期', kind: 'DATE' as const, required: true },
];
const ledger = {
  title: '台账',
  columns,
  identity: '文书编号',
  dateColumn: '日期',
  adds: [{ cell: '8' }, { cell: '7.1' }, { cell: '7.2' }, { cell: '9' }],
};
const plan = (given: Partial<PlanInput> = {}) =>
  planSchema.parse({
    title: '方案',
    forms: [{ title: '统计表', indicators }],
    reporting: [{ what: 'STATISTICS', cadence: 'MONTHLY' }],
    records: [ledger],
    ...given,
  });

describe('what is held against records', () => {
  it('are the cells that records add to, in the order of the form', () => {
    const [form, ...others] = comparedForms(plan(), undefined);
    expect(others).toEqual([]);
    expect(form).toMatchObject({ rule: 'r1', form: 'f1', title: '统计表' });
    expect(form?.compared.cells).toEqual([
      // What a report has as 7 is the only part that it fills in.
      { key: '7.1', alias: '7', running: false },
      { key: '7.2', alias: null, running: false },
      { key: '8', alias: null, running: true },
    ]);
  });

  it('is every rule that asks for the form, by the key under which its reports run', () => {
    const reporting = [
      { what: 'NARRATIVE' as const, cadence: 'MONTHLY' as const },
      { what: 'NARRATIVE' as const, also: ['STATISTICS' as const], cadence: 'WEEKLY' as const },
      { what: 'STATISTICS' as const, cadence: 'ONCE' as const },
    ];
    expect(comparedForms(plan({ reporting }), ['r4', 'r2', 'r9']).map(({ rule }) => rule)).toEqual(['r2.STATISTICS', 'r9']);
  });

  it('is nothing without a ledger, or where none adds to the form', () => {
    expect(comparedForms(plan({ records: [] }), undefined)).toEqual([]);
    expect(comparedForms(plan({ records: [{ ...ledger, adds: [{ cell: '9' }] }] }), undefined)).toEqual([]);
    expect(comparedForms(plan({ reporting: [{ what: 'NARRATIVE', cadence: 'MONTHLY' }] }), undefined)).toEqual([]);
  });

  it('goes by the form that a rule and a ledger name', () => {
    const forms = [
      { key: 'cases', title: '案件', indicators },
      { key: 'checks', title: '检查', indicators },
    ];
    const reporting = ['cases', 'checks'].map((form) => ({ what: 'STATISTICS' as const, cadence: 'MONTHLY' as const, form }));
    const records = [{ ...ledger, adds: [{ form: 'checks', cell: '10' }] }];
    expect(comparedForms(plan({ forms, reporting, records }), undefined).map(({ rule, cells }) => [rule, cells.map(({ key }) => key)])).toEqual([
      ['r2', ['10']],
    ]);
  });
});

describe('a difference', () => {
  it.each([
    ['12.30', '12.3', '0'],
    ['0.1', '0.3', '-0.2'],
    ['9007199254740993', '9007199254740992', '1'],
    ['-5', '2.000001', '-7.000001'],
    // What a report that has come leaves empty is nothing; what has not come is not compared.
    [null, '4', '-4'],
    [null, '0', '0'],
  ])('of %s reported and %s recorded is %s, exactly', (reported, recorded, difference) => {
    expect(differenceOf({ handedIn: true, reported, recorded })).toBe(difference);
    expect(isDifferent({ handedIn: true, reported, recorded })).toBe(difference !== '0');
    expect(differenceOf({ handedIn: false, reported: null, recorded })).toBeNull();
    expect(isDifferent({ handedIn: false, reported: null, recorded })).toBe(false);
  });
});
