/** `muster gaps SUPERIOR LOWER`: what a lower plan leaves out, or does later, of the plan that it follows. */
import type { Command } from 'commander';
import { gapReport, type GapReport, type GapRow } from '../domain/plan/cascade';
import type { Plan } from '../domain/plan/model';
import type { CliIo } from './io';
import { withPlan } from './plan-file';

export function registerGaps(program: Command, io: CliIo): void {
  program
    .command('gaps')
    .summary('对照上级方案 · hold a plan against the superior one')
    .description('对照上级方案，列出没有对应的任务、单位、报送和晚于上级的时间 · what a plan leaves out, or does later, of the plan that it follows')
    .argument('<superior>', '上级通知或方案（txt、md、docx、yaml、json） · the superior notice or plan')
    .argument('<lower>', '本级通知或方案 · the lower notice or plan')
    .option('--json', '以JSON输出 · as JSON')
    .action(async (superior: string, lower: string, options: { json?: boolean }) => {
      const json = options.json === true;
      const plans: Plan[] = [];
      for (const file of [superior, lower]) await withPlan(io, file, { json, lint: false }, ({ plan }) => void plans.push(plan));
      const [above, own] = plans;
      if (!above || !own) return;
      const report = gapReport(above, own);
      io.stdout.write(json ? `${JSON.stringify(forPrograms(report), null, 2)}\n` : described(above, own, report));
    });
}

/** The tasks by number and title: what they say in full is in the plans. */
const forPrograms = ({ rows, tasks, units }: GapReport) => ({
  rows,
  tasks: tasks.map(({ superior, own, ...match }) => ({ superior: brief(superior), own: own && brief(own), ...match })),
  units,
});

const brief = ({ number, title }: { number: string; title: string }) => ({ number, title });

function described(superior: Plan, lower: Plan, { rows, tasks, units }: GapReport): string {
  const answered = tasks.filter(({ ground }) => ground !== 'NONE' && ground !== 'DOUBTFUL');
  const lines = [
    `上级：${superior.title}`,
    `本级：${lower.title}`,
    `任务 ${answered.length}/${tasks.length} 有对应，单位 ${units.filter(({ own }) => own !== null).length}/${units.length} 有对应，差距 ${rows.length} 处`,
    ...rows.flatMap(rowLines),
  ];
  return `${lines.join('\n')}\n`;
}

const rowLines = ({ code, message, superior, own }: GapRow): string[] => [
  '',
  `${code}  ${message.zh}`,
  `  上级  ${superior.text.zh}`,
  ...(own ? [`  本级  ${own.text.zh}`] : []),
];
