import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeAmong } from '../../../src/application/audit/place';
import { startHousekeeping } from '../../../src/compose/housekeeping';
import { createAnchorStore } from '../../../src/infrastructure/audit';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from '../../support/database';

let database: Database;
const folders: string[] = [];
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const wall = { time: new Date('2026-03-02T15:59:00Z'), now: () => wall.time };
/** Like a process of its own: it works once and stops. */
async function turn(anchorDir: string | null): Promise<Record<string, unknown>[]> {
  const told: Record<string, unknown>[] = [];
  const below = { anchors: createAnchorStore(database.pool, placeAmong), clock: wall, wall };
  const workers = startHousekeeping(
    database,
    below,
    { idempotencyDays: 30, anchorDir },
    {
      log: (error) => {
        throw error;
      },
      tell: (_, data) => told.push(data),
    },
  );
  await Promise.all(workers.map((worker) => worker.runNow()));
  await Promise.all(workers.map((worker) => worker.stop()));
  return told;
}
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-housekeeping-'));
  folders.push(folder);
  return join(folder, 'anchors');
};

test('once a civil day in Shanghai the log is anchored, told in the log, and kept by every machine in its own folder', async () => {
  const [here, there] = [newFolder(), newFolder()];
  const [told] = await turn(here);
  expect(told).toMatchObject({ number: 1, day: '2026-03-02', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await turn(there)).toEqual([]);
  expect(readdirSync(there)).toEqual(['anchor-000001-2026-03-02.ndjson']);
  expect(readFileSync(join(here, 'anchor-000001-2026-03-02.ndjson'), 'utf8')).toContain(String(told?.['hash']));
  wall.time = new Date('2026-03-02T16:00:00Z');
  expect(await turn(here)).toMatchObject([{ number: 2, day: '2026-03-03' }]);
  expect(readdirSync(here)).toHaveLength(2);
});

test('the same worker clears old idempotency keys', async () => {
  await database.pool.query(
    `insert into idempotency (account_id, key, request_hash, answer, created_at) values ('a', 'old', '\\x00', '{}', '2026-01-01'), ('a', 'young', '\\x00', '{}', '2026-03-01')`,
  );
  await turn(null);
  const { rows } = await database.pool.query('select key from idempotency');
  expect(rows).toEqual([{ key: 'young' }]);
});
