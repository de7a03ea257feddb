/** Loads a data set into PostgreSQL: a COPY for each table at once, the secondary indexes built afterwards. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { generate, type DataSet } from './generate';
import { COLUMNS, copyLine, TABLES, type Table } from './rows';

/** Seconds that it took. */
export async function load(url: string, psql: string, dataSet: DataSet): Promise<number> {
  const started = performance.now();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select i.indexname as name, i.indexdef as definition from pg_indexes i
       where i.schemaname = current_schema() and i.tablename = any($1) and not exists (select from pg_constraint c where c.conname = i.indexname)`,
      [TABLES],
    );
    for (const { name } of indexes) await client.query(`drop index "${name}"`);
    await copied(url, psql, dataSet);
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const { definition } of indexes) await client.query(definition);
    await client.query(`select setval(pg_get_serial_sequence('outbox', 'id'), (select coalesce(max(id), 0) + 1 from outbox))`);
    // As a database that has been running for a while: statistics, and nothing left for autovacuum to do while something is measured.
    for (const table of TABLES) await client.query(`vacuum (analyze) "${table}"`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
  return (performance.now() - started) / 1_000;
}

async function copied(url: string, psql: string, dataSet: DataSet): Promise<void> {
  const copies = new Map(TABLES.map((table) => [table, copyInto(url, psql, table)]));
  const ended = Promise.all([...copies.values()].map(({ done }) => done));
  // A copy that fails ends the whole load at the next write.
  let failure: unknown = null;
  ended.catch((error: unknown) => (failure = error));
  for await (const texts of generate(dataSet, copyLine)) {
    for (const { table, text } of texts) {
      const stdin = copies.get(table)?.child.stdin;
      if (text && stdin && !stdin.write(text) && failure === null) await Promise.race([once(stdin, 'drain'), ended]);
      if (failure !== null) throw failure;
    }
  }
  for (const { child } of copies.values()) child.stdin?.end();
  await ended;
}

function copyInto(url: string, psql: string, table: Table): { child: ChildProcess; done: Promise<void> } {
  const columns = COLUMNS[table].map((column) => `"${column}"`).join(', ');
  const child = spawn(psql, ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', `copy "${table}" (${columns}) from stdin`], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  child.stdin?.on('error', () => undefined);
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`COPY into ${table}: ${said.trim()}`))));
  });
  return { child, done };
}
