import { Client, Pool } from 'pg';
import { overPglite, type Database } from '../../../src/infrastructure/database';
import { PgliteBridge } from '../../../src/infrastructure/database/pglite-bridge';
import { PgliteSocket } from '../../../src/infrastructure/database/pglite-socket';
import { eachMessage, message, query, sync } from '../../../src/infrastructure/database/wire';
import { openTestPglite } from '../../support/database';

// What is PGlite's own: the conversation on the wire, and the sharing of one backend.

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const noParameters = Buffer.concat([int16(0), int16(0), int16(0)]);
const startup = (code: number): Buffer => Buffer.from([0, 0, 0, 8, code >>> 24, (code >> 16) & 255, (code >> 8) & 255, code & 255]);
const PROTOCOL_3 = 196608;

/** A client that writes messages as it likes and collects the types of the answers. */
class RawClient {
  readonly socket: PgliteSocket;
  private types = '';
  private changed: () => void = () => undefined;

  constructor(bridge: PgliteBridge) {
    this.socket = new PgliteSocket(bridge);
    this.socket.on('data', (data: Buffer) => {
      if (data.toString() === 'N') this.types += 'N';
      else eachMessage(data, (type) => (this.types += type));
      this.changed();
    });
  }

  /** Writes, and resolves with the types received since when they are as many as expected. */
  async ask(count: number, ...messages: Buffer[]): Promise<string> {
    this.types = '';
    this.socket.write(Buffer.concat(messages));
    while (this.types.length < count) await new Promise<void>((resolve) => (this.changed = resolve));
    return this.types;
  }
}

describe('on the wire', () => {
  let bridge: PgliteBridge;
  let client: RawClient;
  beforeAll(async () => {
    bridge = await PgliteBridge.over(await openTestPglite());
  });
  beforeEach(async () => {
    client = new RawClient(bridge);
    expect(await client.ask(10, startup(PROTOCOL_3))).toBe('RSSSSSSSKZ');
  });
  afterEach(() => client.socket.destroy());
  afterAll(() => bridge.close());

  test('encryption is declined, and the connection goes on in clear', async () => {
    const cautious = new RawClient(bridge);
    expect(await cautious.ask(1, startup(80877103))).toBe('N');
    expect(await cautious.ask(1, startup(80877104))).toBe('N');
    expect(await cautious.ask(10, startup(PROTOCOL_3))).toBe('RSSSSSSSKZ');
    cautious.socket.destroy();
  });

  test('a cancellation is taken and its connection closed', async () => {
    const canceller = new PgliteSocket(bridge);
    canceller.resume();
    const closed = new Promise((resolve) => canceller.once('close', resolve));
    canceller.end(Buffer.concat([Buffer.from([0, 0, 0, 16]), startup(80877102).subarray(4), Buffer.alloc(8)]));
    await closed;
  });

  test('messages may come in pieces of any size', async () => {
    const bytes = query('select 1');
    for (const byte of bytes.subarray(0, -1)) client.socket.write(Buffer.from([byte]));
    expect(await client.ask(4, bytes.subarray(-1))).toBe('TDCZ');
  });

  test('a portal read in parts with Flush keeps the backend until its Sync; others wait meanwhile', async () => {
    const rows = message('P', '', 'select generate_series(1, 5)', int16(0));
    const bind = message('B', '', '', noParameters);
    const two = message('E', '', 2);
    const flush = message('H');
    expect(await client.ask(5, rows, bind, two, flush)).toBe('12DDs');
    const other = new RawClient(bridge);
    await other.ask(10, startup(PROTOCOL_3));
    const answer = other.ask(4, query('select 1'));
    expect(await client.ask(3, two, flush)).toBe('DDs');
    expect(await client.ask(3, two, sync())).toBe('DCZ');
    expect(await answer).toBe('TDCZ');
    other.socket.destroy();
  });

  test('a client that vanishes in the middle of a portal sets the backend free', async () => {
    const vanishing = new RawClient(bridge);
    await vanishing.ask(10, startup(PROTOCOL_3));
    await vanishing.ask(
      5,
      message('P', '', 'select generate_series(1, 5)', int16(0)),
      message('B', '', '', noParameters),
      message('E', '', 2),
      message('H'),
    );
    vanishing.socket.destroy();
    expect(await client.ask(4, query('select 1'))).toBe('TDCZ');
  });

  test('a client that vanishes after an error and before its Sync does not leave the backend waiting for one', async () => {
    const vanishing = new RawClient(bridge);
    await vanishing.ask(10, startup(PROTOCOL_3));
    expect(await vanishing.ask(1, message('P', '', 'select * from nowhere', int16(0)), message('H'))).toBe('E');
    vanishing.socket.destroy();
    expect(await client.ask(4, query('select 1'))).toBe('TDCZ');
  });

  test('what was asked for before the goodbye is done', async () => {
    await client.ask(2, query('create table if not exists said (n int)'));
    const leaving = new RawClient(bridge);
    await leaving.ask(10, startup(PROTOCOL_3));
    expect(await leaving.ask(2, query('insert into said values (1)'), message('X'))).toBe('CZ');
    expect(await client.ask(4, query('select * from said'))).toBe('TDCZ');
  });
});

describe('one backend for all', () => {
  let database: Database;
  beforeEach(async () => {
    database = await overPglite(await openTestPglite(), { transactionWaitMs: 200 });
  });
  afterEach(() => database.close());

  test('who waits too long for a transaction that holds the backend is refused, and nobody else suffers', async () => {
    await database.pool.query('create table entry (id int)');
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('insert into entry values (1)');
    await expect(database.pool.query('select 1')).rejects.toMatchObject({ code: '55P03', severity: 'ERROR' });
    await expect(database.pool.query('select $1::int4', [1])).rejects.toMatchObject({ code: '55P03' });
    await holder.query('commit');
    holder.release();
    expect((await database.pool.query('select id from entry')).rows).toEqual([{ id: 1 }]);
  });

  test('COPY FROM STDIN is refused by name, and the connection lives on', async () => {
    await database.pool.query('create table entry (id int)');
    await expect(database.pool.query('copy entry from stdin')).rejects.toMatchObject({ code: '0A000', message: 'COPY FROM STDIN needs PostgreSQL' });
    await expect(database.pool.query({ name: 'copy', text: 'COPY entry (id) FROM STDIN' })).rejects.toMatchObject({ code: '0A000' });
    expect((await database.pool.query('select count(*)::int4 as n from entry')).rows).toEqual([{ n: 0 }]);
  });

  test('a connection takes its prepared statements with it', async () => {
    const client = new Client(database.connection);
    await client.connect();
    await client.query({ name: 'one', text: 'select 1' });
    await client.query({ name: 'x'.repeat(63), text: 'select 2' });
    const count = async (): Promise<number | undefined> =>
      (await database.pool.query<{ n: number }>('select count(*)::int4 as n from pg_prepared_statements')).rows[0]?.n;
    expect(await count()).toBe(2);
    await client.end();
    expect(await count()).toBe(0);
  });

  test('closing lets what was asked for finish, rolls back what is open, and refuses what comes after', async () => {
    const pglite = await openTestPglite();
    const bridge = await PgliteBridge.over(pglite);
    const settings = { user: 'postgres', stream: () => new PgliteSocket(bridge) };
    const pool = new Pool(settings);
    pool.on('error', () => undefined);
    await pool.query('create table entry (id int)');
    const idle = new Client(settings);
    idle.on('error', () => undefined);
    await idle.connect();
    await idle.query('begin; insert into entry values (1)');
    await idle.query('commit; begin; insert into entry values (2)');
    const asked = idle.query('select count(*)::int4 as n from entry');
    const closed = bridge.close();
    expect((await asked).rows).toEqual([{ n: 2 }]);
    await closed;
    expect(pglite.closed).toBe(true);
    await expect(pool.connect()).rejects.toThrow('closing');
  });

  test('closing twice is closing once', async () => {
    await Promise.all([database.close(), database.close()]);
    await expect(database.listen('x', () => undefined)).rejects.toThrow('closed');
  });
});
