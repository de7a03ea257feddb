/** What holds for every text, plain or damaged. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotice } from '../../../src/domain/notice';
import { planSchema, type Plan, type Span } from '../../../src/domain/plan/model';

const folder = join(__dirname, '../../../examples/notices');
const examples = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readFileSync(join(folder, f), 'utf8'));

const spansOf = (plan: Plan): Span[] => [
  ...plan.phases.map((p) => p.span),
  ...plan.tasks.flatMap((t) => [t.span, ...t.assignments.map((a) => a.span), ...t.targets.map((g) => g.span)]),
  ...plan.reporting.map((r) => r.span),
  ...(plan.body ? [plan.body.span, ...plan.body.members.map((m) => m.span)] : []),
  ...plan.forms.flatMap((f) => [f.span, ...f.indicators.map((i) => i.span)]),
  ...plan.deadlines.map((d) => d.span),
  ...plan.diagnostics.map((d) => d.span),
];

const squash = (s: string): string => s.replace(/\s/g, '');

/** Whether the characters of `short` come in order in `long`: page marks may stand between them. */
const holds = (long: string, short: string): boolean => {
  let i = 0;
  for (let at = 0; at < long.length; at++) if (long[at] === short[i]) i++;
  return i === short.length;
};

const expectSound = (text: string): void => {
  const plan = readNotice(text);
  expect(planSchema.safeParse(plan).success).toBe(true);
  for (const span of spansOf(plan)) {
    if (!span) continue;
    expect(span[0]).toBeGreaterThanOrEqual(0);
    expect(span[1]).toBeGreaterThan(span[0]);
    expect(span[1]).toBeLessThanOrEqual(text.length);
  }
  const quoted: [string, Span][] = [
    ...plan.tasks.flatMap((t): [string, Span][] => [
      [t.title, t.span],
      ...t.assignments.map((a): [string, Span] => [a.unit, a.span]),
      ...t.targets.map((g): [string, Span] => [g.what, g.span]),
    ]),
    ...plan.phases.map((p): [string, Span] => [p.printed, p.span]),
    ...plan.reporting.map((r): [string, Span] => [r.printed, r.span]),
    ...plan.forms.flatMap((f) => f.indicators.map((i): [string, Span] => [i.name, i.span])),
  ];
  for (const [words, span] of quoted) if (span) expect(holds(squash(text.slice(...span)), squash(words))).toBe(true);
};

/** Words that steer the reader, so that random texts reach its grammars. */
const WORDS = [
  ...[
    '一、',
    '二、',
    '（一）',
    '（二）',
    '1.',
    '2．',
    '（1）',
    '①',
    '㈠',
    '第一阶段',
    '附件',
    '附件1',
    '附件：',
    '\n',
    '\n\n',
    '　　',
    '\t',
    '。',
    '；',
    '，',
    '、',
    '：',
    '（',
    '）',
    '(',
    '〔',
    '《',
    '》',
  ],
  ...[
    '牵头',
    '配合',
    '负责',
    '按职责分工负责',
    '具体实施',
    '会同',
    '牵头单位：',
    '责任单位：',
    '配合单位:',
    '市公安局',
    '市应急局',
    '各县（市、区）人民政府',
    '工信',
    '列首位的为牵头单位，下同',
  ],
  ...[
    '2022年8月25日',
    '2月30日',
    '8月下旬',
    '至',
    '—',
    '12月底前',
    '每月24日前',
    '每周五前',
    '报送',
    '统计表',
    '联络员名单',
    '即日起至',
    '2019-2021年',
    '次年1月5日前',
    '每月10日、20日前',
  ],
  ...[
    '组长：',
    '成  员：',
    '张三',
    '市公安局副局长',
    '领导小组',
    '办公室设在',
    '20个工作日内',
    '覆盖率超过80%',
    '序号',
    '项目',
    '单位',
    '共49件，包含2件、20件',
    '— 3 —',
    '关于印发《甲方案》的通知',
    '实施步骤',
    '重点任务',
    '动员部署阶段',
  ],
];
const notice = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 4 })), { maxLength: 120 }).map((words) => words.join(''));

type Damage = (text: string, at: number) => string;
const DAMAGES: Damage[] = [
  (t, at) => t.slice(0, at) + t.slice(at + 1),
  (t, at) => t.slice(0, at) + t.slice(at, at + 3) + t.slice(at),
  (t, at) => `${t.slice(0, at)}\n— 3 —\n${t.slice(at)}`,
  (t, at) => `${t.slice(0, at)}（${t.slice(at)}`,
  (t, at) => t.slice(0, at) + t.slice(at).replace('\n', ''),
  (t, at) => t.slice(0, at) + t.slice(at).replace('）', ''),
  (t, at) => t.slice(0, at),
  (t, at) => t.slice(at),
];
const damaged = fc
  .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(), fc.constantFrom(...DAMAGES)), { minLength: 1, maxLength: 6 }))
  .map(([text, damages]) => damages.reduce((t, [at, damage]) => damage(t, t.length === 0 ? 0 : at % t.length), text));

describe('any text', () => {
  test('arbitrary strings give a valid plan whose spans lie in the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), expectSound), { numRuns: 300 });
  });

  test('strings of notice words give a valid plan whose spans hold the printed words', () => {
    fc.assert(fc.property(notice, expectSound), { numRuns: 400 });
  });

  test('damaged notices give a valid plan whose spans hold the printed words', () => {
    fc.assert(fc.property(damaged, expectSound), { numRuns: 150 });
  });

  test('the same text gives the same plan', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        expect(readNotice(text)).toEqual(readNotice(text));
      }),
      { numRuns: 20 },
    );
  });

  test('an empty text gives a plan that may not be launched', () => {
    expect(readNotice('').diagnostics.map((d) => d.code)).toEqual(expect.arrayContaining(['PLAN001', 'PLAN002']));
  });
});
