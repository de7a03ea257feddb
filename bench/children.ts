/** Programs that run beside the benchmark, in processes of their own, and end with it. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { whenOver } from './cleanup';

const TYPESCRIPT = join(__dirname, '../test/support/run-typescript.cjs');

export interface Program {
  child: ChildProcess;
  /** The last of what it said. */
  said(): string;
  stop(): Promise<void>;
}

export function run(command: string, args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Program {
  const child = spawn(command, args, { cwd: options.cwd, env: environment(options.env), stdio: ['ignore', 'pipe', 'pipe'] });
  return kept(child);
}

/** A program of ours that takes jobs as messages and answers each with one message. */
export interface Worker<Job, Answer> extends Program {
  ask(job: Job): Promise<Answer>;
}

/** TypeScript or not. The first message says that it is ready. @throws what the program said when it ends before that */
export async function work<Job extends object, Answer>(file: string, options: { env?: Record<string, string> } = {}): Promise<Worker<Job, Answer>> {
  const child = fork(file, { execArgv: ['-r', TYPESCRIPT], env: environment(options.env), stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const program = kept(child);
  const answer = async (): Promise<unknown> => {
    const gone = new AbortController();
    const ended = once(child, 'exit', gone).then(() => {
      throw new Error(`${file} ended: ${program.said()}`);
    });
    try {
      const [message] = (await Promise.race([once(child, 'message', gone), ended])) as [{ error?: string }];
      if (message.error !== undefined) throw new Error(message.error);
      return message;
    } finally {
      gone.abort();
      ended.catch(() => undefined);
    }
  };
  await answer();
  return {
    ...program,
    ask: async (job) => {
      child.send(job);
      return (await answer()) as Answer;
    },
  };
}

/** Repeats a check until it holds. @throws when it does not within the patience, or the program has ended */
export async function until(holds: () => Promise<boolean>, program: Program | null, patienceMs = 60_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds().catch(() => false))) {
    if (program && program.child.exitCode !== null) throw new Error(`It ended: ${program.said()}`);
    if (performance.now() > end) throw new Error(`It did not answer within ${patienceMs} ms: ${program?.said() ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], ...more });

function kept(child: ChildProcess): Program {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4_000)));
  const kill = whenOver(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  ended.catch(() => undefined);
  return {
    child,
    said: () => text.trim(),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await ended;
        clearTimeout(impatience);
      }
      kill();
    },
  };
}
