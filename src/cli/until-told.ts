/** Stops in order when the process is told to: SIGTERM as an orchestrator sends it, SIGINT as a person does with Ctrl-C, who is not kept waiting. */

/** Beyond what `stop` takes when all goes well; then whatever it waits for is given up. */
const PATIENCE_MS = 45_000;

/** @param expectedMs how long `stop` may take of itself */
export function untilTold(stop: (atOnce: boolean) => Promise<void>, expectedMs = 0): void {
  let stopping = false;
  const told = (signal: NodeJS.Signals): void => {
    // A second signal means that somebody has no patience left.
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write(`\n${signal}: 正在停止，已受理的请求会办完 … Stopping; what was accepted is finished first …\n`);
    const given = setTimeout(() => {
      process.stderr.write('没有按时停止，强行退出。 It did not stop in time and is ended.\n');
      process.exit(1);
    }, expectedMs + PATIENCE_MS);
    stop(signal === 'SIGINT').then(
      () => process.exit(0),
      (error: unknown) => {
        clearTimeout(given);
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', told);
  process.on('SIGINT', told);
}
