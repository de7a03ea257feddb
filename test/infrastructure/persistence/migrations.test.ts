import { entities } from '../../../src/infrastructure/persistence/entities';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createOrm, type Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());

describe('the migrations', () => {
  test('lead to exactly the tables that the entities describe', async () => {
    const orm = await createOrm(database, entities, migrations);
    try {
      expect(await orm.schema.getUpdateSchemaSQL({ dropTables: false })).toBe('');
    } finally {
      await orm.close(true);
    }
  });

  test('the comparison sees a column that only an entity has', async () => {
    await database.pool.query('alter table outbox drop column last_error');
    const orm = await createOrm(database, entities, migrations);
    try {
      expect(await orm.schema.getUpdateSchemaSQL({ dropTables: false })).toContain('last_error');
    } finally {
      await orm.close(true);
      await database.pool.query('alter table outbox add column last_error text');
    }
  });

  test('have names that are unique and in order', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});

/** What a program that does not know of it may still need, or would not fulfil. */
const TAKES_AWAY = [
  /\bdrop\s+(table|column|constraint|default|identity|not|sequence|type|view|function)/i,
  /\balter\s+(table\s+\S+|column\s+\S+)\s+drop\b/i,
  /\brename\b/i,
  /\b(set\s+data\s+)?type\s+\w+\s+using\b|\balter\s+column\s+\S+\s+(set\s+data\s+)?type\b/i,
  /\bset\s+not\s+null\b/i,
  /\badd\s+(constraint|primary|unique|check|foreign)\b/i,
  /\bcreate\s+unique\s+index\b/i,
  /\badd\s+(column\s+)?"?\w+"?\s[^,;]*\bnot\s+null\b(?![^,;]*\bdefault\b)/i,
  /\b(delete\s+from|truncate)\b/i,
];

/** Keys of tables made in the same migration bind nobody who does not know them. */
const takesAway = (sql: string): boolean => !/^\s*create\s+table\b/i.test(sql) && TAKES_AWAY.some((form) => form.test(sql));

const statementsOf = (migration: (typeof migrations)[number]): string[] => {
  const run = new migration.class({} as never, { get: () => undefined } as never);
  void run.up();
  return run.getQueries().map(String);
};

describe('a migration that comes while servers of the version before are still running', () => {
  test.each(migrations.slice(1).map((migration) => [migration.name, migration] as const))(
    '%s only adds, or says that it does not',
    (name, migration) => {
      const statements = statementsOf(migration);
      expect(statements).not.toEqual([]);
      expect(statements.some(takesAway)).toBe(name.endsWith('-breaking'));
    },
  );

  test.each([
    'alter table "a" drop column "b"',
    'alter table a drop b',
    'alter table "a" rename column "b" to "c"',
    'alter table a alter column b type int using b::int',
    'alter table a alter column b set data type int',
    'alter table a alter b set not null',
    'alter table a add constraint u unique (b)',
    'alter table a add column b int not null',
    'create unique index u on a (b)',
    'drop table a',
    'delete from a',
  ])('%s takes something away', (sql) => expect(takesAway(sql)).toBe(true));

  test.each([
    'create table a (b int not null primary key, unique (b))',
    'create index i on a (b)',
    'alter table a add column b int',
    `alter table a add column b int not null default 0`,
    `alter table "a" set (fillfactor = 70)`,
  ])('%s does not', (sql) => expect(takesAway(sql)).toBe(false));
});

test('days that were carried forward before they were written down are taken over', async () => {
  const campaign = '01a00000-0000-7000-8000-000000000001';
  const of = `'${campaign}', 'r1', 'REPORTED'`;
  const sums = `'{}'::int[], '{}'::text[], '{}'::numeric[], '{}'::int[]`;
  for (const [node, start] of [
    ['1', '2022-08-01'],
    ['2', '2022-08-15'],
  ] as const)
    await database.pool
      .query(`insert into tally (campaign_id, rule, source, node_id, period_end, period_key, parent_id, period_start, counts, keys, sums, filled)
      select ${of}, '01a00000-0000-7000-8000-00000000000${node}', '2022-08-31', '2022-08', '${campaign}', '${start}', ${sums}`);
  await database.pool.query(
    `insert into carried (campaign_id, rule, source, node_id, upto, counts, keys, sums, filled) select ${of}, '${campaign}', '2022-08-31', ${sums}`,
  );
  const [, takeOver = ''] = statementsOf(migrations.find(({ name }) => name === '0013-carried-days') as (typeof migrations)[number]);
  await database.pool.query(takeOver);
  const { rows } = await database.pool.query('select upto::text, starts::text from carried_day where campaign_id = $1', [campaign]);
  expect(rows).toEqual([{ upto: '2022-08-31', starts: '2022-08-01' }]);
});

describe('the tables of the engine', () => {
  const HOT = [
    'attachment',
    'campaign_anchor',
    'carried',
    'carried_day',
    'contribution',
    'deadline',
    'event',
    'figure_snapshot',
    'idempotency',
    'message',
    'outbox',
    'outbox_delivery',
    'participant',
    'subject',
    'tally',
  ];

  test('have the campaign in everything that must be unique, and no foreign keys, so that they can be distributed by it', async () => {
    const { rows } = await database.pool.query<{ table: string; index: string; columns: string[] }>(
      `select t.relname as table, i.relname as index, array_agg(a.attname::text order by a.attname) as columns
       from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)
       where x.indisunique and t.relname = any($1) group by 1, 2 order by 1, 2`,
      [HOT],
    );
    expect([...new Set(rows.map(({ table }) => table))]).toEqual(HOT);
    expect(rows.filter(({ columns }) => !columns.includes('campaign_id'))).toEqual([]);
    const foreign = await database.pool.query(`select conname from pg_constraint where contype = 'f' and conrelid = any($1::text[]::regclass[])`, [
      HOT,
    ]);
    expect(foreign.rows).toEqual([]);
  });

  test('are all the tables that belong to campaigns', async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'campaign_id'
       and table_name <> all($1) order by 1`,
      [HOT],
    );
    // Read by a person's or an office's own keys, and small: they stay whole, on every node.
    expect(rows.map(({ table }) => table)).toEqual(['membership', 'plan']);
  });
});
