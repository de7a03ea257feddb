/** Every kind of bad input, over HTTP, answers with a code of its own and a sentence, and leaves nothing half written. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentXml, zipOf } from '../infrastructure/documents/docx-fixtures';
import { startRunningServer, type RunningServer } from '../support/running';

const notice = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');

interface UserError {
  code: string;
  message: string;
  path: string[] | null;
}
type Answer = { userErrors: UserError[] } & Record<string, never>;

let server: RunningServer;
let officeId: string;
beforeAll(async () => {
  server = await startRunningServer('2022-08-26T02:00:00Z');
  const { viewer } = (await server.as('coordinator', '{ viewer { units { id } } }')) as unknown as { viewer: { units: { id: string }[] } };
  officeId = viewer.units[0]?.id ?? '';
});
afterAll(() => server.stop());

const send = async (userName: string, mutation: string, shown: string, input: Record<string, unknown>): Promise<Answer> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await server.as(
    userName,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${shown} userErrors { code message path } } }`,
    {
      input: { idempotencyKey: randomUUID(), ...input },
    },
  );
  return answer[mutation] as unknown as Answer;
};
const read = (input: Record<string, unknown>) => send('coordinator', 'readNotice', 'plan { id revision }', { officeId, ...input });
const file = (name: string, bytes: Buffer) => ({ file: { name, content: bytes.toString('base64') } });
const codes = (answer: Answer): string[] => answer.userErrors.map(({ code }) => code);
const rowsOf = async (): Promise<Record<string, number>> => {
  const { rows } = await server.muster.opened.database.pool.query<Record<string, number>>(
    `select (select count(*)::int from notice) as notices, (select count(*)::int from plan) as plans, (select count(*)::int from subject) as subjects,
            (select count(*)::int from event) as events, (select count(*)::int from deadline) as deadlines`,
  );
  return rows[0] ?? {};
};

/** A plan of the example notice, published when asked for. */
async function examplePlan(): Promise<{ id: string; revision: number }> {
  const { plan } = (await read({ text: notice })) as unknown as { plan: { id: string; revision: number } };
  return plan;
}
async function exampleCampaign(): Promise<{ id: string; revision: number }> {
  const { plan: drafted } = (await send('coordinator', 'readNotice', 'plan { id revision units { printed required units { id } } }', {
    officeId,
    text: notice,
  })) as unknown as { plan: { id: string; revision: number; units: { printed: string; required: boolean; units: object[] }[] } };
  // Names that the register does not know without doubt: here any unit will do.
  const bindings = drafted.units.filter((unit) => unit.required && unit.units.length === 0).map(({ printed }) => ({ printed, unitIds: [officeId] }));
  const bound = await send('coordinator', 'bindPlanUnits', 'plan { id revision }', { id: drafted.id, expectedRevision: drafted.revision, bindings });
  const { plan } = bound as unknown as { plan: { id: string; revision: number } };
  const shown = 'campaign { id revision }';
  const answer = await send('coordinator', 'publishPlan', shown, { id: plan.id, expectedRevision: plan.revision });
  expect(codes(answer)).toEqual([]);
  return (answer as unknown as { campaign: { id: string; revision: number } }).campaign;
}

describe('a notice', () => {
  const bomb = () => zipOf([{ name: 'word/document.xml', content: documentXml('<w:p/>'.repeat(3_000_000)) }]);
  test.each<[string, string, () => Record<string, unknown>]>([
    ['an empty file', 'NOTICE_EMPTY', () => file('notice.txt', Buffer.alloc(0))],
    ['an empty text', 'NOTICE_EMPTY', () => ({ text: ' \n ' })],
    ['bytes that are no text', 'NOTICE_UNREADABLE', () => file('notice.docx', Buffer.from('PK\x03\x04 and no more'))],
    ['a file of an unknown kind', 'NOTICE_FORMAT_UNKNOWN', () => file('notice.exe', Buffer.from('MZ program'))],
    ['a docx that is a zip bomb', 'NOTICE_ARCHIVE_BOMB', () => file('notice.docx', bomb())],
    ['a notice without tasks', 'NOTICE_WITHOUT_TASKS', () => ({ text: '关于放假的通知\n各单位：\n明天放假。\n' })],
    ['neither text nor file', 'BAD_INPUT', () => ({})],
  ])('%s is refused with %s and leaves nothing', async (_, code, input) => {
    const before = await rowsOf();
    const answer = await read(input());
    expect(codes(answer)).toEqual([code]);
    expect(answer.userErrors[0]?.message).not.toBe('');
    expect(await rowsOf()).toEqual(before);
  });

  test('a file of 50 MB is refused before it is read', async () => {
    const before = await rowsOf();
    const input = { officeId, idempotencyKey: randomUUID(), ...file('notice.txt', Buffer.alloc(50 * 1024 * 1024, 'a')) };
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.signIn('coordinator')}` },
      body: JSON.stringify({ query: 'mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { plan { id } } }', variables: { input } }),
    }).catch((error: unknown) => error as Error);
    // A client that is still sending may lose the connection before it reads the answer; both are a refusal.
    if (!(response instanceof Error)) {
      expect(response.status).toBe(413);
      expect(JSON.stringify(await response.json())).toContain('BODY_TOO_LARGE');
    }
    expect(await rowsOf()).toEqual(before);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });
});

describe('a plan', () => {
  const content = (phases: object[]) => ({
    title: '专项行动方案',
    phases,
    tasks: [{ number: '一1', title: '检查市场', assignments: [{ unit: '市公安局', role: 'LEAD' }] }],
  });
  const save = async (given: object) => {
    const { id, revision } = await examplePlan();
    const shown = 'plan { id revision diagnostics { code severity } }';
    return { id, saved: await send('coordinator', 'savePlan', shown, { id, expectedRevision: revision, content: given }) };
  };

  test('with a date that cannot be is refused, naming the field', async () => {
    const { id, revision } = await examplePlan();
    const answer = await server.ask(
      'mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { id } userErrors { code path } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          ...{ id, expectedRevision: revision },
          content: content([{ name: '集中整治', kind: 'RECTIFICATION', start: '2022-09-31', end: '2022-11-30' }]),
        },
      },
      { token: await server.signIn('coordinator') },
    );
    expect(JSON.stringify(answer)).toMatch(/PLAN_INVALID|BAD_USER_INPUT/);
    expect(JSON.stringify(answer)).toContain('start');
  });

  test('whose phase ends before it begins is not published', async () => {
    const { id, saved } = await save(content([{ name: '集中整治', kind: 'RECTIFICATION', start: '2022-11-30', end: '2022-09-01' }]));
    const { plan } = saved as unknown as { plan: { revision: number } };
    const before = await rowsOf();
    const answer = await send('coordinator', 'publishPlan', 'campaign { id }', { id, expectedRevision: plan.revision });
    expect(codes(answer)).toEqual(['PLAN_HAS_ERRORS']);
    expect(await rowsOf()).toEqual(before);
  });

  test('with a unit that nobody knows is not published, and the unit is named', async () => {
    const given = content([{ name: '集中整治', kind: 'RECTIFICATION', start: '2022-09-01', end: '2022-11-30' }]);
    const { id, saved } = await save({
      ...given,
      tasks: [{ number: '一1', title: '检查市场', assignments: [{ unit: '市星际贸易局', role: 'LEAD' }] }],
    });
    const { plan } = saved as unknown as { plan: { revision: number } };
    const answer = await send('coordinator', 'publishPlan', 'campaign { id }', { id, expectedRevision: plan.revision });
    expect(codes(answer)).toEqual(['UNITS_NOT_BOUND']);
    expect(answer.userErrors[0]?.message).toContain('市星际贸易局');
  });

  test('launched twice at once begins once', async () => {
    const { id, revision } = await exampleCampaign();
    const launch = () => send('coordinator', 'launchCampaign', 'campaign { state }', { id, expectedRevision: revision });
    const answers = await Promise.all([launch(), launch()]);
    expect(answers.flatMap(codes)).toHaveLength(1);
    expect(['STALE_REVISION', 'TRANSITION_REFUSED', 'EVENT_REFUSED']).toContain(answers.flatMap(codes)[0]);
    const { campaign } = (await server.as('coordinator', 'query ($id: ID!) { campaign(id: $id) { state taskCounts(by: []) { count } } }', {
      id,
    })) as unknown as {
      campaign: { state: string; taskCounts: { count: number }[] };
    };
    expect(campaign).toEqual({ state: 'RUNNING', taskCounts: [{ count: 21 }] });
  });
});

describe('an event', () => {
  let campaign: { id: string; revision: number };
  let task: { id: string; revision: number };
  beforeAll(async () => {
    const { id, revision } = await exampleCampaign();
    const answer = await send('coordinator', 'launchCampaign', 'campaign { id revision tasks(first: 1) { nodes { id revision } } }', {
      id,
      expectedRevision: revision,
    });
    const launched = (answer as unknown as { campaign: typeof campaign & { tasks: { nodes: (typeof task)[] } } }).campaign;
    campaign = { id: launched.id, revision: launched.revision };
    task = launched.tasks.nodes[0] as typeof task;
  });
  const acknowledge = (userName: string, input: Record<string, unknown> = {}) =>
    send(userName, 'acknowledgeTask', 'task { revision }', { id: task.id, expectedRevision: task.revision, ...input });

  test('that the machine does not take names the state and what is possible', async () => {
    const before = await rowsOf();
    const { acceptTask } = (await server.as(
      'coordinator',
      `mutation ($input: AcceptTaskInput!) { acceptTask(input: $input) { userErrors { code ... on TransitionRefused { fromState allowedEvents reasons { code } } } } }`,
      { input: { idempotencyKey: randomUUID(), id: task.id, expectedRevision: task.revision } },
    )) as unknown as { acceptTask: { userErrors: { fromState: string; allowedEvents: string[]; reasons: object[] }[] } };
    expect(acceptTask.userErrors[0]).toMatchObject({ fromState: 'NOTIFIED' });
    expect(acceptTask.userErrors[0]?.allowedEvents).toContain('URGE');
    expect(acceptTask.userErrors[0]?.reasons.length).toBeGreaterThan(0);
    expect(await rowsOf()).toEqual(before);
  });

  test('on a stale revision is refused', async () => {
    expect(codes(await acknowledge('shijian.staff', { expectedRevision: task.revision + 7 }))).toEqual(['STALE_REVISION']);
  });

  test('on a task of a campaign in which one has no part does not find it', async () => {
    expect(codes(await acknowledge('sifa.staff'))).toEqual(['NOT_FOUND']);
  });

  test('under an idempotency key of another request is refused; under the same it gives the first answer', async () => {
    const idempotencyKey = randomUUID();
    const first = await acknowledge('shijian.staff', { idempotencyKey });
    expect(codes(first)).toEqual([]);
    expect(await acknowledge('shijian.staff', { idempotencyKey })).toEqual(first);
    expect(codes(await acknowledge('shijian.staff', { idempotencyKey, expectedRevision: task.revision + 1 }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test('that sets a deadline in the past is refused and moves nothing', async () => {
    const before = await rowsOf();
    const { extendCampaignPhase } = (await server.as(
      'coordinator',
      `mutation ($input: ExtendCampaignPhaseInput!) { extendCampaignPhase(input: $input) { userErrors { code message ... on TransitionRefused { reasons { code } } } } }`,
      { input: { idempotencyKey: randomUUID(), id: campaign.id, expectedRevision: campaign.revision, end: '2022-08-20', reason: '提前' } },
    )) as unknown as { extendCampaignPhase: { userErrors: { message: string; reasons: { code: string }[] }[] } };
    expect(extendCampaignPhase.userErrors.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain('DATE_IN_PAST');
    expect(await rowsOf()).toEqual(before);
  });
});

describe('a request', () => {
  test('with an expired or a made-up token is answered 401 with a code', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: '{"query":"{ viewer { units { id } } }"}',
    });
    expect(response.status).toBe(401);
    expect(JSON.stringify(await response.json())).toContain('TOKEN_INVALID');
  });

  test('too deep is refused with its own code', async () => {
    const deep = `query ($id: ID!) { unit(id: $id) ${'{ parent '.repeat(30)} { id } ${'}'.repeat(30)} }`;
    const answer = await server.ask(deep, { id: officeId }, { token: await server.signIn('coordinator') });
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('QUERY_TOO_DEEP');
  });
});
