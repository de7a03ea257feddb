import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDrive } from '../../src/application/drive';
import { replay } from '../../src/application/replay';
import { verify } from '../../src/application/verify';
import { registerBackup } from '../../src/cli/backup';
import { backUp, restore } from '../../src/cli/embedded-backup';
import { openMigrated } from '../../src/compose';
import { readConfig } from '../../src/config';
import type { Database } from '../../src/infrastructure/database';
import { createLedger, createStore } from '../../src/infrastructure/persistence/store';
import { createPublisher } from '../../src/infrastructure/publisher';
import { accepted, byCoordinator, piece, SettableClock, testPorts, worker } from '../contract/support/engine';
import { runCli } from './cli-world';
import { v7 as uuid } from 'uuid';

const CAMPAIGN = uuid();
const PIECE = uuid();
const fail = (error: unknown): never => {
  throw error;
};

jest.setTimeout(240_000);

let folder: string;
const at = (name: string): string => join(folder, name);
const where = (name: string) => ({ ...readConfig({ NODE_ENV: 'test' }), databaseUrl: null, dataDir: at(name) });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function running<T>(name: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { database, close } = await openMigrated(where(name), fail);
  return work(database).finally(close);
}
const driveOn = (database: Database) => createDrive(testPorts(createStore(database.pool), new SettableClock()));
const note = async (database: Database, text: string) => {
  const call = { subject: { campaignId: CAMPAIGN, id: PIECE }, event: { type: 'NOTE', input: { text, tell: true } }, viewer: worker };
  return accepted(await driveOn(database).drive(call)).event;
};
async function lived(database: Database): Promise<string> {
  accepted(await driveOn(database).create({ campaignId: CAMPAIGN, subject: piece(CAMPAIGN, PIECE), by: byCoordinator }));
  const { position } = await note(database, 'one');
  await note(database, 'two');
  return position;
}
async function texts(database: Database): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ text: string }>(`select payload -> 'input' ->> 'text' as text from event where seq > 1 order by seq`);
  const ledger = createLedger(database.pool);
  expect((await verify({ ledger })).bad).toEqual([]);
  expect((await replay({ ...testPorts(createStore(database.pool), new SettableClock()), ledger })).differences).toEqual([]);
  return rows.map(({ text }) => text);
}
async function after(database: Database, position: string): Promise<string[]> {
  const publisher = await createPublisher({ pool: database.pool, listen: null, onError: fail });
  const events = await publisher.eventsAfter(position, null, 100);
  await publisher.close();
  return events.map(({ type, seq }) => `${type} ${seq}`);
}
const muster = (args: string[], name: string, url: string | null = null) =>
  runCli(
    (program, io) =>
      registerBackup(program, {
        ...io,
        backup: (file) => backUp({ ...where(name), databaseUrl: url }, file),
        restore: (file) => restore({ ...where(name), databaseUrl: url }, file, fail),
      }),
    args,
    {},
  );

test('what was backed up is there again, goes on, and readers keep their place', async () => {
  const seen = await running('data', lived);
  const { out } = await muster(['backup', '--to', at('backup.tar.gz')], 'data');
  expect(out).toMatch(/→ .*backup\.tar\.gz：\d+\.\d MB\n/);
  // Told to somebody, and lost with the old folder.
  const lost = await running('data', (database) => note(database, 'after the backup'));
  const restored = await muster(['restore', '--from', at('backup.tar.gz')], 'other');
  expect(restored.out).toContain('1 subjects, 3 events');
  await running('other', async (database) => {
    expect(await texts(database)).toEqual(['one', 'two']);
    await note(database, 'three');
    expect(await texts(database)).toEqual(['one', 'two', 'three']);
    expect(await after(database, seen)).toEqual(['NOTE 3', 'NOTE 4']);
    expect((await after(database, lost.position)).at(-1)).toBe('NOTE 4');
    const { rows } = await database.pool.query('select count(*)::int as count from outbox');
    expect(rows).toEqual([{ count: 3 }]);
  });
  expect(readdirSync(folder).sort()).toEqual(['backup.tar.gz', 'data', 'other']);
});

test('a running server keeps its folder to itself', async () => {
  await running('data', async (database) => {
    await lived(database);
    await expect(muster(['backup', '--to', at('backup.tar.gz')], 'data')).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  });
  expect(existsSync(at('backup.tar.gz'))).toBe(false);
});

test('a restore writes over nothing, and takes nothing that is no backup', async () => {
  await running('data', lived);
  await muster(['backup', '--to', at('backup.tar.gz')], 'data');
  await expect(muster(['restore', '--from', at('backup.tar.gz')], 'data')).rejects.toMatchObject({ code: 'DATA_DIR_NOT_EMPTY' });
  expect(await running('data', texts)).toEqual(['one', 'two']);
  const backup = readFileSync(at('backup.tar.gz'));
  const others = [
    Buffer.from('Dear all'),
    gzipSync('Dear all'),
    gzipSync(''),
    backup.subarray(0, backup.length / 2),
    gzipSync(gunzipSync(backup).subarray(0, 100_000)),
  ];
  for (const other of others) {
    writeFileSync(at('other.tar.gz'), other);
    await expect(muster(['restore', '--from', at('other.tar.gz')], 'other')).rejects.toMatchObject({ code: 'BACKUP_NOT_READ' });
  }
  await expect(muster(['restore', '--from', at('nothing')], 'other')).rejects.toMatchObject({ code: 'ENOENT' });
  await muster(['restore', '--from', at('backup.tar.gz')], 'other');
  expect(await running('other', texts)).toEqual(['one', 'two']);
});

test('where there is no database, or one that is not embedded, is said', async () => {
  await expect(muster(['backup', '--to', at('x')], 'nothing')).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE' });
  expect(existsSync(at('nothing'))).toBe(false);
  for (const command of [
    ['backup', '--to'],
    ['restore', '--from'],
  ])
    await expect(muster([...command, at('x')], 'data', 'postgres://somewhere/db')).rejects.toThrow('DATABASE_URL');
});
