import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/infrastructure/database';
import { runTypescript } from '../../support/child-process';

const WRITER = join(__dirname, 'processes/write-for-ever.ts');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-killed-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('after kill -9 every acknowledged commit is there, whole, and the folder opens again', async () => {
  const acknowledged = new Set<number>();
  for (let round = 0; round < 4; round++) {
    const writer = runTypescript(WRITER, dataDir, String(round * 1_000_000));
    // Killed at another point each time: after the first commits, and after some more.
    await writer.line((line) => Number(line) >= round * 1_000_000 + 10 + round * 37);
    await writer.kill();
    for (const line of writer.lines) if (/^\d+$/.test(line)) acknowledged.add(Number(line));
  }
  const { pool, close } = await openDatabase({ dataDir });
  const { rows } = await pool.query<{ n: number; again: number }>('select n, again from written');
  const found = new Map(rows.map(({ n, again }) => [n, again]));
  expect([...acknowledged].filter((n) => !found.has(n))).toEqual([]);
  expect([...found].filter(([n, again]) => again !== n + 1)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(40);
  await close();
});

test.each([0, 900, 1800])('a kill %i ms into the very first opening leaves a folder that opens', async (delay) => {
  const writer = runTypescript(WRITER, dataDir);
  await writer.line((line) => line === 'opening');
  await new Promise((resolve) => setTimeout(resolve, delay));
  await writer.kill();
  const { pool, close } = await openDatabase({ dataDir });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true);
  await close();
});
