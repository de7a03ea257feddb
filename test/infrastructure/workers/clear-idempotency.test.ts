import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { clearIdempotency } from '../../../src/infrastructure/workers';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('truncate idempotency'));

const at = (instant: string) => ({ now: () => new Date(instant) });
const wall = at('2026-03-31T00:00:00Z');
const put = (prefix: string, count: number, created: string) =>
  database.pool.query(
    `insert into idempotency (account_id, key, request_hash, answer, created_at) select 'a', $1 || n, '\\x00', '{}', $3 from generate_series(1, $2::int) n`,
    [prefix, count, created],
  );
const kept = async (): Promise<string[]> =>
  (await database.pool.query<{ key: string }>('select key from idempotency order by key limit 20')).rows.map(({ key }) => key);

test('what is older than so many days goes, what is younger stays', async () => {
  await put('old', 2, '2026-02-28T23:59:59Z');
  await put('exactly', 1, '2026-03-01T00:00:00Z');
  await put('young', 2, '2026-03-30T00:00:00Z');
  expect(await clearIdempotency(database.pool, [wall], 30)).toBe(2);
  expect(await kept()).toEqual(['exactly1', 'young1', 'young2']);
  expect(await clearIdempotency(database.pool, [wall], 30)).toBe(0);
});

test('a clock set ahead by a year takes nothing away that is young by the wall', async () => {
  await put('young', 1, '2026-03-30T00:00:00Z');
  expect(await clearIdempotency(database.pool, [at('2027-03-31T00:00:00Z'), wall], 30)).toBe(0);
  await put('ahead', 1, '2027-03-30T00:00:00Z');
  expect(await clearIdempotency(database.pool, [wall], 30)).toBe(0);
});

test('more than a batch, by several at once: each row once', async () => {
  await put('old', 5_500, '2025-01-01T00:00:00Z');
  await put('young', 1, '2026-03-30T00:00:00Z');
  const counts = await Promise.all([1, 2, 3].map(() => clearIdempotency(database.pool, [wall], 30)));
  await clearIdempotency(database.pool, [wall], 30);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5_500);
  expect(await kept()).toEqual(['young1']);
});

test('the oldest are found by their index, however many there are', async () => {
  await put('many', 20_000, '2026-03-30T00:00:00Z');
  await database.pool.query('analyze idempotency');
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(
    `explain select account_id, key from idempotency where created_at < '2026-01-01' order by created_at limit 1000 for update skip locked`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('idempotency_age');
});
