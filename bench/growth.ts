/**
 * What grows with the data: transitions and inboxes at a thousand, a hundred thousand and a million tasks, memory, and replaying the log. All
 * data sets stand side by side on one server, each with a Muster of its own, and are asked in turn.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { replay } from '../src/application/replay';
import { openDatabase } from '../src/infrastructure/database';
import { createLedger } from '../src/infrastructure/persistence/store';
import { decide, laws } from '../workflows';
import { until, work } from './children';
import { startCluster, type Cluster } from './cluster';
import { load } from './dataset/load';
import { settle, userName } from './dataset/world';
import type { Counted, Job } from './http/clients';
import { inboxPlan } from './inbox';
import { tokensOf } from './mutation';
import { result, type Bench, type BenchOptions, type Result } from './result';
import { rounds } from './rounds';
import { startMuster, type MusterServer } from './server';

const SIZES = [1_000, 100_000, 1_000_000];
const GOALS = { cost: '<= 1.3', memory: '<= 1.1', replay: '<= 20' };
const CALLERS = { transition: 32, inbox: 16 };
/** How long a server is left alone before its memory is read. */
const IDLE_MS = 3_000;
const ANCHOR_PATIENCE_MS = 300_000;

const shown = (tasks: number): string => (tasks >= 1_000_000 ? `${tasks / 1_000_000} million` : tasks.toLocaleString('en'));
const database = (tasks: number): string => `tasks_${tasks}`;

export const growthBench: Bench = async (options) => {
  const { say, largest } = options;
  const sizes = SIZES.filter((size) => size <= largest);
  const cluster = startCluster();
  try {
    const admin = new Client({ connectionString: cluster.url });
    admin.on('error', () => undefined);
    await admin.connect();
    for (const size of sizes) await made(cluster, admin, size, say);
    const costs = await costsOf(cluster, admin, sizes, options);
    const memory = await memoryOf(cluster, sizes, options);
    // A million events take minutes to replay; a hundred thousand cost the same for each.
    const replayed = await replayOf(cluster, sizes.at(options.quick ? -2 : -1) ?? sizes[0] ?? 0, options);
    await admin.end();
    return [...costs, ...memory, ...replayed];
  } finally {
    cluster.stop();
  }
};

async function made(cluster: Cluster, admin: Client, tasks: number, say: (line: string) => void): Promise<void> {
  await admin.query(`create database ${database(tasks)}`);
  // While it is filled, checkpoints would only write every page several times.
  await admin.query(`alter system set max_wal_size = '32GB'`);
  await admin.query(`alter system set checkpoint_timeout = '1h'`);
  await admin.query('select pg_reload_conf()');
  const url = cluster.at(database(tasks));
  const cities = await settle(url);
  const took = await load(url, cluster.program('psql'), { tasks, day: new Date().toISOString().slice(0, 10), cities });
  await admin.query('alter system reset all');
  await admin.query('select pg_reload_conf()');
  const { rows } = await admin.query<{ size: string }>('select pg_size_pretty(pg_database_size($1)) as size', [database(tasks)]);
  say(`${shown(tasks)} tasks loaded in ${took.toFixed(0)} s: ${rows[0]?.size}`);
}

/** Milliseconds of a client, from asking to the answer. */
async function costsOf(cluster: Cluster, admin: Client, sizes: readonly number[], options: BenchOptions): Promise<Result[]> {
  const clients = await work<Job, Counted>(join(__dirname, 'http/clients.ts'));
  const servers: MusterServer[] = [];
  const kinds: Record<string, () => Promise<number>> = {};
  const warm: (() => Promise<number>)[] = [];
  for (const tasks of sizes) {
    const server = await startMuster(cluster.at(database(tasks)));
    servers.push(server);
    const [tokens, clerk, busy] = [await tokensOf(server), await server.token(userName(0, 'clerk')), await server.token(userName(1, 'clerk'))];
    const ms = (job: Omit<Job, 'port' | 'seconds'>, seconds: number) => async (): Promise<number> =>
      (job.clients * 1_000) / (await clients.ask({ ...job, port: server.port, seconds })).perSecond;
    const jobs = {
      transition: { name: `transition ${tasks}`, plan: { kind: 'TASKS', tasks, tokens }, clients: CALLERS.transition },
      inbox: { name: `inbox ${tasks}`, plan: inboxPlan(clerk), clients: CALLERS.inbox },
      // At the smallest size only the first city has tasks: its inbox is what this one grows from.
      fullInbox: { name: `full inbox ${tasks}`, plan: inboxPlan(tasks === sizes[0] ? clerk : busy), clients: CALLERS.inbox },
    } as const;
    for (const [name, job] of Object.entries(jobs)) {
      kinds[`${name} ${tasks}`] = ms(job, options.seconds);
      warm.push(ms(job, Math.min(options.seconds, 2)));
    }
  }
  for (const run of warm) await run();
  // In order of what is asked, so that the same thing is asked of all the sizes within seconds.
  const inTurn = Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a.split(' ')[0] ?? '').localeCompare(b.split(' ')[0] ?? '')));
  const runs = await rounds(inTurn, options, 'ms', () => admin.query('checkpoint'));
  for (const server of servers) await server.stop();
  await clients.stop();
  const names = {
    transition: 'transition over HTTP, 32 clients',
    inbox: 'inbox of 50, 16 clients',
    fullInbox: 'inbox of 50 of a unit whose inbox grows too',
  };
  return Object.entries(names).flatMap(([name, said]) =>
    sizes.slice(1).map((tasks) => {
      const [ours, reference] = [runs[`${name} ${tasks}`] ?? [], runs[`${name} ${sizes[0]}`] ?? []];
      return result(`${said}, ${shown(tasks)} tasks: ${shown(sizes[0] ?? 0)}`, ours, reference, GOALS.cost, 'ms');
    }),
  );
}

/**
 * Resident memory of a server with workers that has answered a little and is left alone. The day's anchor covers everything that is new, which
 * in a data set just loaded is all of it: what a process takes that has made this anchor is told apart, before.
 */
async function memoryOf(cluster: Cluster, sizes: readonly number[], options: BenchOptions): Promise<Result[]> {
  const [least, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const resident = async (tasks: number): Promise<number> => {
    const server = await startMuster(cluster.at(database(tasks)), { WORKERS: 'true' });
    await until(() => anchored(cluster, tasks), server, ANCHOR_PATIENCE_MS);
    const clients = await work<Job, Counted>(join(__dirname, 'http/clients.ts'));
    const plan = inboxPlan(await server.token(userName(0, 'clerk')));
    await clients.ask({ name: 'inbox', port: server.port, plan, clients: 4, seconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const megabytes = server.rssBytes() / 1_048_576;
    await clients.stop();
    await server.stop();
    return megabytes;
  };
  const first = await rounds({ most: () => resident(most), least: () => resident(least) }, { ...options, rounds: 1 }, 'MB');
  const idle = await rounds({ most: () => resident(most), least: () => resident(least) }, options, 'MB');
  return [
    result(`memory of the server, ${shown(most)} idle tasks: ${shown(least)}`, idle.most, idle.least, GOALS.memory, 'MB'),
    result(`memory of the server that has just anchored ${shown(most)} new tasks: ${shown(least)}`, first.most, first.least, null, 'MB'),
  ];
}

async function anchored(cluster: Cluster, tasks: number): Promise<boolean> {
  const client = new Client({ connectionString: cluster.at(database(tasks)) });
  await client.connect();
  try {
    return (await client.query('select from anchor')).rowCount !== 0;
  } finally {
    await client.end();
  }
}

async function replayOf(cluster: Cluster, tasks: number, options: BenchOptions): Promise<Result[]> {
  const url = cluster.at(database(tasks));
  const opened = await openDatabase({ databaseUrl: url });
  let events = 0;
  const replaying = async (): Promise<number> => {
    const started = performance.now();
    const report = await replay({ ledger: createLedger(opened.pool), laws, decide });
    events = report.events;
    if (report.differences.length > 0) throw new Error(`The data set is not what its log says: ${JSON.stringify(report.differences[0])}`);
    return (performance.now() - started) / 1_000;
  };
  const copying = (what: string) => async (): Promise<number> => {
    const started = performance.now();
    // Into nothing: the rows are read, made into text and sent to a client that drops them.
    const psql = cluster.program('psql');
    await promisify(execFile)('/bin/sh', ['-c', `exec "$0" -X -q -d "$1" -c "$2" > /dev/null`, psql, url, what]);
    return (performance.now() - started) / 1_000;
  };
  const runs = await rounds({ copying: copying('copy event to stdout'), replaying }, options, 's');
  await opened.close();
  return [result(`replay of ${events.toLocaleString('en')} events: COPY of them out of PostgreSQL`, runs.replaying, runs.copying, GOALS.replay, 's')];
}
