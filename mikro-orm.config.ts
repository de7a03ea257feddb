/**
 * What the `mikro-orm` command sees: an empty embedded database in memory with every migration applied, so that `migration:create` writes
 * exactly the difference between the entities and the migrations, and nobody's data is ever touched. It reads the built files.
 */
import { createOrm, migrate, openDatabase, ormOptions } from './src/infrastructure/database';
import { entities } from './src/infrastructure/persistence/entities';
import { migrations } from './src/infrastructure/persistence/migrations';

export default async function configuration(): Promise<ReturnType<typeof ormOptions>> {
  const database = await openDatabase({ dataDir: ':memory:' });
  const orm = await createOrm(database, entities, migrations);
  await migrate(database, orm);
  await orm.close(true);
  return ormOptions(database, entities, migrations);
}
