/** `muster backup` and `muster restore`: the embedded database in one file. PostgreSQL has its own tools; docs/operations.md shows them. */
import type { Command } from 'commander';
import type { CliIo } from './io';

export interface BackupIo extends Pick<CliIo, 'stdout'> {
  /** In bytes. */
  backup(file: string): Promise<{ from: string; size: number }>;
  restore(file: string): Promise<{ to: string; subjects: number; events: number }>;
}

export function registerBackup(program: Command, io: BackupIo): void {
  program
    .command('backup')
    .description('备份内置数据库（先停止服务）· back up the embedded database; stop the server first')
    .requiredOption('--to <file>', '写入的文件（.tar.gz）· the file to write')
    .action(async ({ to }: { to: string }) => {
      const { from, size } = await io.backup(to);
      const megabytes = (size / 1_000_000).toFixed(1);
      io.stdout.write(`${from} → ${to}：${megabytes} MB\n`);
    });
  program
    .command('restore')
    .description('将备份恢复到空的数据目录 · restore a backup into a data folder that has no database')
    .requiredOption('--from <file>', '备份文件 · the backup')
    .action(async ({ from }: { from: string }) => {
      const { to, subjects, events } = await io.restore(from);
      io.stdout.write(`${from} → ${to}：${subjects} 个对象、${events} 个事件 · ${subjects} subjects, ${events} events\n`);
      io.stdout.write('请运行 muster verify 核对 · run muster verify to check it\n');
    });
}
