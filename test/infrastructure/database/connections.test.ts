import type { Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a statement is answered', async () => {
  const { rows } = await database.pool.query('select 1 as one, 9007199254740993::int8 as big');
  expect(rows).toEqual([{ one: 1, big: '9007199254740993' }]);
});
