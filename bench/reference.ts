/** The reference that most figures are held against: a database of its own with a campaign in it, and pgbench to write transitions there. */
import { Client } from 'pg';
import type { WriteUnit } from '../src/application/ports/store';
import { createOrm, migrate, openDatabase, type Database } from '../src/infrastructure/database';
import { migrations } from '../src/infrastructure/persistence/migrations';
import { openCampaign } from './campaign';
import type { Cluster } from './cluster';
import { pgbench, type Pgbench } from './pgbench';

export interface Reference {
  /** A connection to the cluster's own database, for what is done between the runs. */
  admin: Client;
  samples: WriteUnit[];
  theirs: Pgbench;
}

/** At the program's schema. */
export async function opened(config: Parameters<typeof openDatabase>[0]): Promise<Database> {
  const database = await openDatabase(config);
  const orm = await createOrm(database, [], migrations);
  await migrate(database, orm).finally(() => orm.close(true));
  return database;
}

/** Makes the database `theirs`; nobody is connected to it until pgbench runs. */
export async function openReference(cluster: Cluster): Promise<Reference> {
  const admin = new Client({ connectionString: cluster.url });
  // When the cluster is stopped on the way out, nobody needs to hear of the lost connection.
  admin.on('error', () => undefined);
  await admin.connect();
  await admin.query('create database theirs');
  const database = await opened({ databaseUrl: cluster.at('theirs') });
  const samples = await (await openCampaign(database)).samples();
  await database.pool.query('vacuum analyze');
  await database.close();
  return { admin, samples, theirs: pgbench(cluster.program('pgbench'), cluster.at('theirs'), cluster.scratch, samples) };
}
