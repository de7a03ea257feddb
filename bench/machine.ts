/** What the figures were taken on. */
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { startCluster } from './cluster';

export interface Machine {
  /** Civil date, UTC. */
  date: string;
  cores: number;
  processor: string;
  memoryGb: number;
  node: string;
  postgres: string;
  /** Microseconds of one fdatasync of an 8 kB write, as pg_test_fsync measures it; null where it does not. */
  fsyncMicroseconds: number | null;
}

export function machine(): Machine {
  const cluster = startCluster();
  try {
    const file = join(cluster.scratch, 'fsync');
    const said = execFileSync(cluster.program('pg_test_fsync'), ['-s', '1', '-f', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const fsync = /fdatasync\s+[\d.]+ ops\/sec\s+(\d+) usecs/.exec(said)?.[1];
    const postgres = execFileSync(cluster.program('postgres'), ['--version'], { encoding: 'utf8' }).trim();
    return {
      ...{ date: new Date().toISOString().slice(0, 10), cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown' },
      ...{ memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, postgres, fsyncMicroseconds: fsync ? Number(fsync) : null },
    };
  } finally {
    cluster.stop();
  }
}
