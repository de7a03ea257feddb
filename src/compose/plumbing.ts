/** Opens what lies below: the database brought to the program's schema, and everything that reads and writes it. */
import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Config } from '../config';
import { placeAmong } from '../application/audit/place';
import type { Clock, MovableClock } from '../application/ports/clock';
import { primaryOnly, type Reads } from '../application/ports/reads';
import { createAnchorStore } from '../infrastructure/audit';
import { CALENDAR_CHANGED, createWorkCalendars } from '../infrastructure/calendar/work-calendars';
import { createCampaignRecords } from '../infrastructure/campaigns/records';
import { openMovableClock, systemClock } from '../infrastructure/clock';
import { createOrm, migrate, openDatabase, type Database } from '../infrastructure/database';
import { viewersOf } from '../application/people';
import { PEOPLE_CHANGED } from '../infrastructure/people/people-changed';
import { registerTransactions } from '../infrastructure/people/register-transactions';
import { adoptRestoredLog } from '../infrastructure/persistence/log-era';
import { entities } from '../infrastructure/persistence/entities';
import { migrations } from '../infrastructure/persistence/migrations';
import { createStore } from '../infrastructure/persistence/store';
import { createPlans } from '../infrastructure/plans/plans';
import { createPlanTransactions } from '../infrastructure/plans/transactions';
import { createReading } from '../infrastructure/reading/reading';
import { subjectVersions } from '../infrastructure/reading/subject-versions';
import { pathOn } from '../domain/units';
import { createAttachments } from '../infrastructure/reports/attachments';
import type { Replicas } from '../infrastructure/replicas';
import { UNITS_CHANGED } from '../infrastructure/units/unit-rows';
import { unitDirectory } from '../infrastructure/units/unit-directory';

export type Log = (error: unknown, what: string) => void;

/** The database alone, for the command line's short errands. `close` closes the ORM first. */
export interface OpenedDatabase {
  database: Database;
  orm: MikroORM<PostgreSqlDriver>;
  /** Names of the migrations that were applied now. */
  migrated: string[];
  close(): Promise<void>;
}

/** `restored`: the files are known to be an older copy; see persistence/log-era.ts. */
export async function openMigrated(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool' | 'databaseSilenceMs'>,
  log: Log,
  restored = false,
): Promise<OpenedDatabase> {
  const database = await openDatabase({
    ...(config.databaseUrl === null ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl }),
    poolSize: config.databasePool,
    silenceMs: config.databaseSilenceMs,
    onConnectionError: (error) => log(error, 'A database connection was lost'),
  });
  try {
    const orm = await createOrm(database, entities, migrations);
    const close = async (): Promise<void> => {
      await orm.close(true);
      await database.close();
    };
    try {
      const migrated = await migrate(database, orm);
      await adoptRestoredLog(database.pool, restored);
      return { database, orm, migrated, close };
    } catch (error) {
      await orm.close(true);
      throw error;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Everything below the desk. `clock` is the campaign's, `wall` the real one (sign-ins, audit). What is kept in this process (units, calendars,
 * roles) is always read from the primary: a replica could still show what has just been announced as changed.
 */
export async function plumbing({ database, orm }: Pick<OpenedDatabase, 'database' | 'orm'>, given?: { clock?: Clock; replicas?: Replicas | null }) {
  const { pool } = database;
  const near: Replicas['near'] = given?.replicas?.near ?? ((over) => over(pool));
  const versions = subjectVersions();
  const transactions = registerTransactions(orm);
  const units = unitDirectory(transactions);
  const calendars = createWorkCalendars(pool);
  // Only the embedded database has a clock that can be set ahead: for the demonstration and for trying a plan out.
  const clock: Clock | MovableClock = given?.clock ?? (database.kind === 'pglite' ? await openMovableClock(pool) : systemClock);
  const viewers = viewersOf({ transactions, clock, wall: systemClock });
  // The embedded database has no other process that could change what is kept here.
  const kept = { [UNITS_CHANGED]: units, [CALENDAR_CHANGED]: calendars, [PEOPLE_CHANGED]: { invalidate: () => viewers.forget() } };
  const listening =
    database.kind === 'postgres'
      ? await Promise.all(
          Object.entries(kept).map(([channel, cache]) =>
            database.listen(
              channel,
              () => cache.invalidate(),
              () => cache.invalidate(),
            ),
          ),
        )
      : [];
  return {
    transactions,
    units,
    clock,
    wall: systemClock,
    viewers,
    /** What reading keeps of subjects. */
    versions,
    store: createStore(pool, async () => {
      const register = await units.current();
      return (unit, on) => pathOn(register, unit, on);
    }),
    anchors: createAnchorStore(pool, placeAmong),
    reads: (given?.replicas ?? primaryOnly) as Reads,
    reading: near((over) => createReading(over, versions)),
    records: near(createCampaignRecords),
    plans: near(createPlans),
    attachments: near(createAttachments),
    planTransactions: createPlanTransactions(pool),
    calendars,
    stop: async () => void (await Promise.all(listening.map((stop) => stop()))),
  };
}
export type Plumbing = Awaited<ReturnType<typeof plumbing>>;
