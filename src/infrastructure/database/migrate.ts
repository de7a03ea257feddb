import type { MikroORM } from '@mikro-orm/core';
import type { PoolClient } from 'pg';
import type { Database } from './database';
import { MIGRATIONS_TABLE } from './orm';
import { DatabaseRefused } from './refused';

/** Any number that nobody else uses; every version of Muster must use the same. */
const MIGRATION_LOCK = 7_301_958_215;

/** The end of the name of a migration that programs which do not know it cannot live with; all others only add something. */
const BREAKING = /-breaking$/;

/**
 * Brings the database to the program's schema, all migrations in one transaction or none. Of several servers that start together one
 * does the work and the others wait for it. Migrations of a newer program are left as they are, if they only add.
 * @returns the names of the migrations that were applied now, oldest first
 * @throws {DatabaseRefused} DATABASE_NEWER_THAN_PROGRAM, with the breaking migrations it does not know in `unknown`
 */
export async function migrate(database: Database, orm: MikroORM): Promise<string[]> {
  return alone(database, async (client) => {
    await refuseNewer(client, orm);
    const applied = await orm.getMigrator().up();
    return applied.map(({ name }) => name);
  });
}

/** The migrations that are not yet applied, oldest first; refuses as `migrate` does. Changes nothing but the (empty) list of migrations. */
export async function pendingMigrations(database: Database, orm: MikroORM): Promise<string[]> {
  return alone(database, async (client) => {
    await refuseNewer(client, orm);
    return (await orm.getMigrator().getPendingMigrations()).map(({ name }) => name);
  });
}

const queues = new WeakMap<Database, Promise<unknown>>();

/** One at a time: within the process by queueing, between processes by a lock in PostgreSQL. */
function alone<T>(database: Database, action: (client: PoolClient) => Promise<T>): Promise<T> {
  // The embedded database has one process, and all its connections are one session, which a session's lock does not keep apart.
  const locked = database.kind === 'postgres';
  const turn = async (): Promise<T> => {
    const client = await database.pool.connect();
    try {
      if (locked) await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      try {
        return await action(client);
      } finally {
        if (locked) await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      }
    } finally {
      client.release();
    }
  };
  const result = (queues.get(database) ?? Promise.resolve()).then(() => database.patiently(turn));
  queues.set(
    database,
    result.catch(() => undefined),
  );
  return result;
}

async function refuseNewer(client: PoolClient, orm: MikroORM): Promise<void> {
  const exists = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [MIGRATIONS_TABLE]);
  if (!exists.rows[0]?.found) return;
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by id`);
  const known = new Set((orm.config.get('migrations').migrationsList ?? []).map((migration) => migration.name));
  const unknown = rows.map(({ name }) => name).filter((name) => BREAKING.test(name) && !known.has(name));
  if (unknown.length === 0) return;
  throw new DatabaseRefused(
    'DATABASE_NEWER_THAN_PROGRAM',
    `The database was made by a newer version of Muster: this one does not know its migration ${unknown.join(', ')}. Start the newer version, or restore a backup made before it.`,
    `数据库由更新版本的 Muster 建立：本程序不认识其迁移 ${unknown.join('、')}。请启动更新版本，或恢复升级前的备份。`,
    { unknown },
  );
}
