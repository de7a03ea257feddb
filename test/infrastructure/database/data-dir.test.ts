import fs, { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../src/infrastructure/database';
import { CLUSTER_VERSION } from '../../../src/infrastructure/database/data-dir';

let folder: string;
let dataDir: string;
const open: Database[] = [];
async function opened(config: { fsync?: boolean; onConnectionError?: (error: Error) => void } = {}): Promise<Database> {
  const database = await openDatabase({ dataDir, ...config });
  open.push(database);
  return database;
}
/** A folder that was opened before, so that not every test waits for a first opening. */
let used: string;
beforeAll(async () => {
  used = mkdtempSync(join(tmpdir(), 'muster-used-data-dir-'));
  await (await openDatabase({ dataDir: used })).close();
});
afterAll(() => rmSync(used, { recursive: true, force: true }));
const usedBefore = (): void => cpSync(used, dataDir, { recursive: true });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-data-dir-'));
  dataDir = join(folder, 'deep', 'data');
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(open.splice(0).map((database) => database.close()));
  rmSync(folder, { recursive: true, force: true });
});

test('a folder is made on the first opening and holds its rows at the next', async () => {
  const first = await opened();
  expect(first).toMatchObject({ kind: 'pglite', serverVersion: expect.stringMatching(`^${CLUSTER_VERSION}[.]`) });
  await first.pool.query(`create table entry as select '留存' as text`);
  await first.close();
  expect(readdirSync(dataDir)).toEqual(['postgres']);
  const second = await opened();
  expect((await second.pool.query('select text from entry')).rows).toEqual([{ text: '留存' }]);
});

test('what an interrupted first opening left is cleared away', async () => {
  mkdirSync(join(dataDir, 'postgres.new-4711', 'base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.new-4711', 'PG_VERSION'), '18\n');
  await opened();
  expect(readdirSync(dataDir).sort()).toEqual(['muster.lock', 'postgres']);
});

test('a second opening is refused while the first lasts, and names who has it', async () => {
  usedBefore();
  const first = await opened();
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE', data: { pid: process.pid, dataDir } });
  await first.close();
  await opened();
});

test('a commit waits for the disk: one fsync for each, none when that is turned off', async () => {
  usedBefore();
  const spy = jest.spyOn(fs, 'fsyncSync');
  for (const fsync of [true, false]) {
    const database = await opened({ fsync });
    await database.pool.query('create table if not exists entry (id int)');
    spy.mockClear();
    for (let i = 0; i < 10; i++) await database.pool.query('insert into entry values ($1)', [i]);
    expect(spy.mock.calls.length).toBe(fsync ? 10 : 0);
    await database.close();
  }
});

test('a file that is renamed into place is there after a power cut: its folder is brought to the disk too', async () => {
  usedBefore();
  const database = await opened();
  const kinds: string[] = [];
  const real = fs.fsyncSync;
  jest.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
    kinds.push(fs.fstatSync(descriptor).isDirectory() ? 'folder' : 'file');
    real(descriptor);
  });
  await database.pool.query(`alter system set log_statement = 'none'`);
  expect(kinds).toContain('file');
  expect(kinds.at(-1)).toBe('folder');
});

test('a disk that fails is no acknowledgement; when it works again the database goes on by itself', async () => {
  usedBefore();
  const lost: Error[] = [];
  const database = await opened({ onConnectionError: (error) => lost.push(error) });
  await database.pool.query('create table entry (id int)');
  await database.pool.query('insert into entry values (1)');
  const failing = jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
    throw Object.assign(new Error('no'), { code: 'EIO' });
  });
  await expect(database.pool.query('insert into entry values (2)')).rejects.toMatchObject({ code: '58030', severity: 'PANIC' });
  await expect(database.pool.query('insert into entry values (3)')).rejects.toMatchObject({ code: expect.stringMatching(/^57P0[23]$/) });
  failing.mockRestore();
  const rows = await eventually(() => database.pool.query<{ id: number }>('select id from entry'));
  expect(rows.rows.map(({ id }) => id)).toContain(1);
  expect(rows.rows.map(({ id }) => id)).not.toContain(3);
  await database.pool.query('insert into entry values (4)');
});

test('a full disk refuses the writing and spares what is there', async () => {
  usedBefore();
  const database = await opened({ onConnectionError: () => undefined });
  await database.pool.query('create table entry (id int, text text)');
  await database.pool.query('insert into entry values (1)');
  const full = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });
  await expect(database.pool.query('insert into entry values (2)')).rejects.toMatchObject({ code: expect.stringMatching(/^(53100|57P0[23])$/) });
  full.mockRestore();
  const rows = await eventually(() => database.pool.query('select id from entry'));
  expect(rows.rows).toEqual([{ id: 1 }]);
  await database.pool.query('insert into entry values (4)');
});

test('a folder that cannot be written is refused before anything else', async () => {
  writeFileSync(join(folder, 'deep'), 'a file in the way');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE', data: { dataDir } });
});

test('a folder that another version made is refused and left as it is', async () => {
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'DATA_DIR_INCOMPATIBLE', data: { found: '17', expected: CLUSTER_VERSION } });
  expect(existsSync(join(dataDir, 'muster.lock'))).toBe(false);
  expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['PG_VERSION']);
});

test('neither an address nor a folder is a mistake of the program', async () => {
  await expect(openDatabase({})).rejects.toThrow(TypeError);
});

async function eventually<T>(action: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && /^57P0/.test(String(error.code)))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
