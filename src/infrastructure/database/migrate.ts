import type { MikroORM } from '@mikro-orm/core';
import type { PoolClient } from 'pg';
import { appliedMigrations, refuseNewer } from './applied-migrations';
import type { Database } from './database';

/** Any number that nobody else uses; every version of Muster must use the same. */
const MIGRATION_LOCK = 7_301_958_215;

/**
 * Brings the database to the program's schema, all migrations in one transaction or none. Of several servers that start together one
 * does the work and the others wait for it. Migrations of a newer program are left as they are, if they only add.
 * @returns the names of the migrations that were applied now, oldest first
 * @throws {DatabaseRefused} DATABASE_NEWER_THAN_PROGRAM, with the breaking migrations it does not know in `unknown`
 */
export async function migrate(database: Database, orm: MikroORM): Promise<string[]> {
  return alone(database, async (client) => {
    await refuseNewerThan(orm, client);
    const applied = await orm.getMigrator().up();
    return applied.map(({ name }) => name);
  });
}

/** The migrations that are not yet applied, oldest first; refuses as `migrate` does. Changes nothing but the (empty) list of migrations. */
export async function pendingMigrations(database: Database, orm: MikroORM): Promise<string[]> {
  return alone(database, async (client) => {
    await refuseNewerThan(orm, client);
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

async function refuseNewerThan(orm: MikroORM, client: PoolClient): Promise<void> {
  const known = (orm.config.get('migrations').migrationsList ?? []).map((migration) => migration.name);
  refuseNewer(await appliedMigrations(client), known);
}
