/** What is done now and then, by whichever process runs workers: the day's anchor, and clearing what nobody will ask for again. */
import { keepOutside, makeDailyAnchor } from '../application/audit/make-anchor';
import type { Config } from '../config';
import { anchorFolder } from '../infrastructure/audit';
import type { Database } from '../infrastructure/database';
import { createClearingWorker, repeat, type Worker } from '../infrastructure/workers';
import type { Log } from './open-migrated';
import type { Plumbing } from './plumbing';

/** What is worth a line in the log though nothing went wrong. */
export type Tell = (what: string, data: Record<string, unknown>) => void;

const CLEARING_EVERY_MS = 3_600_000;
const ANCHOR_EVERY_MS = 60_000;

export function startHousekeeping(
  { pool }: Pick<Database, 'pool'>,
  { anchors, clock, wall }: Pick<Plumbing, 'anchors' | 'clock' | 'wall'>,
  { idempotencyDays, anchorDir }: Pick<Config, 'idempotencyDays' | 'anchorDir'>,
  { log, tell = () => undefined }: { log: Log; tell?: Tell },
): Worker[] {
  const witness = anchorDir === null ? null : anchorFolder(anchorDir);
  const anchor = async (): Promise<void> => {
    const made = await makeDailyAnchor({ anchors, wall });
    // In the log too: wherever logs are collected, the hash is kept outside of the database.
    if (made) tell('The log was anchored', { number: made.number, day: made.day, events: made.events, hash: made.hash.toString('hex') });
    // Not only what was made here: with several machines each keeps all of them.
    if (witness) await keepOutside(anchors, witness);
  };
  return [
    repeat(ANCHOR_EVERY_MS, anchor, (error) => log(error, 'Anchoring the log failed')),
    createClearingWorker({
      ...{ pool, clocks: [clock, wall], days: idempotencyDays, intervalMs: CLEARING_EVERY_MS },
      onError: (error) => log(error, 'Clearing old idempotency keys failed'),
    }),
  ];
}
