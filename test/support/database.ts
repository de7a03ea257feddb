import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { openInMemory } from '../../src/infrastructure/database/data-dir';
import { lockDataDir, type DataDirLock } from '../../src/infrastructure/database/data-dir-lock';
import { createOrm, DatabaseRefused, migrate, openDatabase, overPglite, type Database, type Migrations } from '../../src/infrastructure/database';

export interface TestDatabaseOptions {
  /** Applied to the template once per machine, and again whenever one of them changes. */
  readonly migrations?: Migrations;
  /** Done to each copy; slow work belongs into `migrations`. */
  readonly migrate?: (database: Database) => Promise<void>;
  readonly poolSize?: number;
  /** Embedded only: see BridgeOptions. */
  readonly transactionWaitMs?: number;
}

/** The server that the tests run against; PGlite in memory without it. */
export const testServerUrl: string | undefined = process.env['MUSTER_TEST_DATABASE_URL'];

/**
 * A database of the caller's own with the migrations applied, gone after `close()`: open one per test file, in `beforeAll`. The server is
 * PGlite in memory, or PostgreSQL when MUSTER_TEST_DATABASE_URL names one. Both are copied from a template, so that a file waits for
 * neither initdb nor the migrations.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
  const database = testServerUrl ? await onPostgres(testServerUrl, options) : await onPglite(options);
  await options.migrate?.(database);
  return database;
}

/** The same, with its address, for tests that start a second process or a second server on it; PostgreSQL only. */
export async function createTestDatabaseUrl(serverUrl: string, migrations: Migrations = []): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = `muster_template_${fingerprint(migrations)}`;
  const name = `muster_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const unfinished = `${template}_unfinished`;
      await admin.query(`drop database if exists ${unfinished} with (force)`);
      await admin.query(`create database ${unfinished} template template0`);
      const database = await openDatabase({ databaseUrl: withDatabase(serverUrl, unfinished) });
      await applyMigrations(database, migrations).finally(() => database.close());
      await admin.query(`alter database ${unfinished} rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template}`);
  });
  const drop = (): Promise<void> => onServer(serverUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)));
  return { url: withDatabase(serverUrl, name), drop };
}

async function onPostgres(serverUrl: string, options: TestDatabaseOptions): Promise<Database> {
  const { url, drop } = await createTestDatabaseUrl(serverUrl, options.migrations);
  const database = await openDatabase({ databaseUrl: url, poolSize: options.poolSize });
  let closing: Promise<void> | null = null;
  return { ...database, close: () => (closing ??= database.close().then(drop)) };
}

async function onPglite(options: TestDatabaseOptions): Promise<Database> {
  return overPglite(await openTestPglite(options.migrations), options);
}

/** A bare PGlite in memory from the template, for tests of what is PGlite's own. */
export async function openTestPglite(migrations: Migrations = []): Promise<PGlite> {
  return openInMemory(await openAsBlob(await pgliteTemplate(migrations)));
}

/** The file of a PGlite folder with the migrations applied, made when this machine has none yet. */
async function pgliteTemplate(migrations: Migrations): Promise<string> {
  const folder = join(tmpdir(), `muster-test-templates-${fingerprint(migrations)}`);
  const file = join(folder, 'template.tar');
  mkdirSync(folder, { recursive: true });
  if (existsSync(file)) return file;
  const lock = await waitForLock(folder);
  try {
    if (existsSync(file)) return file;
    const pglite = await openInMemory();
    const database = await overPglite(pglite);
    try {
      await applyMigrations(database, migrations);
      await database.pool.query('checkpoint');
      const dump = await pglite.dumpDataDir('none');
      writeFileSync(`${file}.new`, Buffer.from(await dump.arrayBuffer()));
      renameSync(`${file}.new`, file);
    } finally {
      await database.close();
    }
    return file;
  } finally {
    lock.release();
  }
}

async function waitForLock(folder: string): Promise<DataDirLock> {
  for (;;) {
    try {
      return lockDataDir(folder);
    } catch (error) {
      if (!(error instanceof DatabaseRefused)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function applyMigrations(database: Database, migrations: Migrations): Promise<void> {
  if (migrations.length === 0) return;
  const orm = await createOrm(database, [], migrations);
  await migrate(database, orm).finally(() => orm.close(true));
}

/** Changes when any migration's code does, and with PGlite's version, whose folders need not fit another. */
function fingerprint(migrations: Migrations): string {
  const hash = createHash('sha256').update(pgliteVersion());
  for (const migration of migrations) hash.update(`\0${migration.name}\0${String('class' in migration ? migration.class : migration)}`);
  return hash.digest('hex').slice(0, 16);
}

function pgliteVersion(): string {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return manifest.dependencies['@electric-sql/pglite'] ?? '';
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(serverUrl: string, action: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    return await action(admin);
  } finally {
    await admin.end();
  }
}
