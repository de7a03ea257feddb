import { Client } from 'pg';
import type { Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const notify = (channel: string, payload: string): Promise<unknown> => database.pool.query('select pg_notify($1, $2)', [channel, payload]);

/** Everything heard so far has been delivered when the channel's own marker is heard. */
async function settled(channel: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    database
      .listen(channel, (payload) => {
        if (payload === 'marker') resolve();
      })
      .then(() => notify(channel, 'marker'))
      .catch(reject);
  });
}

test('everybody who listens to a channel hears it, nobody else does', async () => {
  const heard: string[] = [];
  const stops = [
    await database.listen('Units', (payload) => heard.push(`1 ${payload}`)),
    await database.listen('Units', (payload) => heard.push(`2 ${payload}`)),
    await database.listen('units', (payload) => heard.push(`lower case ${payload}`)),
  ];
  await notify('Units', '变更');
  await notify('nobody', 'x');
  await settled('Units');
  expect(heard.filter((line) => !line.endsWith('marker')).sort()).toEqual(['1 变更', '2 变更']);
  await Promise.all(stops.map((stop) => stop()));
});

test('after stopping it is silent; the others go on hearing', async () => {
  const heard: string[] = [];
  const stopFirst = await database.listen('tasks', (payload) => heard.push(`first ${payload}`));
  const stopSecond = await database.listen('tasks', (payload) => heard.push(`second ${payload}`));
  await stopFirst();
  await notify('tasks', 'a');
  await settled('tasks');
  expect(heard).toEqual(['second a', 'second marker']);
  await stopSecond();
});

test('a notification is heard when its transaction commits, never when it is rolled back, in order', async () => {
  const heard: string[] = [];
  const stop = await database.listen('events', (payload) => heard.push(payload));
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query(`notify events, 'undone'`);
  await client.query('rollback');
  await client.query('begin');
  for (let i = 0; i < 100; i++) await client.query('select pg_notify($1, $2)', ['events', String(i)]);
  await client.query('commit');
  client.release();
  await settled('events');
  expect(heard).toEqual([...Array.from({ length: 100 }, (_, i) => String(i)), 'marker']);
  await stop();
});

describe('connections of their own', () => {
  const open: Client[] = [];
  async function client(): Promise<{ client: Client; heard: string[] }> {
    const opened = new Client(database.connection);
    const heard: string[] = [];
    opened.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload ?? ''}`));
    await opened.connect();
    open.push(opened);
    return { client: opened, heard };
  }
  afterEach(() => Promise.all(open.splice(0).map((opened) => opened.end())));

  test('one that unlistens or ends does not make the others deaf', async () => {
    const [a, b, c] = [await client(), await client(), await client()];
    for (const each of [a, b, c]) await each.client.query('listen "频道"; listen other');
    await a.client.query('unlisten "频道"');
    await b.client.query('unlisten *');
    await c.client.query(`notify "频道", 'one'`);
    await open.splice(open.indexOf(b.client), 1)[0]?.end();
    await c.client.query(`notify other, 'two'`);
    await settled('other');
    for (const each of [a, c]) await each.client.query('select 1');
    expect(c.heard).toEqual(['频道 one', 'other two', 'other marker']);
    expect(a.heard).toEqual(['other two', 'other marker']);
    expect(b.heard).toEqual([]);
  });

  test('LISTEN in a transaction that is rolled back, or in a statement that fails, is not listening', async () => {
    const a = await client();
    await a.client.query('begin');
    await a.client.query('listen gone');
    await a.client.query('rollback');
    await a.client.query('listen gone; select 1/0').catch(() => undefined);
    await a.client.query('begin');
    await a.client.query('listen kept');
    await a.client.query('commit');
    const stop = await database.listen('gone', () => undefined);
    await notify('gone', 'x');
    await notify('kept', 'y');
    await settled('kept');
    await a.client.query('select 1');
    expect(a.heard).toEqual(['kept y', 'kept marker']);
    await stop();
  });

  test('LISTEN works as a prepared statement, in any case, quoted or not', async () => {
    const a = await client();
    await a.client.query({ text: 'LiSTeN MixedCase', values: [] });
    await a.client.query({ name: 'listening', text: 'listen "Mixed""Case"' });
    await notify('mixedcase', '1');
    await notify('Mixed"Case', '2');
    await settled('mixedcase');
    await a.client.query('select 1');
    expect(a.heard.slice(0, 2)).toEqual(['mixedcase 1', 'Mixed"Case 2']);
  });
});
