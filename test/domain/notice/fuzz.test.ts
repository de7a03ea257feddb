/** Whatever comes in, the reader answers with a plan that holds, and its spans lie inside the text. */
import fc from 'fast-check';
import { readNotice } from '../../../src/domain/notice';
import { planSchema, type Plan, type Span } from '../../../src/domain/plan/model';
import { damages } from '../../corpus/damage';
import { names, noticeOf } from '../../corpus/facts';

const corpus = names.map(noticeOf);

const spansOf = (plan: Plan): Span[] => [
  ...plan.phases.map((one) => one.span),
  ...plan.tasks.flatMap((task) => [task.span, ...task.assignments.map((one) => one.span), ...task.targets.map((one) => one.span)]),
  ...plan.reporting.map((one) => one.span),
  ...(plan.body ? [plan.body.span, ...plan.body.members.map((one) => one.span)] : []),
  ...plan.forms.flatMap((form) => [form.span, ...form.indicators.map((one) => one.span)]),
  ...plan.deadlines.map((one) => one.span),
  ...plan.diagnostics.map((one) => one.span),
];

function holds(text: string): void {
  const plan = readNotice(text);
  const checked = planSchema.safeParse(plan);
  if (!checked.success) throw new Error(`not a plan: ${checked.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; ')}`);
  for (const span of spansOf(plan)) {
    if (!span) continue;
    const [start, end] = span;
    if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`span ${start}..${end} in a text of ${text.length}`);
  }
}

/** What notices are made of, so that chance finds odd joints rather than noise. */
const pieces = [
  '一、',
  '二、',
  '（一）',
  '（二）',
  '㈠',
  '1.',
  '1．',
  '12、',
  '（1）',
  '①',
  '第一条',
  '第一阶段',
  '第一，',
  '附件',
  '附件1',
  '附件：1.',
  '（',
  '）',
  '(',
  ')',
  '[',
  ']',
  '〔',
  '〕',
  '【',
  '】',
  '《',
  '》',
  '“',
  '”',
  '：',
  ':',
  '；',
  ';',
  '，',
  ',',
  '、',
  '。',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  ' ',
  '　',
  '牵头',
  '负责',
  '配合',
  '牵头单位',
  '配合单位：',
  '责任单位',
  '责任部门：',
  '会同',
  '协助',
  '指导',
  '按职责分工负责',
  '具体实施',
  '列首位的为牵头单位',
  '下同',
  '以下各项均涉及',
  '市公安局',
  '省卫生健康委',
  '教育厅',
  '各市、县（市、区）人民政府',
  '各',
  '股',
  '股：某某',
  '等',
  '等部门',
  '2023年',
  '13月',
  '2月30日',
  '8月',
  '31日',
  '9月10日前',
  '至',
  '—',
  '――',
  '即日起',
  '底',
  '中旬',
  '上旬',
  '阶段',
  '动员部署阶段',
  '每月',
  '每周五',
  '每季度末月',
  '每半年',
  '每10天',
  '次日12时前',
  '25日前',
  '报送',
  '统计表',
  '总结',
  '联络员名单',
  '工作方案',
  '成立',
  '领导小组',
  '联席会议',
  '工作专班',
  '组长',
  '组  长：',
  '副组长：',
  '成员：',
  '办公室设在',
  '任组长',
  '为成员',
  '召集人',
  '20个工作日内',
  '3日内',
  '达到',
  '不低于',
  '不超过',
  '100%',
  '9999999999999',
  '件/人',
  '立案/结案',
  '序号\t项目\t单位\t数量\n',
  '1\t检查\t户\t\n',
  '关于印发',
  '的通知',
  '方案',
  '〔2023〕7号',
  '人民政府办公室',
  '— 1 —',
  '第3页',
  '\u0000',
  '\uFEFF',
  '\uD83D',
  '𠮷',
  '書',
  '牽頭',
];

const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 120 }).map((parts) => parts.join(''));

describe('the reader', () => {
  it('takes any string', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 })), holds), {
      numRuns: 300,
    });
  });

  it('takes any mixture of what notices are made of', () => {
    fc.assert(fc.property(soup, holds), { numRuns: 1500 });
  });

  it('takes notices cut anywhere and sewn together anyhow', () => {
    const cut = fc.tuple(fc.constantFrom(...corpus), fc.nat(), fc.nat()).map(([text, from, length]) => {
      const start = from % text.length;
      return text.slice(start, start + (length % 1200));
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(cut, soup), { maxLength: 5 }), (parts) => holds(parts.join(''))),
      { numRuns: 400 },
    );
  });

  it('takes notices with several damages at once', () => {
    const many = fc.shuffledSubarray([...damages], { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...corpus), many, (text, chosen) => holds(chosen.reduce((now, damage) => damage.apply(now) ?? now, text))),
      { numRuns: 150 },
    );
  });

  it('reads the same text the same way twice', () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(readNotice(text)).toEqual(readNotice(text));
      }),
      { numRuns: 100 },
    );
  });

  it('takes one piece repeated hundreds of times', () => {
    for (const piece of pieces) holds(piece.repeat(300));
  });

  it('takes a sentence that opens with a comma and a date', () => {
    holds('，9月10日前》《报送责任00%具体实施2023年附件：1');
  });

  it('takes openings that nothing closes, and two pieces taking turns', () => {
    for (const piece of ['（市公安局', '《关于印发', '（市公安局牵头，', '（（', '成立领导小组，由', '牵头单位：市公安局、'])
      holds(piece.repeat(600));
    fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.constantFrom(...pieces), (one, other) => holds((one + other).repeat(150))),
      { numRuns: 150 },
    );
  });
});
