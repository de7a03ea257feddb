/** The form of a report as a workbook, through the door: exported, filled in, imported. */
import { randomUUID } from 'node:crypto';
import type { Worksheet } from 'exceljs';
import { formSchema } from '../../src/domain/plan/form-model';
import { FIGURE_SHEET, SECTION_SHEET } from '../../src/domain/workbook';
import { opened, saved } from '../infrastructure/workbooks/filled';
import { PEOPLE, startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { launchForms, type WithForms } from '../support/launch-forms';

const form = formSchema.parse({
  key: 'f1',
  title: '打击制售假冒伪劣商品统计表',
  indicators: [
    { number: 1, name: '出动执法人员', unit: '人次' },
    { number: 2, name: '立案/结案数', parts: ['立案', '结案'], unit: '件/件' },
    { number: 3, name: '案值', unit: '万元', required: false },
  ],
});
const SECTIONS = ['重点案件', '存在问题'];
const EXPORT = 'query ($id: ID!) { reportWorkbook(reportId: $id) { name mediaType size content } }';
const IMPORT = `mutation ($input: ImportReportWorkbookInput!) { importReportWorkbook(input: $input) {
  report { state draft { figures { indicator values } sections { title text } } } understood { sheet address cell written value message }
  userErrors { __typename code message path ... on SimpleError { data } } } }`;

interface Imported {
  report: { state: string; draft: { figures: unknown; sections: unknown } | null } | null;
  understood: { address: string; message: string }[];
  userErrors: { __typename: string; code: string; message: string; path: string[] | null }[];
}

let world: RunningCampaign;
let forms: WithForms;
let september: SubjectIds;
let october: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  forms = await launchForms(world, form, SECTIONS);
  september = await forms.report('STATISTICS', '2022-09');
  october = await forms.report('STATISTICS', '2022-10');
}, 120_000);
afterAll(() => world.close());

async function exported(person: PersonName, { id }: SubjectIds): Promise<{ name: string; size: number; content: Buffer }> {
  const { reportWorkbook } = await world.as<{ reportWorkbook: { name: string; size: number; content: string } }>(person, EXPORT, { id });
  return { ...reportWorkbook, content: Buffer.from(reportWorkbook.content, 'base64') };
}
async function filledIn(of: SubjectIds, values: Record<string, unknown>, sheet = FIGURE_SHEET): Promise<Buffer> {
  const book = await opened((await exported('leadStaff', of)).content);
  for (const [address, value] of Object.entries(values)) (book.getWorksheet(sheet) as Worksheet).getCell(address).value = value as never;
  return saved(book);
}
async function imported(person: PersonName, of: SubjectIds, content: Buffer, more: Record<string, unknown> = {}): Promise<Imported> {
  const usual = { id: of.id, expectedRevision: await world.revision(of), idempotencyKey: randomUUID(), name: '报表.xlsx' };
  const input = { ...usual, content: content.toString('base64'), ...more };
  return (await world.as<{ importReportWorkbook: Imported }>(person, IMPORT, { input })).importReportWorkbook;
}
const errors = ({ userErrors }: Imported): [string, string[] | null][] => userErrors.map(({ code, path }) => [code, path]);

test('a filled workbook becomes the draft; what was understood is told', async () => {
  const { name, size, content } = await exported('leadStaff', september);
  expect(name).toBe('统计表（2022-09）_云溪市农业农村局.xlsx');
  expect(content.length).toBe(size);
  const answer = await imported('leadStaff', september, await filledIn(september, { E5: '１，２３４', E6: 3, E7: 0 }));
  expect(answer.userErrors).toEqual([]);
  expect(answer.report).toMatchObject({
    state: 'DRAFTING',
    draft: {
      figures: [
        { indicator: 1, values: [1234] },
        { indicator: 2, values: [3, 0] },
      ],
    },
  });
  expect(answer.understood).toEqual([
    { sheet: FIGURE_SHEET, address: 'E5', cell: '1', written: '１，２３４', value: 1234, message: expect.any(String) as string },
  ]);
});

test('the next export holds what is written so far, and a cell that was cleared is cleared', async () => {
  const book = await opened((await exported('leadHead', september)).content);
  const sheet = book.getWorksheet(FIGURE_SHEET) as Worksheet;
  expect([5, 6, 7, 8].map((row) => sheet.getCell(row, 5).value)).toEqual([1234, 3, 0, null]);
  sheet.getCell('E7').value = null;
  const answer = await imported('leadHead', september, await saved(book));
  expect(answer.report?.draft?.figures).toEqual([
    { indicator: 1, values: [1234] },
    { indicator: 2, values: [3, null] },
  ]);
});

test('with one fault nothing is saved, and each is named by its address', async () => {
  const before = await world.revision(september);
  const answer = await imported('leadStaff', september, await filledIn(september, { E5: 99, E6: '很多', E8: 1.234 }));
  expect(answer.report).toBeNull();
  expect(errors(answer)).toEqual([
    ['WORKBOOK_TEXT_IN_NUMBER_CELL', ['input', 'content', `${FIGURE_SHEET}!E6`]],
    ['WORKBOOK_TOO_MANY_DECIMALS', ['input', 'content', `${FIGURE_SHEET}!E8`]],
  ]);
  expect(answer.userErrors[0]?.message).toBe('统计数据!E6 (2.1 立案/结案数：立案) takes a number, not "很多".');
  expect(await world.revision(september)).toBe(before);
});

test('sections are read as well', async () => {
  const narrative = await forms.report('NARRATIVE', '2022-09');
  const answer = await imported('leadStaff', narrative, await filledIn(narrative, { B5: '查处某案。\n案值较大。', B6: null }, SECTION_SHEET));
  expect(answer.report?.draft?.sections).toEqual([{ title: '重点案件', text: '查处某案。\n案值较大。' }]);
});

test('the workbook of another period, another unit, and one that is none', async () => {
  const book = await filledIn(september, { E5: 1 });
  expect(errors(await imported('leadStaff', october, book))).toEqual([['WORKBOOK_OF_OTHER_PERIOD', ['input', 'content']]]);
  const theirs = await forms.report('STATISTICS', '2022-09', world.units.elsewhere);
  expect(errors(await imported('elsewhereStaff', theirs, book))).toEqual([['WORKBOOK_OF_OTHER_UNIT', ['input', 'content']]]);
  expect(errors(await imported('leadStaff', september, Buffer.from('text')))).toEqual([['WORKBOOK_DAMAGED', ['input', 'content']]]);
  expect(errors(await imported('leadStaff', september, book, { name: '报表.xlsm' }))).toEqual([['WORKBOOK_HAS_MACROS', ['input', 'content']]]);
});

test('the same call again gives the same answer; a stale one is refused', async () => {
  const content = await filledIn(october, { E5: 7 });
  const call = { idempotencyKey: randomUUID(), expectedRevision: await world.revision(october) };
  const first = await imported('leadStaff', october, content, call);
  expect(first.userErrors).toEqual([]);
  const revision = await world.revision(october);
  expect(await imported('leadStaff', october, content, call)).toEqual(first);
  expect(await world.revision(october)).toBe(revision);
  const stale = await imported('leadStaff', october, content, { expectedRevision: revision - 1 });
  expect(stale.userErrors.map(({ __typename, code }) => [__typename, code])).toEqual([['StaleRevision', 'STALE_REVISION']]);
});

test('who may export, and who sees a draft in it', async () => {
  const figures: Record<string, unknown> = {};
  for (const person of PEOPLE) {
    const { data, errors: refused } = await world.ask(person, EXPORT, { id: october.id });
    const file = (data as { reportWorkbook: { content: string } } | null)?.reportWorkbook;
    if (!file) {
      expect(refused?.[0]?.extensions.code).toBe('NOT_FOUND');
      continue;
    }
    const book = await opened(Buffer.from(file.content, 'base64'));
    figures[person] = (book.getWorksheet(FIGURE_SHEET) as Worksheet).getCell('E5').value;
  }
  expect(figures).toEqual({
    ...{ leadHead: 7, leadStaff: 7, substitute: 7 },
    ...{ coordinator: null, leader: null, supervisor: null, auditor: null },
  });
}, 60_000);

test('nobody fills in the form of others', async () => {
  const content = await filledIn(october, { E5: 8 });
  expect(errors(await imported('coordinator', october, content))).toEqual([['FORBIDDEN', null]]);
  expect(errors(await imported('elsewhereStaff', october, content))).toEqual([['NOT_FOUND', null]]);
});

test('what is handed in takes no draft, and a roster has no form', async () => {
  await world.done('leadStaff', 'submitReport', october, { zero: true });
  expect(errors(await imported('leadStaff', october, await filledIn(october, { E5: 9 })))).toEqual([['EVENT_REFUSED', null]]);
  const plan = await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN');
  const { errors: refused } = await world.ask('leadStaff', EXPORT, { id: plan.id });
  expect(refused?.[0]?.extensions.code).toBe('WORKBOOK_NOT_POSSIBLE');
});
