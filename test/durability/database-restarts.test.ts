/**
 * The database dies without warning and comes back, again and again, while callers drive events: PostgreSQL is stopped and started, the
 * embedded one's backend ends itself because its disk fails. Callers may be told to try again, and nothing else; what they were told is done
 * is there, once.
 */
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/infrastructure/database';
import { runTypescript } from '../support/child-process';
import { testServerUrl } from '../support/database';
import { putLoad } from './processes/load';
import { startCluster, type Cluster } from './support/cluster';
import { judge, judgeChains, subjectsForLoad } from './support/judge';
import { openAt, withDatabase, withMigrations } from './support/places';
import { LIMIT_MS, sized } from './support/size';
import { NOTHING_LOST, RETRYABLE, noVerdict, pronounce, type Verdict } from './support/verdict';

const TRANSITIONS = sized({ ci: 5_000, long: 15_000 });
const BETWEEN_STOPS = 500;
const EMBEDDED_TRANSITIONS = sized({ ci: 500, long: 5_000 });
const EMBEDDED_BETWEEN_STOPS = 100;
const PROGRAM = join(__dirname, 'processes/load.ts');

async function stopAgainAndAgain(cluster: Cluster): Promise<Verdict> {
  const verdict = noVerdict();
  await withMigrations(cluster.url);
  const place = { open: () => openAt(cluster.url) };
  const load = await withDatabase(place, (database) => subjectsForLoad(database, 200));
  const server = runTypescript(PROGRAM, cluster.url, load.campaignId, load.ids.join(','), '0', String(TRANSITIONS));
  for (; (verdict.rounds + 1) * BETWEEN_STOPS < TRANSITIONS; verdict.rounds += 1) {
    let seen = 0;
    await server.line((line) => line.startsWith('ack ') && ++seen > (verdict.rounds + 1) * BETWEEN_STOPS);
    await cluster.crash(verdict.rounds % 2 === 0 ? 'immediate' : 'kill');
    // Not before somebody has noticed.
    const told = server.lines.length;
    let at = 0;
    await server.line((line) => ++at > told && line.startsWith('again '));
    await cluster.resume();
  }
  await server.line((line) => line === 'done');
  await withDatabase(place, async (database) => {
    await judge(database, load, server.lines, verdict);
    await judgeChains(database, verdict);
  });
  return verdict;
}

/** The same for the embedded database: an fsync that fails ends its backend as PostgreSQL's PANIC does. */
async function failAgainAndAgain(dataDir: string): Promise<Verdict> {
  const verdict = noVerdict();
  await withMigrations(dataDir);
  const database = await openDatabase({ dataDir, fsync: true });
  try {
    const load = await subjectsForLoad(database, 50);
    const lines: string[] = [];
    let acknowledged = 0;
    const say = (line: string): void => {
      lines.push(line);
      if (line.startsWith('ack ') && ++acknowledged % EMBEDDED_BETWEEN_STOPS === 0) {
        verdict.rounds += 1;
        jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
          throw Object.assign(new Error('no'), { code: 'EIO' });
        });
      }
      if (line.startsWith('again ')) jest.restoreAllMocks();
    };
    await putLoad(database, { ...load, round: '0', acknowledgements: EMBEDDED_TRANSITIONS, say });
    jest.restoreAllMocks();
    await judge(database, load, lines, verdict);
    await judgeChains(database, verdict);
  } finally {
    jest.restoreAllMocks();
    await database.close();
  }
  return verdict;
}

const expectNothingLost = (verdict: Verdict, transitions: number): void => {
  expect(verdict).toMatchObject(NOTHING_LOST);
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(transitions);
  expect(verdict.retried['DATABASE_UNAVAILABLE']).toBeGreaterThan(0);
  expect(Object.keys(verdict.retried).filter((code) => !RETRYABLE.includes(code))).toEqual([]);
};

test(
  'callers see that they may try again and nothing else, and nothing is lost or done twice',
  async () => {
    if (testServerUrl) {
      const cluster = await startCluster();
      try {
        const verdict = await stopAgainAndAgain(cluster);
        pronounce('PostgreSQL stopped and started under load', verdict);
        expectNothingLost(verdict, TRANSITIONS);
        expect(verdict.rounds).toBe(Math.ceil(TRANSITIONS / BETWEEN_STOPS) - 1);
      } finally {
        await cluster.gone();
      }
    } else {
      const folder = mkdtempSync(join(tmpdir(), 'muster-failing-'));
      try {
        const verdict = await failAgainAndAgain(folder);
        pronounce("the embedded database's disk failing under load", verdict);
        expectNothingLost(verdict, EMBEDDED_TRANSITIONS);
        expect(verdict.rounds).toBeGreaterThanOrEqual(EMBEDDED_TRANSITIONS / EMBEDDED_BETWEEN_STOPS);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  },
  LIMIT_MS,
);
