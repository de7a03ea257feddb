/** A PostgreSQL of the benchmark's own, with default durability, gone afterwards. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { whenOver } from './cleanup';

const SCRIPT = join(__dirname, '../.ci/postgres.sh');
const INSTALLED = '/usr/lib/postgresql';

export interface Cluster {
  url: string;
  /** The address of another database of it. */
  at(database: string): string;
  /** Path of a program of the same PostgreSQL, e.g. pgbench. */
  program(name: string): string;
  /** A folder that goes with it. */
  scratch: string;
  stop(): void;
}

export function startCluster(): Cluster {
  const folder = join(mkdtempSync(join(tmpdir(), 'muster-bench-')), 'cluster');
  // The server runs as another user, who must be able to walk in.
  chmodSync(dirname(folder), 0o755);
  const stop = whenOver(() => {
    execFileSync(SCRIPT, ['stop', folder], { stdio: 'inherit' });
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const url = execFileSync(SCRIPT, ['start', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  const version = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  return {
    url,
    at: (database) => url.replace(/\/postgres$/, `/${database}`),
    program: (name) => join(INSTALLED, version, 'bin', name),
    scratch: dirname(folder),
    stop,
  };
}
