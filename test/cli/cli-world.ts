/** A command line without a process: files in a map, what is printed in strings. */
import { Command } from 'commander';
import { DocumentRefused } from '../../src/application/ports/documents';
import type { CliIo } from '../../src/cli/io';

export interface Outcome {
  out: string;
  err: string;
  exitCode: number;
}

export const runCli = async (
  register: (program: Command, io: CliIo) => void,
  args: string[],
  files: Record<string, string | Error>,
  terminal: { isTty?: boolean; columns?: number } = {},
): Promise<Outcome> => {
  const outcome: Outcome = { out: '', err: '', exitCode: 0 };
  const io: CliIo = {
    stdout: { write: (text) => void (outcome.out += text) },
    stderr: { write: (text) => void (outcome.err += text) },
    isTty: terminal.isTty ?? false,
    ...(terminal.columns === undefined ? {} : { columns: terminal.columns }),
    readDocument: (path) => {
      const file = files[path];
      if (file instanceof Error) return Promise.reject(file);
      if (file === undefined) return Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
      return Promise.resolve({ text: file, mediaType: 'text/plain' });
    },
    setExitCode: (code) => void (outcome.exitCode = code),
  };
  const program = new Command('muster').exitOverride().configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write });
  register(program, io);
  await program.parseAsync(args, { from: 'user' });
  return outcome;
};

export const bomb = new DocumentRefused(
  'DOCUMENT_BOMB',
  '“弹.docx”展开后异常庞大，可能是恶意文件，已拒绝。',
  '"弹.docx" expands beyond all measure.',
  { fileName: '弹.docx' },
);
