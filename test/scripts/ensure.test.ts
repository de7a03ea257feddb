/** What runs before every start: in a folder of its own, with a build that only says that it was there. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-ensure-'));
  for (const folder of ['scripts', 'workflows', 'schema', 'src', 'node_modules']) mkdirSync(join(root, folder));
  cpSync(join(__dirname, '../../scripts/ensure.cjs'), join(root, 'scripts/ensure.cjs'));
  for (const file of ['package-lock.json', 'package.json', 'src/main.ts']) writeFileSync(join(root, file), '{}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}');
  writeFileSync(
    join(root, 'scripts/build.cjs'),
    `const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
     appendFileSync('builds', 'begun ');
     setTimeout(() => { mkdirSync('dist', { recursive: true }); writeFileSync('dist/package.json', '{}'); appendFileSync('builds', 'done '); }, 300);`,
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ensure = (): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/ensure.cjs', 'build'], { cwd: root });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => resolve({ code, said }));
  });
const builds = (): string => (existsSync(join(root, 'builds')) ? readFileSync(join(root, 'builds'), 'utf8') : '');

test('what is up to date is left alone', async () => {
  expect(await ensure()).toMatchObject({ code: 0, said: expect.stringContaining('Building') as string });
  expect(await ensure()).toEqual({ code: 0, said: '' });
  expect(builds()).toBe('begun done ');
});

test('three starts at once build one after the other, and only once', async () => {
  const all = await Promise.all([ensure(), ensure(), ensure()]);
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(builds()).toBe('begun done ');
  expect(existsSync(join(root, '.ensure.lock'))).toBe(false);
});

test('a start that was killed in the middle holds nobody up', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => gone.on('close', resolve));
  writeFileSync(join(root, '.ensure.lock'), String(gone.pid));
  expect((await ensure()).code).toBe(0);
  expect(builds()).toBe('begun done ');
});

test('a build that fails fails the start, and the next start tries again', async () => {
  const build = readFileSync(join(root, 'scripts/build.cjs'), 'utf8');
  writeFileSync(join(root, 'scripts/build.cjs'), 'process.exit(3)');
  expect((await ensure()).code).not.toBe(0);
  expect(existsSync(join(root, '.ensure.lock'))).toBe(false);
  writeFileSync(join(root, 'scripts/build.cjs'), build);
  expect((await ensure()).code).toBe(0);
});
