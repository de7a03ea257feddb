/** The network between the server and PostgreSQL cuts, delays, holds back half an answer or loses one. The embedded database has none. */
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { v7 as uuid } from 'uuid';
import { createDrive } from '../../src/application/drive';
import { deliverDue } from '../../src/application/drive/deliver-due';
import { openDatabase, type Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { createStore } from '../../src/infrastructure/persistence/store';
import { accepted, refusal, SettableClock, testPorts } from '../contract/support/engine';
import { createTestDatabaseUrl, testServerUrl } from '../support/database';
import { callFor, putLoad } from './processes/load';
import { FaultProxy } from './support/fault-proxy';
import { judge, judgeChains, subjectsForLoad } from './support/judge';
import { LIMIT_MS, sized } from './support/size';
import { NOTHING_LOST, RETRYABLE, noVerdict, pronounce } from './support/verdict';

describe('the proxy itself', () => {
  let echo: Server;
  let proxy: FaultProxy;
  let client: Socket;
  let heard: string;
  const ended = (): Promise<void> => new Promise((resolve) => client.once('close', () => resolve()));
  const hears = async (text: string): Promise<void> => {
    while (heard !== text) await new Promise((resolve) => client.once('data', resolve));
  };
  beforeEach(async () => {
    echo = createServer((socket) => void socket.pipe(socket).on('error', () => undefined)).listen(0, '127.0.0.1');
    await new Promise((resolve) => echo.once('listening', resolve));
    proxy = await FaultProxy.before(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
    client = new Socket().connect(Number(new URL(proxy.url).port), '127.0.0.1');
    heard = '';
    client.on('data', (data) => (heard += data.toString()));
    client.on('error', () => undefined);
    client.write('first,');
    await hears('first,');
  });
  afterEach(async () => {
    client.destroy();
    await proxy.close();
    await new Promise((resolve) => echo.close(resolve));
  });

  test('cuts', async () => {
    const over = ended();
    proxy.cut();
    await over;
  });

  test('holds back half an answer, until it heals', async () => {
    proxy.hold(3);
    client.write('second');
    await hears('first,sec');
    proxy.heal();
    await hears('first,second');
  });

  test('delays, and keeps the order', async () => {
    proxy.delay(50);
    client.write('a');
    client.write('b');
    await hears('first,ab');
  });

  test('loses the answer to one request, and the connection with it', async () => {
    proxy.loseAnswerTo((request) => request.includes('lost'));
    client.write('found,');
    await hears('first,found,');
    const over = ended();
    client.write('lost');
    await over;
    expect(heard).toBe('first,found,');
  });
});

if (testServerUrl) {
  const serverUrl = testServerUrl;
  /** So short that the tests need not wait; an answer that takes longer on a slow machine is cut and asked for again, as any other. */
  const SILENCE_MS = 1_000;
  const BETWEEN_FAULTS = 100;
  const ROUNDS = sized({ ci: 15, long: 200 });

  describe('between the server and PostgreSQL', () => {
    let drop: () => Promise<void>;
    let proxy: FaultProxy;
    let direct: Database;
    let database: Database;
    beforeEach(async () => {
      const made = await createTestDatabaseUrl(serverUrl, migrations);
      drop = made.drop;
      proxy = await FaultProxy.before(made.url);
      direct = await openDatabase({ databaseUrl: made.url });
      database = await openDatabase({ databaseUrl: proxy.url, silenceMs: SILENCE_MS });
    });
    afterEach(async () => {
      proxy.heal();
      await database.close();
      await direct.close();
      await proxy.close();
      await drop();
    });

    test(
      'under load, whatever it does: nothing is lost, nothing is done twice, callers are told to try again and nothing else',
      async () => {
        const verdict = noVerdict();
        const load = await subjectsForLoad(direct, 50);
        const lines: string[] = [];
        let acknowledged = 0;
        const faults = [
          () => proxy.cut(),
          () => proxy.delay(20),
          () => proxy.hold(7),
          () => proxy.hold(0),
          () => proxy.loseAnswerTo((request) => request.includes('insert into event')),
          () => proxy.loseAnswerTo(() => true),
        ];
        const say = (line: string): void => {
          lines.push(line);
          if (line.startsWith('again ')) proxy.heal();
          if (line.startsWith('ack ') && ++acknowledged % BETWEEN_FAULTS === 0 && verdict.rounds < ROUNDS) {
            proxy.heal();
            faults[verdict.rounds++ % faults.length]?.();
          }
        };
        await putLoad(database, { ...load, round: '0', acknowledgements: (ROUNDS + 1) * BETWEEN_FAULTS, say });
        proxy.heal();
        await judge(direct, load, lines, verdict);
        await judgeChains(direct, verdict);
        pronounce('a faulty network before PostgreSQL', verdict);
        expect(verdict).toMatchObject({ rounds: ROUNDS, retried: { DATABASE_UNAVAILABLE: expect.any(Number) as unknown }, ...NOTHING_LOST });
        expect(Object.keys(verdict.retried).filter((code) => !RETRYABLE.includes(code))).toEqual([]);
      },
      LIMIT_MS,
    );

    test('when the answer to a write is lost, a repetition under the same key gets the first answer, and it is done once', async () => {
      const { campaignId, ids } = await subjectsForLoad(direct, 1);
      const drive = createDrive(testPorts(createStore(database.pool), new SettableClock()));
      const call = callFor('once', campaignId, ids[0] ?? '', null);
      proxy.loseAnswerTo((request) => request.includes('insert into event'));
      expect(refusal(await drive.drive(call))).toMatchObject({ code: 'DATABASE_UNAVAILABLE', data: { retryable: true } });
      const first = accepted(await drive.drive(call));
      expect(first).toMatchObject({ replayed: true, event: { seq: 2 }, subject: { revision: 2 } });
      expect(accepted(await drive.drive(call)).event).toEqual(first.event);
      expect((await direct.pool.query(`select 1 from event where type = 'NOTE'`)).rowCount).toBe(1);
    });

    test.each([0, 7])('a server that stands still after %i bytes holds nobody up for ever: calls, reads, workers', async (bytes) => {
      const { campaignId, ids } = await subjectsForLoad(direct, 1);
      const store = createStore(database.pool);
      const clock = new SettableClock(new Date('2030-01-01T00:00:00Z'));
      const drive = createDrive(testPorts(store, clock));
      accepted(await drive.drive(callFor(uuid(), campaignId, ids[0] ?? '', null)));
      proxy.hold(bytes);
      const call = callFor(uuid(), campaignId, ids[0] ?? '', null);
      const [driven, read, delivered] = await Promise.allSettled([
        drive.drive(call),
        database.pool.query('select 1'),
        deliverDue({ store, drive, clock, onError: () => undefined }),
      ]);
      expect(driven).toMatchObject({ status: 'fulfilled', value: { ok: false, refusal: { code: 'DATABASE_UNAVAILABLE' } } });
      expect(read.status).toBe('rejected');
      expect(delivered.status).toBe('rejected');
      proxy.heal();
      accepted(await drive.drive(call));
    });

    test('a listener whose server stands still comes back, and is told that it may have missed something', async () => {
      let missed: () => void = () => undefined;
      const heardOfGap = new Promise<void>((resolve) => (missed = resolve));
      let heard: (payload: string) => void = () => undefined;
      const payload = new Promise<string>((resolve) => (heard = resolve));
      await database.listen(
        'anything',
        (text) => heard(text),
        () => missed(),
      );
      proxy.hold(0, { newOnes: false });
      await heardOfGap;
      await direct.pool.query(`notify anything, 'again'`);
      expect(await payload).toBe('again');
    });

    test('a connection that is never made is given up', async () => {
      proxy.hold(0);
      await expect(openDatabase({ databaseUrl: proxy.url, silenceMs: 300 })).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        data: { reason: 'ETIMEDOUT' },
      });
    });

    test('work that needs patience is not cut', async () => {
      const { rows } = await database.patiently(() => database.pool.query(`select 'done' as it from pg_sleep($1)`, [(SILENCE_MS / 1_000) * 1.5]));
      expect(rows).toEqual([{ it: 'done' }]);
      await expect(database.pool.query('select pg_sleep($1)', [(SILENCE_MS / 1_000) * 2.5])).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    });
  });
}
