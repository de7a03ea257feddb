import { MikroORM, type Constructor, type EntityClass, type EntitySchema } from '@mikro-orm/core';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { defineConfig, PostgreSqlDriver, type Options } from '@mikro-orm/postgresql';
import { MIGRATIONS_TABLE } from './applied-migrations';
import type { Database } from './database';

export type Entities = readonly (EntitySchema | EntityClass<object>)[];
/** Every migration there is, oldest first. A list and not a folder, so that the build finds them wherever it puts them. */
export type Migrations = readonly (Constructor<Migration> | { readonly name: string; readonly class: Constructor<Migration> })[];

/** How the ORM stands on a Database: nothing written beside the program, nothing printed, all times in UTC. */
export function ormOptions(database: Database, entities: Entities, migrations: Migrations): Options {
  return defineConfig({
    dbName: database.databaseName,
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    driverOptions: { connection: database.connection },
    pool: { min: 0, max: database.poolSize },
    metadataCache: { enabled: false },
    debug: false,
    forceUtcTimezone: true,
    ensureDatabase: false,
    // Loading the migrator takes longer than all the rest of the ORM.
    ...(migrations.length > 0 ? { extensions: [Migrator] } : {}),
    // Turning foreign keys off takes a superuser on PostgreSQL; tables are created in an order that does not need it.
    schemaGenerator: { disableForeignKeys: false, ignoreSchema: [], skipTables: [] },
    migrations: {
      migrationsList: [...migrations],
      tableName: MIGRATIONS_TABLE,
      transactional: true,
      allOrNothing: true,
      disableForeignKeys: false,
      snapshot: false,
      silent: true,
    },
  });
}

/** The ORM over a Database, on connections of its own; close it before the Database. */
export function createOrm(database: Database, entities: Entities, migrations: Migrations): Promise<MikroORM<PostgreSqlDriver>> {
  return MikroORM.init<PostgreSqlDriver>(ormOptions(database, entities, migrations));
}
