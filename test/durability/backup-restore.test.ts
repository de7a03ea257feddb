/** Backups of PostgreSQL, rehearsed: a dump into another cluster, and a base backup with archived log up to a moment between two events. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { keepOutside, makeAnchor } from '../../src/application/audit/make-anchor';
import { placeAmong } from '../../src/application/audit/place';
import { createDrive } from '../../src/application/drive';
import { replay } from '../../src/application/replay';
import { isWhole, verify, type VerifyReport } from '../../src/application/verify';
import { openMigrated } from '../../src/compose';
import { readConfig } from '../../src/config';
import { anchorFolder, createAnchorStore, createAuditLog, readWitness } from '../../src/infrastructure/audit';
import type { Database } from '../../src/infrastructure/database';
import { createLedger, createStore } from '../../src/infrastructure/persistence/store';
import { createPublisher } from '../../src/infrastructure/publisher';
import { serve } from '../../src/serve';
import { accepted, byCoordinator, piece, SettableClock, testPorts, worker } from '../contract/support/engine';
import { testServerUrl } from '../support/database';
import { asOwner, folderIn, recover } from './support/backups';
import { startCluster, type Cluster } from './support/cluster';

jest.setTimeout(300_000);
const fail = (error: unknown): never => {
  throw error;
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const clusters: Cluster[] = [];
let outside: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'muster-anchors-'));
});
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.gone();
  rmSync(outside, { recursive: true, force: true });
});
async function newCluster(): Promise<Cluster> {
  const cluster = await startCluster();
  clusters.push(cluster);
  return cluster;
}

const CAMPAIGN = uuid();
const PIECE = uuid();
const configOf = (address: string) =>
  readConfig({
    NODE_ENV: 'test',
    [address.startsWith('postgres') ? 'DATABASE_URL' : 'DATA_DIR']: address,
    DEMO: 'false',
    PORT: '0',
    LOG_LEVEL: 'silent',
    WORKERS: 'false',
  });

/** As a server of Muster opens it. */
async function running<T>(address: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { database, close } = await openMigrated(configOf(address), fail);
  return work(database).finally(close);
}
const driveOn = (database: Database) => createDrive(testPorts(createStore(database.pool), new SettableClock()));
async function note(database: Database, text: string): Promise<string> {
  const call = {
    subject: { campaignId: CAMPAIGN, id: PIECE },
    event: { type: 'NOTE', input: { text, tell: true } },
    viewer: worker,
    idempotencyKey: text,
  };
  return accepted(await driveOn(database).drive(call)).event.position;
}
async function anchored(database: Database): Promise<void> {
  const anchors = createAnchorStore(database.pool, placeAmong);
  expect(await makeAnchor({ anchors, wall: new SettableClock(new Date()) })).not.toBeNull();
  await keepOutside(anchors, anchorFolder(outside));
}
async function checked(database: Database): Promise<VerifyReport> {
  const ledger = createLedger(database.pool);
  const { differences } = await replay({ ...testPorts(createStore(database.pool), new SettableClock()), ledger });
  expect(differences).toEqual([]);
  const anchors = createAnchorStore(database.pool, placeAmong);
  return verify({ ledger: createAuditLog(database.pool), anchors, witness: await readWitness(outside) });
}
const texts = async (database: Database): Promise<string[]> =>
  (await database.pool.query<{ text: string }>(`select payload -> 'input' ->> 'text' as text from event where seq > 1 order by seq`)).rows.map(
    ({ text }) => text,
  );
/** What a subscriber gets who resumes from a position; at least `least`, since transactions of others may hold the newest back for a moment. */
async function after(database: Database, position: string, least: number): Promise<number[]> {
  const publisher = await createPublisher({ pool: database.pool, listen: null, onError: fail });
  let events = await publisher.eventsAfter(position, null, 100);
  for (let i = 0; i < 200 && events.length < least; i += 1) {
    await pause(10);
    events = await publisher.eventsAfter(position, null, 100);
  }
  await publisher.close();
  return events.map(({ seq }) => seq);
}
/** The server starts on it and answers. */
async function answers(url: string): Promise<void> {
  const serving = await serve(configOf(url));
  try {
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  } finally {
    await serving.stop();
  }
}
async function onServer(url: string, ...statements: string[]): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let last: unknown;
    for (const statement of statements) last = (await client.query<{ value: unknown }>(statement)).rows[0]?.value;
    return last;
  } finally {
    await client.end();
  }
}

if (testServerUrl)
  describe('on PostgreSQL', () => {
    test('a dump restored into a new cluster: all of it is there, readers keep their place, the server goes on', async () => {
      const source = await newCluster();
      // Counts further than the cluster it will be restored into.
      await onServer(source.url, 'do $$ begin for i in 1..5000 loop perform pg_current_xact_id(); commit; end loop; end $$');
      const seen = await running(source.url, async (database) => {
        accepted(await driveOn(database).create({ campaignId: CAMPAIGN, subject: piece(CAMPAIGN, PIECE), by: byCoordinator }));
        const position = await note(database, 'one');
        await note(database, 'two');
        await anchored(database);
        return position;
      });
      const dump = join(await folderIn(source.folder, 'backup'), 'muster.dump');
      await asOwner(source.folder, 'pg_dump', '--format=custom', `--file=${dump}`, source.url);
      // Told to somebody after the dump, and lost with the old cluster.
      const lost = await running(source.url, (database) => note(database, 'after the dump'));

      const target = await newCluster();
      await asOwner(target.folder, 'pg_restore', '--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${target.url}`, dump);
      await running(target.url, async (database) => {
        expect(await texts(database)).toEqual(['one', 'two']);
        expect(isWhole(await checked(database))).toBe(true);
        const repeated = await note(database, 'two');
        expect(await texts(database)).toEqual(['one', 'two']);
        const next = await note(database, 'three');
        expect(await after(database, seen, 2)).toEqual([3, 4]);
        expect(await after(database, repeated, 1)).toEqual([4]);
        expect((await after(database, lost, 1)).at(-1)).toBe(4);
        expect(await after(database, next, 0)).toEqual([]);
        await anchored(database);
        expect(await checked(database)).toMatchObject({ subjects: 1, events: 4, bad: [], anchors: { count: 2, outside: 2, bad: [] } });
        const { rows } = await database.pool.query('select count(distinct id)::int as count from outbox');
        expect(rows).toEqual([{ count: 3 }]);
      });
      await answers(target.url);
    });

    test('recovered to a moment between two events: before it everything, after it nothing, and on from there', async () => {
      const cluster = await newCluster();
      const archive = await folderIn(cluster.folder, 'archive');
      await onServer(
        cluster.url,
        `alter system set archive_mode = on`,
        `alter system set archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'`,
      );
      await cluster.crash('immediate');
      await cluster.resume();

      const backup = await folderIn(cluster.folder, 'backup');
      const [seen, moment, lost] = await running(cluster.url, async (database) => {
        accepted(await driveOn(database).create({ campaignId: CAMPAIGN, subject: piece(CAMPAIGN, PIECE), by: byCoordinator }));
        await note(database, 'before the backup');
        await asOwner(
          cluster.folder,
          'pg_basebackup',
          `--pgdata=${backup}/base`,
          '--checkpoint=fast',
          '--wal-method=stream',
          `--dbname=${cluster.url}`,
        );
        const position = await note(database, 'after the backup');
        await anchored(database);
        await pause(1_100);
        const time = String(await onServer(cluster.url, `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as value`));
        await pause(1_100);
        const last = await note(database, 'after the moment');
        await anchored(database);
        return [position, time, last];
      });
      const segment = String(await onServer(cluster.url, `select pg_walfile_name(pg_switch_wal()) as value`));
      for (let i = 0; i < 600 && !(await readdir(archive)).includes(segment); i += 1) await pause(100);
      expect(await readdir(archive)).toContain(segment);
      await cluster.crash('kill');

      const recovered = await recover(cluster, `${backup}/base`, archive, moment);
      clusters.unshift(recovered);
      await running(recovered.url, async (database) => {
        expect(await texts(database)).toEqual(['before the backup', 'after the backup']);
        const report = await checked(database);
        expect(report.bad).toEqual([]);
        // An honest recovery takes anchors away too: the copies outside say so, and nothing before them is wrong.
        expect(report.anchors?.bad.map(({ number, fault }) => [number, fault])).toEqual(expect.arrayContaining([[2, 'ANCHOR_MISSING']]));
        expect(report.anchors?.bad.every(({ number }) => number === 2)).toBe(true);
        const next = await note(database, 'instead');
        expect(await texts(database)).toEqual(['before the backup', 'after the backup', 'instead']);
        expect(await after(database, seen, 1)).toEqual([4]);
        // Who saw what is no more, gets what came instead.
        expect(await after(database, lost, 1)).toEqual([4]);
        expect(await after(database, next, 0)).toEqual([]);
        expect((await checked(database)).bad).toEqual([]);
      });
      await answers(recovered.url);
    });
  });

test('embedded, a copy of the folder of a stopped server: the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-copy-'));
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
  try {
    const seen = await running(data, async (database) => {
      accepted(await driveOn(database).create({ campaignId: CAMPAIGN, subject: piece(CAMPAIGN, PIECE), by: byCoordinator }));
      const position = await note(database, 'one');
      await note(database, 'two');
      await anchored(database);
      return position;
    });
    await cp(data, copy, { recursive: true });
    await running(data, (database) => note(database, 'after the copy'));
    await running(copy, async (database) => {
      expect(await texts(database)).toEqual(['one', 'two']);
      expect(isWhole(await checked(database))).toBe(true);
      await note(database, 'three');
      expect(await after(database, seen, 2)).toEqual([3, 4]);
      expect((await checked(database)).bad).toEqual([]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
