/** Ledgers imported from workbooks: made here or anywhere, whole or not at all, as often as one likes. */
import { randomUUID } from 'node:crypto';
import ExcelJs from 'exceljs';
import { importRecords } from '../../src/application/records/import-records';
import { fromGlobalId } from '../../src/graphql/global-id';
import { workbooks } from '../../src/infrastructure/workbooks';
import { aCase, faultsOf, HEADINGS, idsOf, importing, names, openLedgers, seenBy, told, world } from '../support/ledger-doors';
import { workbookOf, type Cell } from '../support/ledgers';

beforeAll(openLedgers, 120_000);
afterAll(() => world.close());

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
