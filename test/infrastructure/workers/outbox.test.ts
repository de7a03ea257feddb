import { v7 as uuid } from 'uuid';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { deliverOutbox } from '../../../src/infrastructure/workers';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('truncate outbox, message'));

const clock = { time: new Date('2026-03-02T00:00:00Z'), now: () => clock.time };
const put = async (units: unknown[], notBefore = clock.time): Promise<string> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before) values ($1, $2, 1, 'URGED', $3, '{"by": "x"}', $4, $5) returning id`,
    [uuid(), uuid(), JSON.stringify(units), clock.time, notBefore],
  );
  return rows[0]?.id ?? '';
};
const messages = async (): Promise<{ id: string; unit_id: string }[]> =>
  (await database.pool.query<{ id: string; unit_id: string }>('select id, unit_id from message order by id, unit_id')).rows;
const waiting = async (): Promise<unknown[]> =>
  (await database.pool.query('select attempts, last_error, not_before from outbox where delivered_at is null order by id')).rows;

test('a row becomes a message for each of its units, once', async () => {
  const units = [uuid(), uuid()].sort();
  const id = await put([...units, units[0]]);
  expect(await deliverOutbox(database.pool, clock)).toBe(1);
  expect(await deliverOutbox(database.pool, clock)).toBe(0);
  expect(await messages()).toEqual(units.map((unit_id) => ({ id, unit_id })));
});

test('a row for no unit is ticked off', async () => {
  await put([]);
  expect(await deliverOutbox(database.pool, clock)).toBe(1);
  expect(await waiting()).toEqual([]);
});

test('a row that is to wait, waits', async () => {
  await put([uuid()], new Date(clock.time.getTime() + 1));
  expect(await deliverOutbox(database.pool, clock)).toBe(0);
});

test('a row that was delivered already writes nothing twice', async () => {
  await put([uuid()]);
  await deliverOutbox(database.pool, clock);
  await database.pool.query('update outbox set delivered_at = null');
  expect(await deliverOutbox(database.pool, clock)).toBe(1);
  expect(await messages()).toHaveLength(1);
});

test('one that cannot be delivered lets the others pass, and is tried ever more seldom', async () => {
  const good = [await put([uuid()]), await put([uuid()])];
  await put(['no unit at all']);
  good.push(await put([uuid()]));
  expect(await deliverOutbox(database.pool, clock)).toBe(3);
  expect((await messages()).map(({ id }) => id)).toEqual(good);
  const start = clock.time.getTime();
  expect(await waiting()).toMatchObject([{ attempts: 1, last_error: expect.stringContaining('uuid'), not_before: new Date(start + 1_000) }]);
  clock.time = new Date(start + 1_000);
  expect(await deliverOutbox(database.pool, clock)).toBe(0);
  expect(await waiting()).toMatchObject([{ attempts: 2, not_before: new Date(start + 3_000) }]);
});

test('more than a batch, by several workers at once: each row once', async () => {
  await database.pool.query(
    `insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before)
     select gen_random_uuid(), gen_random_uuid(), n, 'URGED', jsonb_build_array(gen_random_uuid()), '{}', $1, $1 from generate_series(1, 900) n`,
    [clock.time],
  );
  const counts = await Promise.all([1, 2, 3].map(() => deliverOutbox(database.pool, clock)));
  await deliverOutbox(database.pool, clock);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(900);
  expect(await messages()).toHaveLength(900);
  expect(await waiting()).toEqual([]);
});
