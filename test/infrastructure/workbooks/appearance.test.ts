/** What a unit sees when it opens its form. */
import type { Worksheet } from 'exceljs';
import { FIGURE_SHEET, SECTION_SHEET } from '../../../src/domain/workbook';
import { writeReport } from '../../../src/infrastructure/workbooks/write-report';
import { opened } from './filled';
import { reportOf } from './forms';

let figures: Worksheet;
let sections: Worksheet;
beforeAll(async () => {
  const written = { title: '重点案件', required: true, text: '=1+1' };
  const book = await opened(await writeReport(reportOf({ figures: { '1': 12, '8': 3.5 }, previous: { '1': 10, '7.2': 0 }, sections: [written] })));
  expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
    [FIGURE_SHEET, 'visible'],
    [SECTION_SHEET, 'visible'],
    ['_muster', 'veryHidden'],
  ]);
  [figures, sections] = book.worksheets as [Worksheet, Worksheet];
});
const shown = (row: number): unknown[] => [1, 2, 3, 4, 5, 6, 7].map((column) => figures.getCell(row, column).value);

test('title, whose form of which period, and by when', () => {
  expect(figures.getCell('A1').value).toBe('打击假冒伪劣统计表');
  expect(figures.getCell('A2').value).toBe('填报单位：云溪县市场监督管理局    所属期：2022年9月（2022-09-01至2022-09-30）    报送期限：2022-10-02');
});

test('headings, indicators with their parts, units, last figures and guidance', () => {
  expect(shown(5).slice(1, 2)).toEqual(['行政执法']);
  expect(shown(6)).toEqual(['1', '出动执法人员', null, '人次', 12, 10, '按出动一次计一人次，同一人同日多次出动的计一次。']);
  // the name stands once, in cells joined over the rows of its parts
  expect(shown(9)).toEqual(['7.1', '立案/结案/移送人数', '立案', '件', null, null, null]);
  expect(shown(10)).toEqual(['7.2', '立案/结案/移送人数', '结案', '件', null, 0, null]);
  expect(figures.getCell('B10').master.address).toBe('B9');
  expect(shown(12)).toEqual(['8', '案值', null, '万元', 3.5, null, '保留两位小数。']);
});

test('only the cells to fill in are open, and take what the form allows', () => {
  const open = new Set<string>();
  figures.eachRow((row) => row.eachCell({ includeEmpty: true }, (cell) => void (cell.protection?.locked === false && open.add(cell.address))));
  expect([...open]).toEqual(['E6', 'E7', 'E9', 'E10', 'E11', 'E12', 'E13']);
  for (const sheet of [figures, sections]) expect((sheet as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection.sheet).toBe(true);
  expect([figures.getCell('E6').numFmt, figures.getCell('E12').numFmt]).toEqual(['#,##0', '#,##0.00']);
  expect(figures.getCell('E6').dataValidation).toMatchObject({ type: 'whole', formulae: [0, 999_999_999_999_999], errorStyle: 'stop' });
  expect(figures.getCell('E12').dataValidation).toMatchObject({ type: 'decimal', formulae: [-999_999_999_999_999, 999_999_999_999_999] });
});

test('a text stays a text', () => {
  expect([sections.getCell('A5').value, sections.getCell('B5').value, sections.getCell('B5').numFmt]).toEqual(['重点案件', '=1+1', '@']);
  expect(sections.getCell('B5').protection.locked).toBe(false);
});
