/** The demonstration as `npm start` has it, over HTTP, on a database of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../../src/application/people';
import type { Clock } from '../../src/application/ports/clock';
import { compose, type Muster } from '../../src/compose';
import { readConfig } from '../../src/config';
import { createOrm } from '../../src/infrastructure/database';
import { entities } from '../../src/infrastructure/persistence/entities';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from '../support/database';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server';

export interface Demonstration {
  server: TestServer;
  muster: Muster;
  password: string;
  stop(): Promise<void>;
}

export async function startDemonstration({ clock, ...options }: Partial<TestServerOptions> & { clock?: Clock } = {}): Promise<Demonstration> {
  const database = await openTestDatabase({ migrations });
  const orm = await createOrm(database, entities, migrations);
  const close = async (): Promise<void> => {
    await orm.close(true);
    await database.close();
  };
  const log = (error: unknown, what: string): never => {
    throw new Error(what, { cause: error });
  };
  const opened = { database, orm: () => Promise.resolve(orm), migrated: [], close };
  const muster = await compose(readConfig({ NODE_ENV: 'test' }), { log, opened, ...(clock && { clock }) });
  const registerFile = readFileSync(join(__dirname, '../../examples/units/yunxi.json'), 'utf8');
  const demo = await seedDemo(muster.desks.people, muster.desks.units, { embedded: true, registerFile });
  if (!demo) throw new Error('The demonstration was not made');
  const server = await startTestServer({ ...options, desk: muster.desk });
  return {
    server,
    muster,
    password: demo.password,
    stop: async () => {
      await server.stop();
      await muster.close();
    },
  };
}
