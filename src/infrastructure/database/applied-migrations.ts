/** Which migrations a database has, asked without the ORM: a start that has none to apply need not load it. */
import type { ClientBase } from 'pg';
import type { Database } from './database';
import { DatabaseRefused } from './refused';

export const MIGRATIONS_TABLE = 'muster_migrations';

/** The end of the name of a migration that programs which do not know it cannot live with; all others only add something. */
const BREAKING = /-breaking$/;

/**
 * Whether nothing is left to apply; false only says that `migrate` must look, under its lock.
 * @throws {DatabaseRefused} DATABASE_NEWER_THAN_PROGRAM, as `migrate` does
 */
export async function isMigrated({ pool }: Pick<Database, 'pool'>, known: readonly string[]): Promise<boolean> {
  const client = await pool.connect();
  try {
    const applied = new Set(await appliedMigrations(client));
    refuseNewer(applied, known);
    return known.every((name) => applied.has(name));
  } finally {
    client.release();
  }
}

/** Oldest first. */
export async function appliedMigrations(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const exists = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [MIGRATIONS_TABLE]);
  if (!exists.rows[0]?.found) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by id`);
  return rows.map(({ name }) => name);
}

/** @throws {DatabaseRefused} DATABASE_NEWER_THAN_PROGRAM, with the breaking migrations it does not know in `unknown` */
export function refuseNewer(applied: Iterable<string>, known: Iterable<string | undefined>): void {
  const ours = new Set(known);
  const unknown = [...applied].filter((name) => BREAKING.test(name) && !ours.has(name));
  if (unknown.length === 0) return;
  throw new DatabaseRefused(
    'DATABASE_NEWER_THAN_PROGRAM',
    `The database was made by a newer version of Muster: this one does not know its migration ${unknown.join(', ')}. Start the newer version, or restore a backup made before it.`,
    `数据库由更新版本的 Muster 建立：本程序不认识其迁移 ${unknown.join('、')}。请启动更新版本，或恢复升级前的备份。`,
    { unknown },
  );
}
