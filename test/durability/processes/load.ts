/**
 * A server under load, to be killed: callers that never rest drive the subjects of a campaign. Says `sent KEY` before a call and
 * `ack KEY SEQ` after it was accepted; the key is in the event's input, so that the log can be asked afterwards.
 *
 *   load.ts DATABASE_URL|folder CAMPAIGN SUBJECTS ROUND
 */
import { createDrive } from '../../../src/application/drive';
import { openDatabase } from '../../../src/infrastructure/database';
import { createStore } from '../../../src/infrastructure/persistence/store';
import { SettableClock, testPorts, coordinator } from '../../contract/support/engine';

const [where = '', campaignId = '', subjects = '', round = ''] = process.argv.slice(2);
const ids = subjects.split(',');
const CALLERS = 24;

async function main(): Promise<void> {
  const database = await openDatabase(where.startsWith('postgres') ? { databaseUrl: where } : { dataDir: where, fsync: false });
  const clock = new SettableClock(new Date());
  const drive = createDrive(testPorts(createStore(database.pool), clock));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const caller = async (number: number): Promise<void> => {
    for (let n = 0; ; n += 1) {
      const key = `${round}-${number}-${n}`;
      const id = ids[(number * 7 + n) % ids.length] ?? '';
      const other = ids[(number * 7 + n + 1) % ids.length] ?? '';
      clock.time = new Date();
      say(`sent ${key} ${id} ${n % 5 === 0 ? other : '-'}`);
      const outcome = await drive.drive(callFor(key, campaignId, id, n % 5 === 0 ? other : null));
      if (outcome.ok) say(`ack ${key} ${outcome.value.event.seq}`);
      else if (outcome.refusal.code !== 'BUSY') throw new Error(JSON.stringify(outcome.refusal));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
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
