import { EntitySchema } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { createOrm, DatabaseRefused, migrate, pendingMigrations, type Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

interface Unit {
  id: string;
  name: string;
  parent: Unit | null;
  since: Date;
  population: string;
}

const UnitSchema = new EntitySchema<Unit>({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: { type: 'string', primary: true },
    name: { type: 'string' },
    parent: { kind: 'm:1', entity: 'Unit', nullable: true },
    since: { type: 'datetime' },
    population: { type: 'bigint' },
  },
});

class Migration001Units extends Migration {
  override up(): void {
    this.addSql('create table unit (id text primary key, name text not null, parent_id text references unit (id), since timestamptz not null)');
  }
}
class Migration002Population extends Migration {
  override up(): void {
    this.addSql('alter table unit add population int8 not null default 0');
  }
}
class Migration003Smaller extends Migration {
  override up(): void {
    this.addSql('alter table unit drop population');
  }
}
class Migration003Broken extends Migration {
  override up(): void {
    this.addSql('create table half_done (id int)');
    this.addSql('select nonsense');
  }
}

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const orm = (...migrations: (typeof Migration001Units)[]) => createOrm(database, [UnitSchema], migrations);
const tables = async (): Promise<string[]> => {
  const { rows } = await database.pool.query<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public'",
  );
  return rows.map(({ table_name }) => table_name);
};

test('migrations are applied once, in their order, and named', async () => {
  const first = await orm(Migration001Units);
  expect(await pendingMigrations(database, first)).toEqual(['Migration001Units']);
  expect(await migrate(database, first)).toEqual(['Migration001Units']);
  expect(await migrate(database, first)).toEqual([]);
  await first.close(true);
  const second = await orm(Migration001Units, Migration002Population);
  expect(await migrate(database, second)).toEqual(['Migration002Population']);
  expect(await pendingMigrations(database, second)).toEqual([]);
  await second.close(true);
});

test('a migration that fails leaves nothing of itself and of the others before it', async () => {
  const broken = await orm(Migration001Units, Migration003Broken);
  await expect(migrate(database, broken)).rejects.toThrow('nonsense');
  expect(await tables()).toEqual(['muster_migrations']);
  expect((await database.pool.query('select * from muster_migrations')).rows).toEqual([]);
  await broken.close(true);
});

test('a program lives beside a newer one whose migrations only add something', async () => {
  const newer = await orm(Migration001Units, Migration002Population);
  await migrate(database, newer);
  await newer.close(true);
  const older = await orm(Migration001Units);
  expect(await pendingMigrations(database, older)).toEqual([]);
  expect(await migrate(database, older)).toEqual([]);
  await older.close(true);
});

test('a database with a breaking migration that the program does not know is refused, and named', async () => {
  const breaking = { name: '003-smaller-breaking', class: Migration003Smaller };
  const newer = await createOrm(database, [UnitSchema], [Migration001Units, Migration002Population, breaking]);
  await migrate(database, newer);
  await newer.close(true);
  const older = await orm(Migration001Units);
  const refusal = await migrate(database, older).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DatabaseRefused);
  expect(refusal).toMatchObject({ code: 'DATABASE_NEWER_THAN_PROGRAM', data: { unknown: ['003-smaller-breaking'] } });
  await expect(pendingMigrations(database, older)).rejects.toMatchObject({ code: 'DATABASE_NEWER_THAN_PROGRAM' });
  await older.close(true);
});

test('servers that start together do not meet: one migrates, the others find it done', async () => {
  const servers = await Promise.all([1, 2, 3, 4].map(() => orm(Migration001Units, Migration002Population)));
  // On PostgreSQL each stands for a process of its own: it shares nothing with the others but the server.
  const applied = await Promise.all(servers.map((server) => migrate(database.kind === 'postgres' ? { ...database } : database, server)));
  expect(applied.flat().sort()).toEqual(['Migration001Units', 'Migration002Population']);
  await Promise.all(servers.map((server) => server.close(true)));
});

test('the migrated tables are what the entities say, and the ORM and raw statements see the same rows', async () => {
  const server = await orm(Migration001Units, Migration002Population);
  await migrate(database, server);
  const em = server.em.fork();
  const since = new Date('2025-09-17T00:30:00Z');
  await em.transactional(async (inside) => {
    const parent = inside.create(UnitSchema, { id: 'city', name: '市应急管理局', parent: null, since, population: '9007199254740993' });
    inside.create(UnitSchema, { id: 'county', name: '县应急管理局', parent, since, population: '1' });
    await inside.flush();
  });
  const { rows } = await database.pool.query('select id, parent_id, since, population from unit order by id');
  expect(rows).toEqual([
    { id: 'city', parent_id: null, since, population: '9007199254740993' },
    { id: 'county', parent_id: 'city', since, population: '1' },
  ]);
  await database.pool.query(`update unit set name = '市消防救援支队' where id = 'city'`);
  const found = await server.em.fork().find(UnitSchema, { parent: { name: '市消防救援支队' } }, { populate: ['parent'] });
  expect(found.map((unit) => [unit.id, unit.parent?.name, unit.since])).toEqual([['county', '市消防救援支队', since]]);
  await server.close(true);
});

test('several transactions of the ORM at once, on connections of their own, keep apart', async () => {
  const server = await orm(Migration001Units, Migration002Population);
  await migrate(database, server);
  const one = async (id: string): Promise<void> => {
    await server.em.fork().transactional(async (inside) => {
      inside.create(UnitSchema, { id, name: id, parent: null, since: new Date(), population: '0' });
      await inside.flush();
      if (id.endsWith('7')) throw new Error(`not ${id}`);
    });
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => one(`u${i}`)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  const { rows } = await database.pool.query('select count(*)::int4 as n from unit');
  expect(rows).toEqual([{ n: 18 }]);
  await server.close(true);
});
