/** Task lists as tables, and forms that are no numbered table. */
import { readNotice } from '../../../src/domain/notice';

const HEAD = '石桥县检查方案\n2023年3月1日\n一、任务清单\n';
const rows = (table: string): string[] =>
  readNotice(HEAD + table, { lint: false }).tasks.map((t) =>
    [t.number, t.area, t.title, ...t.assignments.map((a) => `${a.role} ${a.unit}`), t.dueOn ?? ''].join('|'),
  );

test('a row to a line, units and dates in columns of their own', () => {
  expect(
    rows(
      '序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t查仓库\t县应急局\t县公安局、县住建局\t2023年6月底\n2\t查车站\t县交通局\t\t长期坚持\n二、工作要求\n加强领导。',
    ),
  ).toEqual(['一1|任务清单|查仓库|LEAD 县应急局|COOPERATING 县公安局|COOPERATING 县住建局|2023-06-30', '一2|任务清单|查车站|LEAD 县交通局|']);
});

test('groups of rows, and roles said inside a cell', () => {
  expect(
    rows('序号\t工作任务\t责任单位\n一\t源头管控\t\n1\t查仓库\t县应急局牵头，县公安局配合\n二\t流通管控\t\n1\t查车站\t县交通局 县商务局'),
  ).toEqual(['一一1|源头管控|查仓库|LEAD 县应急局|COOPERATING 县公安局|', '一二1|流通管控|查车站|RESPONSIBLE 县交通局|RESPONSIBLE 县商务局|']);
});

test('bars as in Markdown, and a cell to a line as copies from the web have it', () => {
  const expected = ['一1|任务清单|查仓库|LEAD 县应急局|', '一2|任务清单|查车站|LEAD 县交通局|'];
  expect(rows('| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n| 1 | 查仓库 | 县应急局 |\n| 2 | 查车站 | 县交通局 |')).toEqual(expected);
  expect(rows('序号\n任务\n牵头单位\n1\n查仓库\n县应急局\n2\n查车站\n县交通局')).toEqual(expected);
});

const indicators = (annex: string): string[] =>
  readNotice(`${HEAD}1.检查。（县应急局负责）\n附件1\n${annex}`, { lint: false }).forms.flatMap((f) =>
    f.indicators.map((i) => `${i.number} ${i.name} ${i.unit}`),
  );

test('indicators as a list, as columns with their units in brackets, and with units in a row below', () => {
  const expected = ['1 检查单位数 家', '2 发现隐患数 处'];
  expect(indicators('检查情况统计表\n1.检查单位数（家）\n2.发现隐患数（处）')).toEqual(expected);
  expect(indicators('检查情况统计表\n地区\t检查单位数（家）\t发现隐患数（处）\n甲镇\t\t')).toEqual(expected);
  expect(indicators('检查情况统计表\n项目\t检查单位数\t发现隐患数\n单位\t家\t处\n本周\t\t')).toEqual(expected);
});
