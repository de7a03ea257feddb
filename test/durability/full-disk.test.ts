/**
 * A disk without room, a database that takes no writes: what cannot be done is refused under a stable code, the server stays up, what is there
 * can be read, and when there is room again the same call is done, once.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs, { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDrive, type Outcome } from '../../src/application/drive';
import { openDatabase, type Database } from '../../src/infrastructure/database';
import { createStore } from '../../src/infrastructure/persistence/store';
import { accepted, refusal, SettableClock, testPorts } from '../contract/support/engine';
import { testServerUrl } from '../support/database';
import { callFor } from './processes/load';
import { startCluster } from './support/cluster';
import { judgeChains, subjectsForLoad, type Load } from './support/judge';
import { makePlace, withDatabase, withMigrations } from './support/places';
import { LIMIT_MS } from './support/size';
import { pronounce } from './support/verdict';

interface Server {
  database: Database;
  load: Load;
  call(key: string, text?: string): Promise<Outcome>;
}

async function serverOn(database: Database): Promise<Server> {
  const load = await subjectsForLoad(database, 1);
  const drive = createDrive(testPorts(createStore(database.pool), new SettableClock()));
  const call = (key: string, text = key): Promise<Outcome> => {
    const made = callFor(key, load.campaignId, load.ids[0] ?? '', null);
    return drive.drive({ ...made, event: { ...made.event, input: { ...made.event.input, text } } });
  };
  return { database, load, call };
}

/** Until the database takes it again: a server that had to start anew needs a moment. */
async function doneInTheEnd(server: Server, key: string, text?: string): Promise<Outcome> {
  for (;;) {
    const outcome = await server.call(key, text);
    if (outcome.ok || !outcome.refusal.data['retryable']) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const notes = async ({ database }: Server): Promise<string[]> => {
  const { rows } = await database.pool.query<{ key: string }>(
    `select payload -> 'input' ->> 'key' as key from event where type = 'NOTE' order by seq`,
  );
  return rows.map(({ key }) => key);
};

async function expectWhole({ database }: Server, what: string): Promise<void> {
  const verdict = { badLinks: 0, differences: 0 };
  await judgeChains(database, verdict);
  pronounce(what, verdict);
  expect(verdict).toEqual({ badLinks: 0, differences: 0 });
}

test('a database that takes no writes: READ_ONLY, reading goes on, and so does writing afterwards', async () => {
  const place = await makePlace();
  try {
    await withDatabase(place, async (database) => {
      const server = await serverOn(database);
      const { rows } = await database.pool.query<{ name: string }>('select quote_ident(current_database()) as name');
      const readOnly = async (on: boolean): Promise<void> => {
        // As an administrator does it, and for sessions that stand already: on the embedded database all are one.
        await database.pool.query('set transaction_read_only = off');
        if (database.kind === 'pglite') await database.pool.query(`set default_transaction_read_only = ${on ? 'on' : 'off'}`);
        else {
          await database.pool.query(
            `begin read write; alter database ${rows[0]?.name} set default_transaction_read_only = ${on ? 'on' : 'off'}; commit`,
          );
          await database.pool
            .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
            .catch(() => undefined);
          await database.pool.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
        }
      };
      accepted(await server.call('before'));
      await readOnly(true);
      const refused = await doneInTheEnd({ ...server, call: (key) => server.call(key).then(unlessReadOnly) }, 'during');
      expect(refusal(refused).code).toBe('READ_ONLY');
      expect(await notes(server)).toEqual(['before']);
      await readOnly(false);
      accepted(await doneInTheEnd(server, 'during'));
      expect(await notes(server)).toEqual(['before', 'during']);
      await expectWhole(server, `a read-only database: ${place.name}`);
    });
  } finally {
    await place.gone();
  }
});

/** READ_ONLY may be repeated too; here it is what is waited for. */
const unlessReadOnly = (outcome: Outcome): Outcome =>
  outcome.ok || outcome.refusal.code !== 'READ_ONLY' ? outcome : { ok: false, refusal: { ...outcome.refusal, data: { retryable: false } } };

const LARGE = 400_000;

async function fullDisk(server: Server, fill: () => void, free: () => void, name: string): Promise<void> {
  accepted(await server.call('before'));
  fill();
  const codes = new Set<string>();
  let key = '';
  // Room that is there already is used up first.
  for (let n = 0; codes.size === 0; n += 1) {
    key = `large-${n}`;
    const outcome = await server.call(key, randomUUID().repeat(LARGE / 36));
    if (!outcome.ok) codes.add(outcome.refusal.code);
  }
  expect([...codes]).toEqual(['DATABASE_UNAVAILABLE']);
  const once = randomUUID().repeat(LARGE / 36);
  const again = await server.call(`${key}-again`, once);
  if (!again.ok) expect(again.refusal).toMatchObject({ code: 'DATABASE_UNAVAILABLE', data: { retryable: true } });
  free();
  accepted(await doneInTheEnd(server, `${key}-again`, once));
  accepted(await server.call('after'));
  const logged = await notes(server);
  expect(logged).toEqual([...new Set(logged)]);
  expect(logged).toEqual(expect.arrayContaining(['before', `${key}-again`, 'after']));
  await expectWhole(server, name);
}

/** A file system of its own takes a privilege that not every machine that tests gives. */
function limitedDisk(): { folder: string; gone(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'muster-small-disk-'));
  chmodSync(folder, 0o755);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const gone = (): void => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  };
  return { folder, gone };
}

if (!testServerUrl) {
  test('a full disk under the embedded database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-full-'));
    await withMigrations(folder);
    const database = await openDatabase({ dataDir: folder });
    const full = (): void => {
      jest.spyOn(fs, 'writeSync').mockImplementation(() => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
    };
    try {
      await fullDisk(await serverOn(database), full, () => jest.restoreAllMocks(), 'a full disk under the embedded database');
    } finally {
      jest.restoreAllMocks();
      await database.close();
      rmSync(folder, { recursive: true });
    }
  });
} else {
  const disk = limitedDisk();
  afterAll(() => disk?.gone());
  if (disk) {
    test(
      'a full disk under PostgreSQL',
      async () => {
        const cluster = await startCluster(join(disk.folder, 'cluster'));
        try {
          await withMigrations(cluster.url);
          const database = await openDatabase({ databaseUrl: cluster.url });
          const filler = join(disk.folder, 'filler');
          const fill = (): void => {
            // Until there is no room for one byte more.
            for (const size of [1_048_576, 4_096, 1]) {
              try {
                for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
              } catch (error) {
                if ((error as { code?: unknown }).code !== 'ENOSPC') throw error;
              }
            }
          };
          try {
            await fullDisk(await serverOn(database), fill, () => rmSync(filler), 'a full disk under PostgreSQL');
          } finally {
            await database.close();
          }
        } finally {
          await cluster.gone();
        }
      },
      LIMIT_MS,
    );
  }
}
