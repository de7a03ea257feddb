/** `muster migrate`: brings the database to this program's schema. The server does so at every start; this is for doing it beforehand. */
import type { Command } from 'commander';
import type { CliIo } from './io';

export interface MigrateIo extends Pick<CliIo, 'stdout'> {
  /** Opens the database, migrates it, and answers the names of the migrations that were applied now. */
  migrate(): Promise<{ applied: string[]; where: string }>;
}

export function registerMigrate(program: Command, io: MigrateIo): void {
  program
    .command('migrate')
    .description('升级数据库结构 · bring the database to this program’s schema')
    .option('--json', '以JSON输出 · print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { applied, where } = await io.migrate();
      if (json) return io.stdout.write(`${JSON.stringify({ where, applied })}\n`);
      const done = applied.length === 0 ? '已是最新 · up to date' : applied.map((name) => `已应用 applied ${name}`).join('\n');
      io.stdout.write(`${where}\n${done}\n`);
    });
}
