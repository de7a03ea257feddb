/** The inbox of fifty things with units and states, the policy applied: against PostGraphile on the same tables, and plain node:http. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, run, until, work } from './children';
import { startCluster } from './cluster';
import { load } from './dataset/load';
import { settle, userName } from './dataset/world';
import type { Counted, Job } from './http/clients';
import type { Plan } from './http/requests';
import { installed, PEERS, versionOf } from './peers';
import { notRun, result, type Bench, type Result } from './result';
import { rounds } from './rounds';
import { startMuster } from './server';

const TASKS = 20_000;
const CLIENTS = 16;
const SECRET = 'the benchmark signs its tokens with this';
const GOALS = { postgraphile: '>= 2', plain: '>= 0.7', actions: '<= 1.5' };

const ours = (ofSubject: string): string => `{ viewer { inbox(first: 50) {
  nodes { kind title role partState lamp dueOn workingDaysLeft coUnits { id name } subject { id revision stateLabel ${ofSubject} } }
  pageInfo { hasNextPage endCursor } } } }`;
const ACTIONS = 'availableActions { mutation label allowed reasons { message } }';
const THEIRS = `{ inbox(first: 50) {
  nodes { kind role state dueOn subject { id revision title state participants { nodes { role state active unit { id: unitId name } } } } }
  pageInfo { hasNextPage endCursor } } }`;

export const inboxPlan = (token: string, more = ''): Plan => ({
  ...{ kind: 'SAME', path: '/graphql', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ query: ours(more) }) },
  expect: '"hasNextPage":true',
});

export const inboxBench: Bench = async ({ seconds, rounds: count, say }) => {
  const cluster = startCluster();
  try {
    const url = cluster.at('served');
    const admin = new Client({ connectionString: cluster.url });
    admin.on('error', () => undefined);
    await admin.connect();
    await admin.query('create database served');
    const cities = await settle(url);
    const took = await load(url, cluster.program('psql'), { tasks: TASKS, day: new Date().toISOString().slice(0, 10), cities });
    say(`${TASKS} tasks loaded in ${took.toFixed(0)} s`);
    const server = await startMuster(url, { TOKEN_SECRET: SECRET });
    const token = await server.token(userName(0, 'clerk'));
    const clients = await work<Job, Counted>(join(__dirname, 'http/clients.ts'));
    const over = (name: string, port: number, plan: Plan) => async (): Promise<number> => {
      const counted = await clients.ask({ name, port, plan, clients: CLIENTS, seconds });
      say(`  ${name}: median ${counted.median.toFixed(1)} ms, 99th percentile ${counted.p99.toFixed(1)} ms`);
      return counted.perSecond;
    };
    const peer = async (folder: string, path: string): Promise<number> => {
      const port = await freePort();
      const program = run(process.execPath, [join(PEERS, folder, 'server.cjs')], {
        env: { DATABASE_URL: url, PORT: String(port), TOKEN_SECRET: SECRET, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
      });
      await until(async () => (await fetch(`http://127.0.0.1:${port}${path}`)).status < 600, program);
      return port;
    };
    const kinds: Record<string, () => Promise<number>> = {
      inbox: over('inbox', server.port, inboxPlan(token)),
      actions: over('with actions', server.port, inboxPlan(token, ACTIONS)),
    };
    const headers = { authorization: `Bearer ${token}` };
    const plain = await peer('plain-http', '/');
    kinds['plain'] = over('plain', plain, { kind: 'SAME', path: '/', headers, body: '{}', expect: '"coUnits"' });
    const missing = await installed('postgraphile', say);
    if (missing === null) {
      const database = new Client({ connectionString: url });
      await database.connect();
      await database.query(readFileSync(join(PEERS, 'postgraphile/policy.sql'), 'utf8'));
      await database.end();
      const body = JSON.stringify({ query: THEIRS });
      const plan: Plan = { kind: 'SAME', path: '/graphql', headers, body, expect: '"hasNextPage":true' };
      kinds['postgraphile'] = over('postgraphile', await peer('postgraphile', '/graphql'), plan);
    }
    await rounds(kinds, { rounds: 1, say: () => undefined }, '');
    const runs = await rounds(kinds, { rounds: count, say }, 'inboxes/s');
    await admin.end();
    return table(runs, missing);
  } finally {
    cluster.stop();
  }
};

function table(runs: Record<string, number[]>, missing: string | null): Result[] {
  const of = (name: string): number[] => runs[name] ?? [];
  const ms = (name: string): number[] => of(name).map((perSecond) => (CLIENTS * 1_000) / perSecond);
  const name = 'inbox of 50 with units and states, 16 clients';
  return [
    missing === null
      ? result(
          `${name}: PostGraphile ${versionOf('postgraphile', 'postgraphile')}, same tables`,
          of('inbox'),
          of('postgraphile'),
          GOALS.postgraphile,
          'inboxes/s',
        )
      : notRun(`${name}: PostGraphile, same tables`, of('inbox'), GOALS.postgraphile, 'inboxes/s', missing),
    result(`${name}: plain node:http and json_agg`, of('inbox'), of('plain'), GOALS.plain, 'inboxes/s'),
    result('inbox of 50 with availableActions of all: the same without', ms('actions'), ms('inbox'), GOALS.actions, 'ms'),
  ];
}
