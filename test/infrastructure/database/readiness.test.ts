import { readiness, type Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from '../../support/database';

const names = migrations.map(({ name }) => name);
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());

test('a database with all the migrations of the program is ready, and one with more of them too', async () => {
  expect(await readiness(database.pool, names)()).toEqual([]);
  expect(await readiness(database.pool, names.slice(1))()).toEqual([]);
});

test('a database that lacks one of them is not', async () => {
  expect(await readiness(database.pool, [...names, '9999-of-tomorrow'])()).toEqual(['DATABASE_OLDER_THAN_PROGRAM']);
});

test('a database that refuses, or does not answer in time, is unreachable; many who ask are one question', async () => {
  const refusing = { query: () => Promise.reject(new Error('no')) } as unknown as Database['pool'];
  expect(await readiness(refusing, names)()).toEqual(['DATABASE_UNREACHABLE']);
  let asked = 0;
  const hanging = { query: () => new Promise(() => (asked += 1)) } as unknown as Database['pool'];
  const unready = readiness(hanging, names, 20);
  expect(await Promise.all([unready(), unready()])).toEqual([['DATABASE_UNREACHABLE'], ['DATABASE_UNREACHABLE']]);
  expect(await unready()).toEqual(['DATABASE_UNREACHABLE']);
  expect(asked).toBe(1);
});
