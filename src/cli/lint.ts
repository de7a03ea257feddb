/** muster lint FILE: what is wrong with a notice, printed as a compiler prints it. */
import type { Command } from 'commander';
import { isLaunchable, type LintContext } from '../domain/plan/lint';
import { countBySeverity, renderDiagnostics } from './diagnostics';
import { EXIT, type CliIo } from './io';
import { diagnosticsOf, withPlan } from './plan-file';
import { TextPlaces } from './text-places';

/**
 * @param context what the lint may know beside the plan: the calendar, the unit register
 */
export const registerLint = (program: Command, io: CliIo, context: LintContext = {}): void => {
  program
    .command('lint')
    .description('检查一份通知，列出问题 · check a notice like a compiler')
    .argument('<file>', '通知（txt、md、docx）或方案（yaml、json） · a notice, or a plan')
    .option('--json', '以JSON输出 · as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      await withPlan(io, file, { json: options.json === true, lint: context }, (read) => {
        const found = diagnosticsOf(read, context);
        // A plan in a file has left the notice behind in which its spans count.
        const text = read.notice ?? '';
        const diagnostics = read.notice === null ? found.map((diagnostic) => ({ ...diagnostic, span: null })) : found;
        if (options.json) {
          const places = new TextPlaces(text);
          const placed = diagnostics.map((d) => ({ ...d, ...(d.span ? places.at(d.span[0]) : { line: null, column: null }) }));
          io.stdout.write(`${JSON.stringify({ file, counts: countBySeverity(diagnostics), diagnostics: placed }, null, 2)}\n`);
        } else {
          io.stdout.write(`${renderDiagnostics(diagnostics, file, text, { colour: io.isTty, columns: io.columns ?? 100 })}\n`);
        }
        if (!isLaunchable(diagnostics)) io.setExitCode(EXIT.fault);
      });
    });
};
