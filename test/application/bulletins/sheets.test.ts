/** What stands in the sheets of a bulletin's workbook; that it can be read back is tested at the door. */
import { bulletinSheets, type BulletinSheetWords } from '../../../src/application/bulletins/bulletin-sheets';
import type { BulletinContent } from '../../../workflows';
import { bulletinContent } from '../../workflows/support/bulletins';

const words = (given: Partial<BulletinSheetWords> = {}): BulletinSheetWords => ({
  ...{ title: '通报', note: '统计日期', named: (unit: string) => unit, shown: null, reportId: (id: string) => `#${id}`, ...given },
});
/** Ranked by cases, with everything that is kept today. */
function content(): BulletinContent {
  const base = bulletinContent();
  const [market, police] = base.units;
  if (!market || !police) throw new Error('no rows');
  return {
    ...base,
    measures: [{ measure: 'CASEWORK', weight: 1, form: null, cell: '7.1' }],
    units: [
      { ...market, figures: ['12.50'], sources: [{ rule: 'r1', period: '2022-09', counts: ['submitted', 'accepted', 'zero', 'timely'] }] },
      { ...police, figures: [null], sources: [{ rule: 'r9', period: '2022-09', counts: ['overdue'] }] },
    ],
    figures: [{ form: 'f1', cell: '7.1', label: '立案', unit: '件', value: '12.50', filled: 1, expected: 2 }],
    rules: [{ rule: 'r1', title: '统计表' }],
  };
}
const sheetsOf = (of: BulletinContent, given: Partial<BulletinSheetWords> = {}): Record<string, unknown[][]> =>
  Object.fromEntries(bulletinSheets(of, words(given)).map(({ name, rows }) => [name, [...rows].map(({ cells }) => [...cells])]));

test('a measure of casework stands beside the figure it is made of', () => {
  const { 排名: ranking } = sheetsOf(content());
  expect(ranking?.map((row) => row.slice(0, 5))).toEqual([
    [1, 'market', 100, 12.5, 100],
    [2, 'police', 75, null, 75],
    [null, '合计', null, null, null],
  ]);
});

test('figures with what they cover, as many digits as there are, and the reports by what they were counted as', () => {
  const sheets = sheetsOf(content());
  expect(sheets['分单位数据']).toEqual([
    ['market', 12.5],
    ['police', null],
    ['合计', 12.5],
    ['填报该项的份数', 1],
    ['应报份数', 2],
  ]);
  expect(bulletinSheets(content(), words())[2]?.columns.at(-1)).toMatchObject({ head: '7.1 立案（件）', decimals: 2 });
  expect(sheets['数据来源']).toEqual([
    ['market', '统计表', '2022-09', '按时', '零报告（已通过）', null, '#report-1'],
    ['police', 'r9', '2022-09', '逾期未报', '未报', null, '#report-2'],
  ]);
});

test('who sees the bulletin by its title sees no figure and no report of other units, whatever they are ranked by', () => {
  const sheets = sheetsOf(content(), { shown: new Set(['police']) });
  expect(sheets['排名']?.[0]?.slice(0, 5)).toEqual([1, 'market', 100, null, 100]);
  expect(sheets['分单位数据']?.[0]?.[0]).toBe('police');
  expect(sheets['数据来源']?.map(([unit]) => unit)).toEqual(['police']);
});

test('a bulletin that was counted before more was kept shows what it has', () => {
  const sheets = sheetsOf(bulletinContent());
  expect(sheets['分单位数据']).toEqual([
    ['合计', 12],
    ['填报该项的份数', null],
    ['应报份数', null],
  ]);
  expect(sheets['数据来源']?.[0]).toEqual(['market', null, null, null, null, null, '#report-1']);
  expect(sheets['报送率']?.[0]?.slice(0, 6)).toEqual(['market', 4, 4, 100, 4, 100]);
});
