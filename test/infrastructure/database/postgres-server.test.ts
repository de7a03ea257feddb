import { createServer, type AddressInfo } from 'node:net';
import { openDatabase } from '../../../src/infrastructure/database';
import { refuseTooOld } from '../../../src/infrastructure/database/postgres-server';
import { createTestDatabaseUrl, testServerUrl } from '../../support/database';

const refusalOf = (databaseUrl: string): Promise<unknown> =>
  openDatabase({ databaseUrl }).then(
    (database) => database.close().then(() => 'opened'),
    (error: unknown) => error,
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a server that is not there is refused by its address, and the password is told to nobody', async () => {
  const port = await freePort();
  const refusal = await refusalOf(`postgres://muster:s3cret@127.0.0.1:${port}/campaigns`);
  expect(refusal).toMatchObject({ code: 'DATABASE_UNREACHABLE', data: { where: `127.0.0.1:${port}/campaigns`, reason: 'ECONNREFUSED' } });
  expect(JSON.stringify([String(refusal), refusal])).not.toContain('s3cret');
});

test('something that is no PostgreSQL is refused', async () => {
  const server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await refusalOf(`postgres://127.0.0.1:${port}/x`)).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  await new Promise((resolve) => server.close(resolve));
});

test('an address that is none is refused', async () => {
  expect(await refusalOf('postgres://[not an address')).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
});

test('a server before PostgreSQL 15 is refused, from 15 on it is not', () => {
  expect(() => refuseTooOld(140_019, '14.19')).toThrow(expect.objectContaining({ code: 'DATABASE_TOO_OLD', data: { found: '14.19', oldest: 15 } }));
  expect(() => refuseTooOld(150_000, '15.0')).not.toThrow();
});

if (testServerUrl) {
  const serverUrl = testServerUrl;
  describe('on PostgreSQL', () => {
    test('a database that does not exist is refused with the code of the server', async () => {
      const url = new URL(serverUrl);
      url.pathname = '/no_such_database';
      expect(await refusalOf(url.href)).toMatchObject({ code: 'DATABASE_UNREACHABLE', data: { reason: '3D000' } });
    });

    test('when its connections are cut, the pool goes on with new ones and listeners are told what they may have missed', async () => {
      const { url, drop } = await createTestDatabaseUrl(serverUrl);
      const lost: Error[] = [];
      const database = await openDatabase({ databaseUrl: url, onConnectionError: (error) => lost.push(error) });
      const heard: string[] = [];
      let missed: () => void = () => undefined;
      const toldOfGap = new Promise<void>((resolve) => (missed = resolve));
      let marker: () => void = () => undefined;
      const heardAgain = new Promise<void>((resolve) => (marker = resolve));
      await database.listen(
        'units',
        (payload) => {
          heard.push(payload);
          if (payload === 'after') marker();
        },
        () => missed(),
      );
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await toldOfGap;
      await database.pool.query(`notify units, 'after'`);
      await heardAgain;
      expect(heard).toEqual(['after']);
      expect(lost.length).toBeGreaterThan(0);
      await database.close();
      await drop();
    });
  });
}
