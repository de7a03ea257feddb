/** What the reader itself says of a text: NOTICE… codes, each raised by one notice and not by another. */
import { readNotice } from '../../../src/domain/notice';
import { LINT_RULES } from '../../../src/domain/plan/lint';

const notice = (body: string, signed = '石桥县应急管理局\n2023年3月1日\n'): string =>
  `关于印发《石桥县检查方案》的通知\n各单位：\n现将方案印发给你们。\n${signed}石桥县检查方案\n一、重点任务\n${body}`;
const codes = (text: string): string[] => readNotice(text, { lint: false }).diagnostics.map((d) => d.code);

const CASES: { code: string; raised: string; quiet: string }[] = [
  { code: 'NOTICE001', raised: '各单位要加强值守。\n2023年3月1日', quiet: notice('1.检查仓库。（县应急局负责）') },
  { code: 'NOTICE002', raised: '对县人大第3号建议的答复\n尊敬的代表：\n现答复如下。', quiet: notice('1.检查仓库。（县应急局负责）') },
  { code: 'NOTICE003', raised: notice('1.检查仓库。（县应急局负责）', ''), quiet: notice('1.检查仓库。（县应急局负责）') },
  {
    code: 'NOTICE004',
    raised: notice('1.检查仓库。（县应急局牵头，县公安局配合\n2.检查车站。（县公安局负责）'),
    quiet: notice('1.检查仓库。（县应急局牵头，县公安局配合）'),
  },
  {
    code: 'NOTICE005',
    raised: notice('（一）检查仓库。（县应急局负责）\n（三）检查车站。（县公安局负责）'),
    quiet: notice('（一）检查仓库。（县应急局负责）\n（二）检查车站。（县公安局负责）'),
  },
  { code: 'NOTICE006', raised: notice('1.去年共办案9件，包含甲类2件、乙类3件。'), quiet: notice('1.去年共办案5件，包含甲类2件、乙类3件。') },
  {
    code: 'NOTICE007',
    raised: notice('1.检查。（县应急局负责）\n二、实施步骤\n（一）动员阶段（2023年9月31日）。'),
    quiet: notice('1.检查。（县应急局负责）\n二、实施步骤\n（一）动员阶段（2023年9月30日）。'),
  },
  {
    code: 'NOTICE008',
    raised: `${notice('（一）查仓库。（县应急局负责）\n二、步骤\n（一）排查阶段（2023年4月）。')}\n附件2\n石桥县车站整治方案\n一、任务\n（一）查车站。（县交通局负责）\n二、步骤\n（一）排查阶段（2023年5月）。`,
    quiet: `${notice('（一）查仓库。（县应急局负责）\n二、步骤\n（一）排查阶段（2023年4月）。')}\n附件2\n检查情况统计表`,
  },
];

describe('diagnostics of the reader', () => {
  test.each(CASES)('$code is raised, and is not', ({ code, raised, quiet }) => {
    expect(codes(raised)).toContain(code);
    expect(codes(quiet)).not.toContain(code);
  });

  test('every rule of the reader has a case here', () => {
    expect(CASES.map((c) => c.code)).toEqual(LINT_RULES.filter((r) => !r.check).map((r) => r.code));
  });

  test('figures that need not add up are left alone', () => {
    expect(codes(notice('1.共检查100家，其中重点企业20家、一般企业5家。'))).not.toContain('NOTICE006');
    expect(codes(notice('1.共检查100余家，包含重点企业20家、一般企业5家。'))).not.toContain('NOTICE006');
    expect(codes(notice('1.共移送15件，其中甲类11件，乙类3件，丙类2件。'))).toContain('NOTICE006');
  });

  test('a broken bracket still gives its units, and the next measure its own', () => {
    const plan = readNotice(notice('1.检查仓库。（县应急局牵头，县公安局配合\n2.检查车站。（县公安局负责）'));
    expect(plan.tasks.map((t) => t.assignments.map((a) => `${a.role} ${a.unit}`))).toEqual([
      ['LEAD 县应急局', 'COOPERATING 县公安局'],
      ['RESPONSIBLE 县公安局'],
    ]);
  });
});
