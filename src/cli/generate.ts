/** `muster generate`: writes the files that are made from the code. Committed; a test fails when one of them is out of date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { CliIo } from './io';

export function registerGenerate(program: Command, io: Pick<CliIo, 'stdout'>): void {
  program
    .command('generate')
    .description('重新生成由代码产生的文件 · rewrite the files that are made from the code')
    .action(async () => {
      const { generatedFiles } = await import('../generated-files');
      const { PACKAGE_FOLDER } = await import('../package-folder');
      for (const { path, text } of generatedFiles()) {
        const file = join(PACKAGE_FOLDER, path);
        const changed = read(file) !== text;
        mkdirSync(dirname(file), { recursive: true });
        if (changed) writeFileSync(file, text);
        io.stdout.write(`${changed ? 'written  ' : 'unchanged'} ${path}\n`);
      }
    });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
