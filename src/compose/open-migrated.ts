/** Opens the database and brings it to the program's schema. Loads little, so that the server can open it while the rest is being loaded. */
import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Config } from '../config';
import { createOrm, isMigrated, migrate, openDatabase, type Database } from '../infrastructure/database';
import { adoptRestoredLog } from '../infrastructure/persistence/log-era';
import { MIGRATION_NAMES } from '../infrastructure/persistence/migrations/names';

export type Log = (error: unknown, what: string) => void;

/** The database alone, for the command line's short errands. `close` closes the ORM first. */
export interface OpenedDatabase {
  database: Database;
  /** One for all who ask, loaded for the first of them. */
  orm: () => Promise<MikroORM<PostgreSqlDriver>>;
  /** Names of the migrations that were applied now. */
  migrated: string[];
  close(): Promise<void>;
}

/** `restored`: the files are known to be an older copy; see persistence/log-era.ts. */
export async function openMigrated(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool' | 'databaseSilenceMs'>,
  log: Log,
  restored = false,
): Promise<OpenedDatabase> {
  const database = await openDatabase({
    ...(config.databaseUrl === null ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl }),
    poolSize: config.databasePool,
    silenceMs: config.databaseSilenceMs,
    onConnectionError: (error) => log(error, 'A database connection was lost'),
  });
  try {
    const migrated = (await isMigrated(database, MIGRATION_NAMES)) ? [] : await applyMigrations(database);
    await adoptRestoredLog(database.pool, restored);
    let loading: Promise<MikroORM<PostgreSqlDriver>> | null = null;
    const orm = async (): Promise<MikroORM<PostgreSqlDriver>> => {
      try {
        return await (loading ??= loadOrm(database));
      } catch (error) {
        // Whoever asks next tries again.
        loading = null;
        throw error;
      }
    };
    const close = async (): Promise<void> => {
      await (await loading?.catch(() => null))?.close(true);
      await database.close();
    };
    return { database, orm, migrated, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function applyMigrations(database: Database): Promise<string[]> {
  const { migrations } = await import('../infrastructure/persistence/migrations');
  const orm = await createOrm(database, [], migrations);
  return migrate(database, orm).finally(() => orm.close(true));
}

async function loadOrm(database: Database): Promise<MikroORM<PostgreSqlDriver>> {
  const { entities } = await import('../infrastructure/persistence/entities');
  return createOrm(database, entities, []);
}
