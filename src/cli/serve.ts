/** `muster serve`, which `npm start` is too: serves, prints what to try, and shuts down in order when told to stop. */
import type { Command } from 'commander';
import { readConfig } from '../config';
import { untilTold } from './until-told';
import { welcome } from './welcome';

export function registerServe(program: Command): void {
  program.command('serve').description('启动服务；设置见 README · start the server; its settings are in the README').action(serveUntilTold);
}

/** Resolves once the server listens. */
export async function serveUntilTold(): Promise<void> {
  const config = readConfig();
  const { serve } = await import('../serve');
  const serving = await serve(config);
  untilTold((atOnce) => serving.stop(atOnce), config.drainSeconds * 1_000);
  process.stdout.write(welcome(serving));
}
