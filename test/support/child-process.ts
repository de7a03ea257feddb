import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A TypeScript file running in a process of its own. */
export interface Running {
  readonly pid: number;
  /** The lines it has said so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, said already or still to come, that `wanted` accepts; rejects when it ends without. */
  line(wanted: (line: string) => boolean): Promise<string>;
  /** Ends it at once, as `kill -9` does, and resolves when it is gone and all it said is in `lines`. */
  kill(): Promise<void>;
}

const LOADER = join(__dirname, 'run-typescript.cjs');

export function runTypescript(file: string, ...parameters: string[]): Running {
  const child: ChildProcess = spawn(process.execPath, ['-r', LOADER, file, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: join(__dirname, '../..'),
  });
  if (!child.pid || !child.stdout || !child.stderr) throw new Error(`${file} could not be started`);
  const lines: string[] = [];
  let complaint = '';
  let listener: () => void = () => undefined;
  let over = false;
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    lines.push(line);
    listener();
  });
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const ended = Promise.all([once(child, 'close'), once(output, 'close')]).then(() => {
    over = true;
    listener();
  });
  return {
    pid: child.pid,
    lines,
    async line(wanted) {
      for (let seen = 0; ;) {
        const found = lines.slice(seen).find(wanted);
        if (found !== undefined) return found;
        seen = lines.length;
        if (over) throw new Error(`${file} ended: ${complaint || lines.join('\n')}`);
        await new Promise<void>((resolve) => (listener = resolve));
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
