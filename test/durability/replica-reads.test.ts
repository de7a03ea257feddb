/**
 * Two servers that read from a streaming replica whose replay stands still: each person sees what they have done and been told of, wherever they
 * ask, and a right that was taken back is gone, although the replica still shows it.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createClient as webSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { testServerUrl } from '../support/database';
import { askAt, startMuster, type MusterProcess } from '../support/server-process';
import { startReplicaOf, type Cluster } from './support/cluster';

const URGE = 'mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { task { revision } userErrors { code } } }';
const READ = 'query ($id: ID!) { node(id: $id) { ... on Task { revision } } }';
const CHANGES = 'subscription ($id: ID!) { subjectChanged(id: $id) { revision } }';

if (testServerUrl) describe('two servers and a replica that stands still', () => withReplica(testServerUrl ?? ''));

function withReplica(serverUrl: string): void {
  let campaign: RunningCampaign;
  let replica: Cluster;
  let one: MusterProcess;
  let other: MusterProcess;
  let task: SubjectIds;

  beforeAll(async () => {
    campaign = await startCampaign();
    task = await campaign.task(campaign.own, '二(一)1');
    replica = await startReplicaOf({ url: serverUrl });
    const environment = {
      DATABASE_URL: campaign.database.connection.connectionString ?? '',
      READ_DATABASE_URL: replicaUrl(),
      // Old enough for a replica that stands still: what is asked here is who may be shown what it shows.
      READ_STALENESS_MS: '600000',
      WORKERS: 'false',
      DRAIN_SECONDS: '0',
    };
    [one, other] = await Promise.all([startMuster('serve', environment), startMuster('serve', environment)]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([one.end('SIGINT'), other.end('SIGINT')]);
    await replica.gone();
    await campaign.close();
  });
  beforeEach(async () => {
    // Both read the replica, and have seen there what there is now.
    await onReplica('select pg_wal_replay_resume()');
    const now = await campaign.revision(task);
    for (const at of [one, other]) while ((await revision(at, 'leader')) < now) await new Promise((resolve) => setTimeout(resolve, 20));
    await caughtUp();
    await onReplica('select pg_wal_replay_pause()');
  });

  const replicaUrl = (): string => {
    const url = new URL(replica.url);
    url.pathname = new URL(campaign.database.connection.connectionString ?? '').pathname;
    return url.href;
  };
  async function onReplica(text: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: replicaUrl() });
    await client.connect();
    return client.query<Record<string, unknown>>(text).then(
      ({ rows }) => client.end().then(() => rows),
      (error: unknown) => client.end().then(() => Promise.reject(error)),
    );
  }
  async function caughtUp(): Promise<void> {
    const { rows } = await campaign.database.pool.query<{ position: string }>('select pg_current_wal_flush_lsn()::text as position');
    const behind = `select pg_last_wal_replay_lsn() < '${rows[0]?.position}'::pg_lsn as behind`;
    while ((await onReplica(behind))[0]?.['behind']) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  async function urge(at: MusterProcess, person: PersonName): Promise<{ revision: number; readAfter: string }> {
    const input = { id: task.id, expectedRevision: await campaign.revision(task), idempotencyKey: randomUUID() };
    const { data, extensions } = await askAt(at.url, await campaign.token(person), URGE, { input });
    const { urgeTask } = data as unknown as { urgeTask: { task: { revision: number } } };
    return { revision: urgeTask.task.revision, readAfter: extensions.readAfter ?? '' };
  }
  async function revision(at: MusterProcess, person: PersonName, readAfter?: string): Promise<number> {
    const { data } = await askAt(at.url, await campaign.token(person), READ, { id: task.id }, readAfter ? { extensions: { readAfter } } : {});
    return (data as unknown as { node: { revision: number } }).node.revision;
  }

  test('whoever acted sees it on both servers; whoever did not may see what was', async () => {
    const before = await campaign.revision(task);
    const done = await urge(one, 'coordinator');
    expect(done).toEqual({ revision: before + 1, readAfter: expect.stringMatching(/^[0-9A-F]+\/[0-9A-F]+$/) });
    expect(await revision(one, 'coordinator')).toBe(before + 1);
    expect(await revision(other, 'coordinator', done.readAfter)).toBe(before + 1);
    // The header does as well, for a person who has not acted.
    const header = { 'muster-read-after': done.readAfter, authorization: `Bearer ${await campaign.token('leader')}` };
    const response = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...header },
      body: JSON.stringify({ query: READ, variables: { id: task.id } }),
    });
    expect(await response.json()).toMatchObject({ data: { node: { revision: before + 1 } } });
    expect([await revision(one, 'supervisor'), await revision(other, 'supervisor')]).toEqual([before, before]);
    // Without the mark: as soon as the notification is there, and for good.
    while ((await revision(other, 'coordinator')) < before + 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await revision(other, 'coordinator')).toBe(before + 1);
  });

  test('whoever was told of a change sees it on the other server too', async () => {
    const client = webSocketClient({
      url: `${one.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${await campaign.token('leadStaff')}` },
    });
    const told = client.iterate<{ subjectChanged: { revision: number } }>({ query: CHANGES, variables: { id: task.id } });
    const first = told.next();
    let heard: Awaited<typeof first> | null = null;
    while (!heard) {
      await urge(other, 'coordinator');
      heard = await Promise.race([first, new Promise<null>((resolve) => setTimeout(() => resolve(null), 200))]);
    }
    const { data, extensions } = heard.value as { data: { subjectChanged: { revision: number } }; extensions: { readAfter: string } };
    expect(await revision(other, 'leadStaff', extensions.readAfter)).toBeGreaterThanOrEqual(data.subjectChanged.revision);
    expect(await revision(one, 'leadStaff')).toBeGreaterThanOrEqual(data.subjectChanged.revision);
    await client.dispose();
  });

  test('a role that was taken back is gone on both servers, whatever the replica shows', async () => {
    const { rows } = await campaign.database.pool.query<{ id: string }>(`select id from membership where account_id = $1`, [
      campaign.accounts.campaignLeader,
    ]);
    const seen = async (at: MusterProcess): Promise<unknown> =>
      (await askAt(at.url, await campaign.token('campaignLeader'), READ, { id: task.id })).data['node'] as unknown;
    expect([await seen(one), await seen(other)]).toEqual([{ revision: expect.any(Number) }, { revision: expect.any(Number) }]);
    await campaign.database.pool.query('delete from membership where id = $1', [rows[0]?.id]);
    // Kept for a few seconds at most where it was just asked for: see application/people/viewers.ts.
    for (const at of [one, other]) while ((await seen(at)) !== null) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await onReplica(`select id from membership where id = '${rows[0]?.id}'`)).toHaveLength(1);
  });
}

test('without a PostgreSQL there is nothing to read replicas of: the setting is refused', async () => {
  await expect(startMuster('serve', { READ_DATABASE_URL: 'postgres://127.0.0.1/none' })).rejects.toThrow(
    /DATABASE_URL: is needed with READ_DATABASE_URL/,
  );
}, 60_000);
