/** `npm start` for the second time, to its first answer, against PGlite starting on the same folder. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, until } from './children';
import { whenOver } from './cleanup';
import { result, type Bench } from './result';
import { rounds } from './rounds';

const ROOT = join(__dirname, '..');
const PGLITE = `const { PGlite } = require('@electric-sql/pglite');
PGlite.create(process.argv[1]).then((db) => db.query('select 1')).then(() => process.exit(0));`;

/** Milliseconds until a GraphQL question is answered. */
async function started(dataDir: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn' };
  // A group of its own: npm, a shell and the server are told to stop together.
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore', detached: true });
  const group = -(child.pid ?? 0);
  const kill = whenOver(() => void (alive(group) && process.kill(group, 'SIGKILL')));
  await until(async () => {
    const question = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
    return (await fetch(`http://127.0.0.1:${port}/graphql`, question)).ok;
  }, null);
  const took = performance.now() - begun;
  const ended = once(child, 'exit');
  process.kill(group, 'SIGTERM');
  await ended;
  await until(async () => !alive(group), null);
  kill();
  return took;
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const startBench: Bench = async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const clean = whenOver(() => rmSync(folder, { recursive: true, force: true }));
  const ours = join(folder, 'ours');
  options.say(`the first start took ${((await started(ours)) / 1_000).toFixed(1)} s`);
  cpSync(join(ours, 'postgres'), join(folder, 'theirs'), { recursive: true });
  const pglite = async (): Promise<number> => {
    const begun = performance.now();
    await promisify(execFile)(process.execPath, ['-e', PGLITE, join(folder, 'theirs')], { cwd: ROOT });
    return performance.now() - begun;
  };
  const runs = await rounds({ pglite, start: () => started(ours) }, options, 'ms');
  clean();
  return [result(`npm start, second time, to the first answer: PGlite's own start`, runs.start, runs.pglite, '<= 2', 'ms')];
};
