/** The embedded database into a file, and back into a folder. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { openMigrated } from '../compose';
import { ConfigRefused, type Config } from '../config';
import { createAuditLog } from '../infrastructure/audit';
import { dumpDataDir, restoreDataDir } from '../infrastructure/database';

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;
type Opened = Parameters<typeof openMigrated>[0];

function refusePostgres({ databaseUrl }: Where): void {
  if (databaseUrl === null) return;
  const problem = 'PostgreSQL is backed up and restored with its own tools, see docs/operations.md; unset it for the embedded database';
  throw new ConfigRefused([{ name: 'DATABASE_URL', problem }]);
}

/** Replaces a file that is there only once the new one is whole and on the disk. */
export async function backUp(config: Where, file: string): Promise<{ from: string; size: number }> {
  refusePostgres(config);
  const dump = await dumpDataDir(config.dataDir);
  const unfinished = `${file}.unfinished`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.from(await dump.arrayBuffer()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { from: config.dataDir, size: dump.size };
}

/** Brings what is restored to this program's schema, too. */
export async function restore(config: Opened, file: string, log: (error: unknown, what: string) => void) {
  refusePostgres(config);
  await restoreDataDir(config.dataDir, await readFile(file));
  const { database, close } = await openMigrated(config, log, true);
  try {
    return { to: config.dataDir, ...(await createAuditLog(database.pool).count(null)) };
  } finally {
    await close();
  }
}
