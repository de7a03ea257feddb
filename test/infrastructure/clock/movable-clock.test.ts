import { openMovableClock } from '../../../src/infrastructure/clock';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());
beforeEach(() => database.pool.query('delete from setting'));

const real = { time: new Date('2026-03-02T00:00:00Z'), now: () => real.time };

test('goes with the real time until it is set ahead, and stays ahead after a restart', async () => {
  const clock = await openMovableClock(database.pool, real);
  expect(clock.now()).toEqual(real.time);
  await clock.advance(86_400_000);
  await clock.advanceTo(new Date('2026-03-10T00:00:00Z'));
  expect(clock.now()).toEqual(new Date('2026-03-10T00:00:00Z'));
  const restarted = await openMovableClock(database.pool, real);
  expect(restarted.now()).toEqual(clock.now());
  expect(restarted.offsetMs).toBe(8 * 86_400_000);
});

test('is set ahead for every process: two that do so at once add up', async () => {
  const [one, two] = await Promise.all([openMovableClock(database.pool, real), openMovableClock(database.pool, real)]);
  await Promise.all([one.advance(1_000), two.advance(2_000)]);
  await Promise.all([one.refresh(), two.refresh()]);
  expect([one.offsetMs, two.offsetMs]).toEqual([3_000, 3_000]);
});

test('never goes back', async () => {
  const clock = await openMovableClock(database.pool, real);
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);
  await expect(clock.advance(Number.NaN)).rejects.toThrow(RangeError);
  await expect(clock.advanceTo(new Date('2026-03-01T00:00:00Z'))).rejects.toThrow('has passed');
  expect(clock.offsetMs).toBe(0);
});
