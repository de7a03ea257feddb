/** `muster worker`: the workers alone, beside servers that only answer. */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { untilTold } from './until-told';

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('只运行时限与消息任务（须使用 PostgreSQL）· run only the clock and outbox workers (needs PostgreSQL)')
    .action(async () => {
      const { work } = await import('../work');
      const working = await work(readConfig());
      untilTold(() => working.stop());
      process.stdout.write(`Muster worker 已启动 is running${working.healthUrl ? `   健康检查 health: ${working.healthUrl}/health/ready` : ''}\n`);
    });
}
