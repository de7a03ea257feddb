/** Transitions as clients send them, over HTTP, against pgbench writing the same rows, DBOS and Restate: all in one interleaved run. */
import { join } from 'node:path';
import { openDatabase } from '../src/infrastructure/database';
import { openCampaign, TASKS } from './campaign';
import { work } from './children';
import { startCluster, type Cluster } from './cluster';
import { CITIES } from './dataset/identity';
import { load } from './dataset/load';
import { settle, userName } from './dataset/world';
import type { Counted, Job } from './http/clients';
import { BULK } from './http/requests';
import { installed, PEERS, versionOf } from './peers';
import { scriptFor } from './pgbench';
import { openReference, type Reference } from './reference';
import { notRun, result, type Bench, type Result } from './result';
import { startRestate, type Restate } from './restate';
import { rounds } from './rounds';
import { startMuster, type MusterServer } from './server';

const CLIENTS = 32;
/** As many as the campaign that pgbench writes to. */
const DATA = 4_000;
const BULK_CLIENTS = 8;
/** More than can be acknowledged in a second. */
const BULK_SUPPLY = 16_000;
/** Of a hundred tasks so many wait for three units to acknowledge. */
const WAITING = 0.78 * 3;
const GOALS = { http: '>= 0.4', bulk: '>= 1.8', driveDbos: '>= 20', httpDbos: '>= 8', restate: '>= 5' };

export async function tokensOf(server: MusterServer): Promise<{ leader: string; staff: string }[]> {
  const tokens = [];
  for (let city = 0; city < CITIES; city += 1)
    tokens.push({ leader: await server.token(userName(city, 'leader')), staff: await server.token(userName(city, 'staff')) });
  return tokens;
}

export const startClients = () => work<Job, Counted>(join(__dirname, 'http/clients.ts'));

/** A workflow of one step on the same PostgreSQL: once with the same rows as pgbench writes, once with nothing but DBOS's own. */
async function startDbos(cluster: Cluster, { admin, samples }: Reference) {
  for (const name of ['dbos_application template theirs', 'dbos_system']) await admin.query(`create database ${name}`);
  const statements = samples.map((sample) => scriptFor(sample).split('\n').slice(1).join('\n').replaceAll(':n::int', '$1::int'));
  return work<{ callers: number; seconds: number; writes: boolean }, { perSecond: number }>(join(PEERS, 'dbos/server.cjs'), {
    env: {
      ...{ SYSTEM_URL: cluster.at('dbos_system'), APPLICATION_URL: cluster.at('dbos_application'), STATEMENTS: JSON.stringify(statements) },
      ...{ TASKS: String(TASKS), POOL: '20' },
    },
  });
}

export const mutationBench: Bench = async ({ seconds, rounds: count, say }) => {
  const cluster = startCluster();
  let restate: Restate | null = null;
  try {
    const reference = await openReference(cluster);
    const { admin, theirs } = reference;
    for (const name of ['ours template theirs', 'served']) await admin.query(`create database ${name}`);
    const cities = await settle(cluster.at('served'));
    const tasks = DATA + Math.ceil((BULK_SUPPLY * seconds * (count + 1)) / WAITING);
    const took = await load(cluster.at('served'), cluster.program('psql'), { tasks, day: new Date().toISOString().slice(0, 10), cities });
    say(`${tasks} tasks loaded in ${took.toFixed(0)} s`);
    const server = await startMuster(cluster.at('served'));
    const [clients, tokens] = [await startClients(), await tokensOf(server)];
    const database = await openDatabase({ databaseUrl: cluster.at('ours'), poolSize: 4 });
    const ours = await openCampaign(database);
    const over = async (job: Omit<Job, 'clients' | 'seconds'> & Partial<Job>): Promise<number> => {
      const counted = await clients.ask({ clients: CLIENTS, seconds, ...job });
      say(`  ${job.name}: median ${counted.median.toFixed(1)} ms, 99th percentile ${counted.p99.toFixed(1)} ms`);
      return counted.perSecond;
    };
    const http: Omit<Job, 'clients' | 'seconds'> = { name: 'http', port: server.port, plan: { kind: 'TASKS', tasks: DATA, tokens } };
    const staffed = cities.map(({ bureaus }, city) => ({ staff: tokens[city]?.staff ?? '', units: bureaus.map(({ id }) => id) }));
    const bulk: Job = { name: 'bulk', port: server.port, plan: { kind: 'BULK', from: DATA, tasks, cities: staffed }, clients: BULK_CLIENTS, seconds };
    const kinds: Record<string, () => Promise<number>> = {
      pgbench: () => theirs.run(CLIENTS, seconds),
      http: () => over(http),
      bulk: async () => (await over(bulk)) * BULK,
      drive: () => ours.run(CLIENTS, seconds),
    };
    const missing = { dbos: await installed('dbos', say), restate: await installed('restate', say) };
    if (missing.dbos === null) {
      const dbos = await startDbos(cluster, reference);
      kinds['dbos'] = async () => (await dbos.ask({ callers: CLIENTS, seconds, writes: true })).perSecond;
      kinds['dbosNothing'] = async () => (await dbos.ask({ callers: CLIENTS, seconds, writes: false })).perSecond;
    }
    if (missing.restate === null) {
      const { port } = (restate = await startRestate(join(cluster.scratch, 'restate')));
      const plan = { kind: 'OBJECTS', objects: DATA, path: '/task/{key}/transition' } as const;
      kinds['restate'] = () => over({ name: 'restate', port, plan: { ...plan, idempotent: true } });
      kinds['restatePlain'] = () => over({ name: 'restate without keys', port, plan: { ...plan, idempotent: false } });
    }
    // What is compiled on the way is compiled before anything is measured.
    for (const job of [http, bulk]) await over({ ...job, seconds: Math.min(seconds, 2) });
    const runs = await rounds(kinds, { rounds: count, say }, 'transitions/s', () => admin.query('checkpoint'));
    await database.close();
    await admin.end();
    return table(runs, missing);
  } finally {
    await restate?.stop();
    cluster.stop();
  }
};

function table(runs: Record<string, number[]>, missing: { dbos: string | null; restate: string | null }): Result[] {
  const of = (name: string): number[] => runs[name] ?? [];
  const unit = 'transitions/s';
  const dbos = missing.dbos === null ? `DBOS ${versionOf('dbos', '@dbos-inc/dbos-sdk')}` : 'DBOS';
  const restate = missing.restate === null ? `Restate ${versionOf('restate', '@restatedev/restate-server')}` : 'Restate';
  const against = (name: string, ours: string, peer: string, goal: string | null, why: string | null): Result =>
    why === null ? result(name, of(ours), of(peer), goal, unit) : notRun(name, of(ours), goal, unit, why);
  return [
    result('mutation over HTTP, 32 clients: pgbench', of('http'), of('pgbench'), GOALS.http, unit),
    result(`acknowledgeTasks of ${BULK} over HTTP, ${BULK_CLIENTS} clients: pgbench`, of('bulk'), of('pgbench'), GOALS.bulk, unit),
    against(`drive, 32 callers: ${dbos} step with the same rows`, 'drive', 'dbos', GOALS.driveDbos, missing.dbos),
    against(`drive, 32 callers: ${dbos} step without rows`, 'drive', 'dbosNothing', null, missing.dbos),
    against(`mutation over HTTP, 32 clients: ${dbos} step with the same rows, no HTTP`, 'http', 'dbos', GOALS.httpDbos, missing.dbos),
    against(`mutation over HTTP, 32 clients: ${restate} handler over HTTP`, 'http', 'restate', GOALS.restate, missing.restate),
    against(`mutation over HTTP, 32 clients: ${restate} handler without idempotency keys`, 'http', 'restatePlain', null, missing.restate),
  ];
}
