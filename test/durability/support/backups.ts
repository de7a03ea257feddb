/** The commands of docs/operations.md, run as the user that PostgreSQL runs as. */
import { execFile } from 'node:child_process';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './cluster';

const run = promisify(execFile);
const SCRIPT = join(__dirname, '../../../.ci/postgres.sh');

const bin = async (): Promise<string> => (await run('bash', ['-c', `source ${SCRIPT} && postgres_bin`])).stdout.trim();

/** Whose the folder is; only root may become somebody else. */
async function ownerOf(folder: string): Promise<{ uid?: number; gid?: number }> {
  const { uid, gid } = await stat(folder);
  return process.getuid?.() === 0 ? { uid, gid } : {};
}

/** `program`: one of PostgreSQL's own, or one of the system's by its path. */
export async function asOwner(folder: string, program: string, ...parameters: string[]): Promise<string> {
  const path = program.startsWith('/') ? program : join(await bin(), program);
  return (await run(path, parameters, { ...(await ownerOf(folder)), cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** A folder inside one that PostgreSQL's user owns, of the same owner. */
export async function folderIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  const { uid, gid } = await ownerOf(folder);
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  return path;
}

/**
 * A cluster out of a base backup and archived log, recovered up to `time` (as PostgreSQL writes it) and then opened for writing. It takes the
 * place of `old`, which is gone: in another folder, on the same port.
 */
export async function recover(old: Cluster, base: string, archive: string, time: string): Promise<Cluster> {
  const folder = dirname(base);
  const data = join(folder, 'data');
  await asOwner(folder, '/bin/cp', '-a', base, data);
  const settings = [
    `restore_command = 'cp ${archive}/%f %p'`,
    `recovery_target_time = '${time}'`,
    `recovery_target_action = 'promote'`,
    // The recovered one must not write into the archive that it came from.
    `archive_mode = off`,
  ];
  await asOwner(folder, '/bin/sh', '-c', `printf '%s\\n' "$@" >> ${data}/postgresql.auto.conf; touch ${data}/recovery.signal`, 'sh', ...settings);
  await writeFile(join(folder, 'url'), `${old.url}\n`);
  await run('bash', [SCRIPT, 'resume', folder]);
  return { ...old, folder, gone: async () => void (await run('bash', [SCRIPT, 'stop', folder])) };
}
