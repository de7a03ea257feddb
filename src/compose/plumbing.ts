/** What lies below the desk: everything that reads and writes the database. */
import { placeAmong } from '../application/audit/place';
import type { Clock, MovableClock } from '../application/ports/clock';
import { primaryOnly, type Reads } from '../application/ports/reads';
import { pathOn } from '../domain/units';
import { createAnchorStore } from '../infrastructure/audit';
import { CALENDAR_CHANGED, createWorkCalendars } from '../infrastructure/calendar/work-calendars';
import { createDifferences } from '../infrastructure/differences';
import { createFigureCounts, createFigureReading, createFigureSnapshots } from '../infrastructure/figures';
import { createCampaignRecords } from '../infrastructure/campaigns/records';
import { openMovableClock, systemClock } from '../infrastructure/clock';
import { viewersOf } from '../application/people';
import { PEOPLE_CHANGED } from '../infrastructure/people/people-changed';
import { lateTransactions } from '../infrastructure/people/late-transactions';
import { keptSettings } from '../infrastructure/persistence/kept-settings';
import { createStore, type PathOf } from '../infrastructure/persistence/store';
import { createPlans } from '../infrastructure/plans/plans';
import { createPlanTransactions } from '../infrastructure/plans/transactions';
import { createReading } from '../infrastructure/reading/reading';
import { subjectVersions } from '../infrastructure/reading/subject-versions';
import { createDeliveries } from '../infrastructure/channels/undelivered';
import { createAttachments } from '../infrastructure/reports/attachments';
import { createRecordedSums } from '../infrastructure/records/recorded-sums';
import { createPeriodReports } from '../infrastructure/reports/period-reports';
import type { Replicas } from '../infrastructure/replicas';
import { UNITS_CHANGED } from '../infrastructure/units/units-changed';
import { unitDirectory } from '../infrastructure/units/unit-directory';

import type { OpenedDatabase } from './open-migrated';

/**
 * Everything below the desk. `clock` is the campaign's, `wall` the real one (sign-ins, audit). What is kept in this process (units, calendars,
 * roles) is always read from the primary: a replica could still show what has just been announced as changed.
 */
export async function plumbing({ database, orm }: Pick<OpenedDatabase, 'database' | 'orm'>, given?: { clock?: Clock; replicas?: Replicas | null }) {
  const { pool } = database;
  const near: Replicas['near'] = given?.replicas?.near ?? ((over) => over(pool));
  const versions = subjectVersions();
  const transactions = lateTransactions(orm);
  const units = unitDirectory(transactions);
  const paths = async (): Promise<PathOf> => {
    const register = await units.current();
    return (unit, on) => pathOn(register, unit, on);
  };
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
    settings: keptSettings(pool),
    units,
    clock,
    wall: systemClock,
    viewers,
    /** What reading keeps of subjects. */
    versions,
    store: createStore(pool, paths),
    figureCounts: createFigureCounts(pool, paths),
    figures: near(createFigureReading),
    figureSnapshots: near(createFigureSnapshots),
    differences: near(createDifferences),
    anchors: createAnchorStore(pool, placeAmong),
    reads: (given?.replicas ?? primaryOnly) as Reads,
    reading: near((over) => createReading(over, versions)),
    records: near(createCampaignRecords),
    plans: near(createPlans),
    attachments: near(createAttachments),
    deliveries: near(createDeliveries),
    periodReports: near(createPeriodReports),
    recorded: near(createRecordedSums),
    planTransactions: createPlanTransactions(pool),
    calendars,
    stop: async () => void (await Promise.all(listening.map((stop) => stop()))),
  };
}
export type Plumbing = Awaited<ReturnType<typeof plumbing>>;
