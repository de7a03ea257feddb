/** muster read: a notice as a plan; or a plan that is kept in a file, from one form into another. */
import type { Command } from 'commander';
import type { LintContext } from '../domain/plan/lint';
import { planJson, planYaml } from '../domain/plan/yaml';
import { EXIT, type CliIo } from './io';
import { withPlan } from './plan-file';
import { planOutline } from './plan-outline';

export const registerRead = (program: Command, io: CliIo, context: LintContext = {}): void => {
  program
    .command('read')
    .description('读取一份通知，输出方案 · read a notice into a plan')
    .argument('<file>', '通知（txt、md、docx）或方案（yaml、json） · a notice, or a plan')
    .option('--json', '以JSON输出方案 · the plan as JSON')
    .option('--yaml', '以YAML输出方案，可修改后再读入 · the plan as YAML, to be corrected and read again')
    .action(async (file: string, options: { json?: boolean; yaml?: boolean }) => {
      if (options.json && options.yaml) {
        io.stderr.write('--json 与 --yaml 只能选一个 · choose one of --json and --yaml\n');
        return io.setExitCode(EXIT.refused);
      }
      await withPlan(io, file, { json: options.json === true, lint: context }, ({ plan }) => {
        const text = options.json ? `${planJson(plan)}\n` : options.yaml ? planYaml(plan) : `${planOutline(plan)}\n`;
        io.stdout.write(text);
      });
    });
};
