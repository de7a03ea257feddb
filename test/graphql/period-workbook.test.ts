/** All units' figures of one period, as a workbook: rows, totals with what they cover, and who is missing or late. */
import type { Worksheet } from 'exceljs';
import { formSchema } from '../../src/domain/plan/form-model';
import { LATE_SHEET, PERIOD_SHEET } from '../../src/infrastructure/workbooks/write-period';
import { opened } from '../infrastructure/workbooks/filled';
import { startCampaign, type PersonName, type RunningCampaign } from '../support/campaign';
import { launchForms, type WithForms } from '../support/launch-forms';
import { toGlobalId } from '../../src/graphql/global-id';

const form = formSchema.parse({
  key: 'f1',
  title: '打击制售假冒伪劣商品统计表',
  indicators: [
    { number: 1, name: '出动执法人员', unit: '人次' },
    { number: 2, name: '案值', unit: '万元', required: false },
    { number: 3, name: '办结率', unit: '%', required: false },
  ],
});
const QUERY = `query ($campaignId: ID!, $rule: String!, $period: String!) {
  periodWorkbook(campaignId: $campaignId, rule: $rule, period: $period) { name content } }`;

let world: RunningCampaign;
let forms: WithForms;
beforeAll(async () => {
  world = await startCampaign();
  forms = await launchForms(world, form, ['重点案件']);
}, 120_000);
afterAll(() => world.close());

const variables = (period = '2022-09', rule = 'r1') => ({ campaignId: toGlobalId('Campaign', forms.campaignId), rule, period });
async function book(person: PersonName): Promise<{ rows: unknown[][]; late: unknown[][]; name: string }> {
  const { periodWorkbook } = await world.as<{ periodWorkbook: { name: string; content: string } }>(person, QUERY, variables());
  const read = await opened(Buffer.from(periodWorkbook.content, 'base64'));
  const rowsOf = (name: string): unknown[][] => {
    const rows: unknown[][] = [];
    (read.getWorksheet(name) as Worksheet).eachRow((row, i) => void (i > 3 && rows.push((row.values as unknown[]).slice(1))));
    return rows;
  };
  return { rows: rowsOf(PERIOD_SHEET), late: rowsOf(LATE_SHEET), name: periodWorkbook.name };
}
const refusal = async (person: PersonName, asked = variables()): Promise<unknown> =>
  (await world.ask(person, QUERY, asked)).errors?.[0]?.extensions.code;

test('a row for each unit, totals of what was handed in, and who is missing or late', async () => {
  const own = await forms.report('STATISTICS', '2022-09');
  const theirs = await forms.report('STATISTICS', '2022-09', world.units.elsewhere);
  world.setClock('2022-09-20T02:00:00Z');
  const figures = (one: number, two: number | null, three: number | null) => [
    { indicator: 1, values: [one] },
    { indicator: 2, values: [two] },
    { indicator: 3, values: [three] },
  ];
  await world.done('leadStaff', 'submitReport', own, { content: { figures: figures(12, 0.1, 50) } });
  await world.done('coordinator', 'acceptReport', own);
  // the 24th was a Saturday: handed in on the second working day after it
  world.setClock('2022-09-27T02:00:00Z');
  await world.muster.engine.drive.drive({
    subject: { campaignId: theirs.campaignId, id: theirs.subjectId },
    event: { type: 'DUE', input: {} },
    viewer: 'CLOCK',
  });
  await world.done('elsewhereStaff', 'submitReport', theirs, { content: { figures: figures(30, 0.2, 60) } });

  const { rows, late, name } = await book('coordinator');
  expect(name).toBe('统计表（2022-09）.xlsx');
  const { rows: owed } = await world.database.pool.query<{ n: number }>(
    `select count(*)::int as n from subject where campaign_id = $1 and definition ->> 'rule' = 'r1' and definition -> 'period' ->> 'key' = '2022-09'`,
    [forms.campaignId],
  );
  const units = rows.slice(0, -3);
  expect(units).toHaveLength(owed[0]?.n ?? 0);
  expect(units.map(([number]) => number)).toEqual(units.map((_, i) => i + 1));
  expect(units.filter(([, , status]) => status === '已通过').map((row) => row.slice(3))).toEqual([['2022-09-20', 12, 0.1, 50]]);
  expect(units.filter(([, , status]) => status === '待审核').map((row) => row.slice(3))).toEqual([['2022-09-27', 30, 0.2, 60]]);
  const [sums, filled, coverage] = rows.slice(-3) as [unknown[], unknown[], unknown[]];
  expect(sums.slice(1)).toEqual(['合计', undefined, undefined, 42, 0.3]);
  expect(filled.slice(1)).toEqual(['填报该项的单位数', undefined, undefined, 2, 2, 2]);
  expect(coverage[1]).toBe(`合计数覆盖 2 个单位，应报 ${units.length} 个单位`);
  expect(late.map(([, , status, due, on]) => [status, due, on])).toContainEqual(['待审核', '2022-09-24', '2022-09-27']);
});

test('a zero report counts for what must be filled in, and says what it is', async () => {
  const third = await forms.report('STATISTICS', '2022-10');
  await world.done('leadStaff', 'submitReport', third, { zero: true });
  const { periodWorkbook } = await world.as<{ periodWorkbook: { content: string } }>('leadStaff', QUERY, variables('2022-10'));
  const sheet = (await opened(Buffer.from(periodWorkbook.content, 'base64'))).getWorksheet(PERIOD_SHEET) as Worksheet;
  expect((sheet.getRow(4).values as unknown[]).slice(3)).toEqual(['零报告（待审核）', '2022-09-27', 0]);
});

test('a unit sees its own row alone; strangers see nothing', async () => {
  const mine = await book('leadStaff');
  expect(mine.rows.slice(0, -3).map((row) => row.slice(2))).toEqual([['已通过', '2022-09-20', 12, 0.1, 50]]);
  expect(mine.rows.at(-1)?.[1]).toBe('合计数覆盖 1 个单位，应报 1 个单位');
  const all = (await book('supervisor')).rows.length;
  expect((await book('leader')).rows).toHaveLength(all);
  expect(await refusal('foreignCoordinator')).toBe('NOT_FOUND');
});

test('a period that nobody owes, and a rule without a form', async () => {
  expect(await refusal('coordinator', variables('2030-01'))).toBe('NOT_FOUND');
  expect(await refusal('coordinator', variables('2022-09', 'r2'))).toBe('WORKBOOK_NOT_POSSIBLE');
});
