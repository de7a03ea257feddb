/** An office's own form, handed over as a workbook and proposed for a plan. */
import { randomUUID } from 'node:crypto';
import { toGlobalId } from '../../src/graphql/global-id';
import { excelJs } from '../../src/infrastructure/workbooks/libraries';
import { saved } from '../infrastructure/workbooks/filled';
import { startCampaign, type PersonName, type RunningCampaign } from '../support/campaign';

const READ = `mutation ($input: ReadFormWorkbookInput!) { readFormWorkbook(input: $input) {
  form { title version indicators { number name parts unit group } cells { key label unit decimals } }
  diagnostics { code severity sheet address message } userErrors { code path } } }`;

interface Read {
  form: { title: string; indicators: unknown[]; cells: { key: string }[] } | null;
  diagnostics: { code: string; address: string | null }[];
  userErrors: { code: string; path: string[] | null }[];
}

let world: RunningCampaign;
beforeAll(async () => void (world = await startCampaign()), 120_000);
afterAll(() => world.close());

async function bookOf(rows: unknown[][]): Promise<Buffer> {
  const { Workbook } = await excelJs();
  const book = new Workbook();
  book.addWorksheet('统计表').addRows(rows);
  return saved(book);
}
async function read(person: PersonName, content: Buffer, name = '统计表.xlsx'): Promise<Read> {
  const input = { officeId: toGlobalId('Unit', world.units.office), name, content: content.toString('base64'), idempotencyKey: randomUUID() };
  return (await world.as<{ readFormWorkbook: Read }>(person, READ, { input })).readFormWorkbook;
}

const ROWS = [
  ['专项行动统计表'],
  ['序号', '项目', '计量单位', '数量'],
  ['一、执法'],
  [1, '检查户数', '户'],
  [2, '立案/结案数', '件/件'],
  [null, '罚款', '万元'],
];

test('the form is proposed with its cells, and what was doubtful with its place', async () => {
  const { form, diagnostics, userErrors } = await read('coordinator', await bookOf(ROWS));
  expect(userErrors).toEqual([]);
  expect(form).toMatchObject({
    title: '专项行动统计表',
    indicators: [
      { number: 1, name: '检查户数', parts: [], unit: '户', group: '执法' },
      { number: 2, name: '立案/结案数', parts: ['立案', '结案'], unit: '件/件', group: '执法' },
      { number: 3, name: '罚款', parts: [], unit: '万元', group: '执法' },
    ],
    cells: [{ key: '1' }, { key: '2.1' }, { key: '2.2' }, { key: '3', decimals: 2 }],
  });
  expect(diagnostics).toEqual([
    { code: 'NUMBER_GIVEN', severity: 'INFO', sheet: '统计表', address: 'A6', message: '"罚款" has no number and was given 3' },
  ]);
});

test('without a table there is no form; a file that is no workbook is refused', async () => {
  expect(await read('coordinator', await bookOf([['通讯录']]))).toMatchObject({
    form: null,
    diagnostics: [{ code: 'FORM_NOT_FOUND' }],
    userErrors: [],
  });
  expect((await read('coordinator', Buffer.from('x'))).userErrors).toEqual([{ code: 'WORKBOOK_DAMAGED', path: ['input', 'content'] }]);
  expect((await read('coordinator', await bookOf(ROWS), '统计表.xlsm')).userErrors[0]?.code).toBe('WORKBOOK_HAS_MACROS');
});

test('only who writes plans of the office', async () => {
  expect((await read('leadStaff', await bookOf(ROWS))).userErrors[0]?.code).toBe('FORBIDDEN');
});
