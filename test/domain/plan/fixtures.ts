/** A small plan with everything a campaign needs; each test changes what it is about. */
import { planSchema } from '../../../src/domain/plan/model';
import type { Plan, PlanInput } from '../../../src/domain/plan/model';

export const smallPlan = (changes: Partial<PlanInput> = {}): Plan =>
  planSchema.parse({
    title: '打击制售假冒伪劣商品专项行动实施方案',
    issuedOn: '2025-08-25',
    period: { start: '2025-08-21', end: '2025-12-31' },
    phases: [
      { name: '动员部署阶段', kind: 'MOBILIZATION', start: '2025-08-21', end: '2025-08-31' },
      { name: '集中整治阶段', kind: 'RECTIFICATION', start: '2025-09-01', end: '2025-11-30' },
      { name: '总结验收阶段', kind: 'SUMMARY', start: '2025-12-01', end: '2025-12-31' },
    ],
    tasks: [
      {
        number: '二(一)1',
        area: '食品领域',
        title: '食品安全专项治理',
        assignments: [
          { unit: '市市场监管局', role: 'LEAD' },
          { unit: '市公安局', role: 'COOPERATING' },
          { unit: '市农业农村局', role: 'COOPERATING' },
        ],
      },
      {
        number: '二(一)2',
        area: '食品领域',
        title: '校园食品安全治理',
        assignments: [
          { unit: '市市场监管局', role: 'LEAD' },
          { unit: '市教体局', role: 'COOPERATING' },
        ],
      },
      { number: '二(二)1', area: '知识产权', title: '著作权保护', assignments: [{ unit: '市文化和旅游局', role: 'RESPONSIBLE' }] },
    ],
    reporting: [
      { what: 'LIAISON_ROSTER', cadence: 'ONCE', dueDate: '2025-08-29' },
      { what: 'STATISTICS', title: '专项行动统计表', cadence: 'MONTHLY', dueDay: 24 },
      { what: 'FINAL_SUMMARY', cadence: 'ONCE', dueDate: '2025-12-20' },
    ],
    body: {
      kind: 'TASK_FORCE',
      name: '专项行动工作专班',
      members: [
        { role: 'LEADER', name: '郑启明', post: '副市长', unit: '市政府' },
        { role: 'DEPUTY', name: '何立', post: '局长', unit: '市市场监管局' },
        { role: 'MEMBER', name: '苏文', post: '副局长', unit: '市公安局' },
        { role: 'MEMBER', name: '丁晓', post: '副局长', unit: '市卫健局' },
      ],
      office: { unit: '市市场监管局', head: '何立' },
      dissolvesOnCompletion: true,
    },
    ...changes,
  });
