/** The responsibility grammar: clauses as notices print them, and the units and roles that they mean. */
import { readNotice } from '../../../src/domain/notice';
import type { PlanTask } from '../../../src/domain/plan/model';

const LETTER = { LEAD: 'L', COOPERATING: 'C', RESPONSIBLE: 'R', IMPLEMENTING: 'I' } as const;
const printed = (task: PlanTask | undefined): string =>
  (task?.assignments ?? []).map((a) => `${LETTER[a.role]}:${a.unit}${a.section ? `[${a.section}]` : ''}${a.person ? `{${a.person}}` : ''}`).join(' ');

const tasksOf = (body: string): PlanTask[] => readNotice(`石桥县检查方案\n2023年3月1日\n一、重点任务\n${body}`, { lint: false }).tasks;
const byNumber = (body: string): Record<string, string> => Object.fromEntries(tasksOf(body).map((t) => [t.number, printed(t)]));

describe('clauses behind a measure', () => {
  test.each([
    ['（县应急局牵头，县公安局、县住建局按职责分工负责）', 'L:县应急局 C:县公安局 C:县住建局'],
    ['（县应急局、县公安局牵头，县住建局、县教育局等配合）', 'L:县应急局 L:县公安局 C:县住建局 C:县教育局'],
    ['（牵头单位：县应急局；责任单位：县公安局、县住建局）', 'L:县应急局 R:县公安局 R:县住建局'],
    ['（牵头单位：县应急局，配合单位：县公安局，县住建局）', 'L:县应急局 C:县公安局 C:县住建局'],
    ['（责任单位：县应急局、县公安局）', 'R:县应急局 R:县公安局'],
    ['责任单位：县应急局、县公安局。', 'R:县应急局 R:县公安局'],
    ['(责任单位:县应急局，县公安局)', 'R:县应急局 R:县公安局'],
    ['[县应急局牵头，县公安局配合]', 'L:县应急局 C:县公安局'],
    ['〔县应急局牵头、县公安局、县住建局配合〕', 'L:县应急局 C:县公安局 C:县住建局'],
    ['（县应急局负责）', 'R:县应急局'],
    ['（县应急局负责，县公安局配合）', 'L:县应急局 C:县公安局'],
    ['（县应急局、县公安局按职责分工负责）', 'R:县应急局 R:县公安局'],
    ['（县应急局、县公安局，按职责分工负责）', 'R:县应急局 R:县公安局'],
    ['（县应急局、县公安局按职责分工牵头负责，县住建局参与）', 'L:县应急局 L:县公安局 C:县住建局'],
    ['（县应急局会同县公安局、县住建局负责）', 'L:县应急局 C:县公安局 C:县住建局'],
    ['（由县应急局牵头负责，各镇人民政府具体落实）', 'L:县应急局 I:各镇人民政府'],
    ['（办公室牵头、监管股配合、各监管所具体实施）', 'L:办公室 C:监管股 I:各监管所'],
    ['（监管股：柯以安，各监管所具体实施）', 'R:监管股{柯以安} I:各监管所'],
    ['（执法大队：应风、宁可）', 'R:执法大队{应风、宁可}'],
    ['（综合执法大队）', 'R:综合执法大队'],
    ['（县住建局（燃气办）、县商务局（牵头）、县公安局）', 'C:县住建局 L:县商务局 C:县公安局'],
    ['（责任单位：县应急局，各市、县（市、区）人民政府，各镇、街道）', 'R:县应急局 R:各市、县（市、区）人民政府 R:各镇、街道'],
    ['（省卫生健康委、教育厅负责）', 'R:省卫生健康委 R:教育厅'],
    ['（县文化和旅游局、县发展和改革局和县公安局按职责分工负责）', 'R:县文化和旅游局 R:县发展和改革局 R:县公安局'],
    ['（县自然资源和规划局、县人力资源和社会保障局负责）', 'R:县自然资源和规划局 R:县人力资源和社会保障局'],
    ['（工信、公安配合，县应急局牵头）', 'C:工信 C:公安 L:县应急局'],
    ['（县应急局牵头，县公安局配合', 'L:县应急局 C:县公安局'],
    ['（县应急局牵头，县公\n安局、县住建局配合）', 'L:县应急局 C:县公安局 C:县住建局'],
    ['（县应急局牵头，\n— 3 —\n县公安局配合）', 'L:县应急局 C:县公安局'],
    ['（责任科室：药品科；配合科室：执法大队）', 'L:药品科 C:执法大队'],
    ['（牵头科室：药品科；责任科室：法规科、综合科）', 'L:药品科 R:法规科 R:综合科'],
    ['（责任领导：王某；责任单位：县应急局、各镇（街道）；完成时限：长期坚持）', 'R:县应急局 R:各镇（街道）'],
    ['此项工作由县应急局牵头，县公安局配合。', 'L:县应急局 C:县公安局'],
    ['牵头单位：县应急局 配合单位：县公安局', 'L:县应急局 C:县公安局'],
    ['（縣應急局牽頭，縣公安局配合）', 'L:縣應急局 C:縣公安局'],
  ])('%s', (clause, units) => {
    expect(printed(tasksOf(`1.检查仓库。逐户排查隐患。${clause}`)[0])).toBe(units);
  });

  test.each(['（附件2）', '（含幼儿园）', '（以下简称方案）', '（2019-2021年）', '（此件公开发布）', '（住建、城管）'])(
    '%s is no clause',
    (remark) => {
      expect(printed(tasksOf(`1.检查仓库${remark}。逐户排查隐患${remark}。`)[0])).toBe('');
    },
  );

  test('a bracket with roles of people in a sentence is no clause', () => {
    expect(byNumber('1.检查仓库。由县应急局负责同志带队检查。')).toEqual({ 一1: '' });
  });
});

describe('whose clause it is', () => {
  test('units on a heading are handed down to the numbered items below it', () => {
    expect(
      byNumber(
        '（一）整治仓库\n牵头单位：县应急局\n（责任股室：监管一股）\n配合单位：县公安局、工信\n1.查底数。\n2.查隐患。\n（二）整治车站\n牵头单位：县交通局\n1.查站点。',
      ),
    ).toEqual({
      '一(一)1': 'L:县应急局[监管一股] C:县公安局 C:工信',
      '一(一)2': 'L:县应急局[监管一股] C:县公安局 C:工信',
      '一(二)1': 'L:县交通局',
    });
  });

  test('an item with a clause of its own keeps it', () => {
    expect(byNumber('（一）整治仓库（县应急局牵头，县公安局配合）\n1.查底数。\n2.查隐患。（县住建局负责）')).toEqual({
      '一(一)1': 'L:县应急局 C:县公安局',
      '一(一)2': 'R:县住建局',
    });
  });

  test('label lines below the items belong to what they follow', () => {
    expect(byNumber('1.查底数。\n责任单位：县应急局\n2.查隐患。\n责任单位：县公安局、\n县住建局')).toEqual({
      一1: 'R:县应急局',
      一2: 'R:县公安局 R:县住建局',
    });
  });

  test('label lines above the items govern those after them', () => {
    expect(byNumber('（一）整治\n牵头单位：县应急局\n1.查底数。\n2.查隐患。\n牵头单位：县公安局\n3.查车辆。')).toEqual({
      '一(一)1': 'L:县应急局',
      '一(一)2': 'L:县应急局',
      '一(一)3': 'L:县公安局',
    });
  });

  test('a clause behind the last of several sub-points belongs to the item', () => {
    expect(byNumber('1.整治仓库。\n（1）查底数。\n（2）查隐患。（县应急局牵头）\n2.整治车站。（县交通局负责）')).toEqual({
      一1: 'L:县应急局',
      一2: 'R:县交通局',
    });
  });

  test('sub-points with clauses of their own are tasks', () => {
    expect(byNumber('3.整治仓库\n（1）查底数。（县应急局牵头）\n（2）查隐患。（县公安局负责）')).toEqual({
      '一3(1)': 'L:县应急局',
      '一3(2)': 'R:县公安局',
    });
  });

  test('several clauses in one paragraph are several measures', () => {
    expect(byNumber('1.整治仓库。查清全县仓库底数。（县应急局负责）整治车站周边的隐患。（县交通局负责）')).toEqual({
      一1: 'R:县应急局',
      '一1[2]': 'R:县交通局',
    });
  });

  test('列首位的为牵头单位 makes the first unit the lead', () => {
    expect(byNumber('1.查底数。（责任单位：县应急局、县公安局，列首位的为牵头单位，下同）\n2.查隐患。（责任单位：县公安局、县住建局）')).toEqual({
      一1: 'L:县应急局 C:县公安局',
      一2: 'L:县公安局 C:县住建局',
    });
  });

  test('numbers that run on across sections stay as printed', () => {
    const text = '石桥县方案\n2023年3月1日\n一、加大支持\n（一）减税。（责任单位：县税务局）\n二、稳定就业\n（二）补贴。（责任单位：县人社局）';
    expect(readNotice(text).tasks.map((t) => t.number)).toEqual(['一(一)', '二(二)']);
  });

  test('a notice on one line is read as if it had lines', () => {
    const body = '（一）整治仓库。逐户检查。（县应急局牵头）（二）整治车站。逐站检查。（县交通局负责）';
    const text = `石桥县安委会办公室关于整治的通知 各单位： 现通知如下： 一、重点任务${body}二、工作要求（一）加强领导。压实各方责任，确保各项措施落到实处、见到实效。各单位要把整治工作摆在突出位置，主要负责同志亲自抓，分管负责同志具体抓，层层传导压力。（二）严格执法。对整治不力的严肃追责，对成效明显的予以通报表扬，并及时总结推广好的经验做法，形成长效机制，切实巩固整治成果。石桥县安委会办公室 2023年3月1日`;
    expect(readNotice(text).tasks.map((t) => [t.number, printed(t)])).toEqual([
      ['一(一)', 'L:县应急局'],
      ['一(二)', 'R:县交通局'],
    ]);
  });
});
