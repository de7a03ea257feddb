/** Duties told in sentences, blanket clauses, prefixes, and marks of numbering that damage has changed. */
import { fullNames, readNotice } from '../../../src/domain/notice';
import type { PlanTask } from '../../../src/domain/plan/model';

const LETTER = { LEAD: 'L', COOPERATING: 'C', RESPONSIBLE: 'R', IMPLEMENTING: 'I' } as const;
const units = (task: PlanTask | undefined): string => (task?.assignments ?? []).map((a) => `${LETTER[a.role]}:${a.unit}`).join(' ');
const tasksOf = (body: string, heading = '重点任务'): PlanTask[] =>
  readNotice(`石桥县检查方案\n2023年3月1日\n一、${heading}\n${body}`, { lint: false }).tasks;
const byNumber = (body: string, heading?: string): Record<string, string> =>
  Object.fromEntries(tasksOf(body, heading).map((t) => [t.number, units(t)]));

describe('a sentence whose subject is a unit', () => {
  test.each([
    ['县应急局牵头开展专家会诊，县财政局保障经费。', 'L:县应急局 C:县财政局'],
    ['县应急局会同县公安局、县住建局负责。', 'L:县应急局 C:县公安局 C:县住建局'],
    ['县应急局负责建立台账，会同县公安局清查仓库。', 'L:县应急局 C:县公安局'],
    ['县公安局、县住建局按照职责做好登记工作。', 'R:县公安局 R:县住建局'],
    ['县应急局指导各镇开展排查，县公安局参与。', 'L:县应急局 C:县公安局'],
    ['县公安局负责同志要带队检查。', ''],
    ['各单位要高度重视。', ''],
  ])('%s', (sentence, expected) => {
    expect(units(tasksOf(`1.检查仓库。${sentence}`)[0])).toBe(expected);
  });

  test('a list that deals out duties, one unit to an item', () => {
    expect(byNumber('（一）县公安局依法打击非法经营。\n（二）县住建局：督促企业落实责任。\n（三）各镇（街道）落实属地责任。', '职责分工')).toEqual({
      '一(一)': 'R:县公安局',
      '一(二)': 'R:县住建局',
      '一(三)': 'I:各镇（街道）',
    });
  });

  test('the same without numbers', () => {
    expect(byNumber('县公安局：打击非法经营。\n县住建局：牵头负责督促企业，县商务局配合。', '职责分工')).toEqual({
      '一[1]': 'R:县公安局',
      '一[2]': 'L:县住建局 C:县商务局',
    });
  });
});

test('one paragraph that deals out the work, a unit to a part', () => {
  const text = '石桥县防汛通知\n2023年3月1日\n一、明确责任\n县水利局负责水库；县交通局负责公路；县教育局负责学校。\n二、工作要求\n加强值守。';
  expect(readNotice(text).tasks.map((t) => [t.number, units(t)])).toEqual([
    ['一[1]', 'R:县水利局'],
    ['一[2]', 'R:县交通局'],
    ['一[3]', 'R:县教育局'],
  ]);
});

describe('words of responsibility', () => {
  test.each([
    ['（县商务局负责餐饮场所，县文旅局负责景区）', 'R:县商务局 R:县文旅局'],
    ['（县应急局负责，县水利局指导）', 'L:县应急局 C:县水利局'],
    ['（县公安局牵头，县司法局提供法律援助）', 'L:县公安局 C:县司法局'],
    ['（县应急局牵头，各镇按属地原则落实）', 'L:县应急局 I:各镇'],
    ['（县应急局分别牵头）', 'L:县应急局'],
    ['（县应急局、县公安局（共同牵头）、县住建局）', 'L:县应急局 L:县公安局 C:县住建局'],
    ['[牵头单位 县应急局, 配合单位 县公安局,各镇]', 'L:县应急局 C:县公安局 C:各镇'],
    ['牵头：县应急局　配合：县公安局', 'L:县应急局 C:县公安局'],
    ['（县应急局：负责）', 'R:县应急局'],
    ['（县应急局会同县公安局）', 'L:县应急局 C:县公安局'],
    ['（县县应急局牵牵头，县公安局配合合）', 'L:县应急局 C:县公安局'],
    ['（综合保障中心、县公安局配合，县应急局牵头）', 'C:综合保障中心 C:县公安局 L:县应急局'],
  ])('%s', (clause, expected) => {
    expect(units(tasksOf(`1.检查仓库。逐户排查隐患。${clause}`)[0])).toBe(expected);
  });

  test('the section behind a blank, with its person', () => {
    const [task] = tasksOf('1.检查仓库。（县人社局 监察大队：闻一川）');
    expect(task?.assignments[0]).toMatchObject({ unit: '县人社局', section: '监察大队', person: '闻一川' });
  });
});

describe('blanket clauses', () => {
  const items = '1.查仓库。（县应急局牵头）\n2.查车站。（县交通局负责）';
  test('give their units to every item behind them', () => {
    expect(byNumber(`以下各项均涉及各镇人民政府，不再逐项列出。\n${items}`)).toEqual({
      一1: 'L:县应急局 R:各镇人民政府',
      一2: 'R:县交通局 R:各镇人民政府',
    });
  });
  test('printed in the bracket of the first item', () => {
    const first = '1.查仓库。（县应急局牵头，各镇人民政府负责落实。以下各项工作均需各镇人民政府落实，不再列出。）';
    expect(byNumber(`${first}\n2.查车站。（县交通局负责）`)).toEqual({ 一1: 'L:县应急局 I:各镇人民政府', 一2: 'R:县交通局 I:各镇人民政府' });
  });
  test('behind the items', () => {
    expect(byNumber(`${items}\n以上任务均由各监管所具体实施。`)).toEqual({ 一1: 'L:县应急局 I:各监管所', 一2: 'R:县交通局 I:各监管所' });
  });
  test('a sentence about all items that names nobody is none', () => {
    expect(byNumber(`${items}\n以上各项工作均要落到实处。`)).toEqual({ 一1: 'L:县应急局', 一2: 'R:县交通局' });
  });
});

test('a prefix printed once is carried to names that have none', () => {
  expect(fullNames(['省卫生健康委', '教育厅', '人民银行石桥市分行', '各市人民政府', '市场监管局'])).toEqual([
    '省卫生健康委',
    '省教育厅',
    '人民银行石桥市分行',
    '各市人民政府',
    '省市场监管局',
  ]);
});

describe('marks', () => {
  test.each([
    [
      '（1）查仓库。（县应急局负责）\n（2）查车站。（县交通局负责）\n（3）查学校。（县教育局负责）\n（4）查医院。（县卫健局负责）\n（S）查商场。（县商务局负责）',
      '一(5)',
    ],
    ['第一，查仓库。（县应急局负责）\n第二，查车站。（县交通局负责）', '一第二'],
    ['（（一）查仓库。（县应急局负责）\n（（二）查车站。（县交通局负责）', '一(二)'],
    ['1．．查仓库。（县应急局负责）\n2．．查车站。（县交通局负责）', '一2'],
  ])('%s', (body, last) => {
    expect(tasksOf(body).at(-1)?.number).toBe(last);
  });

  test('articles are numbered through', () => {
    const text = '关于森林防火的通知\n2023年3月1日\n第一条 管住火源。（县林业局负责）\n第二条 昼夜值班。（县应急局）\n特此通知。';
    expect(readNotice(text).tasks.map((t) => [t.number, units(t)])).toEqual([
      ['第一条', 'R:县林业局'],
      ['第二条', 'R:县应急局'],
    ]);
  });
});

test('a second plan in the file is named and left out', () => {
  const plan = (name: string, unit: string): string =>
    `石桥县${name}整治方案\n一、整治任务\n（一）查${name}。（${unit}负责）\n二、时间安排\n（一）排查阶段（2023年4月）。`;
  const read = readNotice(`关于印发两个方案的通知\n2023年3月1日\n附件1\n${plan('仓库', '县应急局')}\n附件2\n${plan('车站', '县交通局')}`);
  expect(read.title).toBe('石桥县仓库整治方案');
  expect(read.tasks.map(units)).toEqual(['R:县应急局']);
  expect(read.diagnostics.filter((d) => d.code === 'NOTICE008').map((d) => d.message)).toEqual([
    '文中还有另一个方案“石桥县车站整治方案”，只读取了第一个方案。',
  ]);
});
