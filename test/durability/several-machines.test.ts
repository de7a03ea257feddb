/**
 * Several servers and workers in processes of their own on one PostgreSQL: who listens on one hears what is done on another, nothing is missed by
 * a client that comes back, and the work of the clock is done by workers alone.
 */
import { randomUUID } from 'node:crypto';
import { createClient as sseClient } from 'graphql-sse';
import { createClient as webSocketClient } from 'graphql-ws';
import { Client } from 'pg';
import WebSocket from 'ws';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { startCampaign, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { createTestDatabaseUrl, testServerUrl } from '../support/database';
import { askAt, startMuster, type MusterProcess } from '../support/server-process';

const CHANGES = 'subscription ($id: ID!, $after: ID) { campaignChanged(id: $id, lastEventId: $after) { eventId event revision } }';
const URGE = 'mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { task { revision } userErrors { code } } }';

type Change = { eventId: string; event: string; revision: number };

if (testServerUrl) describe('several processes on one PostgreSQL', () => onOneDatabase(testServerUrl ?? ''));

function onOneDatabase(serverUrl: string): void {
  let campaign: RunningCampaign;
  let one: MusterProcess;
  let other: MusterProcess;
  let token: string;
  let task: SubjectIds;
  let environment: Record<string, string>;

  beforeAll(async () => {
    campaign = await startCampaign();
    environment = { DATABASE_URL: campaign.database.connection.connectionString ?? '', WORKERS: 'false', DRAIN_SECONDS: '0' };
    [one, other] = await Promise.all([startMuster('serve', environment), startMuster('serve', environment)]);
    token = await campaign.token('coordinator');
    task = await campaign.task(campaign.own, '二(一)1');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([one.end('SIGINT'), other.end('SIGINT')]);
    await campaign.close();
  });

  const urge = async (at: MusterProcess): Promise<void> => {
    const input = { id: task.id, expectedRevision: await campaign.revision(task), idempotencyKey: randomUUID() };
    const { data } = await askAt(at.url, token, URGE, { input });
    expect(data['urgeTask']).toMatchObject({ userErrors: [] });
  };

  /** What a client hears, from when it has begun to listen. */
  async function listen(how: 'WebSocket' | 'SSE', at: MusterProcess, after: string | null = null) {
    const heard: Change[] = [];
    let more: () => void = () => undefined;
    const sink = {
      next: ({ data }: { data?: unknown }) => {
        heard.push((data as { campaignChanged: Change }).campaignChanged);
        more();
      },
      error: (error: unknown) => {
        throw new Error(JSON.stringify(error));
      },
      complete: () => undefined,
    };
    const operation = { query: CHANGES, variables: { id: campaign.own.campaign, after } };
    const client =
      how === 'SSE'
        ? sseClient({ url: `${at.url}/graphql/stream`, headers: { authorization: `Bearer ${token}` } })
        : webSocketClient({
            url: `${at.url.replace('http', 'ws')}/graphql`,
            webSocketImpl: WebSocket,
            connectionParams: { authorization: `Bearer ${token}` },
          });
    const leave = client.subscribe(operation as never, sink as never);
    const hears = async (count: number): Promise<Change[]> => {
      while (heard.length < count) await new Promise<void>((resolve) => (more = resolve));
      return heard;
    };
    return {
      heard,
      hears,
      leave: async () => {
        leave();
        await client.dispose();
      },
    };
  }

  /** There is no answer to a subscription but its first event: urges until there is one. */
  async function listening(how: 'WebSocket' | 'SSE', at: MusterProcess, by: MusterProcess) {
    const listener = await listen(how, at);
    const first = listener.hears(1);
    for (let begun = false; !begun;) {
      await urge(by);
      begun = await Promise.race([first.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 100))]);
    }
    return listener;
  }

  test.each(['WebSocket', 'SSE'] as const)('a subscriber over %s hears what is done on another server', async (how) => {
    const listener = await listening(how, one, other);
    const before = listener.heard.at(-1)?.revision ?? 0;
    for (let i = 0; i < 5; i += 1) await urge(i % 2 === 0 ? other : one);
    while ((listener.heard.at(-1)?.revision ?? 0) < before + 5) await listener.hears(listener.heard.length + 1);
    const revisions = listener.heard.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.map((_, i) => (revisions[0] ?? 0) + i));
    await listener.leave();
  });

  test.each(['WebSocket', 'SSE'] as const)('a subscriber over %s that comes back, to another server, has missed nothing', async (how) => {
    const listener = await listening(how, one, other);
    const last = listener.heard.at(-1) as Change;
    await listener.leave();
    for (let i = 0; i < 3; i += 1) await urge(one);
    const again = await listen(how, other, last.eventId);
    await urge(one);
    // More than it had heard may have been under way when it left; what matters is that every revision after its last is there, once.
    const reached = await campaign.revision(task);
    while ((again.heard.at(-1)?.revision ?? 0) < reached) await again.hears(again.heard.length + 1);
    const revisions = again.heard.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.map((_, i) => last.revision + 1 + i));
    expect(revisions.length).toBeGreaterThanOrEqual(4);
    await again.leave();
  });

  test('servers with WORKERS=false leave messages to the workers, and a worker delivers them', async () => {
    await urge(one);
    const waiting = () => campaign.database.pool.query('select 1 from outbox where delivered_at is null').then(({ rowCount }) => rowCount ?? 0);
    expect(await waiting()).toBeGreaterThan(0);
    const worker = await startMuster('worker', environment);
    while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await (await fetch(`${worker.url}/health/ready`)).json()).toEqual({ status: 'ready' });
    expect((await fetch(`${worker.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${worker.url}/graphql`)).status).toBe(404);
    expect(await worker.end()).toEqual([0, null]);
  }, 120_000);

  test('two servers that start together on an empty database both come up', async () => {
    const { url, drop } = await createTestDatabaseUrl(serverUrl);
    const started = await Promise.all([1, 2].map(() => startMuster('serve', { ...environment, DATABASE_URL: url })));
    for (const server of started) expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const { rows } = await sql(url, 'select name from muster_migrations order by id');
    expect(rows.map(({ name }) => String(name))).toEqual(migrations.map(({ name }) => name));
    for (const server of started) expect(await server.end()).toEqual([0, null]);
    await drop();
  }, 120_000);

  test('a program does not start on a database that a newer one has changed in a way it cannot live with, and says so', async () => {
    const { url, drop } = await createTestDatabaseUrl(serverUrl, migrations);
    await sql(url, `insert into muster_migrations (name) values ('9998-more-of-it')`);
    const beside = await startMuster('serve', { ...environment, DATABASE_URL: url });
    expect(await beside.end()).toEqual([0, null]);
    await sql(url, `insert into muster_migrations (name) values ('9999-less-of-it-breaking')`);
    await expect(startMuster('serve', { ...environment, DATABASE_URL: url })).rejects.toThrow(
      /DATABASE_NEWER_THAN_PROGRAM[^]*更新版本[^]*9999-less-of-it-breaking/,
    );
    await drop();
  }, 120_000);
}

async function sql(url: string, text: string): Promise<{ rows: Record<string, unknown>[] }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client.query(text).finally(() => client.end());
}

test('a worker of its own is refused on the embedded database, which has one process', async () => {
  await expect(startMuster('worker', {})).rejects.toThrow(/DATABASE_URL: muster worker needs PostgreSQL/);
}, 60_000);
