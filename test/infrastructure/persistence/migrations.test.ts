import { entities } from '../../../src/infrastructure/persistence/entities';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createOrm, type Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());

describe('the migrations', () => {
  test('lead to exactly the tables that the entities describe', async () => {
    const orm = await createOrm(database, entities, migrations);
    try {
      expect(await orm.schema.getUpdateSchemaSQL({ dropTables: false })).toBe('');
    } finally {
      await orm.close(true);
    }
  });

  test('the comparison sees a column that only an entity has', async () => {
    await database.pool.query('alter table outbox drop column last_error');
    const orm = await createOrm(database, entities, migrations);
    try {
      expect(await orm.schema.getUpdateSchemaSQL({ dropTables: false })).toContain('last_error');
    } finally {
      await orm.close(true);
      await database.pool.query('alter table outbox add column last_error text');
    }
  });

  test('have names that are unique and in order', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
