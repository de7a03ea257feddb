/**
 * One of several servers on a database: callers move deadlines of the subjects they are given, and a clock worker delivers what is due. Time
 * runs so fast that deadlines fall due while it works. Says `sent KEY ID DATE`, `ack KEY SEQ`, `again KEY CODE` and `late CODE` as load.ts does,
 * and `done` when its callers have their answers; then it only delivers, until it is killed.
 *
 *   clock.ts DATABASE_URL CAMPAIGN SUBJECTS NAME CALLS START
 */
import { createDrive } from '../../../src/application/drive';
import { deliverDue } from '../../../src/application/drive/deliver-due';
import { openDatabase, type Database } from '../../../src/infrastructure/database';
import { createStore } from '../../../src/infrastructure/persistence/store';
import { createClockWorker, type Worker } from '../../../src/infrastructure/workers';
import { testPorts } from '../../contract/support/engine';
import { callFor } from './load';

const CALLERS = 8;
const DAY_MS = 86_400_000;
/** A second is four hours and more. */
const HURRY = 15_000;

export interface ClockOptions {
  campaignId: string;
  ids: readonly string[];
  name: string;
  calls: number;
  start: Date;
  say(line: string): void;
}

export async function moveAndDeliver({ pool }: Database, { campaignId, ids, name, calls, start, say }: ClockOptions): Promise<Worker> {
  const begun = Date.now();
  const clock = { now: () => new Date(start.getTime() + (Date.now() - begun) * HURRY) };
  const store = createStore(pool);
  const drive = createDrive(testPorts(store, clock));
  const failed = (error: unknown): void => {
    say(`failed ${String(error)}`);
  };
  const worker = createClockWorker({ deliverDue: () => deliverDue({ store, drive, clock, onError: failed }), intervalMs: 20, onError: failed });
  const caller = async (number: number): Promise<void> => {
    for (let n = number; n < calls; n += CALLERS) {
      const key = `${name}-${n}`;
      const id = ids[(n * 7) % ids.length] ?? '';
      // Today or one of the next days: some fall due before they are moved again.
      const dueOn = new Date(clock.now().getTime() + (n % 3) * DAY_MS).toISOString().slice(0, 10);
      const call = { ...callFor(key, campaignId, id, null), event: { type: 'POSTPONE', input: { key, dueOn } } };
      say(`sent ${key} ${id} ${dueOn}`);
      for (;;) {
        const outcome = await drive.drive(call);
        if (outcome.ok) {
          say(`ack ${key} ${outcome.value.event.seq}`);
          break;
        }
        if (!outcome.refusal.data['retryable']) throw new Error(JSON.stringify(outcome.refusal));
        say(`again ${key} ${outcome.refusal.code}`);
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  say('done');
  return worker;
}

async function main(): Promise<void> {
  const [url = '', campaignId = '', subjects = '', name = '', calls = '', start = ''] = process.argv.slice(2);
  const database = await openDatabase({ databaseUrl: url });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  await moveAndDeliver(database, { campaignId, ids: subjects.split(','), name, calls: Number(calls), start: new Date(start), say });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
