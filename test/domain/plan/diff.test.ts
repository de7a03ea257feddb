import fc from 'fast-check';
import { planDiff, type PlanChange } from '../../../src/domain/plan/diff';
import { withSpansKept } from '../../../src/domain/plan/diff-spans';
import type { Plan } from '../../../src/domain/plan/model';
import { anyPlan } from './arbitrary-plan';
import { smallPlan } from './fixtures';

const told = (changes: readonly PlanChange[]) => changes.map(({ path, kind, before, after }) => [path, kind, before?.zh ?? null, after?.zh ?? null]);
const plan = smallPlan();
const [first, second, third] = plan.tasks as [Plan['tasks'][number], Plan['tasks'][number], Plan['tasks'][number]];

/** What a plan says, without where it was read. */
const content = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (['span', 'printed', 'diagnostics'].includes(key) ? undefined : inner)));

describe('a change of a ledger is told', () => {
  const ledger = {
    title: '案件台账',
    columns: [{ name: '文书编号', kind: 'TEXT' as const, required: true }],
    identity: '文书编号',
    dateColumn: '立案日期',
    adds: [{ cell: '7.1' }],
  };
  const withLedger = (changes: object = {}) => smallPlan({ records: [{ ...ledger, ...changes }] });
  const closing = { cell: '7.2', form: 'f1', amount: '件数', dateColumn: '结案日期', when: { column: '结果', oneOf: ['处罚', '移送'] } };
  test.each<[string, Plan, unknown[]]>([
    ['its key', withLedger({ key: 'cases' }), [['records[案件台账].key', 'CHANGED', null, 'cases']]],
    ['its unit', withLedger({ unitColumn: '单位' }), [['records[案件台账].unitColumn', 'CHANGED', null, '单位']]],
    [
      'what it adds',
      withLedger({ adds: [{ cell: '7.1' }, closing] }),
      [['records[案件台账].adds', 'CHANGED', '计入7.1：每条计1', '计入7.1：每条计1；计入f1 7.2：按“件数”，计入“结案日期”，“结果”为处罚、移送的']],
    ],
    [
      'a column that comes',
      withLedger({ columns: [...ledger.columns, { name: '结果', kind: 'CHOICE', choices: ['处罚', '移送'] }] }),
      [['records[案件台账].columns[结果]', 'ADDED', null, '结果，选项，处罚、移送']],
    ],
    [
      'a column of another kind',
      withLedger({ columns: [{ ...ledger.columns[0], kind: 'INTEGER', required: false }] }),
      [
        ['records[案件台账].columns[文书编号].kind', 'CHANGED', '文本', '整数'],
        ['records[案件台账].columns[文书编号].required', 'CHANGED', '是', '否'],
      ],
    ],
    ['that it goes', smallPlan(), [['records[案件台账]', 'REMOVED', '案件台账（1栏）', null]]],
  ])('%s', (_what, after, changes) => {
    expect(told(planDiff(withLedger(), after))).toEqual(changes);
  });

  test('and nothing where a plan was stored before there were ledgers', () => {
    const { records: _none, ...old } = smallPlan();
    expect(planDiff(old as Plan, smallPlan())).toEqual([]);
  });
});

describe('a change of a form is told', () => {
  const indicator = { number: 7, name: '立案/结案数', parts: ['立案', '结案'], unit: '件' };
  const rule = { kind: 'COMPARE' as const, left: '[7.2]', op: 'LESS_OR_EQUAL' as const, right: '[7.1]' };
  const withForm = (changes: object, of: object = {}) =>
    smallPlan({ forms: [{ title: '统计表', indicators: [{ ...indicator, ...changes }], rules: [rule], ...of }] });
  const cases: [string, Plan, unknown[]][] = [
    ['a heading', withForm({ group: '案件' }), [['forms[统计表].indicators[7 立案/结案数].group', 'CHANGED', null, '案件']]],
    ['what is required', withForm({ required: false }), [['forms[统计表].indicators[7 立案/结案数].required', 'CHANGED', '是', '否']]],
    ['negative', withForm({ negative: true }), [['forms[统计表].indicators[7 立案/结案数].negative', 'CHANGED', '否', '是']]],
    ['decimals', withForm({ decimals: 1 }), [['forms[统计表].indicators[7 立案/结案数].decimals', 'CHANGED', '按计量单位', '1']]],
    [
      'how periods add up',
      withForm({ accumulation: 'CUMULATIVE' }),
      [['forms[统计表].indicators[7 立案/结案数].accumulation', 'CHANGED', '本期数', '累计数']],
    ],
    ['guidance', withForm({ guidance: '不含移送' }), [['forms[统计表].indicators[7 立案/结案数].guidance', 'CHANGED', null, '不含移送']]],
    ['its own guidance', withForm({}, { guidance: '每月填报' }), [['forms[统计表].guidance', 'CHANGED', null, '每月填报']]],
    ['its key', withForm({}, { key: 'cases' }), [['forms[统计表].key', 'CHANGED', null, 'cases']]],
    [
      'a rule that goes',
      withForm({}, { rules: [] }),
      [['forms[统计表].rules[[7.2] 应小于或等于 [7.1]]', 'REMOVED', '[7.2] 应小于或等于 [7.1]', null]],
    ],
    [
      'a rule over all so far, of another severity',
      withForm({}, { rules: [{ ...rule, over: 'CUMULATIVE', severity: 'WARNING' }] }),
      [
        ['forms[统计表].rules[累计 [7.2] 应小于或等于 [7.1]].over', 'CHANGED', '本期', '累计'],
        ['forms[统计表].rules[累计 [7.2] 应小于或等于 [7.1]].severity', 'CHANGED', '默认', '警告'],
      ],
    ],
    [
      'a rule that comes',
      withForm({}, { rules: [rule, { kind: 'OUTLIER', cell: '7.1', key: 'far' }] }),
      [['forms[统计表].rules[far]', 'ADDED', null, '[7.1] 不应偏离历史中位数3倍以上']],
    ],
  ];

  it.each(cases)('%s', (_, after, expected) => {
    expect(told(planDiff(withForm({}), after))).toEqual(expected);
  });
});

describe('a change is told where it was made, in words', () => {
  const cases: [string, Partial<Plan>, unknown[]][] = [
    [
      'a date of a phase',
      { phases: plan.phases.map((one, i) => (i === 1 ? { ...one, end: '2025-12-10' } : one)) },
      [['phases[集中整治阶段].end', 'CHANGED', '2025-11-30', '2025-12-10']],
    ],
    ['the end of the whole', { period: { start: '2025-08-21', end: null } }, [['period.end', 'CHANGED', '2025-12-31', null]]],
    ['a superior notice', { basis: ['省方案'] }, [['basis[省方案]', 'ADDED', null, '省方案']]],
    [
      'a unit’s role',
      { tasks: [{ ...first, assignments: first.assignments.map((one, i) => (i === 1 ? { ...one, role: 'LEAD' as const } : one)) }, second, third] },
      [['tasks[二(一)1 食品安全专项治理].assignments[市公安局].role', 'CHANGED', '配合', '牵头']],
    ],
    [
      'a unit that goes',
      { tasks: [{ ...first, assignments: first.assignments.slice(0, 2) }, second, third] },
      [['tasks[二(一)1 食品安全专项治理].assignments[市农业农村局]', 'REMOVED', '配合：市农业农村局', null]],
    ],
    ['a task that goes', { tasks: [first, third] }, [['tasks[二(一)2 校园食品安全治理]', 'REMOVED', '二(一)2 校园食品安全治理', null]]],
    [
      'the form that a rule asks for',
      { reporting: plan.reporting.map((rule) => (rule.dueDay === 24 ? { ...rule, form: 'f1' } : rule)) },
      [['reporting[专项行动统计表].form', 'CHANGED', null, 'f1']],
    ],
    [
      'a rule’s day',
      { reporting: plan.reporting.map((rule) => (rule.dueDay === 24 ? { ...rule, dueDay: 20 } : rule)) },
      [['reporting[专项行动统计表].cadence', 'CHANGED', '每月24日前报送当期', '每月20日前报送当期']],
    ],
    ['a body that goes', { body: null }, [['body[专项行动工作专班]', 'REMOVED', '工作专班：专项行动工作专班', null]]],
    [
      'phases in another order',
      { phases: [plan.phases[0], plan.phases[2], plan.phases[1]] as Plan['phases'] },
      [['phases', 'CHANGED', '动员部署阶段 → 集中整治阶段 → 总结验收阶段', '动员部署阶段 → 总结验收阶段 → 集中整治阶段']],
    ],
  ];
  test.each(cases)('%s', (_, changes, expected) => {
    expect(told(planDiff(plan, { ...plan, ...changes }))).toEqual(expected);
  });

  test('the label says in both languages what the path means', () => {
    const [change] = planDiff(plan, { ...plan, tasks: [{ ...first, dueOn: '2025-10-31' }, second, third] });
    expect(change?.label).toEqual({ zh: '任务 二(一)1 食品安全专项治理 › 完成期限', en: 'task 二(一)1 食品安全专项治理 › due date' });
  });
});

describe('things are the same by what they are called', () => {
  test('a task put in before others is one addition, though the numbers behind it move', () => {
    const added = { ...first, number: '二(一)1', title: '农村集市治理', assignments: [], targets: [] };
    const tasks = [added, { ...first, number: '二(一)2' }, { ...second, number: '二(一)3' }, third];
    expect(told(planDiff(plan, { ...plan, tasks }))).toEqual([
      ['tasks[二(一)1 农村集市治理]', 'ADDED', null, '二(一)1 农村集市治理'],
      ['tasks[二(一)2 食品安全专项治理].number', 'CHANGED', '二(一)1', '二(一)2'],
      ['tasks[二(一)3 校园食品安全治理].number', 'CHANGED', '二(一)2', '二(一)3'],
    ]);
  });
  test('a task with a new title under its old number is a change', () => {
    const tasks = [{ ...first, title: '食品安全综合治理' }, second, third];
    expect(told(planDiff(plan, { ...plan, tasks }))).toEqual([
      ['tasks[二(一)1 食品安全综合治理].title', 'CHANGED', '食品安全专项治理', '食品安全综合治理'],
    ]);
  });
  test('lists in another order say the same', () => {
    const turned = { ...plan, tasks: [...plan.tasks].reverse().map((task) => ({ ...task, assignments: [...task.assignments].reverse() })) };
    expect(planDiff(plan, { ...turned, reporting: [...plan.reporting].reverse() })).toEqual([]);
  });
  test('two tasks of one number and title are paired one with one', () => {
    const twice = { ...plan, tasks: [first, first, second] };
    expect(told(planDiff(twice, { ...plan, tasks: [first, second] }))).toEqual([
      ['tasks[二(一)1 食品安全专项治理]', 'REMOVED', '二(一)1 食品安全专项治理', null],
    ]);
  });
});

describe('for any plans', () => {
  test('a plan differs in nothing from itself, wherever it was read', () => {
    fc.assert(fc.property(anyPlan, (one) => void expect(planDiff(one, structuredClone({ ...one, diagnostics: [] }))).toEqual([])));
  });
  test('where no change is told, nothing differs', () => {
    fc.assert(
      fc.property(
        anyPlan,
        anyPlan,
        fc.constantFrom('phases', 'tasks', 'reporting', 'body', 'forms', 'deadlines', 'period', 'title'),
        (one, other, key) => {
          const changedOne = { ...one, [key]: other[key] };
          // Lists that only changed their order are the same plan, unless they are phases.
          const sorted = (p: Plan) => {
            // A period without either end says no more than none.
            const nothing = key === 'period' && p.period?.start === null && p.period.end === null;
            const value = nothing ? null : content(p[key as keyof Plan]);
            return key === 'phases' || !Array.isArray(value) ? value : value.map((item) => JSON.stringify(item)).sort();
          };
          if (planDiff(one, changedOne).length > 0) return;
          expect(sorted(changedOne)).toEqual(sorted(one));
        },
      ),
    );
  });
  test('what is added one way is removed the other', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (one, other) => {
        const count = (kind: string, changes: readonly PlanChange[]) =>
          changes.filter((change) => change.kind === kind && !/\]\./.test(change.path)).length;
        expect(count('ADDED', planDiff(one, other))).toBe(count('REMOVED', planDiff(other, one)));
      }),
    );
  });
  test('a plan sent back without spans and printed words gets all of them again', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        const bare = JSON.parse(JSON.stringify(one, (key, inner: unknown) => (key === 'span' ? null : key === 'printed' ? '' : inner))) as Plan;
        // Of facts that are alike in everything no one can say which was read where.
        const alike = (facts: readonly unknown[]) => new Set(facts.map((fact) => JSON.stringify(content(fact)))).size < facts.length;
        const lists = [one.phases, one.tasks, one.reporting, one.forms, one.deadlines, one.body?.members ?? []];
        const inner = [...one.tasks.flatMap((task) => [task.assignments, task.targets]), ...one.forms.map((form) => form.indicators)];
        fc.pre(![...lists, ...inner].some(alike));
        expect(withSpansKept(one, { ...bare, diagnostics: one.diagnostics })).toEqual(one);
      }),
    );
  });
});

describe('where facts were read', () => {
  const read = smallPlan({
    tasks: [{ ...first, span: [10, 90], assignments: first.assignments.map((one, i) => ({ ...one, printed: `印${i}`, span: [i, i + 5] })) }],
  });
  const [task] = read.tasks as [Plan['tasks'][number]];
  const assignments = task.assignments.map(({ unit, role }) => ({ unit, role, section: null, person: null, printed: '', span: null }));

  test('is kept for what did not change, beside something that did', () => {
    const edited = assignments.map((one, i) => (i === 2 ? { ...one, section: '法规科' } : one));
    const kept = withSpansKept(read, { ...read, tasks: [{ ...task, span: null, assignments: edited }] }).tasks[0];
    expect(kept?.span).toEqual([10, 90]);
    expect(kept?.assignments.map(({ printed, span }) => [printed, span])).toEqual([
      ['印0', [0, 5]],
      ['印1', [1, 6]],
      ['', null],
    ]);
  });
  test('is given up for what changed, even when the client sends the old place along', () => {
    const [kept] = withSpansKept(read, { ...read, tasks: [{ ...task, title: '食品安全综合治理' }] }).tasks;
    expect(kept?.span).toBeNull();
  });
  test('is taken from a client that says where a changed or new fact stands', () => {
    const [changed, added] = withSpansKept(read, {
      ...read,
      tasks: [
        { ...task, title: '综合治理', span: [20, 30] },
        { ...third, span: [40, 50] },
      ],
    }).tasks;
    expect([changed?.span, added?.span]).toEqual([
      [20, 30],
      [40, 50],
    ]);
  });
});
