/** `muster serve`, which `npm start` is too: serves, prints what to try, and shuts down in order when told to stop. */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { welcome } from './welcome';

export function registerServe(program: Command): void {
  program.command('serve').description('启动服务；设置见 README · start the server; its settings are in the README').action(serveUntilTold);
}

/** Resolves once the server listens. */
export async function serveUntilTold(): Promise<void> {
  const { serve } = await import('../serve');
  const serving = await serve(readConfig());
  process.stdout.write(welcome(serving));
  let stopping = false;
  const stop = (signal: string): void => {
    // A second signal means that somebody has no patience left.
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write(`\n${signal}: 正在停止，已受理的请求会办完 … Stopping; what was accepted is finished first …\n`);
    serving.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}
