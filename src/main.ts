/** `npm start`: serves, prints what to try, and shuts down in order when told to stop. */
import { ConfigRefused, readConfig } from './config';
import { DatabaseRefused } from './infrastructure/database';
import { welcome } from './cli/welcome';
import { serve } from './serve';

async function main(): Promise<void> {
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

/** What somebody can mend is said in a sentence; anything else with its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigRefused) return error.message;
  if (error instanceof DatabaseRefused) return `${error.code}\n${error.zh}\n${error.en}`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `PORT_IN_USE\n端口已被占用，请用环境变量 PORT 指定其他端口。\n${error.message}; choose another one with PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
