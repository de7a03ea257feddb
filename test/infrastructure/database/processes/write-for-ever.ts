import { openDatabase } from '../../../../src/infrastructure/database';

// Writes numbers in several lanes into the folder's database and says each after its commit was acknowledged.
const [dataDir = '', first = '0', lanes = '4'] = process.argv.slice(2);

async function main(): Promise<void> {
  process.stdout.write('opening\n');
  const { pool } = await openDatabase({ dataDir });
  await pool.query('create table if not exists written (n int primary key, again int not null)');
  process.stdout.write('writing\n');
  let next = Number(first);
  const lane = async (): Promise<never> => {
    for (;;) {
      const n = next++;
      const client = await pool.connect();
      await client.query('begin');
      await client.query('insert into written values ($1, $1)', [n]);
      await client.query('update written set again = again + 1 where n = $1', [n]);
      await client.query('commit');
      client.release();
      process.stdout.write(`${n}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(lanes) }, lane));
}
void main();
