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

describe('no false alarm', () => {
  const codesOf = (body: string): string[] =>
    readNotice(`关于开展检查的通知\n石检办〔2022〕3号\n石桥县应急管理局\n2022年5月6日\n${body}`).diagnostics.map((d) => d.code);

  test.each([
    [
      'a task due before the second phase, where the first has only an end',
      'PLAN015',
      '一、实施步骤\n（一）自查阶段（6月中旬前）。\n（二）核查阶段（6月21日至8月31日）。\n二、工作任务\n1.建立台账，6月20日前完成。（县公安局负责）',
    ],
    ['people counted in households and persons', 'PLAN034', '附件\n检查情况统计表\n1.转移群众（户/人）\n2.检查场所（处）'],
    ['a ledger without a form', 'PLAN033', '一、工作要求\n每月30日前报送隐患排查台账。'],
    ['a power company without a word for it in its name', 'PLAN027', '一、工作任务\n1.检查线路。（责任单位：县发展改革局、国网石桥电力）'],
    [
      'a measure of some months inside the phases',
      'PLAN014',
      '一、严格检查\n（一）5月至7月，对企业开展检查。（县公安局负责）\n二、时间安排\n4月：动员部署；5—7月：集中检查；8—10月：整改销号。',
    ],
  ])('%s', (_what, code, body) => {
    expect(codesOf(body)).not.toContain(code);
  });

  test('a notice that names hardly any lead is told so once', () => {
    const measures = ['一', '二', '三', '四', '五', '六'].map((n, i) => `${i + 1}.支持第${n}类企业。（责任单位：县公安局、县财政局）`);
    expect(
      codesOf(`一、工作任务\n${measures.join('\n')}\n7.优化服务。（县财政局牵头，县公安局配合）`).filter((code) => code === 'PLAN021'),
    ).toHaveLength(1);
  });
});
