/** The engine: drive with its laws, facts and openers, the publisher, and the workers that deliver deadlines and messages. */
import { createDrive, type Drive } from '../application/drive';
import { deliverDue } from '../application/drive/deliver-due';
import { createFacts } from '../application/facts';
import { createOpeners } from '../application/openers';
import { relations, type PolicySubject } from '../application/policy';
import type { Publisher } from '../application/ports/publisher';
import { createSight } from '../application/reading/sight';
import type { Database } from '../infrastructure/database';
import { createPublisher } from '../infrastructure/publisher';
import { createClockWorker, createOutboxWorker, repeat, type OtherChannels, type Worker } from '../infrastructure/workers';
import { decide, laws } from '../../workflows';
import type { Monitor } from './monitor';
import { observe } from './observed-engine';
import type { Log } from './open-migrated';
import type { Plumbing } from './plumbing';

export interface Engine {
  drive: Drive;
  facts: ReturnType<typeof createFacts>;
  publisher: Publisher;
  /** `other`: by which channels messages go out beside the inbox. */
  startWorkers(other?: OtherChannels): Worker[];
  close(): Promise<void>;
}

const CLOCK_EVERY_MS = 5_000;
const OUTBOX_EVERY_MS = 1_000;
/** PGlite has no autovacuum: without statistics it would read whole tables for ever. */
const ANALYZE_EVERY_MS = 600_000;
/** It holds everybody up for a fifth of a second, who are many in the first moments; what was found before the restart is kept. */
const ANALYZE_FIRST_MS = 30_000;

export async function createEngine(database: Database, below: Plumbing, log: Log, monitor?: Monitor): Promise<Engine> {
  const observed = (monitor?.metrics || monitor?.tracing) && observe(below.store, laws, below.clock, monitor);
  const store = observed?.store ?? below.store;
  const { clock, reading, units, calendars, plans, records, attachments, figures, differences } = below;
  const facts = createFacts({ records, plans, units, calendars, attachments, figures, differences, reading });
  const publisher = await createPublisher({
    pool: database.pool,
    listen: database.kind === 'postgres' ? (channel, handler, missed) => database.listen(channel, handler, missed) : null,
    onError: (error) => log(error, 'Following the log failed'),
  });
  const driven = createDrive({
    store,
    clock,
    laws,
    decide,
    relations: (viewer, subject, actingUnit, rule) => relations(viewer, subject as unknown as PolicySubject, actingUnit, rule),
    visible: async (viewer, subject) => (await createSight(viewer, reading).see([subject]))[0] !== null,
    facts,
    openers: createOpeners({ plans, records, calendars }),
    publish: (events) => publisher.committed(events),
  });
  const drive = observed?.drive(driven) ?? driven;
  return {
    drive,
    facts,
    publisher,
    startWorkers: (other) => [
      createClockWorker({
        deliverDue: () =>
          deliverDue({ store, drive, clock, onError: (error, deadline) => log(error, `Delivering ${deadline.event} of ${deadline.id} failed`) }),
        intervalMs: CLOCK_EVERY_MS,
        onError: (error) => log(error, 'The clock worker failed'),
      }),
      createOutboxWorker({
        ...{ pool: database.pool, clock, intervalMs: OUTBOX_EVERY_MS, ...(other && { other }) },
        onError: (error) => log(error, 'The outbox worker failed'),
      }),
      ...(database.kind === 'pglite'
        ? [
            repeat(
              ANALYZE_EVERY_MS,
              () => database.pool.query('analyze'),
              (error) => log(error, 'The statistics could not be renewed'),
              ANALYZE_FIRST_MS,
            ),
          ]
        : []),
    ],
    close: async () => {
      await drive.close();
      await publisher.close();
    },
  };
}
