/** Rules on what a plan must hold to be launched at all. */
import type { Rule } from './rule';

export const structureRules: Rule[] = [
  {
    code: 'PLAN001',
    severity: 'ERROR',
    group: 'structure',
    titleZh: '方案没有任务',
    titleEn: 'The plan has no tasks',
    hint: '确认读取的是部署任务的方案；如任务在附件或表格中，请补充后再发布。',
    example: '一份建议提案的答复',
    clean: '方案有一项以上任务',
    check: (plan) => (plan.tasks.length === 0 ? [{ message: '方案中没有任务，无法启动。', span: null }] : []),
  },
  {
    code: 'PLAN002',
    severity: 'ERROR',
    group: 'structure',
    titleZh: '既没有阶段也没有起止时间',
    titleEn: 'Neither phases nor a period',
    hint: '补充工作步骤（阶段及日期），或补充专项行动的起止时间。',
    example: '只有任务、没有任何日期的方案',
    clean: '只写“自2023年3月至11月开展”，不分阶段',
    check: (plan) =>
      plan.phases.length === 0 && plan.period === null ? [{ message: '方案既没有阶段，也没有起止时间，无法启动。', span: null }] : [],
  },
  {
    code: 'PLAN003',
    severity: 'WARNING',
    group: 'structure',
    titleZh: '任务编号重复',
    titleEn: 'Two tasks carry one number',
    hint: '核对原文编号，给其中一项改号。',
    example: '二(一)3 出现两次',
    clean: '二(一)3、二(二)3 各出现一次',
    check: (plan) => {
      const seen = new Set<string>();
      return plan.tasks.flatMap((task) => {
        if (!seen.has(task.number)) {
          seen.add(task.number);
          return [];
        }
        return [{ message: `任务编号“${task.number}”重复。`, span: task.span }];
      });
    },
  },
];
