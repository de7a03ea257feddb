/**
 * Kills a process that drives events, again and again, and asks the database what became of them. Three rounds; MUSTER_LONG=1 makes it 200.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { createDrive } from '../../src/application/drive';
import { replay } from '../../src/application/replay';
import { verify } from '../../src/application/verify';
import { createOrm, migrate, openDatabase, type Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { createLedger, createStore } from '../../src/infrastructure/persistence/store';
import { accepted, byCoordinator, piece, SettableClock, testPorts } from '../contract/support/engine';
import { runTypescript } from '../support/child-process';
import { createTestDatabaseUrl, testServerUrl } from '../support/database';
import { callFor, OFFICE_OF_LOAD } from './processes/load';

const ROUNDS = process.env['MUSTER_LONG'] ? 200 : 3;
const PROGRAM = join(__dirname, 'processes/load.ts');

interface Place {
  address: string;
  open(): Promise<Database>;
  gone(): Promise<void>;
}

async function inFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-sudden-death-'));
  const open = (): Promise<Database> => openDatabase({ dataDir: folder, fsync: false });
  const database = await open();
  const orm = await createOrm(database, [], migrations);
  await migrate(database, orm);
  await orm.close(true);
  await database.close();
  return { address: folder, open, gone: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) };
}

async function onServer(serverUrl: string): Promise<Place> {
  const { url, drop } = await createTestDatabaseUrl(serverUrl, migrations);
  return { address: url, open: () => openDatabase({ databaseUrl: url }), gone: drop };
}

interface Verdict {
  rounds: number;
  sent: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  badLinks: number;
  differences: number;
}

async function killAgainAndAgain(place: Place): Promise<Verdict> {
  const verdict: Verdict = { rounds: 0, sent: 0, acknowledged: 0, lost: 0, doubled: 0, badLinks: 0, differences: 0 };
  const campaignId = uuid();
  const ids = Array.from({ length: 10 }, () => uuid());
  await withDatabase(place, async (database) => {
    const drive = createDrive(testPorts(createStore(database.pool), new SettableClock()));
    for (const id of ids) accepted(await drive.create({ campaignId, subject: piece(campaignId, id, { office: OFFICE_OF_LOAD }), by: byCoordinator }));
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = runTypescript(PROGRAM, place.address, campaignId, ids.join(','), String(round));
    // Not after a time but after a number of answers, another one each round, so that the kill falls into the work on any machine.
    let left = 40 + ((round * 67) % 300);
    await server.line((line) => line.startsWith('ack ') && --left <= 0);
    await server.kill();
    await withDatabase(place, (database) => judge(database, campaignId, server.lines, verdict));
    verdict.rounds += 1;
  }
  return verdict;
}

async function judge(database: Database, campaignId: string, lines: readonly string[], verdict: Verdict): Promise<void> {
  const sent = lines.flatMap((line) => (/^sent (\S+) (\S+) (\S+)$/.exec(line) ? [line.split(' ')] : []));
  const acks = new Map(lines.flatMap((line) => (/^ack \S+ \d+$/.test(line) ? [line.split(' ').slice(1) as [string, string]] : [])));
  const seqs = await appliedSeqs(database);
  verdict.sent += sent.length;
  verdict.acknowledged += acks.size;
  for (const [key, seq] of acks) if (!seqs.get(key)?.includes(Number(seq))) verdict.lost += 1;
  // What was on its way is sent again, as a client would: it is done once, whether the first attempt had arrived or not.
  const drive = createDrive(testPorts(createStore(database.pool), new SettableClock(new Date())));
  for (const [, key = '', id = '', other = '-'] of sent.filter(([, key]) => !acks.has(key ?? ''))) {
    const { replayed } = accepted(await drive.drive(callFor(key, campaignId, id, other === '-' ? null : other)));
    expect({ key, replayed }).toEqual({ key, replayed: seqs.has(key) });
  }
  const after = await appliedSeqs(database);
  for (const [, key = ''] of sent) {
    if (!after.has(key)) verdict.lost += 1;
    if ((after.get(key)?.length ?? 0) > 1) verdict.doubled += 1;
  }
  const ledger = createLedger(database.pool);
  const { bad } = await verify({ ledger });
  const { differences } = await replay({ ...testPorts(createStore(database.pool), new SettableClock()), ledger });
  verdict.badLinks += bad.length;
  verdict.differences += differences.length;
}

async function appliedSeqs(database: Database): Promise<Map<string, number[]>> {
  const { rows } = await database.pool.query<{ key: string; seqs: number[] }>(
    `select payload -> 'input' ->> 'key' as key, array_agg(seq) as seqs from event where payload -> 'input' ? 'key' group by 1`,
  );
  return new Map(rows.map(({ key, seqs }) => [key, seqs]));
}

async function withDatabase(place: Place, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await place.open();
  await work(database).finally(() => database.close());
}

const places: [string, () => Promise<Place>][] = [['the embedded database', inFolder]];
if (testServerUrl) places.push(['PostgreSQL', () => onServer(testServerUrl ?? '')]);

test.each(places)(
  'on %s: nothing acknowledged is lost, nothing is done twice, every chain is whole',
  async (name, make) => {
    const place = await make();
    try {
      const verdict = await killAgainAndAgain(place);
      process.stdout.write(`sudden death, ${name}: ${JSON.stringify(verdict)}\n`);
      expect(verdict).toMatchObject({ rounds: ROUNDS, lost: 0, doubled: 0, badLinks: 0, differences: 0 });
      expect(verdict.acknowledged).toBeGreaterThanOrEqual(ROUNDS * 40);
    } finally {
      await place.gone();
    }
  },
  ROUNDS * 60_000,
);
