/** muster read FILE: a notice as a plan. */
import type { Command } from 'commander';
import { readNotice } from '../domain/notice';
import type { LintContext } from '../domain/plan/lint';
import { withDocument, type CliIo } from './io';
import { planOutline } from './plan-outline';

export const registerRead = (program: Command, io: CliIo, context: LintContext = {}): void => {
  program
    .command('read')
    .description('读取一份通知，输出方案 · read a notice into a plan')
    .argument('<file>', '通知文件（txt、md、docx） · the notice')
    .option('--json', '以JSON输出方案 · the plan as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      await withDocument(io, file, options.json === true, ({ text }) => {
        const plan = readNotice(text, { lint: context });
        io.stdout.write(`${options.json ? JSON.stringify(plan, null, 2) : planOutline(plan)}\n`);
      });
    });
};
