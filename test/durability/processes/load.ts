/**
 * A server under load, to be killed or to have its database killed: callers that never rest drive the subjects of a campaign, and repeat under
 * the same idempotency key what was refused for the time being, as clients do. Says `sent KEY ID OTHER` before a call, `again KEY CODE` before
 * it repeats it, and `ack KEY SEQ` after it was accepted. The key is in the event's input, so that the log can be asked afterwards.
 *
 *   load.ts DATABASE_URL|folder CAMPAIGN SUBJECTS ROUND [ACKNOWLEDGEMENTS]
 *
 * With a number of acknowledgements it says `done` when it has them and every caller has its answer; without it goes on for ever. Whatever
 * else comes (a refusal that cannot be repeated, something thrown) ends it.
 */
import { createDrive } from '../../../src/application/drive';
import { openDatabase, type Database } from '../../../src/infrastructure/database';
import { createStore } from '../../../src/infrastructure/persistence/store';
import { SettableClock, testPorts, coordinator } from '../../contract/support/engine';

const CALLERS = 24;
const BEFORE_REPEATING_MS = 50;

export interface LoadOptions {
  campaignId: string;
  ids: readonly string[];
  /** Begins every key, which must be used once only. */
  round: string;
  /** When there are so many, callers make no more calls. */
  acknowledgements: number;
  say(line: string): void;
}

/** Resolves when every caller has its answer. */
export async function putLoad({ pool }: Database, { campaignId, ids, round, acknowledgements, say }: LoadOptions): Promise<void> {
  const clock = new SettableClock(new Date());
  const drive = createDrive(testPorts(createStore(pool), clock));
  let left = acknowledgements;
  const untilAccepted = async (call: ReturnType<typeof callFor>): Promise<number> => {
    for (;;) {
      clock.time = new Date();
      const outcome = await drive.drive(call);
      if (outcome.ok) return outcome.value.event.seq;
      const { code, data } = outcome.refusal;
      if (!data['retryable']) throw new Error(`${call.idempotencyKey}: ${JSON.stringify(outcome.refusal)}`);
      say(`again ${call.idempotencyKey} ${code}`);
      await new Promise((resolve) => setTimeout(resolve, BEFORE_REPEATING_MS));
    }
  };
  const caller = async (number: number): Promise<void> => {
    for (let n = 0; left > 0; n += 1) {
      const key = `${round}-${number}-${n}`;
      const id = ids[(number * 7 + n) % ids.length] ?? '';
      const other = n % 5 === 0 ? (ids[(number * 7 + n + 1) % ids.length] ?? '') : null;
      say(`sent ${key} ${id} ${other ?? '-'}`);
      const seq = await untilAccepted(callFor(key, campaignId, id, other));
      say(`ack ${key} ${seq}`);
      left -= 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  } finally {
    left = 0;
  }
}

async function main(): Promise<void> {
  const [where = '', campaignId = '', subjects = '', round = '', enough = 'Infinity'] = process.argv.slice(2);
  const database = await openDatabase(where.startsWith('postgres') ? { databaseUrl: where } : { dataDir: where, fsync: false });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  await putLoad(database, { campaignId, ids: subjects.split(','), round, acknowledgements: Number(enough), say });
  say('done');
  await database.close();
}

/** Every fifth call also changes a second subject in the same transaction. */
export const callFor = (key: string, campaign: string, id: string, other: string | null) => ({
  subject: { campaignId: campaign, id },
  event: other ? { type: 'STRAY', input: { key, to: other, event: 'HEARD' } } : { type: 'NOTE', input: { key, text: key, tell: true } },
  viewer: {
    ...coordinator,
    accountId: '00000000-0000-7000-8000-000000000001',
    roles: coordinator.roles.map((role) => ({ ...role, unitId: OFFICE_OF_LOAD })),
  },
  idempotencyKey: key,
});

/** The same in every process, unlike the office of the contract tests. */
export const OFFICE_OF_LOAD = '00000000-0000-7000-8000-00000000000f';

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
