import fc from 'fast-check';
import { gapReport, type GapCode } from '../../../src/domain/plan/cascade';
import type { Plan, PlanInput } from '../../../src/domain/plan/model';
import { anyPlan } from './arbitrary-plan';
import { smallPlan } from './fixtures';

type TaskInput = NonNullable<PlanInput['tasks']>[number];
const task = (title: string, more: Partial<TaskInput> = {}): TaskInput => ({ number: title, title, ...more });
const led = (unit: string): Partial<TaskInput> => ({ assignments: [{ unit, role: 'LEAD' }] });
const plan = (changes: Partial<PlanInput>): Plan => smallPlan({ tasks: [], phases: [], reporting: [], period: null, body: null, ...changes });
const codes = (superior: Plan, lower: Plan) => gapReport(superior, lower).rows.map(({ code }) => code);
const against = (superior: Partial<PlanInput>, lower: Partial<PlanInput>) => gapReport(plan(superior), plan(lower));

describe('superior tasks', () => {
  const match = (superior: TaskInput, ...lower: TaskInput[]) => {
    const [one] = against({ tasks: [superior] }, { tasks: lower }).tasks;
    return [one?.ground, one?.own?.title ?? null];
  };
  test.each<[string, TaskInput, TaskInput[], [string, string | null]]>([
    ['the same title', task('农资打假'), [task('烟草打假'), task('农资打假')], ['SAME_TITLE', '农资打假']],
    ['the same matter in other words', task('开展农资质量专项整治'), [task('加强农资质量监管')], ['SAME_TITLE', '加强农资质量监管']],
    ['most of the matter', task('校园及周边食品安全整治'), [task('校园周边食品安全')], ['SIMILAR_TITLE', '校园周边食品安全']],
    [
      'a measure within another one’s text',
      task('网络直播带货整治'),
      [task('规范电商', { text: '对网络直播带货逐一排查。' })],
      ['IN_ITS_TEXT', '规范电商'],
    ],
    ['only a little in common', task('电动自行车配件质量整治'), [task('儿童玩具质量整治')], ['NONE', null]],
    ['nothing in common', task('农资打假'), [task('校园食品安全')], ['NONE', null]],
    ['nothing below', task('农资打假'), [], ['NONE', null]],
  ])('%s', (_, superior, lower, expected) => {
    expect(match(superior, ...lower)).toEqual(expected);
  });
  test('an answer in doubt is shown with the nearest one, and its score', () => {
    const [row] = against({ tasks: [task('电线电缆产品质量')] }, { tasks: [task('燃气具产品质量')] }).rows;
    expect(row).toMatchObject({ code: 'TASK_COUNTERPART_DOUBTFUL', own: { text: { zh: '燃气具产品质量 燃气具产品质量' } } });
    expect(row?.score).toBeGreaterThan(0.3);
    expect(row?.score).toBeLessThan(0.6);
  });
  test('one lower task does not answer two that are merely alike', () => {
    const { tasks } = against({ tasks: [task('种子质量抽检'), task('种苗质量抽检')] }, { tasks: [task('种子质量抽检')] });
    expect(tasks.map(({ ground }) => ground)).toEqual(['SAME_TITLE', 'DOUBTFUL']);
  });
  test('the heading decides between titles that are alike', () => {
    const { tasks } = against(
      { tasks: [task('产品质量抽检', { number: '1', area: '儿童用品' })] },
      { tasks: [task('产品质量抽查', { number: '1', area: '建筑材料' }), task('产品质量抽查', { number: '2', area: '儿童用品' })] },
    );
    expect([tasks[0]?.own?.number, tasks[0]?.areaScore]).toEqual(['2', 1]);
  });
  test('a gap names the superior clause and where it stands', () => {
    const { rows } = against({ tasks: [task('农资打假', { number: '二(一)', span: [5, 25] })] }, { tasks: [] });
    expect(rows).toEqual([
      {
        code: 'TASK_WITHOUT_COUNTERPART',
        message: { zh: '上级任务“农资打假”在本方案中没有对应任务', en: 'Nothing in this plan answers the superior task “农资打假”' },
        superior: { text: { zh: '二(一) 农资打假', en: '二(一) 农资打假' }, span: [5, 25] },
        own: null,
        score: 0,
      },
    ]);
  });
});

describe('superior units', () => {
  const match = (superior: string, ...lower: string[]) => {
    const { units } = against({ tasks: [task('甲', led(superior))] }, { tasks: lower.map((unit) => task(unit, led(unit))) });
    return units.map(({ own, ground }) => [own, ground]);
  };
  test.each<[string, string[], (string | null)[][]]>([
    ['省公安厅', ['市教育局', '市公安局'], [['市公安局', 'SAME_FUNCTION']]],
    ['市公安局', ['县公安局'], [['县公安局', 'SAME_FUNCTION']]],
    ['江北省市场监督管理局', ['云溪市市场监管局'], [['云溪市市场监管局', 'SAME_FUNCTION']]],
    ['省卫生健康委员会', ['县卫健局'], [['县卫健局', 'SAME_FUNCTION']]],
    ['省委宣传部', ['市委宣传部'], [['市委宣传部', 'SAME_FUNCTION']]],
    ['省住房和城乡建设厅', ['市住建局'], [['市住建局', 'SAME_FUNCTION']]],
    ['省人民政府', ['市政府'], [['市政府', 'SAME_FUNCTION']]],
    ['市生态环境局', ['市生态环境局云溪分局', '县生态环境分局'], [['县生态环境分局', 'SAME_FUNCTION']]],
    ['省消防救援总队', ['市消防救援支队'], [['市消防救援支队', 'SAME_FUNCTION']]],
    ['省药品监督管理局', ['县市场监管局'], [['县市场监管局', 'MERGED']]],
    ['省教育厅', ['县教体局'], [['县教体局', 'MERGED']]],
    ['省通信管理局', ['县公安局', '县城市管理局'], [[null, 'NONE']]],
    ['省公安厅', ['县公共资源交易中心'], [[null, 'NONE']]],
    ['各市人民政府', [], []],
  ])('%s above, %p below', (superior, lower, expected) => {
    expect(match(superior, ...lower)).toEqual(expected);
  });
  test('a member of the lower body is found as well', () => {
    const body: PlanInput['body'] = { kind: 'TASK_FORCE', name: '专班', members: [{ role: 'MEMBER', unit: '县公安局' }] };
    expect(against({ tasks: [task('甲', led('省公安厅'))] }, { tasks: [task('甲')], body }).rows).toEqual([]);
  });
  test('a unit without counterpart is told with its tasks', () => {
    const { rows } = against(
      { tasks: [task('甲', { number: '1', ...led('海关') }), task('乙', { number: '2', ...led('海关') })] },
      { tasks: [task('甲'), task('乙')] },
    );
    expect(rows.map(({ code, message }) => [code, message.zh])).toEqual([
      ['UNIT_WITHOUT_COUNTERPART', '上级方案中的海关（任务1、2）在本方案中没有对应单位'],
    ]);
  });
});

describe('dates', () => {
  const phase = (end: string | null, name = '整治', kind: Plan['phases'][number]['kind'] = 'RECTIFICATION') => ({ name, kind, end });
  test.each<[string, string, string, GapCode[]]>([
    ['a phase that ends later', '2025-11-30', '2025-12-01', ['PERIOD_ENDS_LATER', 'PHASE_ENDS_LATER']],
    ['the same day', '2025-11-30', '2025-11-30', []],
    ['earlier', '2025-11-30', '2025-11-01', []],
    ['a month ends with its last day', '2025-11', '2025-11-30', []],
    ['a month that ends after the day', '2025-11-15', '2025-11', ['PERIOD_ENDS_LATER', 'PHASE_ENDS_LATER']],
  ])('%s', (_, above, below, expected) => {
    expect(codes(plan({ phases: [phase(above)] }), plan({ phases: [phase(below)] }))).toEqual(expected);
  });
  test('a phase cut into two is held by its last', () => {
    const period = { start: null, end: '2025-12-31' };
    const superior = plan({ period, phases: [phase('2025-11-30')] });
    expect(codes(superior, plan({ period, phases: [phase('2025-10-31', '一'), phase('2025-11-30', '二')] }))).toEqual([]);
  });
  test('a task with a date of its own, held against the date or the phase below', () => {
    const period = { start: null, end: '2025-12-31' };
    const superior = plan({ period, tasks: [task('农资打假', { dueOn: '2025-10-31' })] });
    expect(codes(superior, plan({ period, tasks: [task('农资打假', { dueOn: '2025-11-15' })] }))).toEqual(['TASK_DUE_LATER']);
    expect(codes(superior, plan({ period, tasks: [task('农资打假')], phases: [phase('2025-11-30')] }))).toEqual(['TASK_DUE_LATER']);
    expect(codes(superior, plan({ period, tasks: [task('农资打假', { dueOn: '2025-10' })] }))).toEqual([]);
  });
});

describe('reports', () => {
  type Rule = NonNullable<PlanInput['reporting']>[number];
  const monthly = (dueDay: number, more: Partial<Rule> = {}): Rule => ({ what: 'STATISTICS', cadence: 'MONTHLY', dueDay, ...more });
  test.each<[string, Rule, Rule[], GapCode[]]>([
    ['nothing collected', monthly(25), [], ['REPORT_NOT_FED']],
    ['collected in time', monthly(25), [monthly(20)], []],
    ['collected with something else', monthly(25), [{ what: 'NARRATIVE', also: ['STATISTICS'], cadence: 'MONTHLY', dueDay: 20 }], []],
    ['collected too late', monthly(25), [monthly(28)], ['REPORT_LATER']],
    ['collected in the month after', monthly(25), [monthly(2, { period: 'PREVIOUS' })], ['REPORT_LATER']],
    ['asked for in the month after', monthly(5, { period: 'PREVIOUS' }), [monthly(28)], []],
    ['collected too seldom', monthly(25), [monthly(20, { cadence: 'QUARTERLY' })], ['REPORT_TOO_SELDOM']],
    ['collected more often', monthly(25), [monthly(5, { cadence: 'WEEKLY' })], []],
    ['one of several in time', monthly(25), [monthly(28), monthly(20)], []],
    [
      'a summary on a later day',
      { what: 'FINAL_SUMMARY', cadence: 'ONCE', dueDate: '2025-12-10' },
      [{ what: 'FINAL_SUMMARY', cadence: 'ONCE', dueDate: '2025-12-15' }],
      ['REPORT_LATER'],
    ],
    ['a roster, which nobody collects', { what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2025-08-29' }, [], []],
  ])('%s', (_, above, below, expected) => {
    expect(codes(plan({ reporting: [above] }), plan({ reporting: below }))).toEqual(expected);
  });
  const form = (...names: string[]) => ({ title: '统计表', indicators: names.map((name, i) => ({ number: i + 1, name, unit: '件' })) });
  test('an indicator that no form below has', () => {
    const { rows } = against({ forms: [form('立案数', '移送数')] }, { forms: [form('立案数')] });
    expect(rows.map(({ code, superior }) => [code, superior.text.zh])).toEqual([['INDICATOR_NOT_COLLECTED', '统计表 2 移送数']]);
  });
  test('no form at all below is one gap, not one for each line', () => {
    expect(against({ forms: [form('立案数', '移送数')] }, {}).rows.map(({ code }) => code)).toEqual(['FORM_MISSING']);
  });
});

describe('for any plans', () => {
  test('a plan has no gap to itself, but for tasks that nothing tells apart', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        expect(gapReport(one, structuredClone(one)).rows.filter(({ code }) => !code.startsWith('TASK_') && !code.startsWith('UNIT_'))).toEqual([]);
      }),
    );
    expect(codes(smallPlan(), smallPlan())).toEqual([]);
  });
  test('every superior task is told once, with a score between 0 and 1', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (one, other) => {
        const { tasks } = gapReport(one, other);
        expect(tasks.map(({ superior }) => superior)).toEqual(one.tasks);
        expect(tasks.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
      }),
    );
  });
});
