/** Muster as it is run: servers and workers in processes of their own, told by their environment and by signals. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface MusterProcess {
  /** Of a server: where it is; of a worker: where its health is. */
  readonly url: string;
  /** What it printed, and logged. */
  readonly output: string[];
  /** Tells it to stop, and resolves with its exit code and signal. */
  end(signal?: NodeJS.Signals): Promise<[number | null, NodeJS.Signals | null]>;
}

const LOADER = join(__dirname, 'run-typescript.cjs');
const SOURCE = join(__dirname, '../../src');

/** Resolves when it can be used. @throws what it printed, when it ended instead */
export async function startMuster(command: 'serve' | 'worker', environment: Record<string, string>): Promise<MusterProcess> {
  const child = spawn(process.execPath, ['-r', LOADER, join(SOURCE, 'cli.ts'), command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', WORKER_PORT: '0', LOG_LEVEL: 'warn', ...environment },
  });
  const output: string[] = [];
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const url = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const [found] = /https?:\/\/[^\s/]+/.exec(line) ?? [];
        if (found) resolve(found);
      });
    }
  });
  const started = await Promise.race([url, ended.then(() => null)]);
  if (started === null) throw new Error(output.join('\n'));
  return {
    url: started.replace('localhost', '127.0.0.1'),
    output,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** POST /graphql; throws what a client without retries would take for a failed request. */
export async function askAt(url: string, token: string, query: string, variables: object = {}, more: object = {}): Promise<Asked> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'accept-language': 'en' },
    body: JSON.stringify({ query, variables, ...more }),
  });
  const answer = (await response.json()) as Asked & { errors?: unknown };
  if (response.status !== 200 || answer.errors) throw new Error(`${response.status} ${JSON.stringify(answer.errors)}`);
  return answer;
}

export interface Asked {
  data: Record<string, never>;
  extensions: { readAfter?: string };
}
