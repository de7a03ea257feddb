/** muster read-form: a statistics form that is kept as a workbook, as a plan has it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { Workbooks } from '../application/ports/workbooks';
import { standardRefusal } from '../application/refusal-codes';
import { readForm } from '../domain/workbook';
import { EXIT, type CliIo } from './io';

export type ReadFormIo = Pick<CliIo, 'stdout' | 'stderr' | 'setExitCode'> & { readWorkbook: Workbooks['read'] };

/** The form goes to standard output, what was doubtful to standard error. */
export const registerReadForm = (program: Command, io: ReadFormIo): void => {
  program
    .command('read-form')
    .description('读取统计表（xlsx），输出方案中的写法 · read a statistics form from a workbook, as a plan has it')
    .argument('<file>', '统计表（xlsx） · a workbook')
    .option('--json', '以JSON输出 · as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
      if (!Buffer.isBuffer(bytes)) return refuse(io, file, 'FILE_NOT_READ', bytes.code ?? bytes.message);
      const raw = await io.readWorkbook(bytes, basename(file));
      if (!raw.ok) return refuse(io, file, raw.code, standardRefusal(raw.code, raw.data).message.zh);
      const { form, diagnostics } = readForm(raw.value);
      for (const { code, sheet, address, message } of diagnostics)
        io.stderr.write(`${file}${sheet === null ? '' : `:${sheet}!${address ?? ''}`}: ${code} ${message.zh}\n`);
      if (!form) return io.setExitCode(EXIT.fault);
      io.stdout.write(options.json ? `${JSON.stringify(form, null, 2)}\n` : stringify({ forms: [form] }));
    });
};

function refuse(io: ReadFormIo, file: string, code: string, message: string): void {
  io.stderr.write(`${file}: ${code} ${message}\n`);
  io.setExitCode(EXIT.refused);
}
