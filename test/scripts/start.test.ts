/** `npm start` in a folder of its own, with a program that only says which it is. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-begin-'));
  for (const folder of ['scripts', 'workflows', 'schema', 'src', 'node_modules', 'dist/src']) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['ensure', 'start', 'compile-cache']) cpSync(join(__dirname, `../../scripts/${name}.cjs`), join(root, `scripts/${name}.cjs`));
  for (const file of ['package-lock.json', 'package.json', '.swcrc', 'src/main.ts', 'dist/package.json']) writeFileSync(join(root, file), '{}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}');
  writeFileSync(join(root, 'scripts/build.cjs'), `throw new Error('There is nothing to build');`);
  // A package that imports, as PGlite does; and what a module may ask of its own require.
  writeFileSync(join(root, 'dist/src/imports.js'), `exports.os = () => import('node:os');`);
  program('first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const program = (word: string): void =>
  writeFileSync(
    join(root, 'dist/src/main.js'),
    `const { os } = require('./imports');
     if (require.resolve('./imports') !== __dirname + '/imports.js' || require.cache[__filename] !== module) throw new Error('wrong require');
     void os().then(({ EOL }) => process.stdout.write('${word}' + EOL));`,
  );
const start = async (): Promise<string> => (await promisify(execFile)(process.execPath, ['scripts/start.cjs'], { cwd: root })).stdout;
const kept = (): string => join(root, 'dist/compiled.bin');

test('the second start runs what the first has kept, and leaves it as it is', async () => {
  expect(await start()).toBe('first\n');
  expect(existsSync(kept())).toBe(true);
  utimesSync(kept(), 1, 1);
  const before = readFileSync(kept());
  expect(await start()).toBe('first\n');
  expect(readFileSync(kept()).equals(before)).toBe(true);
});

test('a file that was changed is compiled anew, also when it is as long as before', async () => {
  await start();
  program('other');
  expect(await start()).toBe('other\n');
  expect(await start()).toBe('other\n');
});

test.each([
  ['cut off', (file: Buffer) => file.subarray(0, file.length / 2)],
  ['with zeros at its end', (file: Buffer) => Buffer.concat([file.subarray(0, file.length - 64), Buffer.alloc(64)])],
  ['empty', () => Buffer.alloc(0)],
])('what was kept and is %s is not used, and is made again', async (_, damage) => {
  await start();
  const whole = readFileSync(kept());
  writeFileSync(kept(), damage(whole));
  expect(await start()).toBe('first\n');
  expect(readFileSync(kept())).toHaveLength(whole.length);
});

test('a build that fails fails the start', async () => {
  rmSync(join(root, 'dist/package.json'));
  await expect(start()).rejects.toMatchObject({ stderr: expect.stringContaining('There is nothing to build') as string });
});
