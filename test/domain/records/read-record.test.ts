import { planSchema, recordKindSchema, type PlanInput } from '../../../src/domain/plan/model';
import { daysOfCampaign } from '../../../src/domain/records/campaign-days';
import { recordedCells, recordKindsOf, resolvedKinds } from '../../../src/domain/records/kinds';
import type { GivenValue } from '../../../src/domain/records/read-field';
import { columnCalled, readRecord, type RecordSurroundings } from '../../../src/domain/records/read-record';

const kind = recordKindSchema.parse({
  title: '案件台账',
  columns: [
    { name: '文书编号', kind: 'TEXT', required: true },
    { name: '立案日期', kind: 'DATE', required: true },
    { name: '结案日期', kind: 'DATE' },
    { name: '许可日期', kind: 'DATE' },
    { name: '案值', kind: 'DECIMAL' },
  ],
  identity: '文书编号',
  dateColumn: '立案日期',
  adds: [{ cell: '7.1' }, { cell: '7.2', dateColumn: '结案日期' }, { cell: '8', amount: '案值' }],
});
const around: RecordSurroundings = {
  campaign: { from: '2022-08-01', to: '2022-12-31' },
  today: '2023-01-10',
  unitNamed: () => ({ ok: false as const, code: 'RECORD_UNIT_UNKNOWN' as const }),
};
const given = (values: Record<string, string>): Map<string, GivenValue> =>
  new Map(Object.entries(values).map(([name, text]) => [name, { kind: 'TEXT', text }]));
const codes = (values: Record<string, string>, whole = true, at = around) =>
  readRecord(kind, given(values), at, whole).faults.map(({ code, column }) => `${column} ${code}`);

describe('a record', () => {
  it('is read column by column; what is not given is empty', () => {
    expect(readRecord(kind, given({ 文书编号: '1号', 立案日期: '2022-09-14', 案值: '1.20' }), around, true)).toEqual({
      fields: { 文书编号: '1号', 立案日期: '2022-09-14', 结案日期: null, 许可日期: null, 案值: 1.2 },
      faults: [],
    });
  });

  it('says everything that is wrong with it at once', () => {
    expect(codes({ 立案日期: '2022-02-30', 案值: '很多' })).toEqual([
      '文书编号 RECORD_FIELD_REQUIRED',
      '立案日期 RECORD_FIELD_NO_DATE',
      '案值 RECORD_FIELD_NO_NUMBER',
    ]);
  });

  it('leaves alone what a correction does not name', () => {
    expect(readRecord(kind, given({ 案值: '3' }), around, false)).toEqual({ fields: { 案值: 3 }, faults: [] });
    expect(codes({ 文书编号: '' }, false)).toEqual(['文书编号 RECORD_FIELD_REQUIRED']);
  });

  it('has its day in the campaign; other days may lie before and after', () => {
    const at = (filed: string) => codes({ 文书编号: '1号', 立案日期: filed, 许可日期: '2019-05-01' });
    expect(at('2022-08-01')).toEqual([]);
    expect(at('2022-12-31')).toEqual([]);
    expect(at('2022-07-31')).toEqual(['立案日期 RECORD_DATE_OUTSIDE_CAMPAIGN']);
    expect(at('2023-01-01')).toEqual(['立案日期 RECORD_DATE_OUTSIDE_CAMPAIGN']);
    expect(codes({ 文书编号: '1号', 立案日期: '2022-09-14', 结案日期: '2023-01-05' })).toEqual([]);
    const open = { ...around, campaign: { from: null, to: null } };
    expect(codes({ 文书编号: '1号', 立案日期: '1999-01-01' }, true, open)).toEqual([]);
  });

  it('counts nothing on a day that is still to come', () => {
    const values = { 文书编号: '1号', 立案日期: '2022-09-14', 结案日期: '2023-01-11' };
    expect(codes(values)).toEqual(['结案日期 RECORD_DATE_TO_COME']);
    // A day that counts nothing may be to come: a licence runs out.
    expect(codes({ ...values, 结案日期: '2023-01-10', 许可日期: '2031-01-01' })).toEqual([]);
  });

  it('knows its columns by name in any width and spacing', () => {
    expect(columnCalled({ columns: kind.columns }, ' 文书 编号')?.name).toBe('文书编号');
    expect(columnCalled({ columns: [{ ...kind.columns[0], name: '案值(万元)' } as never] }, '案值（万元）')?.name).toBe('案值(万元)');
    expect(columnCalled({ columns: kind.columns }, '编号')).toBeUndefined();
  });
});

const plan = (given: Partial<PlanInput> = {}) =>
  planSchema.parse({
    title: '方案',
    forms: [
      {
        title: '统计表',
        indicators: [
          { number: 7, name: '案件', parts: ['立案', '结案'], unit: '件' },
          { number: 8, name: '案值', unit: '万元' },
          { number: 9, name: '在办', unit: '件', accumulation: 'STOCK' },
        ],
      },
    ],
    records: [{ ...kind, key: '' }],
    ...given,
  });

describe('the ledgers of a plan', () => {
  it('are called k1, k2 … and their additions name the form and the day', () => {
    const [first] = resolvedKinds(plan());
    expect(first?.key).toBe('k1');
    expect(first?.adds.map(({ form, cell, dateColumn }) => [form, cell, dateColumn])).toEqual([
      ['f1', '7.1', '立案日期'],
      ['f1', '7.2', '结案日期'],
      ['f1', '8', '立案日期'],
    ]);
    expect([...recordedCells(plan(), 'f1')]).toEqual(['7.1', '7.2', '8']);
    expect([...recordedCells(plan(), 'f2')]).toEqual([]);
  });

  it('add nothing where the form, the cell or a stock is meant that cannot be told from records', () => {
    const adds = [{ cell: '7.3' }, { cell: '9' }, { form: 'f2', cell: '7.1' }];
    expect(resolvedKinds(plan({ records: [{ ...kind, adds }] }))[0]?.adds).toEqual([]);
    const two = plan().forms;
    expect(resolvedKinds(plan({ forms: [...two, ...two] }))[0]?.adds).toEqual([]);
  });

  it('are none in a plan from before there were ledgers', () => {
    expect(recordKindsOf({})).toEqual([]);
  });
});

describe('the days of a campaign', () => {
  it('are those of the plan and its phases, whichever reach further', () => {
    const phases = [
      { start: '2022-08-15', end: '2022-08' },
      { start: '2022-09', end: '2023-02' },
    ];
    expect(daysOfCampaign({ period: { start: '2022-08', end: '2022-12' } }, phases)).toEqual({ from: '2022-08-01', to: '2023-02-28' });
    expect(daysOfCampaign({ period: null }, phases)).toEqual({ from: '2022-08-15', to: '2023-02-28' });
    expect(daysOfCampaign({ period: null }, [{ start: null, end: null }])).toEqual({ from: null, to: null });
  });
});
