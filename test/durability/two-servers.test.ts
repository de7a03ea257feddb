/**
 * Two servers, each with callers and a clock worker, move and deliver the deadlines of the same subjects. On PostgreSQL they are processes; the
 * embedded database has only one, and there they are two engines in it.
 */
import { join } from 'node:path';
import type { Database } from '../../src/infrastructure/database';
import type { Worker } from '../../src/infrastructure/workers';
import { runTypescript, type Running } from '../support/child-process';
import { testServerUrl } from '../support/database';
import { moveAndDeliver } from './processes/clock';
import { judgeChains, subjectsForLoad, type Load } from './support/judge';
import { makePlace, withDatabase, type Place } from './support/places';
import { LIMIT_MS, sized } from './support/size';
import { pronounce } from './support/verdict';

const CALLS = sized({ ci: 300, long: 10_000 });
const START = '2026-03-02T01:00:00.000Z';
const SERVERS = ['a', 'b'];
const PROGRAM = join(__dirname, 'processes/clock.ts');

/** Runs both until nothing waits any more; returns what they have said. */
async function run(place: Place, load: Load): Promise<string[][]> {
  if (testServerUrl) {
    const servers = SERVERS.map((name) => runTypescript(PROGRAM, place.address, load.campaignId, load.ids.join(','), name, String(CALLS), START));
    try {
      await Promise.all(servers.map((server: Running) => server.line((line) => line === 'done')));
      await withDatabase(place, untilAllAreDelivered);
    } finally {
      await Promise.all(servers.map((server) => server.kill()));
    }
    return servers.map(({ lines }) => [...lines]);
  }
  return withDatabase(place, async (database) => {
    const said = SERVERS.map((): string[] => []);
    const start = new Date(START);
    const options = (name: string, i: number) => ({ ...load, name, calls: CALLS, start, say: (line: string) => void said[i]?.push(line) });
    const workers: Worker[] = await Promise.all(SERVERS.map((name, i) => moveAndDeliver(database, options(name, i))));
    await untilAllAreDelivered(database);
    await Promise.all(workers.map((worker) => worker.stop()));
    return said;
  });
}

async function untilAllAreDelivered({ pool }: Database): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(`select 1 from deadline where status = 'PENDING' limit 1`);
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Logged {
  subject_id: string;
  seq: number;
  type: string;
  key: string | null;
  due: string;
}

test(
  'no deadline is delivered twice or dropped, no call is lost, and nobody waits for each other in a circle',
  async () => {
    const place = await makePlace();
    try {
      const load = await withDatabase(place, (database) => subjectsForLoad(database, 60));
      const said = (await run(place, load)).flat();
      const words = said.map((line) => line.split(' '));
      expect(said.filter((line) => line.startsWith('failed '))).toEqual([]);
      await withDatabase(place, async (database) => {
        const { rows } = await database.pool.query<Logged>(
          `select subject_id, seq, type, payload -> 'input' ->> 'key' as key, coalesce(payload -> 'input' ->> 'dueOn', payload -> 'facts' -> 'deadline' ->> 'dueOn') as due
           from event where type in ('POSTPONE', 'DUE') order by subject_id, seq`,
        );
        const verdict = {
          moved: 0,
          retried: 0,
          delivered: 0,
          overtaken: 0,
          lost: 0,
          twice: 0,
          dropped: 0,
          deadlocks: 0,
          badLinks: 0,
          differences: 0,
        };
        verdict.retried = words.filter(([what]) => what === 'again').length;
        // A deadline is set by a POSTPONE, and ends in the DUE that follows it, or in the next POSTPONE.
        const set = new Map<string, string>();
        for (const { subject_id: id, type, due } of rows) {
          const waiting = set.get(id);
          if (type === 'DUE') {
            if (waiting !== due) verdict.twice += 1;
            set.delete(id);
            verdict.delivered += 1;
            continue;
          }
          verdict.moved += 1;
          if (waiting !== undefined) verdict.overtaken += 1;
          set.set(id, due);
        }
        verdict.dropped = set.size;
        const logged = new Map(rows.flatMap(({ key, seq }) => (key === null ? [] : [[key, seq] as const])));
        for (const [what, key = '', seq] of words) if (what === 'ack' && logged.get(key) !== Number(seq)) verdict.lost += 1;
        const { rows: counted } = await database.pool.query<{ deadlocks: string }>(
          'select deadlocks from pg_stat_database where datname = current_database()',
        );
        verdict.deadlocks = Number(counted[0]?.deadlocks ?? 0);
        await judgeChains(database, verdict);
        pronounce(`two servers and two clock workers on ${place.name}`, verdict);
        expect(verdict).toMatchObject({ moved: SERVERS.length * CALLS, lost: 0, twice: 0, dropped: 0, deadlocks: 0, badLinks: 0, differences: 0 });
        expect(verdict.delivered).toBeGreaterThan(0);
        expect(verdict.delivered + verdict.overtaken).toBe(verdict.moved);
      });
    } finally {
      await place.gone();
    }
  },
  LIMIT_MS,
);
