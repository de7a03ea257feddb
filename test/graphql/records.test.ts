/** Ledgers from the first record to the figures that are told from them, as front-ends do it. */
import { randomUUID } from 'node:crypto';
import ExcelJs from 'exceljs';
import { countAgain } from '../../src/application/figures/count-again';
import { carryForward } from '../../src/application/figures/settle-paths';
import { importRecords } from '../../src/application/records/import-records';
import { displayNameOn, subtreeOn } from '../../src/domain/units';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id';
import { workbooks } from '../../src/infrastructure/workbooks';
import { laws } from '../../workflows';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { amendedByLedgers, workbookOf, type Cell } from '../support/ledgers';

let world: RunningCampaign;
let names: Record<string, string>;
beforeAll(async () => {
  world = await startCampaign();
  await amendedByLedgers(world);
  world.setClock('2022-10-08T02:00:00Z');
  const register = await world.muster.below.units.current();
  const nameOf = (id: string): string => {
    const unit = register.get(id);
    return unit ? displayNameOn(unit, '2022-10-08') : '';
  };
  names = Object.fromEntries(Object.entries(world.units).map(([key, id]) => [key, nameOf(id)]));
  await world.done('leader', 'advanceCampaign', world.campaignOf(world.own), { override: { reason: '已动员部署' } });
}, 120_000);
afterAll(() => world.close());

interface Field {
  column: string;
  value: string | null;
}
interface Shown {
  id: string;
  state: string;
  revision: number;
  identity: string;
  date: string;
  unit: { id: string };
  fields: (Field & { unit: { id: string } | null })[];
  adds: { cell: string; amount: string; on: string }[];
  corrections: { reason: string; actor: string | null; changes: { column: string; before: string | null; after: string | null }[] }[];
  strikes: { reason: string; restoredBecause: string | null }[];
  source: { file: string; row: number } | null;
}
interface Fault {
  code: string;
  message: string;
  path: string[] | null;
}
const SHOWN = `id state revision identity date unit { id } fields { column value unit { id } } adds { cell amount on }
  corrections { reason actor changes { column before after } } strikes { reason restoredBecause } source { file row }`;
const FAULTS = 'userErrors { code message path ... on TransitionRefused { reasons { code } } }';

const values = (given: Record<string, string>): Field[] => Object.entries(given).map(([column, value]) => ({ column, value }));
let number = 0;
const aCase = (given: Record<string, string> = {}): Record<string, string> => ({
  文书编号: `立〔2022〕${(number += 1)}号`,
  办案单位: names['lead'] ?? '',
  立案日期: '2022-09-14',
  ...given,
});
async function add(person: PersonName, kind: string, given: Record<string, string>, input: Record<string, unknown> = {}) {
  const { addRecord } = await world.as<{ addRecord: { record: Shown | null; userErrors: Fault[] } }>(
    person,
    `mutation ($input: AddRecordInput!) { addRecord(input: $input) { record { ${SHOWN} } ${FAULTS} } }`,
    { input: { campaignId: world.own.campaign, kind, fields: values(given), idempotencyKey: randomUUID(), ...input } },
  );
  return addRecord;
}
async function added(person: PersonName, kind: string, given: Record<string, string>, input: Record<string, unknown> = {}): Promise<Shown> {
  const { record, userErrors } = await add(person, kind, given, input);
  if (!record) throw new Error(JSON.stringify(userErrors));
  return record;
}
const idsOf = ({ id }: { id: string }): SubjectIds => ({
  kind: 'RECORD',
  id,
  subjectId: fromGlobalId(id).parts[1] ?? '',
  campaignId: world.own.campaignId,
});
const seenBy = async (person: PersonName, id: string): Promise<Shown | null> =>
  (await world.as<{ node: Shown | null }>(person, `query ($id: ID!) { node(id: $id) { ... on Record { ${SHOWN} } } }`, { id })).node;
const correct = (person: PersonName, record: Shown, given: Record<string, string>) =>
  world.send(person, 'correctRecord', idsOf(record), { fields: values(given), reason: '录入有误' });

interface Imported {
  recorded: number;
  corrected: number;
  unchanged: number;
  struck: number;
  ignored: string[];
  rows: { row: number; identity: string; outcome: string; recordId: string }[];
}
const HEADINGS = ['文书编号', '办案单位', '立案日期', '结案日期', '案值', '罚款', '结果', '当事人'];
async function importing(person: PersonName, content: Buffer, input: Record<string, unknown> = {}) {
  const { importRecords: answer } = await world.as<{ importRecords: { imported: Imported | null; userErrors: Fault[] } }>(
    person,
    `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
      imported { recorded corrected unchanged struck ignored rows { row identity outcome recordId } } ${FAULTS} } }`,
    {
      input: {
        ...{ campaignId: world.own.campaign, kind: 'cases', name: '九月案件.xlsx', content: content.toString('base64') },
        ...{ idempotencyKey: randomUUID(), ...input },
      },
    },
  );
  return answer;
}
const faultsOf = async (person: PersonName, rows: readonly (readonly Cell[])[], input: Record<string, unknown> = {}): Promise<[string, string][]> => {
  const { imported, userErrors } = await importing(person, await workbookOf(rows), input);
  expect(imported).toBeNull();
  return userErrors.map(({ code, path }) => [path?.at(-1) ?? '', code]);
};
async function told<T>(person: PersonName, field: string): Promise<T> {
  const data = await world.as<{ campaign: T }>(person, `query ($id: ID!) { campaign(id: $id) { ${field} } }`, { id: world.own.campaign });
  return data.campaign;
}

describe('a record that is entered by hand', () => {
  it('says what it adds, to whoever may see it', async () => {
    const record = await added('leadStaff', 'cases', aCase({ 案值: '1.20', 结案日期: '2022年9月30日', 结果: '处罚', 罚款: '5,000' }));
    expect(record).toMatchObject({ state: 'RECORDED', date: '2022-09-14', unit: { id: toGlobalId('Unit', world.units.lead) }, source: null });
    expect(record.fields.find(({ column }) => column === '办案单位')).toMatchObject({ unit: { id: toGlobalId('Unit', world.units.lead) } });
    expect(record.adds).toEqual([
      { cell: '7.1', amount: '1', on: '2022-09-14' },
      { cell: '7.2', amount: '1', on: '2022-09-30' },
      { cell: '8', amount: '1.2', on: '2022-09-14' },
      { cell: '9', amount: '5000', on: '2022-09-30' },
    ]);
    expect(await seenBy('leadHead', record.id)).toEqual(record);
    expect(await seenBy('coordinator', record.id)).toEqual(record);
    for (const person of ['elsewhereHead', 'foreignHead', 'roleless'] as const) expect(await seenBy(person, record.id)).toBeNull();
  });

  it('is of the own unit, where the ledger has no column for it, or of one that is named', async () => {
    const inspection = { 编号: '1', 检查日期: '2022-09-02', 人次: '12' };
    expect((await added('leadStaff', 'inspections', inspection)).unit.id).toBe(toGlobalId('Unit', world.units.lead));
    const unitId = toGlobalId('Unit', world.units.elsewhere);
    expect((await added('coordinator', 'inspections', inspection, { unitId })).unit.id).toBe(unitId);
    expect((await add('coordinator', 'inspections', { ...inspection, 编号: '2' })).userErrors).toMatchObject([{ code: 'RECORD_UNIT_MISSING' }]);
  });

  it('is one under its number, in whatever width it is written, and once for one request', async () => {
    const first = aCase({ 文书编号: '罚（2022）甲号' });
    const idempotencyKey = randomUUID();
    const record = await added('leadStaff', 'cases', first, { idempotencyKey });
    expect((await added('leadStaff', 'cases', first, { idempotencyKey })).id).toBe(record.id);
    expect((await add('leadStaff', 'cases', { ...first, 文书编号: '罚(2022) 甲号' })).userErrors).toMatchObject([{ code: 'RECORD_EXISTS' }]);
    // Another unit has numbers of its own.
    expect((await added('coordinator', 'cases', { ...first, 办案单位: names['elsewhere'] ?? '' })).id).not.toBe(record.id);
  });

  it('names every field that is wrong', async () => {
    const { userErrors } = await add('leadStaff', 'cases', { ...aCase(), 立案日期: '2022-02-30', 案值: '若干', 结果: '罚', 备注: 'x' });
    expect(userErrors.map(({ code, path }) => [code, path])).toEqual([
      ['RECORD_COLUMN_UNKNOWN', ['input', 'fields', '备注']],
      ['RECORD_FIELD_NO_DATE', ['input', 'fields', '立案日期']],
      ['RECORD_FIELD_NO_NUMBER', ['input', 'fields', '案值']],
      ['RECORD_FIELD_NOT_OFFERED', ['input', 'fields', '结果']],
    ]);
    expect(userErrors[1]?.message).toContain('2022-02-30');
  });

  test.each<[string, PersonName, string, Record<string, string>, string]>([
    ['before the campaign', 'leadStaff', 'cases', { 立案日期: '2021-12-31' }, 'RECORD_DATE_OUTSIDE_CAMPAIGN'],
    ['a day to come', 'leadStaff', 'cases', { 立案日期: '2022-10-09' }, 'RECORD_DATE_TO_COME'],
    ['a unit that is not known', 'leadStaff', 'cases', { 办案单位: '某某局' }, 'RECORD_UNIT_UNKNOWN'],
    ['another unit', 'leadStaff', 'cases', { 办案单位: 'elsewhere' }, 'RECORD_UNIT_NOT_YOURS'],
    ['a ledger that is not there', 'leadStaff', 'none', {}, 'RECORD_KIND_UNKNOWN'],
    ['somebody who looks on', 'supervisor', 'cases', {}, 'FORBIDDEN'],
    ['somebody who sees nothing of it', 'foreignHead', 'cases', {}, 'NOT_FOUND'],
  ])('is refused: %s', async (_what, person, kind, given, code) => {
    const unit = given['办案单位'];
    const fields = aCase({ ...given, ...(unit && names[unit] ? { 办案单位: names[unit] } : {}) });
    const { record, userErrors } = await add(person, kind, fields);
    expect({ record, codes: userErrors.map((one) => one.code) }).toEqual({ record: null, codes: [code] });
  });
});

describe('a record that was wrong', () => {
  it('is corrected with both values kept, and struck, and restored', async () => {
    const record = await added('leadStaff', 'cases', aCase({ 案值: '3' }));
    expect(await correct('leadHead', record, { 案值: '3.5', 结案日期: '2022-10-01', 办案单位: toGlobalId('Unit', world.units.lead) })).toEqual([]);
    const corrected = await seenBy('coordinator', record.id);
    expect(corrected?.corrections).toEqual([
      {
        ...{ reason: '录入有误', actor: 'leadHead 同志' },
        changes: [
          { column: '案值', before: '3', after: '3.5' },
          { column: '结案日期', before: null, after: '2022-10-01' },
        ],
      },
    ]);
    await world.done('coordinator', 'strikeRecord', idsOf(record), { reason: '重复登记' });
    expect(await seenBy('leadStaff', record.id)).toMatchObject({
      state: 'STRUCK',
      adds: [],
      strikes: [{ reason: '重复登记', restoredBecause: null }],
    });
    await world.done('leadStaff', 'restoreRecord', idsOf(record), { reason: '并非重复' });
    const restored = await seenBy('leadStaff', record.id);
    expect(restored).toMatchObject({ state: 'RECORDED', strikes: [{ restoredBecause: '并非重复' }] });
    expect(restored?.adds).toContainEqual({ cell: '8', amount: '3.5', on: '2022-09-14' });
  });

  it('is not corrected by what is wrong, nor under another number or unit', async () => {
    const record = await added('leadStaff', 'cases', aCase());
    const reasons = async (given: Record<string, string>) =>
      (await correct('coordinator', record, given)).flatMap((one) => (one.reasons ?? []).map(({ code }) => code));
    expect(await reasons({ 案值: '-1' })).toEqual(['RECORD_FAULTY']);
    expect(await reasons({ 案号: '1' })).toEqual(['RECORD_FAULTY']);
    expect(await reasons({ 文书编号: '另一编号' })).toEqual(['RECORD_IDENTITY_STAYS']);
    expect(await reasons({ 办案单位: names['elsewhere'] ?? '' })).toEqual(['RECORD_IDENTITY_STAYS']);
    expect(await reasons({ 立案日期: '2022-09-14' })).toEqual(['NOTHING_CORRECTED']);
  });

  it('is struck with many others in one call', async () => {
    const many = [await added('leadStaff', 'cases', aCase()), await added('leadStaff', 'cases', aCase())];
    const { strikeRecords } = await world.as<{ strikeRecords: { accepted: number; results: { record: { state: string } }[] } }>(
      'coordinator',
      'mutation ($input: StrikeRecordsInput!) { strikeRecords(input: $input) { accepted results { record { state } userErrors { code } } } }',
      { input: { items: many.map(({ id }) => ({ id })), reason: '试录入', idempotencyKey: randomUUID() } },
    );
    expect(strikeRecords).toMatchObject({ accepted: 2, results: [{ record: { state: 'STRUCK' } }, { record: { state: 'STRUCK' } }] });
  });
});

describe('a workbook', () => {
  const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
  const row = (given: Partial<Record<string, Cell>> = {}): Cell[] => {
    const usual: Record<string, Cell> = { ...aCase(), 结案日期: null, 案值: null, 罚款: null, 结果: null, 当事人: null };
    return HEADINGS.map((heading) => given[heading] ?? usual[heading] ?? null);
  };

  it('that was made here is filled in and taken back', async () => {
    const { recordWorkbook } = await world.as<{ recordWorkbook: { name: string; content: string } }>(
      'leadStaff',
      'query ($id: ID!) { recordWorkbook(campaignId: $id, kind: "cases") { name content } }',
      { id: world.own.campaign },
    );
    expect(recordWorkbook.name).toMatch(/^案件台账_.*\.xlsx$/);
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Buffer.from(recordWorkbook.content, 'base64') as never);
    const sheet = book.getWorksheet('案件台账');
    expect(sheet?.getRow(3).values).toEqual([undefined, ...HEADINGS]);
    expect(sheet?.getCell('G4').dataValidation).toMatchObject({ type: 'list', formulae: ['"处罚,移送,不予处罚"'] });
    expect(sheet?.getCell('C4').numFmt).toBe('yyyy-mm-dd');
    row({ 立案日期: day('2022-09-20'), 案值: 2.5 }).forEach((value, i) => void (sheet && (sheet.getCell(4, i + 1).value = value as never)));
    const { imported, userErrors } = await importing('leadStaff', Buffer.from(await book.xlsx.writeBuffer()));
    expect(userErrors).toEqual([]);
    expect(imported).toMatchObject({ recorded: 1, ignored: [], rows: [{ row: 4, outcome: 'RECORDED' }] });
    expect(await seenBy('leadHead', imported?.rows[0]?.recordId ?? '')).toMatchObject({
      date: '2022-09-20',
      source: { file: '九月案件.xlsx', row: 4 },
    });
  });

  it('from elsewhere is read by its headings, in any order, width and spacing; formulas by what they come to', async () => {
    const headings = ['序号', ' 立案 日期', '文书编号*', '案值', '办案单位', '承办人'];
    const numbers = ['立〔2022〕乙1号', '立〔2022〕乙2号'];
    const rows: Cell[][] = [
      ['2022年9月案件登记', null, null, null, null, null],
      headings,
      [1, day('2022-09-05'), numbers[0] ?? '', { formula: '1.1+2.2', result: 3.3000000000000003 }, names['lead'] ?? '', '张某'],
      [null, null, null, null, null, null],
      [2, '２０２２年９月６日', numbers[1] ?? '', '１，２００', names['lead'] ?? '', '李某'],
    ];
    const { imported, userErrors } = await importing('leadStaff', await workbookOf(rows));
    expect(userErrors).toEqual([]);
    expect(imported).toMatchObject({ recorded: 2, ignored: ['序号', '承办人'] });
    expect(imported?.rows.map((one) => [one.row, one.identity])).toEqual([
      [3, numbers[0]],
      [5, numbers[1]],
    ]);
    const [first, second] = await Promise.all((imported?.rows ?? []).map(({ recordId }) => seenBy('leadStaff', recordId)));
    expect(first?.adds).toContainEqual({ cell: '8', amount: '3.3', on: '2022-09-05' });
    expect(second?.adds).toContainEqual({ cell: '8', amount: '1200', on: '2022-09-06' });
  });

  it('is refused whole, every wrong cell named', async () => {
    const twice = row();
    expect(
      await faultsOf('leadStaff', [
        HEADINGS,
        row({ 立案日期: '2022-02-30' }),
        row({ 案值: '约三万', 罚款: -1 }),
        row({ 办案单位: names['elsewhere'] ?? '' }),
        row({ 结果: '警告' }),
        twice,
        row({ 立案日期: day('2021-01-01') }),
        twice,
        row({ 文书编号: '　' }),
        row({ 案值: { formula: 'A1' } }),
      ]),
    ).toEqual([
      ['台账!C2', 'RECORD_FIELD_NO_DATE'],
      ['台账!E3', 'RECORD_FIELD_NO_NUMBER'],
      ['台账!F3', 'RECORD_FIELD_NEGATIVE'],
      ['台账!B4', 'RECORD_UNIT_NOT_YOURS'],
      ['台账!G5', 'RECORD_FIELD_NOT_OFFERED'],
      ['台账!C7', 'RECORD_DATE_OUTSIDE_CAMPAIGN'],
      ['台账!A8', 'RECORD_TWICE_IN_FILE'],
      ['台账!A9', 'RECORD_FIELD_REQUIRED'],
      ['台账!E10', 'RECORD_FIELD_NO_NUMBER'],
    ]);
    const there = await told<{ records: { nodes: { identity: string }[] } }>(
      'coordinator',
      'records(first: 100, kind: "cases") { nodes { identity } }',
    );
    expect(there.records.nodes.map(({ identity }) => identity)).not.toContain(twice[0]);
  });

  it('is refused where headings are missing or stand twice, or nothing is below them', async () => {
    expect(await faultsOf('leadStaff', [['文书编号', '立案日期'], row()])).toEqual([['台账', 'RECORD_HEADERS_MISSING']]);
    expect(await faultsOf('leadStaff', [[...HEADINGS, '案 值'], row()])).toEqual([['台账', 'RECORD_HEADER_TWICE']]);
    expect(await faultsOf('leadStaff', [HEADINGS])).toEqual([['台账', 'RECORD_NO_ROWS']]);
    const of = async (campaign: string, kind: string): Promise<Buffer> =>
      workbooks.writeLedger({
        campaign,
        campaignTitle: '行动',
        kind: { key: kind, title: '另一台账', columns: [], identity: '', unitColumn: null, dateColumn: '' },
        units: [],
      });
    const code = async (content: Buffer) => (await importing('leadStaff', content)).userErrors.map((one) => one.code);
    expect(await code(await of(world.foreign.campaignId, 'cases'))).toEqual(['WORKBOOK_OF_OTHER_CAMPAIGN']);
    expect(await code(await of(world.own.campaignId, 'inspections'))).toEqual(['RECORD_WORKBOOK_OF_OTHER_KIND']);
    expect(await code(Buffer.from('x'))).toEqual(['WORKBOOK_DAMAGED']);
  });

  it('imported again changes nothing; what differs is corrected for a reason, or refuses the file', async () => {
    const rows = [row({ 案值: 1 }), row({ 案值: 2 }), row()];
    const { imported } = await importing('leadStaff', await workbookOf([HEADINGS, ...rows]));
    expect(imported).toMatchObject({ recorded: 3 });
    expect((await importing('leadStaff', await workbookOf([HEADINGS, ...rows]))).imported).toMatchObject({ recorded: 0, unchanged: 3 });
    await world.done('coordinator', 'strikeRecord', idsOf({ id: imported?.rows[2]?.recordId ?? '' }), { reason: '重复' });
    const changed = rows.map((one, i) => one.map((value, k) => (k === 4 && i === 1 ? 2.2 : value)));
    expect(await faultsOf('leadStaff', [HEADINGS, ...changed])).toEqual([['台账!A3', 'RECORD_DIFFERS']]);
    const again = await importing('leadStaff', await workbookOf([HEADINGS, ...changed]), { reason: '案值核实' });
    expect(again.imported).toMatchObject({ recorded: 0, unchanged: 1, corrected: 1, struck: 1 });
    expect(again.imported?.rows.map(({ outcome }) => outcome)).toEqual(['UNCHANGED', 'CORRECTED', 'STRUCK']);
    expect(await seenBy('leadStaff', imported?.rows[1]?.recordId ?? '')).toMatchObject({
      corrections: [{ reason: '案值核实', changes: [{ column: '案值', before: '2', after: '2.2' }] }],
    });
  });

  it('gives the first answer to the same request, and none to another under its key', async () => {
    const content = await workbookOf([HEADINGS, row(), row()]);
    const idempotencyKey = randomUUID();
    const first = await importing('leadStaff', content, { idempotencyKey });
    expect(first.imported).toMatchObject({ recorded: 2 });
    expect(await importing('leadStaff', content, { idempotencyKey })).toEqual(first);
    const other = await importing('leadStaff', await workbookOf([HEADINGS, row()]), { idempotencyKey });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('that died in the middle comes to the same end when it is imported again', async () => {
    const rows = Array.from({ length: 600 }, () => row({ 案值: 0.01 }));
    const content = await workbookOf([HEADINGS, ...rows]);
    const { below, engine } = world.muster;
    let left = 300;
    const dying = {
      ...engine.drive,
      create: (...call: Parameters<typeof engine.drive.create>) => {
        left -= 1;
        if (left < 0) throw new Error('the process is gone');
        return engine.drive.create(...call);
      },
    };
    const desk = {
      ...{ reading: below.reading, plans: below.plans, units: below.units, clock: below.clock, store: below.store, workbooks },
      ...{ transactions: below.planTransactions, drive: dying },
    };
    const call = {
      ...{ campaignId: world.own.campaignId, kind: 'cases', unit: null, name: '全部.xlsx', content, reason: null, actingUnit: null },
      idempotencyKey: randomUUID(),
    };
    const viewer = await world.viewer('leadStaff');
    await expect(importRecords(desk, viewer, call)).rejects.toThrow('the process is gone');
    const [one, other] = await Promise.all([importing('leadStaff', content), importing('leadHead', content)]);
    expect(one.userErrors).toEqual([]);
    for (const { imported } of [one, other]) expect((imported?.recorded ?? 0) + (imported?.unchanged ?? 0)).toBe(600);
    const ids = one.imported?.rows.map(({ recordId }) => fromGlobalId(recordId).parts[1]);
    expect(other.imported?.rows.map(({ recordId }) => fromGlobalId(recordId).parts[1])).toEqual(ids);
    const { rows: stored } = await world.database.pool.query<{ n: number; worth: string; events: number }>(
      `select count(*)::int as n, sum(c.figures[array_position(c.keys, '8')])::text as worth,
         (select count(*)::int from event e where e.campaign_id = $1 and e.subject_id = any($2::uuid[])) as events
       from contribution c where c.campaign_id = $1 and c.subject_id = any($2::uuid[])`,
      [world.own.campaignId, ids],
    );
    expect(stored).toEqual([{ n: 600, worth: '6.00', events: 600 }]);
  }, 60_000);
});

describe('the records of a campaign', () => {
  interface Listed {
    records: {
      nodes: { id: string; identity: string; date: string; state: string; kind: string; unit: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const list = async (person: PersonName, args: string): Promise<Listed['records']> =>
    (await told<Listed>(person, `records(${args}) { nodes { id identity date state kind unit { id } } pageInfo { hasNextPage endCursor } }`)).records;

  it('stand in the order of their days, page by page, also after a day was corrected', async () => {
    const moved = await added('leadStaff', 'cases', aCase({ 立案日期: '2022-10-07' }));
    expect(await correct('leadStaff', moved, { 立案日期: '2022-08-27' })).toEqual([]);
    const found: string[] = [];
    for (let after = ''; ;) {
      const { nodes, pageInfo } = await list('coordinator', `first: 100, kind: "cases"${after && `, after: "${after}"`}`);
      found.push(...nodes.map(({ date, identity, id }) => `${date} ${identity} ${id}`));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toContain(`2022-08-27 ${moved.identity} ${moved.id}`);
    const days = found.map((one) => one.slice(0, 10));
    expect(days).toEqual(days.toSorted());
    expect(new Set(found).size).toBe(found.length);
  });

  it('are told apart by ledger, unit, days and state', async () => {
    const elsewhere = toGlobalId('Unit', world.units.elsewhere);
    const { nodes } = await list('coordinator', `first: 100, unit: "${elsewhere}"`);
    expect(nodes.length).toBeGreaterThan(1);
    expect(new Set(nodes.map(({ unit }) => unit.id))).toEqual(new Set([elsewhere]));
    const inspections = await list('coordinator', 'first: 100, kind: "inspections"');
    expect(new Set(inspections.nodes.map(({ kind }) => kind))).toEqual(new Set(['inspections']));
    const days = await list('coordinator', 'first: 100, from: "2022-09-05", to: "2022-09-06"');
    expect(days.nodes.map(({ date }) => date)).toEqual(['2022-09-05', '2022-09-06']);
    const struck = await list('coordinator', 'first: 100, states: [STRUCK]');
    expect(new Set(struck.nodes.map(({ state }) => state))).toEqual(new Set(['STRUCK']));
  });

  it('are the own ones to who takes part', async () => {
    const lead = toGlobalId('Unit', world.units.lead);
    const own = await list('leadStaff', 'first: 100');
    expect(new Set(own.nodes.map(({ unit }) => unit.id))).toEqual(new Set([lead]));
    expect((await list('elsewhereHead', `first: 100, unit: "${lead}"`)).nodes).toEqual([]);
    const theirs = await list('elsewhereHead', 'first: 100');
    expect(new Set(theirs.nodes.map(({ unit }) => unit.id))).toEqual(new Set([toGlobalId('Unit', world.units.elsewhere)]));
  });

  it('of a unit below are those of the unit that takes part, and open the campaign to nobody', async () => {
    const register = await world.muster.below.units.current();
    const below = subtreeOn(register, world.units.cooperating, '2022-10-08').find(({ id }) => id !== world.units.cooperating);
    if (!below) throw new Error('nothing is below the unit');
    const record = await added('cooperatingStaff', 'cases', aCase({ 办案单位: '食药环侦大队' }));
    expect(record.unit.id).toBe(toGlobalId('Unit', below.id));
    expect((await list('cooperatingHead', `first: 10, unit: "${record.unit.id}"`)).nodes).toMatchObject([{ identity: record.identity }]);
    expect((await list('cooperatingHead', 'first: 10')).nodes).toMatchObject([{ identity: record.identity }]);
    // The government itself takes part, so everything in the city is below a unit that does.
    const foreign = await added('coordinator', 'cases', aCase({ 办案单位: names['foreign'] ?? '' }));
    expect(await seenBy('foreignHead', foreign.id)).toBeNull();
    expect(await world.send('foreignHead', 'strikeRecord', idsOf(foreign), { reason: '与我无关' })).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { campaign } = await world.as<{ campaign: unknown }>('foreignHead', 'query ($id: ID!) { campaign(id: $id) { id } }', {
      id: world.own.campaign,
    });
    expect(campaign).toBeNull();
  });
});

describe('what is told from records', () => {
  const amounts = async (window: string, more = ''): Promise<Record<string, string | null>> => {
    const { figures } = await told<{ figures: { groups: { cells: { key: string; value: string | null; accumulation: string }[] }[] } }>(
      'coordinator',
      `figures(source: RECORDED, unit: "${toGlobalId('Unit', world.units.cooperating)}", window: ${window}${more}) {
         rule form groups { period { key } cells { key value accumulation } reports { report { id } } } }`,
    );
    const [group] = figures.groups;
    return Object.fromEntries((group?.cells ?? []).filter(({ value }) => value !== null).map(({ key, value }) => [key, value]));
  };
  beforeAll(async () => {
    const unit = { 办案单位: names['cooperating'] ?? '' };
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-08-30', 案值: '10.05' }));
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-10', 案值: '0.1', 结案日期: '2022-10-01', 罚款: '3', 结果: '处罚' }));
    await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-30', 案值: '0.2', 结案日期: '2022-09-30', 结果: '移送', 罚款: '9' }));
    const struck = await added('coordinator', 'cases', aCase({ ...unit, 立案日期: '2022-09-12', 案值: '99' }));
    await world.done('coordinator', 'strikeRecord', idsOf(struck), { reason: '误录' });
  });

  it('is what flows in a window, and everything since the campaign began of a running total', async () => {
    expect(await amounts('{ from: "2022-09-01", to: "2022-09-30" }')).toEqual({ '7.1': '3', '7.2': '1', '8': '10.35' });
    expect(await amounts('{ from: "2022-10-01", to: "2022-10-31" }')).toEqual({ '7.2': '1', '8': '10.35', '9': '3' });
    expect(await amounts('{ from: "2022-08-01", to: "2022-08-31" }')).toEqual({ '7.1': '1', '8': '10.05' });
    expect(await amounts('{ span: SINCE_START }')).toEqual({ '7.1': '4', '7.2': '2', '8': '10.35', '9': '3' });
  });

  it('is told by days, running totals running on', async () => {
    interface Days {
      figures: { groups: { period: { key: string }; cells: { key: string; value: string | null; accumulation: string }[] }[] };
    }
    const { figures } = await told<Days>(
      'coordinator',
      `figures(source: RECORDED, unit: "${toGlobalId('Unit', world.units.cooperating)}", window: { from: "2022-09-01", to: "2022-10-31" }, groupBy: [PERIOD]) {
         groups { period { key } cells { key value accumulation } } }`,
    );
    const of = (key: string) => figures.groups.map(({ period, cells }) => [period.key, cells.find((cell) => cell.key === key)?.value]);
    expect(of('7.1')).toEqual([
      ['2022-09-10', '1'],
      ['2022-09-14', '1'],
      ['2022-09-30', '1'],
      ['2022-10-01', null],
    ]);
    expect(of('8')).toEqual([
      ['2022-09-10', '10.15'],
      ['2022-09-14', '10.15'],
      ['2022-09-30', '10.35'],
      ['2022-10-01', '10.35'],
    ]);
    const kinds = new Map(figures.groups[0]?.cells.map(({ key, accumulation }) => [key, accumulation]));
    expect([kinds.get('8'), kinds.get('7.1')]).toEqual(['CUMULATIVE', 'FLOW']);
  });

  it('is told by units, one as by another way', async () => {
    interface Units {
      figures: { groups: { unit: { id: string }; from: string; to: string; cells: { key: string; value: string | null; filled: number }[] }[] };
    }
    const window = 'window: { from: "2022-09-01", to: "2022-09-30" }';
    const asked = 'groups { unit { id } from to cells { key value filled } }';
    const { figures } = await told<Units>('coordinator', `figures(source: RECORDED, ${window}, groupBy: [UNIT]) { ${asked} }`);
    const days = (await told<Units>('coordinator', `figures(source: RECORDED, ${window}, groupBy: [UNIT, PERIOD]) { ${asked} }`)).figures.groups;
    expect(figures.groups.length).toBeGreaterThan(3);
    for (const { unit, from, to, cells } of figures.groups) {
      const own = days.filter((one) => one.unit.id === unit.id);
      if (own.length > 0) expect([from, to]).toEqual([own[0]?.from, own.at(-1)?.to]);
      for (const { key, value, filled } of cells) {
        const parts = own.flatMap((one) => one.cells.filter((cell) => cell.key === key && cell.value !== null));
        if (key === '8' || value === null) continue;
        expect([key, Number(value), filled]).toEqual([
          key,
          Number(parts.reduce((sum, part) => sum + Number(part.value), 0).toFixed(2)),
          parts.reduce((sum, part) => sum + part.filled, 0),
        ]);
      }
    }
    const own = figures.groups.find(({ unit }) => unit.id === toGlobalId('Unit', world.units.cooperating));
    expect(Object.fromEntries((own?.cells ?? []).flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))).toEqual({
      '7.1': '2',
      '7.2': '1',
      '8': '10.35',
    });
  });

  it('comes to the same when everything is counted again, and is never carried forward', async () => {
    const { figureCounts, clock } = world.muster.below;
    expect(await countAgain({ figures: figureCounts, laws }, world.own.campaignId, false)).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
    world.setClock('2023-03-01T02:00:00Z');
    const days = async (source: string) =>
      (await world.database.pool.query<{ n: number }>('select count(*)::int as n from tally where source = $1', [source])).rows[0]?.n ?? 0;
    expect(await days('RECORDED')).toBeGreaterThan(10);
    await carryForward({ figures: figureCounts, clock });
    const { rows } = await world.database.pool.query<{ source: string }>('select distinct source from carried');
    expect(rows).toEqual([{ source: 'REPORTED' }]);
    expect(await countAgain({ figures: figureCounts, laws }, world.own.campaignId, false)).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
    world.setClock('2022-10-08T02:00:00Z');
  });

  it('can be kept as it stands, running totals as they ran', async () => {
    const input = {
      ...{ campaignId: world.own.campaign, title: '九月台账', source: 'RECORDED', window: { from: '2022-09-01', to: '2022-09-30' } },
      ...{ unitId: toGlobalId('Unit', world.units.cooperating), idempotencyKey: randomUUID() },
    };
    const { createFigureSnapshot } = await world.as<{ createFigureSnapshot: { figureSnapshot: { content: string; intact: boolean } } }>(
      'coordinator',
      'mutation ($input: CreateFigureSnapshotInput!) { createFigureSnapshot(input: $input) { figureSnapshot { content intact } userErrors { code } } }',
      { input },
    );
    const { content, intact } = createFigureSnapshot.figureSnapshot;
    const kept = JSON.parse(content) as { total: { cells: { key: string; value: string | null }[] }[]; source: string; reports: unknown[] };
    expect(intact).toBe(true);
    expect(kept.source).toBe('RECORDED');
    expect(Object.fromEntries((kept.total[0]?.cells ?? []).flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))).toEqual({
      '7.1': '3',
      '7.2': '1',
      '8': '10.35',
    });
    expect(kept.reports).toHaveLength(3);
  });

  it('is kept apart from what is reported', async () => {
    interface Reported {
      figures: { groups: { coverage: { expected: number }; cells: { key: string; value: string | null }[] }[] };
      rates: { rule: string; counts: Record<string, number> }[];
      reportMatrix: { reportId: string; rule: string }[];
    }
    const { figures, rates, reportMatrix } = await told<Reported>(
      'coordinator',
      `figures { groups { coverage { expected } cells { key value } } } rates(groupBy: [RULE]) { rule counts { expected submitted } } reportMatrix { reportId rule }`,
    );
    expect(figures.groups[0]?.cells.filter(({ value }) => value !== null)).toEqual([]);
    expect(figures.groups[0]?.coverage.expected).toBeGreaterThan(0);
    expect(rates.map(({ rule }) => rule).filter((rule) => !/^r\d+/.test(rule))).toEqual([]);
    const owed = await world.database.pool.query<{ n: number }>(`select count(*)::int as n from subject where campaign_id = $1 and kind = 'REPORT'`, [
      world.own.campaignId,
    ]);
    expect(reportMatrix.length).toBeLessThanOrEqual(owed.rows[0]?.n ?? 0);
    expect(reportMatrix.filter(({ rule }) => !/^r\d+/.test(rule))).toEqual([]);
  });

  it('is offered to the unit that fills in its report', async () => {
    const register = await world.database.pool.query<{ id: string }>(
      `select id from subject where campaign_id = $1 and kind = 'REPORT' and definition ->> 'unit' = $2 and definition ->> 'reportKind' = 'STATISTICS'
         and definition -> 'period' ->> 'end' = '2022-09-30'`,
      [world.own.campaignId, world.units.cooperating],
    );
    const id = toGlobalId('Report', world.own.campaignId, register.rows[0]?.id ?? '');
    const prefill = async (person: PersonName) =>
      (
        await world.as<{ node: { prefill: { cells: { key: string; value: number; source: string }[] } | null } }>(
          person,
          'query ($id: ID!) { node(id: $id) { ... on Report { prefill { period cells { key value source } } } } }',
          { id },
        )
      ).node.prefill;
    expect((await prefill('cooperatingStaff'))?.cells).toEqual([
      { key: '7.1', value: 3, source: 'RECORDS' },
      { key: '7.2', value: 1, source: 'RECORDS' },
      { key: '8', value: 10.35, source: 'RECORDS' },
    ]);
    expect(await prefill('coordinator')).toBeNull();
  });
});

describe('when the campaign is over', () => {
  it('nothing more is recorded, corrected or struck; what was recorded stays to be read', async () => {
    const record = await added('leadStaff', 'cases', aCase());
    await world.done('leader', 'terminateCampaign', world.campaignOf(world.own), { reason: '任务调整' });
    expect((await add('leadStaff', 'cases', aCase())).userErrors).toMatchObject([{ code: 'RECORD_CAMPAIGN_OVER' }]);
    expect((await importing('leadStaff', await workbookOf([HEADINGS]))).userErrors).toMatchObject([{ code: 'RECORD_CAMPAIGN_OVER' }]);
    const reasons = (await correct('leadStaff', record, { 案值: '2' })).flatMap((one) => (one.reasons ?? []).map(({ code }) => code));
    expect(reasons).toEqual(['CAMPAIGN_OVER']);
    expect(await world.send('coordinator', 'strikeRecord', idsOf(record), { reason: '误录' })).toMatchObject([
      { reasons: [{ code: 'CAMPAIGN_OVER' }] },
    ]);
    expect(await seenBy('leadHead', record.id)).toMatchObject({ state: 'RECORDED' });
  });
});
