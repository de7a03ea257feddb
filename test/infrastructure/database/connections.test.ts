import { Client, type PoolClient } from 'pg';
import type { Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

// What the rest of Muster takes for granted about connections, on whichever server the tests run.

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({
    migrate: async ({ pool }) => {
      await pool.query('create table entry (id int primary key, text text)');
    },
  });
});
beforeEach(() => database.pool.query('truncate entry'));
afterAll(() => database.close());

const rowsOf = async (client: Pick<PoolClient, 'query'>): Promise<number[]> => {
  const { rows } = await client.query<{ id: number }>('select id from entry order by id');
  return rows.map(({ id }) => id);
};
const ids = (): Promise<number[]> => rowsOf(database.pool);

async function two<T>(action: (a: PoolClient, b: PoolClient) => Promise<T>): Promise<T> {
  const a = await database.pool.connect();
  const b = await database.pool.connect();
  try {
    return await action(a, b);
  } finally {
    a.release(true);
    b.release(true);
  }
}

test('values come as stock pg gives them, days as text, sessions in UTC', async () => {
  const { rows } = await database.pool.query(
    `select 9007199254740993::int8 as big, 1.10::numeric as number, date '2025-10-01' as day, timestamptz '2025-10-01 08:00+08' as moment,
       '{"甲":1}'::jsonb as json, array['一','二'] as list, current_setting('TimeZone') as zone, $1::bytea as bytes`,
    [Buffer.from([0, 255])],
  );
  expect(rows).toEqual([
    {
      big: '9007199254740993',
      number: '1.10',
      day: '2025-10-01',
      moment: new Date('2025-10-01T00:00:00Z'),
      json: { 甲: 1 },
      list: ['一', '二'],
      zone: 'UTC',
      bytes: Buffer.from([0, 255]),
    },
  ]);
  expect(Number.parseInt(database.serverVersion)).toBeGreaterThanOrEqual(15);
});

test('what one connection has not committed, no other sees', async () => {
  await two(async (a, b) => {
    await a.query('begin');
    await a.query('insert into entry values (1)');
    const seenByB = rowsOf(b);
    expect(await rowsOf(a)).toEqual([1]);
    await a.query('rollback');
    expect(await seenByB).toEqual([]);
    expect(await ids()).toEqual([]);
  });
});

test('transactions on two connections that ask in turn both come out whole', async () => {
  await two(async (a, b) => {
    const run = async (client: PoolClient, first: number): Promise<void> => {
      await client.query('begin');
      for (let i = first; i < first + 20; i += 2) await client.query('insert into entry values ($1)', [i]);
      await client.query('commit');
    };
    await Promise.all([run(a, 0), run(b, 1)]);
    expect(await ids()).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});

test('a prepared statement belongs to its connection, whatever others call theirs', async () => {
  await two(async (a, b) => {
    const ask = async (client: PoolClient, text: string): Promise<unknown> => (await client.query({ name: 'same', text, values: [7] })).rows[0];
    expect(await ask(a, 'select $1::int4 + 1 as a')).toEqual({ a: 8 });
    expect(await ask(b, 'select $1::int4 * 2 as b')).toEqual({ b: 14 });
    expect(await ask(a, 'select $1::int4 + 1 as a')).toEqual({ a: 8 });
    expect(await ask(b, 'select $1::int4 * 2 as b')).toEqual({ b: 14 });
  });
});

test('names that are alike in their first 63 letters are cut by PostgreSQL, and still do not meet those of another connection', async () => {
  const name = 'n'.repeat(63);
  await two(async (a, b) => {
    expect((await a.query({ name, text: 'select 1 as one' })).rows).toEqual([{ one: 1 }]);
    expect((await b.query({ name, text: 'select 2 as two' })).rows).toEqual([{ two: 2 }]);
    expect((await a.query({ name, text: 'select 1 as one' })).rows).toEqual([{ one: 1 }]);
  });
});

test('an error goes to the connection that made it, with all its fields', async () => {
  await database.pool.query('insert into entry values (1)');
  const results = await Promise.allSettled([
    database.pool.query('insert into entry values (1)'),
    database.pool.query('select 1 as fine'),
    database.pool.query('select * from nowhere'),
    database.pool.query('insert into entry values ($1)', ['not a number']),
    database.pool.query('select 2 as fine'),
  ]);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value.rows : result.reason.code))).toEqual([
    '23505',
    [{ fine: 1 }],
    '42P01',
    '22P02',
    [{ fine: 2 }],
  ]);
  await expect(database.pool.query('insert into entry values (1)')).rejects.toMatchObject({
    constraint: 'entry_pkey',
    table: 'entry',
    severity: 'ERROR',
  });
});

test('after an error a transaction refuses everything until it is rolled back; to a savepoint is enough', async () => {
  await two(async (a, b) => {
    await a.query('begin');
    await a.query('insert into entry values (1)');
    await a.query('savepoint before');
    await expect(a.query('insert into entry values (1)')).rejects.toMatchObject({ code: '23505' });
    await expect(a.query('select 1')).rejects.toMatchObject({ code: '25P02' });
    await a.query('rollback to before');
    await a.query('insert into entry values (2)');
    await a.query('commit');
    await b.query('begin');
    await expect(b.query('insert into entry values ($1)', [1])).rejects.toMatchObject({ code: '23505' });
    expect((await b.query('commit')).command).toBe('ROLLBACK');
    expect(await rowsOf(b)).toEqual([1, 2]);
  });
});

test('a connection that goes away inside its transaction leaves nothing behind and holds nobody up', async () => {
  for (const leave of ['end', 'cut'] as const) {
    const client = new Client(database.connection);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await client.query('insert into entry values (1)');
    await client.query({ name: 'left behind', text: 'select 1' });
    const other = ids();
    // `end` says goodbye; an `end` while a statement runs cuts the line, as a crash would.
    if (leave === 'cut') client.query('insert into entry values (2)').catch(() => undefined);
    await client.end();
    expect(await other).toEqual([]);
    expect(await ids()).toEqual([]);
  }
});

test('a connection that goes away while it waits for another one harms neither', async () => {
  await two(async (a) => {
    await a.query('begin');
    await a.query('lock table entry in access exclusive mode');
    const waiting = new Client(database.connection);
    waiting.on('error', () => undefined);
    await waiting.connect();
    const lost = waiting.query('insert into entry values (9)').catch((error: unknown) => error);
    await waiting.end();
    expect(await lost).toBeInstanceOf(Error);
    await a.query('insert into entry values (1)');
    await a.query('commit');
    expect(await ids()).toContain(1);
  });
});

test('an answer of more than 10 MB arrives whole', async () => {
  const { rows } = await database.pool.query<{ text: string }>(`select repeat(i || '汉', 4000) as text from generate_series(1, 800) as i`);
  expect(rows).toHaveLength(800);
  expect(rows.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)).toBeGreaterThan(10_000_000);
  expect(rows[799]?.text).toBe('800汉'.repeat(4000));
});

test('a value of more than 10 MB is stored whole', async () => {
  const text = '字'.repeat(4_000_000);
  await database.pool.query('insert into entry values (1, $1)', [text]);
  const { rows } = await database.pool.query<{ text: string }>('select text from entry');
  expect(rows[0]?.text === text).toBe(true);
});

test('a thousand statements at once are all answered, each with its own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => (await database.pool.query<{ n: number }>('select $1::int4 as n', [i])).rows[0]?.n),
  );
  expect(answers).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('several statements in one text are one transaction', async () => {
  await expect(database.pool.query('insert into entry values (1); insert into entry values (1)')).rejects.toMatchObject({ code: '23505' });
  expect(await ids()).toEqual([]);
});

test('rows locked by one transaction are skipped or waited for by the others, so that no work is done twice', async () => {
  await database.pool.query('insert into entry select generate_series(1, 30)');
  const worker = async (): Promise<number[]> => {
    const done: number[] = [];
    const client = await database.pool.connect();
    try {
      for (;;) {
        await client.query('begin');
        const { rows } = await client.query<{ id: number }>('select id from entry order by id limit 3 for update skip locked');
        const taken = rows.map(({ id }) => id);
        await client.query('delete from entry where id = any($1)', [taken]);
        await client.query('commit');
        if (taken.length === 0) return done;
        done.push(...taken);
      }
    } finally {
      client.release();
    }
  };
  const done = await Promise.all([worker(), worker(), worker()]);
  expect(done.flat().sort((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});
