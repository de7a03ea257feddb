/** Every rule of the lint: one plan that raises it, and one that does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLaunchable, LINT_RULES, lintDocumentation, lintPlan, type LintContext } from '../../../src/domain/plan/lint';
import { planSchema, type Plan, type PlanInput } from '../../../src/domain/plan/model';

type TaskInput = NonNullable<PlanInput['tasks']>[number];

const task = (number: string, ...assignments: NonNullable<TaskInput['assignments']>): TaskInput => ({ number, title: `任务${number}`, assignments });
const lead = (unit: string) => ({ unit, role: 'LEAD' as const });
const part = (unit: string) => ({ unit, role: 'COOPERATING' as const });
const responsible = (unit: string) => ({ unit, role: 'RESPONSIBLE' as const });

/** A plan that nothing is wrong with; each test spoils one thing. */
const sound: PlanInput = {
  title: '石桥县工贸企业安全生产专项整治方案',
  issuedOn: '2023-03-01',
  period: { start: '2023-03-01', end: '2023-11-30' },
  phases: [
    { name: '动员部署阶段', kind: 'MOBILIZATION', start: '2023-03-01', end: '2023-03-31' },
    { name: '集中整治阶段', kind: 'RECTIFICATION', start: '2023-04-01', end: '2023-10-31' },
    { name: '总结验收阶段', kind: 'SUMMARY', start: '2023-11-01', end: '2023-11-30' },
  ],
  tasks: [task('一1', lead('县应急局'), part('县工信局')), task('一2', lead('县工信局'), part('县应急局'))],
  reporting: [{ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 24 }],
  forms: [
    {
      title: '统计表',
      indicators: [{ number: 1, name: '立案/结案数', parts: ['立案', '结案'], unit: '件' }],
      rules: [{ kind: 'COMPARE', left: '[1.2]', op: 'LESS_OR_EQUAL', right: '[1.1]', over: 'CUMULATIVE' }],
    },
  ],
  body: {
    kind: 'LEADING_GROUP',
    name: '领导小组',
    members: [
      { role: 'LEADER', unit: '县政府', post: '副县长' },
      { role: 'MEMBER', unit: '县应急管理局' },
      { role: 'MEMBER', unit: '县工信局' },
    ],
  },
};

const plan = (spoiled: Partial<PlanInput> = {}): Plan => planSchema.parse({ ...sound, ...spoiled });
const codes = (spoiled: Partial<PlanInput>, context?: LintContext): string[] => lintPlan(plan(spoiled), context).map((d) => d.code);
const phases = (...dates: [string | null, string | null][]): PlanInput['phases'] =>
  dates.map(([start, end], i) => ({ name: `第${i + 1}阶段`, kind: 'RECTIFICATION', start, end }));

type FormInput = NonNullable<PlanInput['forms']>[number];
const cases = { number: 1, name: '立案/结案数', parts: ['立案', '结案'], unit: '件' };
const checks = { number: 2, name: '检查', unit: '户次' };
const form = (changes: Partial<FormInput> = {}): FormInput => ({ title: '统计表', indicators: [checks], ...changes });
const compare = (left: string, right: string, changes: Partial<NonNullable<FormInput['rules']>[number]> = {}): FormInput['rules'] => [
  { kind: 'COMPARE', left, op: 'LESS_OR_EQUAL', right, ...changes },
];
const statistics = (rule: Partial<NonNullable<PlanInput['reporting']>[number]> = {}): PlanInput['reporting'] => [
  { what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 24, ...rule },
];

type LedgerInput = NonNullable<PlanInput['records']>[number];
const ledger = (changes: Partial<LedgerInput> = {}): LedgerInput => ({
  title: '案件台账',
  columns: [
    { name: '文书编号', kind: 'TEXT', required: true },
    { name: '立案日期', kind: 'DATE', required: true },
    { name: '结案日期', kind: 'DATE' },
    { name: '案值', kind: 'DECIMAL' },
    { name: '结果', kind: 'CHOICE', choices: ['处罚', '移送'] },
  ],
  identity: '文书编号',
  dateColumn: '立案日期',
  adds: [{ cell: '1.1' }, { cell: '1.2', dateColumn: '结案日期', when: { column: '结果', oneOf: ['处罚'] } }],
  ...changes,
});
const withColumns = (...columns: NonNullable<LedgerInput['columns']>): LedgerInput => ledger({ columns: [...(ledger().columns ?? []), ...columns] });

interface Case {
  code: string;
  raised: Partial<PlanInput>;
  quiet: Partial<PlanInput>;
  context?: LintContext;
}

const CASES: Case[] = [
  { code: 'PLAN001', raised: { tasks: [] }, quiet: {} },
  { code: 'PLAN002', raised: { phases: [], period: null }, quiet: { phases: [] } },
  { code: 'PLAN003', raised: { tasks: [task('一1', lead('县应急局')), task('一1', lead('县工信局'))] }, quiet: {} },
  { code: 'PLAN010', raised: { phases: phases(['2023-09-30', '2023-09-01']) }, quiet: { phases: phases(['2023-09', '2023-09-01']) } },
  { code: 'PLAN010', raised: { period: { start: '2023-12-01', end: '2023-03' } }, quiet: { period: { start: '2023-03-01', end: '2023-11' } } },
  {
    code: 'PLAN011',
    raised: { issuedOn: '2023-09-17', phases: phases(['2023-08', '2023-08'], ['2023-09', '2023-11']) },
    quiet: { issuedOn: '2023-03-17' },
  },
  {
    code: 'PLAN012',
    raised: { phases: phases(['2023-03-01', '2023-03-31'], ['2023-04-10', '2023-11-30']) },
    quiet: { phases: phases(['2023-03', '2023-03'], ['2023-04', '2023-11']) },
  },
  {
    code: 'PLAN013',
    raised: { phases: phases(['2023-03-01', '2023-04-15'], ['2023-04-01', '2023-11-30']) },
    quiet: { phases: phases(['2023-03-01', '2023-04-15'], ['2023-04', '2023-11-30']) },
  },
  { code: 'PLAN014', raised: { period: { start: '2023-02-10', end: '2023-11-30' } }, quiet: { period: { start: '2023-03', end: '2023-11' } } },
  { code: 'PLAN014', raised: { period: { start: '2023-03-01', end: '2023-12-31' } }, quiet: {} },
  {
    code: 'PLAN015',
    raised: { reporting: [{ what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2023-02-20' }] },
    quiet: { reporting: [{ what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2023-03-10' }] },
  },
  {
    code: 'PLAN015',
    raised: { tasks: [{ ...task('一1', lead('县应急局')), dueOn: '2023-02' }] },
    quiet: { tasks: [{ ...task('一1', lead('县应急局')), dueOn: '2023-06' }] },
  },
  {
    code: 'PLAN016',
    raised: { tasks: [{ ...task('一1', lead('县应急局')), dueOn: '2024-03' }] },
    quiet: { tasks: [{ ...task('一1', lead('县应急局')), dueOn: '2023-11-30' }] },
  },
  {
    code: 'PLAN017',
    raised: { reporting: [{ what: 'NARRATIVE', cadence: 'ONCE', dueDate: '2023-10-01' }] },
    quiet: { reporting: [{ what: 'NARRATIVE', cadence: 'ONCE', dueDate: '2023-10-09' }] },
    context: { dayOff: (date) => (date > '2026-12-31' ? null : date === '2023-10-01') },
  },
  { code: 'PLAN020', raised: { tasks: [task('一1', lead('县应急局')), task('一2')] }, quiet: {} },
  {
    code: 'PLAN021',
    raised: { tasks: [task('一1', responsible('县应急局'), responsible('县工信局'))] },
    quiet: { tasks: [task('一1', responsible('县应急局'))] },
  },
  {
    code: 'PLAN022',
    raised: { tasks: [task('一1', lead('县应急局'), lead('县工信局'))] },
    quiet: { tasks: [task('一1', lead('县应急局'), lead('县工信局'), part('各镇'))] },
  },
  { code: 'PLAN023', raised: { tasks: [task('一1', lead('县应急局'), part('县应急局'))] }, quiet: {} },
  {
    code: 'PLAN024',
    raised: { tasks: [task('一1', lead('县自然资源局'), part('县工信局'))] },
    quiet: { tasks: [task('一1', lead('县应急局'), part('各镇人民政府'))] },
  },
  { code: 'PLAN024', raised: { tasks: [task('一1', lead('县卫健局'))] }, quiet: { tasks: [task('一1', lead('县卫健局'))], body: null } },
  { code: 'PLAN025', raised: { tasks: [task('一1', lead('县应急局'))] }, quiet: {} },
  { code: 'PLAN026', raised: {}, quiet: { tasks: [task('一1', lead('县应急局'))] }, context: { knownUnits: (name) => name === '县应急局' } },
  {
    code: 'PLAN027',
    raised: { tasks: [task('一1', lead('县应急局'), part('工信'))] },
    quiet: { tasks: [task('一1', lead('县應急局'), part('各所')), task('一2', lead('县工信局'))] },
  },
  { code: 'PLAN030', raised: { reporting: [], forms: [] }, quiet: {} },
  {
    code: 'PLAN031',
    raised: { reporting: [{ what: 'FINAL_SUMMARY', cadence: 'ONCE', dueDate: '2023-11-30' }] },
    quiet: { phases: phases([null, '2023-11-30']), reporting: [{ what: 'FINAL_SUMMARY', cadence: 'ONCE', dueDate: '2023-11-30' }] },
  },
  {
    code: 'PLAN032',
    raised: { reporting: [{ what: 'NARRATIVE', cadence: 'MONTHLY', dueDay: 5 }] },
    quiet: { reporting: [{ what: 'NARRATIVE', also: ['STATISTICS'], cadence: 'MONTHLY', dueDay: 5 }] },
  },
  { code: 'PLAN033', raised: { forms: [] }, quiet: { forms: [{ title: '统计表' }] } },
  {
    code: 'PLAN034',
    raised: { forms: [{ title: '统计表', indicators: [{ number: 1, name: '批捕案件/起诉案件', parts: ['批捕案件', '起诉案件'], unit: '件/人' }] }] },
    quiet: { forms: [{ title: '统计表', indicators: [{ number: 1, name: '移送案件/人数', parts: ['移送案件', '人数'], unit: '件/人' }] }] },
  },
  {
    code: 'PLAN034',
    raised: { forms: [{ title: '统计表', indicators: [{ number: 1, name: '受理/审结', parts: ['受理', '审结'], unit: '件/件/人' }] }] },
    quiet: { forms: [{ title: '统计表', indicators: [{ number: 1, name: '受理/审结/判决', parts: ['受理', '审结', '判决'], unit: '件/件/人' }] }] },
  },
  {
    code: 'PLAN032',
    raised: { forms: [form(), form({ title: '案件表' })], reporting: statistics({ form: 'f1' }) },
    quiet: { forms: [form(), form({ title: '案件表' })], reporting: statistics() },
  },
  ...[compare('[2', '1'), compare('[2]', '1 *'), compare('[2.1]', '1'), [{ kind: 'OUTLIER' as const, cell: '3' }]].map((rules) => ({
    code: 'PLAN050',
    raised: { forms: [form({ rules })] },
    quiet: { forms: [form({ rules: compare('[2]', '1') })] },
  })),
  { code: 'PLAN051', raised: { forms: [form({ key: 'f2' }), form()] }, quiet: { forms: [form(), form()] } },
  { code: 'PLAN051', raised: { forms: [form({ indicators: [checks, checks] })] }, quiet: {} },
  {
    code: 'PLAN051',
    raised: { forms: [form({ rules: [...(compare('[2]', '1', { key: 'c2' }) ?? []), ...(compare('[2]', '2') ?? [])] })] },
    quiet: { forms: [form({ rules: [...(compare('[2]', '1') ?? []), ...(compare('[2]', '2') ?? [])] })] },
  },
  ...[compare('1', '2'), compare('[2]', ' [2] '), compare('[2]', '[1]', { op: 'NOT_BOTH', missing: 'NEVER_SKIP' })].map((rules) => ({
    code: 'PLAN052',
    raised: { forms: [form({ indicators: [checks, { ...checks, number: 1 }], rules })] },
    quiet: { forms: [form({ indicators: [checks, { ...checks, number: 1 }], rules: compare('[2]', '[1]', { op: 'NOT_BOTH' }) })] },
  })),
  {
    code: 'PLAN052',
    raised: {
      forms: [form({ rules: [{ kind: 'OUTLIER', cell: '2' }] })],
      reporting: [{ what: 'STATISTICS', cadence: 'ONCE', dueDate: '2023-10-20' }],
    },
    quiet: { forms: [form({ rules: [{ kind: 'OUTLIER', cell: '2' }] })] },
  },
  { code: 'PLAN053', raised: { reporting: statistics({ form: 'f2' }) }, quiet: { reporting: statistics({ form: 'f1' }) } },
  { code: 'PLAN053', raised: { forms: [form({ key: 'cases' })], reporting: statistics({ form: 'f1' }) }, quiet: {} },
  { code: 'PLAN054', raised: { forms: [form(), form()] }, quiet: { forms: [form(), form()], reporting: statistics({ form: 'f2' }) } },
  { code: 'PLAN054', raised: { forms: [form(), form()] }, quiet: { forms: [form(), { title: '只有表名' }] } },
  { code: 'PLAN060', raised: { records: [ledger({ key: 'k2' }), ledger()] }, quiet: { records: [ledger(), ledger()] } },
  {
    code: 'PLAN060',
    raised: { records: [withColumns({ name: '案值', kind: 'TEXT' })] },
    quiet: { records: [withColumns({ name: '备注', kind: 'TEXT' })] },
  },
  ...[
    { identity: '编号' },
    { identity: '案值' },
    { dateColumn: '结案日期' },
    { dateColumn: '文书编号' },
    { unitColumn: '文书编号' },
    { adds: [{ cell: '1.1', amount: '文书编号' }] },
    { adds: [{ cell: '1.1', amount: '货值' }] },
    { adds: [{ cell: '1.1', dateColumn: '案值' }] },
    { adds: [{ cell: '1.1', when: { column: '结论', oneOf: ['处罚'] } }] },
    { adds: [{ cell: '1.1', when: { column: '结果', oneOf: ['罚款'] } }] },
    { columns: [...(ledger().columns ?? []), { name: '类别', kind: 'CHOICE' as const }] },
  ].map((changes): Case => ({ code: 'PLAN061', raised: { records: [ledger(changes)] }, quiet: { records: [ledger()] } })),
  {
    code: 'PLAN061',
    raised: { records: [ledger({ unitColumn: '办案单位' })] },
    quiet: { records: [{ ...withColumns({ name: '办案单位', kind: 'UNIT', required: true }), unitColumn: '办案单位' }] },
  },
  { code: 'PLAN062', raised: { records: [ledger({ adds: [{ cell: '1.3' }] })] }, quiet: { records: [ledger()] } },
  {
    code: 'PLAN062',
    raised: { records: [ledger({ adds: [{ form: 'f2', cell: '1.1' }] })] },
    quiet: { records: [ledger({ adds: [{ form: 'f1', cell: '1.1' }] })] },
  },
  {
    code: 'PLAN062',
    raised: { forms: [form(), form()], records: [ledger({ adds: [{ cell: '2' }] })] },
    quiet: { forms: [form(), form()], records: [ledger({ adds: [{ form: 'f2', cell: '2' }] })] },
  },
  {
    code: 'PLAN063',
    raised: { forms: [form({ indicators: [{ ...checks, accumulation: 'STOCK' }] })], records: [ledger({ adds: [{ cell: '2' }] })] },
    quiet: { forms: [form({ indicators: [{ ...checks, accumulation: 'CUMULATIVE' }] })], records: [ledger({ adds: [{ cell: '2' }] })] },
  },
  {
    code: 'PLAN055',
    raised: { forms: [form({ indicators: [cases] })] },
    quiet: { forms: [form({ indicators: [cases], rules: compare('[1.1] - [1.2]', '0', { op: 'GREATER_OR_EQUAL' }) })] },
  },
  {
    code: 'PLAN055',
    raised: {
      forms: [
        form({
          indicators: [
            { number: 1, name: '立案数', unit: '件' },
            { number: 2, name: '结案数', unit: '件' },
          ],
        }),
      ],
    },
    quiet: { forms: [form({ indicators: [{ number: 2, name: '结案数', unit: '件' }] })] },
  },
  {
    code: 'PLAN040',
    raised: { tasks: Array.from({ length: 11 }, (_, i) => task(`一${i + 1}`, lead('县应急局'), part('县工信局'))) },
    quiet: {
      tasks: Array.from({ length: 11 }, (_, i) => ({
        ...task(`一${i + 1}`, lead('县应急局'), part('县工信局')),
        dueOn: `2023-${String((i % 2) + 5).padStart(2, '0')}-20`,
      })),
    },
  },
];

describe('the lint', () => {
  test('finds nothing in a sound plan', () => {
    expect(lintPlan(plan(), { knownUnits: () => true, dayOff: () => false })).toEqual([]);
  });

  test('says what rule could be added between 立案 and 结案, as it would be written', () => {
    const [finding] = lintPlan(plan({ forms: [form({ indicators: [cases] })] }), { knownUnits: () => true, dayOff: () => false });
    expect(finding).toMatchObject({ code: 'PLAN055', severity: 'INFO' });
    expect(finding?.hint).toContain('{ kind: COMPARE, left: "[1.2]", op: LESS_OR_EQUAL, right: "[1.1]", over: CUMULATIVE }');
  });

  test.each(CASES)('$code is raised, and is not', ({ code, raised, quiet, context }) => {
    expect(codes(raised, context)).toContain(code);
    expect(codes(quiet, context)).not.toContain(code);
  });

  test('every rule of a plan has a case here', () => {
    const inPlans = LINT_RULES.filter((r) => r.check).map((r) => r.code);
    expect([...new Set(CASES.map((c) => c.code))].sort()).toEqual([...inPlans].sort());
  });

  test('a finding carries message, hint and the severity of its rule', () => {
    const [found] = lintPlan(plan({ tasks: [task('一1', lead('县应急局'), part('县工信局')), { ...task('一2'), span: [3, 9] }] }));
    expect(found).toEqual({
      code: 'PLAN020',
      severity: 'WARNING',
      message: '任务“一2 任务一2”没有写明责任单位。',
      span: [3, 9],
      hint: '补充牵头单位或责任单位；启动后由协调机构指定。',
    });
  });

  test('only what makes a launch senseless is an error', () => {
    const errors = LINT_RULES.filter((r) => r.severity === 'ERROR').map((r) => r.code);
    // figures of a form whose rules or numbers mean nothing could not be held to anything
    expect(errors).toEqual(['PLAN001', 'PLAN002', 'PLAN010', 'PLAN050', 'PLAN051', 'PLAN053', 'PLAN060', 'PLAN061', 'PLAN062', 'PLAN063']);
    expect(isLaunchable(lintPlan(plan({ tasks: [] })))).toBe(false);
    expect(isLaunchable(lintPlan(plan({ tasks: [task('一1', lead('县应急局'), lead('县卫健局'))] })))).toBe(true);
  });

  test('a notice that names no lead anywhere is said once', () => {
    const tasks = Array.from({ length: 5 }, (_, i) => task(`一${i + 1}`, responsible('县应急局'), responsible('县工信局')));
    expect(codes({ tasks }).filter((c) => c === 'PLAN021')).toHaveLength(1);
  });

  test('abbreviations of members are no strangers', () => {
    const body: PlanInput['body'] = {
      kind: 'LEADING_GROUP',
      name: '领导小组',
      members: [
        { role: 'LEADER', unit: '县人民检察院' },
        { role: 'MEMBER', unit: '协调应急与新闻宣传股' },
      ],
    };
    expect(codes({ body, tasks: [task('一1', lead('县检察院'), part('应急宣传股'))] })).not.toContain('PLAN024');
  });

  test('codes are unique', () => {
    expect(new Set(LINT_RULES.map((r) => r.code)).size).toBe(LINT_RULES.length);
  });

  test('docs/lint.md is what the rules say', () => {
    expect(readFileSync(join(__dirname, '../../../docs/lint.md'), 'utf8')).toBe(lintDocumentation());
  });
});
