/**
 * Two servers behind a load balancer, under load, each replaced in turn: not one request fails, nothing that was answered is lost, and a subscriber
 * who is sent from one server to the other hears everything.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startCampaign, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { testServerUrl } from '../support/database';
import { startRoundRobin, type RoundRobin } from '../support/round-robin';
import { askAt, startMuster, type MusterProcess } from '../support/server-process';
import { sized } from './support/size';

const CALLERS = 6;
const ROUNDS = sized({ ci: 1, long: 10 });
const URGE = 'mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { task { revision } userErrors { code } } }';
const READ = 'query ($id: ID!) { node(id: $id) { ... on Task { revision } } }';

if (testServerUrl) {
  let campaign: RunningCampaign;
  let proxy: RoundRobin;
  beforeAll(async () => {
    campaign = await startCampaign();
    proxy = await startRoundRobin();
  }, 120_000);
  afterAll(async () => {
    await proxy.close();
    await campaign.close();
  });

  test('each of two servers is restarted under load: no failed request, nothing lost', async () => {
    const environment = { DATABASE_URL: campaign.database.connection.connectionString ?? '', WORKERS: 'false', DRAIN_SECONDS: '1' };
    const start = async (): Promise<MusterProcess> => {
      const server = await startMuster('serve', environment);
      proxy.add(server.url);
      while (!proxy.sendsTo(server.url)) await wait(20);
      return server;
    };
    const servers = [await start(), await start()];
    const token = await campaign.token('coordinator');
    const tasks = await tasksOf(campaign, CALLERS);

    let stopping = false;
    const revisions = new Map<string, number>();
    const verdict = { requests: 0, failed: 0, lost: 0 };
    const caller = async (task: SubjectIds): Promise<void> => {
      let revision = await campaign.revision(task);
      while (!stopping) {
        try {
          const input = { id: task.id, expectedRevision: revision, idempotencyKey: randomUUID() };
          const { data } = await askAt(proxy.url, token, URGE, { input });
          const { urgeTask } = data as unknown as { urgeTask: { task: { revision: number } } };
          revision = urgeTask.task.revision;
          const read = (await askAt(proxy.url, token, READ, { id: task.id })).data as unknown as { node: { revision: number } };
          if (read.node.revision < revision) verdict.lost += 1;
        } catch (error) {
          verdict.failed += 1;
          proxy.failed.push(String(error));
          revision = await campaign.revision(task);
        }
        verdict.requests += 2;
      }
      revisions.set(task.id, revision);
    };
    const load = tasks.map(caller);
    const answeredBy = (url: string): number => proxy.answered.get(url) ?? 0;

    for (let round = 0; round < ROUNDS * servers.length; round += 1) {
      const place = round % servers.length;
      const old = servers[place] as MusterProcess;
      while (answeredBy(old.url) < 50) await wait(20);
      expect(await old.end('SIGTERM')).toEqual([0, null]);
      proxy.remove(old.url);
      servers[place] = await start();
    }
    for (const { url } of servers) while (answeredBy(url) < 50) await wait(20);
    stopping = true;
    await Promise.all(load);
    for (const task of tasks) if ((await campaign.revision(task)) !== revisions.get(task.id)) verdict.lost += 1;
    process.stdout.write(`rolling restart: ${JSON.stringify({ restarts: ROUNDS * servers.length, ...verdict })}\n`);
    expect({ ...verdict, requests: 0, why: proxy.failed }).toEqual({ requests: 0, failed: 0, lost: 0, why: [] });
    expect(verdict.requests).toBeGreaterThanOrEqual(200);
    await Promise.all(servers.map((server) => server.end('SIGINT')));
  }, 300_000);
}

async function tasksOf({ database, own, task }: RunningCampaign, count: number): Promise<SubjectIds[]> {
  const { rows } = await database.pool.query<{ number: string }>(
    `select number from subject where campaign_id = $1 and kind = 'TASK' and not closed order by ordinal limit $2`,
    [own.campaignId, count],
  );
  return Promise.all(rows.map(({ number }) => task(own, number)));
}

test('the balancer that the restart is judged by tells of a server that drops its requests', async () => {
  const proxy = await startRoundRobin();
  expect((await fetch(proxy.url)).status).toBe(502);
  expect(proxy.failed).toEqual(['no server is ready']);
  await proxy.close();
});
