/** A notice becomes a running campaign that agencies drive, all of it over HTTP, WebSocket and SSE, as the people that do it. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { startRunningServer, type RunningServer } from '../support/running';

const examples = join(__dirname, '../../examples');
const notice = readFileSync(join(examples, 'notices/counterfeit-campaign.txt'), 'utf8');

const TASKS = `query ($id: ID!) { campaign(id: $id) { tasks(first: 100) { nodes { id number title state stateLabel revision
  parts { unit { id name } role state mustAct } availableActions { mutation allowed reasons { code } } } } } }`;

interface Task {
  id: string;
  number: string;
  state: string;
  revision: number;
  parts: { unit: { id: string; name: string }; role: string; state: string }[];
  availableActions: { mutation: string; allowed: boolean; reasons: { code: string }[] }[];
}
interface Payload {
  task: Pick<Task, 'id' | 'state' | 'revision'> | null;
  userErrors: { __typename: string; code: string; message: string; fromState?: string; allowedEvents?: string[]; actualRevision?: number }[];
}

let server: RunningServer;
let campaignId: string;

beforeAll(async () => {
  server = await startRunningServer('2022-08-26T02:00:00Z');
});
afterAll(() => server.stop());

const key = () => ({ idempotencyKey: randomUUID() });
const tasksSeenBy = async (userName: string) => {
  const { campaign } = (await server.as(userName, TASKS, { id: campaignId })) as unknown as { campaign: { tasks: { nodes: Task[] } } };
  return campaign.tasks.nodes;
};
const send = async (userName: string, mutation: string, input: Record<string, unknown>) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await server.as(
    userName,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { task { id state revision }
      userErrors { __typename code message ... on TransitionRefused { fromState allowedEvents } ... on StaleRevision { actualRevision } } } }`,
    { input: { ...key(), ...input } },
  );
  return answer[mutation] as unknown as Payload;
};

it('reads the notice, publishes the plan and launches the campaign', async () => {
  const who = (await server.as('coordinator', '{ viewer { units { id name } } }')) as unknown as {
    viewer: { units: { id: string; name: string }[] };
  };
  const officeId = who.viewer.units[0]?.id;

  const { readNotice } = (await server.as(
    'coordinator',
    `mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { userErrors { code message }
       plan { id revision title diagnostics { severity code message } units { printed required match units { name } candidates { id name } }
         content { phases { kind } tasks { number targets { op value } span { start end } } } notice { fileName text } office { id } } } }`,
    { input: { ...key(), officeId, file: { name: '通知.txt', content: Buffer.from(notice).toString('base64') } } },
  )) as unknown as {
    readNotice: {
      userErrors: unknown[];
      plan: {
        id: string;
        revision: number;
        diagnostics: { severity: string }[];
        units: { printed: string; required: boolean; match: string; units: { name: string }[]; candidates: { id: string }[] }[];
        content: { tasks: { span: { start: number; end: number } }[]; phases: { kind: string }[] };
        notice: { fileName: string; text: string };
      };
    };
  };
  expect(readNotice.userErrors).toEqual([]);
  const { plan } = readNotice;
  expect(plan.notice.fileName).toBe('通知.txt');
  expect(plan.content.phases.map(({ kind }) => kind)).toEqual(['MOBILIZATION', 'RECTIFICATION', 'SUMMARY']);
  expect(plan.content.tasks.length).toBeGreaterThan(15);
  const span = plan.content.tasks[0]?.span;
  expect(plan.notice.text.slice(span?.start, span?.end)).toContain('治理日常食品制假售假');

  // What the register does not know by itself, the coordinator says.
  const open = plan.units.filter((unit) => unit.required && unit.units.length === 0);
  const all = (await server.as('coordinator', '{ units(first: 100) { nodes { id name } } }')) as unknown as {
    units: { nodes: { id: string; name: string }[] };
  };
  const bindings = open.map(({ printed, candidates }) => ({ printed, unitIds: [candidates[0]?.id ?? all.units.nodes[0]?.id] }));
  const { bindPlanUnits } = (await server.as(
    'coordinator',
    'mutation ($input: BindPlanUnitsInput!) { bindPlanUnits(input: $input) { plan { id revision } userErrors { code message } } }',
    { input: { ...key(), id: plan.id, expectedRevision: plan.revision, bindings } },
  )) as unknown as { bindPlanUnits: { plan: { id: string; revision: number }; userErrors: unknown[] } };
  expect(bindPlanUnits.userErrors).toEqual([]);

  const { publishPlan } = (await server.as(
    'coordinator',
    'mutation ($input: PublishPlanInput!) { publishPlan(input: $input) { campaign { id state revision } userErrors { code message ... on SimpleError { data } } } }',
    { input: { ...key(), id: plan.id, expectedRevision: bindPlanUnits.plan.revision } },
  )) as unknown as { publishPlan: { campaign: { id: string; state: string; revision: number }; userErrors: unknown[] } };
  expect(publishPlan.userErrors).toEqual([]);
  expect(publishPlan.campaign.state).toBe('DRAFT');
  campaignId = publishPlan.campaign.id;

  const { launchCampaign } = (await server.as(
    'coordinator',
    'mutation ($input: LaunchCampaignInput!) { launchCampaign(input: $input) { campaign { state stateLabel currentPhase { name criteria { kind done total missing { title } } } body { title state members { role unit { name } } } } userErrors { code message } } }',
    { input: { ...key(), id: campaignId, expectedRevision: publishPlan.campaign.revision } },
  )) as unknown as {
    launchCampaign: {
      campaign: { state: string; currentPhase: { criteria: { kind: string }[] }; body: { members: unknown[] } };
      userErrors: unknown[];
    };
  };
  expect(launchCampaign.userErrors).toEqual([]);
  expect(launchCampaign.campaign).toMatchObject({ state: 'RUNNING', body: { state: 'ACTIVE' } });
});

it('shows an agency what it must act on, and lets it act', async () => {
  const { viewer } = (await server.as(
    'shijian.head',
    `{ viewer { inbox(first: 100, filter: { kinds: [TASK], role: LEAD }) { totalCount nodes { kind lamp workingDaysLeft dueOn unit { name } coUnits { name }
         subject { id state revision ... on Task { number } availableActions { mutation allowed } } } } } }`,
  )) as unknown as {
    viewer: {
      inbox: {
        totalCount: number;
        nodes: { subject: { id: string; number: string; revision: number; availableActions: { mutation: string; allowed: boolean }[] } }[];
      };
    };
  };
  expect(viewer.inbox.totalCount).toBe(viewer.inbox.nodes.length);
  const mine = viewer.inbox.nodes.find(({ subject }) => subject.number.endsWith('(一)1'))?.subject;
  expect(mine?.availableActions).toContainEqual({ mutation: 'acknowledgeTask', allowed: true });

  const acknowledged = await send('shijian.head', 'acknowledgeTask', { id: mine?.id, expectedRevision: mine?.revision });
  expect(acknowledged).toMatchObject({ userErrors: [], task: { id: mine?.id, revision: Number(mine?.revision) + 1 } });
});

it('refuses with everything a client needs to offer something better', async () => {
  const task = (await tasksSeenBy('shijian.head')).find(({ number }) => number.endsWith('(一)1')) as Task;
  const early = await send('shijian.head', 'submitTask', { id: task.id, expectedRevision: task.revision, result: '已完成' });
  expect(early.task).toBeNull();
  expect(early.userErrors).toMatchObject([
    { __typename: 'TransitionRefused', code: 'EVENT_REFUSED', allowedEvents: expect.arrayContaining(['START']) as unknown },
  ]);

  const stale = await send('shijian.head', 'startTask', { id: task.id, expectedRevision: task.revision - 1 });
  expect(stale.userErrors).toMatchObject([{ __typename: 'StaleRevision', code: 'STALE_REVISION', actualRevision: task.revision }]);

  const foreign = await send('weijian.head', 'startTask', { id: task.id, expectedRevision: task.revision });
  expect(foreign.userErrors[0]?.code).toMatch(/EVENT_REFUSED|NOT_FOUND/);
  expect(await tasksSeenBy('shijian.head')).toContainEqual(expect.objectContaining({ id: task.id, revision: task.revision }));
});

it('gives the first answer to a repeated request, and refuses the key for another one', async () => {
  const task = (await tasksSeenBy('shijian.head')).find(({ number }) => number.endsWith('(一)1')) as Task;
  const input = { id: task.id, expectedRevision: task.revision, ...key() };
  const first = await send('shijian.head', 'startTask', input);
  expect(first.userErrors).toEqual([]);
  expect(await send('shijian.head', 'startTask', input)).toEqual(first);
  expect((await send('shijian.head', 'withdrawTask', input)).userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
});

it("shows the others' tasks by title and state, and nothing more", async () => {
  const tasks = (await server.as(
    'weijian.head',
    `query ($id: ID!) { campaign(id: $id) { tasks(first: 100) { nodes { id number title state stateLabel revision text dueOn parts { role } targets { what }
       history(first: 5) { nodes { event } } diagram(format: MERMAID) availableActions { mutation } } } } }`,
    { id: campaignId },
  )) as unknown as { campaign: { tasks: { nodes: Record<string, unknown>[] } } };
  const { nodes } = tasks.campaign.tasks;
  const own = nodes.filter(({ parts }) => (parts as unknown[]).length > 0);
  const others = nodes.filter(({ parts }) => (parts as unknown[]).length === 0);
  expect(own.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(10);
  for (const task of others) expect(task).toMatchObject({ text: null, dueOn: null, parts: [], targets: [], history: null, diagram: null });
  for (const task of own)
    expect(task).toMatchObject({ text: expect.any(String) as unknown, diagram: expect.stringContaining('stateDiagram') as unknown });
});

it('does not tell a stranger that there is a campaign', async () => {
  const anybody = (await server.as(
    'chengguan.head',
    'query ($id: ID!) { campaign(id: $id) { title } node(id: $id) { id } campaigns(first: 10) { nodes { id } } }',
    {
      id: campaignId,
    },
  )) as unknown as Record<string, unknown>;
  expect(anybody).toEqual({ campaign: null, node: null, campaigns: { nodes: [] } });
});

it('shows history page by page, from either end', async () => {
  const task = (await tasksSeenBy('coordinator')).find(({ number }) => number.endsWith('(一)1')) as Task;
  const page = async (args: string) => {
    const { node } = (await server.as(
      'coordinator',
      `query ($id: ID!) { node(id: $id) { ... on Task { history(${args}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { revision event actor unit { name } hash } } } } }`,
      { id: task.id },
    )) as unknown as {
      node: {
        history: {
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
          nodes: { revision: number; event: string }[];
        };
      };
    };
    return node.history;
  };
  const first = await page('first: 2');
  expect(first.nodes.map(({ event }) => event)).toEqual(['ASSIGN', 'ACKNOWLEDGE']);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const next = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect(next.nodes.map(({ event }) => event)).toEqual(['START']);
  expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const last = await page('last: 1');
  expect(last.nodes.map(({ event }) => event)).toEqual(['START']);
  const before = await page(`last: 5, before: "${last.pageInfo.startCursor}"`);
  expect(before.nodes.map(({ event }) => event)).toEqual(['ASSIGN', 'ACKNOWLEDGE']);
  expect(before.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
});

describe('who watches', () => {
  const CHANGED =
    'subscription ($id: ID!, $lastEventId: ID) { subjectChanged(id: $id, lastEventId: $lastEventId) { eventId event revision subject { state revision } } }';

  it('is told what happens, over WebSocket, and goes on after a break without a gap', async () => {
    const task = (await tasksSeenBy('shijian.head')).find(({ number }) => number.endsWith('(一)2')) as Task;
    const token = await server.signIn('gongan.head');
    const watching = await watch(token, { id: task.id });
    const acknowledged = await send('shijian.head', 'acknowledgeTask', { id: task.id, expectedRevision: task.revision });
    const [told] = await watching.take(1);
    expect(told).toMatchObject({ event: 'ACKNOWLEDGE', revision: acknowledged.task?.revision });
    watching.close();

    const started = await send('shijian.head', 'startTask', { id: task.id, expectedRevision: acknowledged.task?.revision });
    expect(started.userErrors).toEqual([]);
    const again = await watch(token, { id: task.id, lastEventId: told?.eventId });
    expect(await again.take(1)).toMatchObject([{ event: 'START', revision: started.task?.revision }]);
    again.close();
  });

  it('must be allowed to see it', async () => {
    const token = await server.signIn('chengguan.head');
    const task = (await tasksSeenBy('coordinator'))[0] as Task;
    for (const answer of [await server.askWebSocket(CHANGED, { id: task.id }, { token }), await server.askSse(CHANGED, { id: task.id }, { token })]) {
      expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('over SSE gets what was missed at once', async () => {
    const before = await server.muster.desk.changes.head();
    const task = (await tasksSeenBy('shijian.head')).find(({ number }) => number.endsWith('(一)3')) as Task;
    expect((await send('shijian.head', 'acknowledgeTask', { id: task.id, expectedRevision: task.revision })).userErrors).toEqual([]);
    const answer = await server.askSse(
      'subscription ($after: ID) { inboxChanged(lastEventId: $after) { eventId totalCount subject { id } } }',
      { after: before },
      { token: await server.signIn('shijian.head') },
    );
    expect(answer.data).toMatchObject({ inboxChanged: { subject: { id: task.id }, totalCount: expect.any(Number) as unknown } });
  });

  it('must name an event that can be', async () => {
    const task = (await tasksSeenBy('coordinator'))[0] as Task;
    for (const ask of [server.askWebSocket, server.askSse]) {
      const answer = await ask(CHANGED, { id: task.id, lastEventId: 'yesterday' }, { token: await server.signIn('coordinator') });
      expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
    }
  });

  async function watch(token: string, variables: Record<string, unknown>) {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const told: { eventId: string; event: string; revision: number }[] = [];
    let wake: () => void = () => undefined;
    socket.on('message', (raw: Buffer) => {
      const message = JSON.parse(raw.toString()) as { type: string; payload: { data: { subjectChanged: (typeof told)[number] } } };
      if (message.type === 'next') told.push(message.payload.data.subjectChanged);
      wake();
    });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await new Promise<void>((resolve) => (wake = resolve));
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: CHANGED, variables } }));
    // Only a WebSocket's own order tells that the subscription has begun: an answer to what was sent after it.
    socket.send(JSON.stringify({ type: 'subscribe', id: '2', payload: { query: '{ viewer { inbox(first: 1) { totalCount } } }' } }));
    await new Promise<void>((resolve) => (wake = resolve));
    told.length = 0;
    return {
      async take(count: number) {
        while (told.length < count) await new Promise<void>((resolve) => (wake = resolve));
        return told.slice(0, count);
      },
      close: () => socket.terminate(),
    };
  }
});
