/** How much is loaded for a start: what takes long to load waits for whoever needs it (`lazy` in .swcrc, `openMigrated`). No times are measured. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

interface Loaded {
  answer: unknown;
  packages: string[];
  ours: string[];
}

/** Loads the ORM and the migrator, and reads a notice. */
const ONLY_FIRST = ['@mikro-orm/core', '@mikro-orm/migrations', '@mikro-orm/knex', 'knex', 'umzug', 'opencc-js', 'pinyin-pro'];
/** Not even a first start has a use for these. */
const NEVER = [
  'prom-client',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/exporter-trace-otlp-http',
  'pdfjs-dist',
  'htmlparser2',
  'saxes',
  'yauzl',
  'yaml',
];

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-start-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(): Promise<Loaded> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' };
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'support/loaded-at-start.cjs')], { env, maxBuffer: 16_777_216 });
  return JSON.parse(stdout) as Loaded;
}

test('a first start loads what makes the database and the demonstration; a second one answers without', async () => {
  const first = await start();
  expect(first.answer).toMatchObject({ data: { __typename: 'Query' } });
  expect(first.packages).toEqual(expect.arrayContaining(ONLY_FIRST));
  expect(first.packages.filter((name) => NEVER.includes(name))).toEqual([]);

  const second = await start();
  expect(second.answer).toEqual(first.answer);
  expect(second.packages.filter((name) => [...ONLY_FIRST, ...NEVER].includes(name))).toEqual([]);
  const rooms = second.ours.map((file) => relative(join(__dirname, '..'), file));
  expect(rooms).toContain('src/graphql/server.ts');
  expect(rooms.filter((file) => /^src\/domain\/notice\/|persistence\/(entities|migrations)\/(?!names)/.test(file))).toEqual([]);
}, 120_000);
