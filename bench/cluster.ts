/** A PostgreSQL of the benchmark's own, with default durability, gone afterwards. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../.ci/postgres.sh');
const INSTALLED = '/usr/lib/postgresql';

export interface Cluster {
  url: string;
  /** Path of a program of the same PostgreSQL, e.g. pgbench. */
  program(name: string): string;
  stop(): void;
}

export function startCluster(): Cluster {
  const folder = join(mkdtempSync(join(tmpdir(), 'muster-bench-')), 'cluster');
  execFileSync('chmod', ['755', join(folder, '..')]);
  const url = execFileSync(SCRIPT, ['start', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  const version = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  return {
    url,
    program: (name) => join(INSTALLED, version, 'bin', name),
    stop: () => void execFileSync(SCRIPT, ['stop', folder], { stdio: 'inherit' }),
  };
}
