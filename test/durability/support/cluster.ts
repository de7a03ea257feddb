/** A PostgreSQL of the test's own, to be stopped in the middle of its work and started again. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = join(__dirname, '../../../.ci/postgres.sh');

export interface Cluster {
  readonly url: string;
  /** Where its data and its log are. */
  readonly folder: string;
  /** 'immediate': as `pg_ctl stop -m immediate`, without a checkpoint. 'kill': SIGKILL to the postmaster. Either way it must recover from its log. */
  crash(how: 'immediate' | 'kill'): Promise<void>;
  resume(): Promise<void>;
  gone(): Promise<void>;
}

const script = async (...parameters: string[]): Promise<string> => (await run('bash', [SCRIPT, ...parameters])).stdout.trim();

export async function startCluster(folder = join(tmpdir(), `muster-cluster-${randomUUID()}`)): Promise<Cluster> {
  // The script makes the folder itself, for the user that PostgreSQL runs as, who must be able to reach it.
  return clusterIn(folder, await script('start', folder));
}

/** A streaming replica of the cluster at a URL. */
export async function startReplicaOf(primary: Pick<Cluster, 'url'>): Promise<Cluster> {
  const folder = join(tmpdir(), `muster-replica-${randomUUID()}`);
  return clusterIn(folder, await script('replica', folder, primary.url));
}

function clusterIn(folder: string, url: string): Cluster {
  return {
    url,
    folder,
    crash: async (how) => void (await script('crash', folder, how)),
    resume: async () => void (await script('resume', folder)),
    gone: async () => void (await script('stop', folder)),
  };
}
