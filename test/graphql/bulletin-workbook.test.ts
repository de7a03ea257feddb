/** The statistics of a bulletin as a workbook: what was logged, for ever, and of single units what each may see. */
import { randomUUID } from 'node:crypto';
import type { Worksheet } from 'exceljs';
import { formSchema } from '../../src/domain/plan/form-model';
import { toGlobalId } from '../../src/graphql/global-id';
import { opened } from '../infrastructure/workbooks/filled';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { launchForms, type WithForms } from '../support/launch-forms';

const form = formSchema.parse({
  key: 'f1',
  title: '打击制售假冒伪劣商品统计表',
  indicators: [
    { number: 1, name: '出动执法人员', unit: '人次' },
    { number: 2, name: '案值', unit: '万元', required: false },
  ],
});

let world: RunningCampaign;
let forms: WithForms;
let bulletin: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  forms = await launchForms(world, form, ['重点案件']);
  const own = await forms.report('STATISTICS', '2022-09');
  const theirs = await forms.report('STATISTICS', '2022-09', world.units.elsewhere);
  world.setClock('2022-09-20T02:00:00Z');
  const figures = (one: number, two: number | null) => ({
    figures: [
      { indicator: 1, values: [one] },
      { indicator: 2, values: [two] },
    ],
  });
  await world.done('leadStaff', 'submitReport', own, { content: figures(12, 0.1) });
  await world.done('coordinator', 'acceptReport', own);
  await world.done('elsewhereStaff', 'submitReport', theirs, { content: figures(30, null) });
  await world.done('coordinator', 'returnReport', theirs, { reason: '案值未填' });
  const { draftBulletin } = await world.as<{ draftBulletin: { bulletin: { id: string } } }>(
    'coordinator',
    'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } userErrors { message } } }',
    { input: { campaignId: toGlobalId('Campaign', forms.campaignId), from: '2022-09-01', to: '2022-09-30', idempotencyKey: randomUUID() } },
  );
  const { id } = draftBulletin.bulletin;
  bulletin = { kind: 'BULLETIN', id, subjectId: Buffer.from(id, 'base64url').toString().split(':')[2] ?? '', campaignId: forms.campaignId };
}, 120_000);
afterAll(() => world.close());

type Book = Record<'排名' | '报送率' | '分单位数据' | '数据来源', unknown[][]> & { name: string };
/** Rows as lists of values, heads first; null for an empty cell. */
async function book(person: PersonName): Promise<Book | null> {
  const { bulletinWorkbook } = await world.as<{ bulletinWorkbook: { name: string; mediaType: string; size: number; content: string } | null }>(
    person,
    'query ($id: ID!) { bulletinWorkbook(id: $id) { name mediaType size content } }',
    { id: bulletin.id },
  );
  if (!bulletinWorkbook) return null;
  const read = await opened(Buffer.from(bulletinWorkbook.content, 'base64'));
  const rowsOf = (sheet: Worksheet): unknown[][] => {
    const rows: unknown[][] = [];
    sheet.eachRow((row, i) => {
      if (i > 2) rows.push(Array.from({ length: sheet.columnCount }, (_, column) => row.getCell(column + 1).value));
    });
    return rows;
  };
  return { name: bulletinWorkbook.name, ...Object.fromEntries(read.worksheets.map((sheet) => [sheet.name, rowsOf(sheet)])) } as Book;
}
const bookOf = async (person: PersonName): Promise<Book> => {
  const found = await book(person);
  if (!found) throw new Error('no workbook');
  return found;
};

interface Row {
  unit: { name: string };
  rank: number | null;
  score: string | null;
  percents: (string | null)[];
  commended: boolean;
  criticised: boolean;
  counts: Record<string, number>;
}
const COUNTS = 'expected submitted timely late missing supplied overdue zero returned sentBack parts partsAccepted';
const logged = async (): Promise<{ rows: Row[]; totals: Record<string, number>; sources: { unit: { name: string }; reportIds: string[] }[] }> =>
  (
    await world.as<{ node: { rows: Row[]; totals: Record<string, number>; sources: { unit: { name: string }; reportIds: string[] }[] } }>(
      'coordinator',
      `query ($id: ID!) { node(id: $id) { ... on Bulletin { totals { ${COUNTS} } sources { unit { name } reportIds }
         rows { unit { name } rank score percents commended criticised counts { ${COUNTS} } } } } }`,
      { id: bulletin.id },
    )
  ).node;
const number = (text: string | null): number | null => (text === null ? null : Number(text));

test('the ranking has every measure and every count of every unit, and their sums', async () => {
  const { rows, totals } = await logged();
  const { 排名: ranking, name } = await bookOf('coordinator');
  expect(name).toMatch(/通报统计表\.xlsx$/);
  const [heads, ...lines] = ranking;
  expect(heads?.slice(0, 7)).toEqual([
    '名次',
    '单位',
    '得分',
    '报送率%（权重40）',
    '按时率%（权重30）',
    '一次通过率%（权重10）',
    '任务完成率%（权重20）',
  ]);
  const counts = (of: Record<string, number>): number[] => COUNTS.split(' ').map((name) => of[name] ?? -1);
  expect(lines.slice(0, -1)).toEqual(
    rows.map((row) => [
      ...[row.rank, row.unit.name, number(row.score), ...row.percents.map(number), ...counts(row.counts)],
      row.commended ? '表扬' : row.criticised ? '批评' : null,
    ]),
  );
  expect(lines.at(-1)?.filter((cell) => cell !== null)).toEqual(['合计', ...counts(totals)]);
});

test('what was returned and has not come again is in time, and not there', async () => {
  const { totals } = await logged();
  expect(totals).toMatchObject({ timely: 2, submitted: 1, sentBack: 1, returned: 1, supplied: 0 });
  const { 报送率: rates } = await bookOf('coordinator');
  const all = rates.at(-1) ?? [];
  expect(all.slice(0, 5)).toEqual(['合计', totals['expected'], 1, number((100 / (totals['expected'] ?? 1)).toFixed(2)), 2]);
  for (const line of rates.slice(1)) for (const column of [3, 5, 7, 9, 11, 14]) expect(Number(line[column] ?? 0)).toBeLessThanOrEqual(100);
});

test('figures by unit, with totals and how many reports they cover', async () => {
  const { 分单位数据: figures } = await bookOf('supervisor');
  expect(figures[0]).toEqual(['单位', '1 出动执法人员（人次）', '2 案值（万元）']);
  expect(figures.slice(1, -3).filter(([, one]) => one !== null)).toEqual([[expect.any(String), 12, 0.1]]);
  const { rows } = await logged();
  expect(figures.slice(1, -3).map(([unit]) => unit)).toEqual(rows.map(({ unit }) => unit.name));
  const expected = rows.filter(({ counts }) => (counts['expected'] ?? 0) > 0).length;
  expect(figures.slice(-3)).toEqual([
    ['合计', 12, 0.1],
    ['填报该项的份数', 1, 1],
    ['应报份数', expected, expected],
  ]);
});

test('the reports behind every row, by the ids under which they can be opened', async () => {
  const { 数据来源: sources } = await bookOf('coordinator');
  const behind = (await logged()).sources;
  expect(sources.slice(1).map(([unit, , , , , , id]) => [unit, id])).toEqual(
    behind.flatMap(({ unit, reportIds }) => reportIds.map((id) => [unit.name, id])),
  );
  const of = (id: string): unknown[] => sources.find((row) => row.at(-1) === id) ?? [];
  expect(of((await forms.report('STATISTICS', '2022-09')).id).slice(1, 6)).toEqual(['统计表', '2022-09', '按时', '已通过', null]);
  expect(of((await forms.report('STATISTICS', '2022-09', world.units.elsewhere)).id).slice(1, 6)).toEqual([
    ...['统计表', '2022-09', '按时', '退回后尚未重报', '是'],
  ]);
});

test('once approved it stays as it is, whatever comes; units see their own figures and reports', async () => {
  for (const person of ['leadStaff', 'foreignHead'] as const) expect(await book(person)).toBeNull();
  const before = await bookOf('coordinator');
  await world.done('leader', 'approveBulletin', bulletin);
  const report = await forms.report('STATISTICS', '2022-09', world.units.elsewhere);
  await world.done('elsewhereStaff', 'submitReport', report, { content: { figures: [{ indicator: 1, values: [31] }] } });
  expect(await bookOf('leader')).toEqual(before);
  await world.done('coordinator', 'publishBulletin', bulletin);
  expect(await bookOf('coordinator')).toEqual(before);

  const mine = await bookOf('leadStaff');
  expect({ 排名: mine.排名, 报送率: mine.报送率 }).toEqual({ 排名: before.排名, 报送率: before.报送率 });
  expect(mine.分单位数据.slice(1, -3)).toEqual(before.分单位数据.filter(([, one, two]) => one === 12 && two === 0.1).slice(0, 1));
  expect(mine.分单位数据.slice(-3)).toEqual(before.分单位数据.slice(-3));
  const [unit] = mine.分单位数据[1] ?? [];
  expect(mine.数据来源).toEqual(before.数据来源.filter(([name], i) => i === 0 || name === unit));
  expect(mine.数据来源.length).toBeLessThan(before.数据来源.length);
  expect(await book('foreignHead')).toBeNull();
});
