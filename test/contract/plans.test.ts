import { v7 as uuid } from 'uuid';
import { LOAD } from '../../src/infrastructure/persistence/store/load-statement';
import { COLUMNS, TABLES, writeStatement } from '../../src/infrastructure/persistence/store/write-statement';
import { openTestEngine, type TestEngine } from './support/engine';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** The generic plan, which a prepared statement ends up with, made while the tables are as empty as on the first day. */
async function planOf(text: string, parameters: readonly string[]): Promise<string> {
  const client = await engine.database.pool.connect();
  const name = `plan_${uuid().replaceAll('-', '')}`;
  try {
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare ${name} as ${text}`);
    const { rows } = await client.query<Record<'QUERY PLAN', string>>(`explain execute ${name}(${parameters.join(', ')})`);
    await client.query(`deallocate ${name}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('reset plan_cache_mode');
    client.release();
  }
}

const PLAIN = TABLES.filter((table) => table !== 'contributions');
const JSON_PARAMETERS = TABLES.map(() => `'[]'`);
const form = { tables: TABLES, locking: false, oneRowEach: false };
const WRITES: [string, string, readonly string[]][] = [
  ['the write', writeStatement(form).text, JSON_PARAMETERS],
  ['the write with locks', writeStatement({ ...form, locking: true }).text, JSON_PARAMETERS],
  [
    'the write of one row each',
    writeStatement({ tables: PLAIN, locking: false, oneRowEach: true }).text,
    PLAIN.flatMap((table) => COLUMNS[table].map(() => 'null')),
  ],
];

test.each([['the read', LOAD.text, Array<string>(7).fill(`'{}'`)], ...WRITES])(
  '%s looks rows up by their keys even when it was planned over empty tables',
  async (_, text, parameters) => {
    const plan = await planOf(text, parameters);
    expect(plan).toContain('Index Scan using subject_pkey');
    expect(plan).not.toMatch(/Seq Scan|using subject_list/);
  },
);

test.each([['the read', LOAD.text, Array<string>(7).fill(`'{}'`)], ...WRITES])(
  '%s looks for first answers by their keys when it was planned over a table of few pages',
  async (_, text, parameters) => {
    const { pool } = engine.database;
    await pool.query(`insert into idempotency (account_id, key, request_hash, answer, created_at)
    select 'few pages', 'key ' || n, '\\x00', '{}', now() from generate_series(1, 80) as n on conflict do nothing`);
    await pool.query('analyze idempotency');
    const plan = await planOf(text, parameters);
    expect(plan).toContain('using idempotency_pkey');
    expect(plan).not.toContain('Seq Scan on idempotency');
  },
);
