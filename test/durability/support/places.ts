/** Databases with an address, so that another process can be started on them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrm, migrate, openDatabase, type Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createTestDatabaseUrl, testServerUrl } from '../../support/database';

export interface Place {
  readonly name: string;
  /** What `openDatabase` takes: a folder or a URL. */
  readonly address: string;
  open(): Promise<Database>;
  gone(): Promise<void>;
}

export const openAt = (address: string): Promise<Database> =>
  openDatabase(address.startsWith('postgres') ? { databaseUrl: address } : { dataDir: address, fsync: false });

/** A kill of the process is no power cut: what was written is in the system's cache and stays, so nothing waits for the disk. */
async function inFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-durability-'));
  await withMigrations(folder);
  return {
    name: 'the embedded database',
    address: folder,
    open: () => openAt(folder),
    gone: () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}

async function onServer(serverUrl: string): Promise<Place> {
  const { url, drop } = await createTestDatabaseUrl(serverUrl, migrations);
  return { name: 'PostgreSQL', address: url, open: () => openAt(url), gone: drop };
}

/** On the database that the tests run on. */
export const makePlace = (): Promise<Place> => (testServerUrl ? onServer(testServerUrl) : inFolder());

export async function withMigrations(address: string): Promise<void> {
  const database = await openAt(address);
  try {
    const orm = await createOrm(database, [], migrations);
    await migrate(database, orm).finally(() => orm.close(true));
  } finally {
    await database.close();
  }
}

export async function withDatabase<T>(place: Pick<Place, 'open'>, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await place.open();
  return work(database).finally(() => database.close());
}
