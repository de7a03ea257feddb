import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '../../../src/infrastructure/database/data-dir-lock';
import { identityOf } from '../../../src/infrastructure/database/process-identity';
import { runTypescript, type Running } from '../../support/child-process';

let folder: string;
const running: Running[] = [];
const holder = (at = 0): Running => {
  const child = runTypescript(join(__dirname, 'processes/hold-lock.ts'), folder, String(at));
  running.push(child);
  return child;
};
const holds = (child: Running): Promise<string> => child.line((line) => line === 'held');
const lockFile = (): string => join(folder, 'muster.lock');
const leave = (changes: object): void => writeFileSync(lockFile(), JSON.stringify({ ...identityOf(process.pid), token: 'old', ...changes }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-lock-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
});

test('a free folder is taken, and free again after release', () => {
  const lock = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(
    expect.objectContaining({ code: 'DATA_DIR_IN_USE', data: expect.objectContaining({ pid: process.pid }) }),
  );
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
  lockDataDir(folder).release();
});

test('a folder that another process holds is refused in words that name the process and the folder', async () => {
  const child = holder();
  await holds(child);
  expect(() => lockDataDir(folder)).toThrow(
    expect.objectContaining({
      code: 'DATA_DIR_IN_USE',
      message: expect.stringMatching(`${folder}.* ${child.pid}`),
      zh: expect.stringMatching(`${folder}.* ${child.pid}`),
      data: { pid: child.pid, dataDir: folder, lockFile: lockFile() },
    }),
  );
});

test('the lock of a process that was killed is taken over', async () => {
  const child = holder();
  await holds(child);
  await child.kill();
  const lock = lockDataDir(folder);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(folder)).toEqual(['muster.lock']);
  lock.release();
});

test('a number that now belongs to another process is no holder', () => {
  leave({ started: 'at another time' });
  lockDataDir(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a holder of an earlier boot of this machine is gone', () => {
  const [name, , ...rest] = identityOf(process.pid).host.split(' ');
  leave({ host: [name, 'another-boot', ...rest].join(' ') });
  lockDataDir(folder).release();
});

test('a holder on another machine cannot be looked into, so it is never robbed', () => {
  leave({ host: 'elsewhere boot pid:[1]', pid: 99 });
  expect(() => lockDataDir(folder)).toThrow(
    expect.objectContaining({
      code: 'DATA_DIR_IN_USE',
      message: expect.stringContaining(`delete ${lockFile()}`),
      data: expect.objectContaining({ pid: 99 }),
    }),
  );
});

test('a lock that is no lock of ours is left alone', () => {
  writeFileSync(lockFile(), '{"other":"program"}');
  expect(() => lockDataDir(folder)).toThrow('not a lock of Muster');
});

test('who finds a dead holder, but is slower than another who takes over and tidies up, has lost', async () => {
  leave({ started: 'at another time' });
  const winner = holder(Date.now() + 100_000_000);
  const real = fs.linkSync;
  const link = jest.spyOn(fs, 'linkSync').mockImplementationOnce((from, to) => {
    // Between our look and our link: the other one's takeover, complete.
    leave({ ...identityOf(winner.pid), token: 'new' });
    real(from, to);
  });
  expect(() => lockDataDir(folder)).toThrow(expect.objectContaining({ code: 'DATA_DIR_IN_USE', data: expect.objectContaining({ pid: winner.pid }) }));
  expect(link).toHaveBeenCalledTimes(1);
  expect(readdirSync(folder)).toEqual(['muster.lock']);
  link.mockRestore();
});

test.each([1, 2, 3])('of many that find a dead holder at the same moment, one takes over (round %i)', async () => {
  leave({ started: 'at another time' });
  const at = Date.now() + 3000;
  const children = Array.from({ length: 6 }, () => holder(at));
  const verdicts = await Promise.all(children.map((child) => child.line(() => true)));
  expect(verdicts.sort()).toEqual([...Array.from({ length: 5 }, () => 'DATA_DIR_IN_USE'), 'held']);
  expect(readdirSync(folder)).toEqual(['muster.lock']);
});
