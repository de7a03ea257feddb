import { readNotice } from '../../../src/domain/notice';
import { planSchema } from '../../../src/domain/plan/model';
import { planDiff } from '../../../src/domain/plan/diff';

const limitsIn = (sentence: string) =>
  readNotice(`关于开展检查的通知\n\n一、工作要求\n${sentence}\n`).deadlines.map(({ days, hours, working }) => ({ days, hours, working }));

test.each([
  ['结果在20个工作日内公示。', { days: 20, hours: null, working: true }],
  ['发现隐患的，三日内上报。', { days: 3, hours: null, working: false }],
  ['重大案情24小时内上报。', { days: 1, hours: 24, working: false }],
  ['接报后两小时之内报告。', { days: 1, hours: 2, working: false }],
  ['疑点四十八小时以内核查。', { days: 2, hours: 48, working: false }],
])('%s', (sentence, limit) => {
  expect(limitsIn(sentence)).toEqual([limit]);
});

test.each(['实行24小时值班。', '30分钟内报告。', '全年污染天数控制在9天以内。'])('%s sets no limit', (sentence) => {
  expect(limitsIn(sentence)).toEqual([]);
});

describe('a limit in hours', () => {
  const plan = (limit: Record<string, unknown>) => planSchema.safeParse({ title: '方案', deadlines: [{ what: '上报', working: false, ...limit }] });
  test('takes up the days that its hours do, and no working days', () => {
    expect(plan({ days: 2, hours: 36 }).success).toBe(true);
    expect(plan({ days: 1, hours: 36 }).success).toBe(false);
    expect(plan({ days: 2, hours: 36, working: true }).success).toBe(false);
  });
  test('is none where a plan was stored before there were any', () => {
    expect(plan({ days: 3 }).data?.deadlines).toMatchObject([{ days: 3, hours: null }]);
  });
  test('that becomes another is told as a change', () => {
    const [before, after] = [
      planSchema.parse({ title: '方案', deadlines: [{ what: '上报', days: 1, hours: 12, working: false }] }),
      plan({ days: 1, hours: 24 }).data,
    ];
    expect(after && planDiff(before, after).map(({ path }) => path)).toEqual(['deadlines[上报].hours']);
  });
});
