/** Many tasks or reports in one call: a result for each, in the order in which they were named, and nothing done twice. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { MOST_ITEMS } from '../../src/application/bulk';
import { startCampaign, type CampaignIds, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import type { GraphQLAnswer } from '../support/server';

interface Item {
  id: string;
  expectedRevision?: number | null;
  [field: string]: unknown;
}
interface Result {
  id: string;
  userErrors: { __typename: string; code: string; message: string; reasons?: { code: string }[]; actualRevision?: number }[];
  task?: Node | null;
  report?: Node | null;
}
interface Node {
  id: string;
  state: string;
  revision: number;
}
interface Payload {
  results: Result[];
  accepted: number;
  refused: number;
  userErrors: { code: string; message: string }[];
  clientMutationId: string | null;
}

const ERRORS = '__typename code message ... on TransitionRefused { reasons { code } } ... on StaleRevision { actualRevision }';
const SHOWN = { task: 'task { id state revision }', report: 'report { id state revision }' };

/** Six tasks of one unit alone, one of another, and what every unit owes. */
const NOTICE = `云溪市市场监督管理局关于开展农贸市场整治行动的通知

各有关单位：
现将《云溪市农贸市场整治行动方案》印发给你们，请认真执行。各成员单位于2022年8月29日前将联络员名单报送市工作专班办公室。

云溪市市场监督管理局
2022年8月25日

云溪市农贸市场整治行动方案

一、总体目标
2022年8月25日至12月31日开展整治，消除一批隐患。
二、重点任务
${['检查摊位', '核对台账', '清理通道', '检测农药残留', '更换计量器具', '公示检测结果'].map((what, i) => `（${'一二三四五六'.charAt(i)}）${what}。逐个市场办理并登记。（市农业农村局负责）`).join('\n')}
（七）检查从业人员健康证。逐人核对。（市卫健局负责）
三、工作步骤
（一）集中整治（2022年8月25日-12月20日）。逐户检查，限期整改。
（二）总结提高（2022年12月21日-12月31日）。总结经验，建章立制。
`;

let world: RunningCampaign;
let campaign: CampaignIds;
/** Tasks that the lead unit leads, in the order of the plan. */
let tasks: Node[];
beforeAll(async () => void (world = await startCampaign()), 60_000);
beforeEach(async () => {
  campaign = await world.launch('coordinator', world.units.office, NOTICE);
  tasks = await ownTasks();
  expect(tasks).toHaveLength(6);
});
afterAll(() => world.close());

async function ownTasks(): Promise<Node[]> {
  const { viewer } = await world.as<{ viewer: { inbox: { nodes: { subject: Node }[] } } }>(
    'leadHead',
    `query ($id: ID!) { viewer { inbox(first: 100, filter: { kinds: [TASK], role: RESPONSIBLE, campaignId: $id }) { nodes { subject { id state revision } } } } }`,
    { id: campaign.campaign },
  );
  return viewer.inbox.nodes.map(({ subject }) => subject);
}
const at = (index: number): Node => tasks[index] as Node;

function ask(person: PersonName | null, mutation: string, input: Record<string, unknown>): Promise<GraphQLAnswer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const field = mutation.endsWith('Reports') ? 'report' : 'task';
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    results { id ${SHOWN[field]} userErrors { ${ERRORS} } } accepted refused userErrors { code message } clientMutationId } }`;
  return world.ask(person, text, { input: { idempotencyKey: randomUUID(), ...input } });
}
async function send(person: PersonName, mutation: string, items: readonly Item[], more: Record<string, unknown> = {}): Promise<Payload> {
  const answer = await ask(person, mutation, { items, ...more });
  expect(answer.errors).toBeUndefined();
  return (answer.data as Record<string, Payload>)[mutation] as Payload;
}
const codes = ({ results }: Payload): (string | undefined)[] => results.map(({ userErrors }) => userErrors[0]?.code);
const count = async (type: string): Promise<number> => {
  const { rows } = await world.database.pool.query<{ n: number }>('select count(*)::int as n from event where campaign_id = $1 and type = $2', [
    campaign.campaignId,
    type,
  ]);
  return Number(rows[0]?.n);
};
const seen = ({ id, revision }: Node): Item => ({ id, expectedRevision: revision });
const idsOf = (nodes: readonly Node[]): Item[] => nodes.map(({ id }) => ({ id }));

describe('acknowledging many tasks', () => {
  it('does every one of them, and tells of each in the order of the call', async () => {
    const asked = tasks.toReversed();
    const answer = await send('leadHead', 'acknowledgeTasks', asked.map(seen), { clientMutationId: 'mine' });
    expect(answer).toMatchObject({ accepted: tasks.length, refused: 0, userErrors: [], clientMutationId: 'mine' });
    expect(answer.results.map(({ id, task }) => [id, task?.id, task?.revision])).toEqual(asked.map(({ id, revision }) => [id, id, revision + 1]));
    expect(tasks.length).toBeGreaterThan(3);
  });

  it('refuses an item for itself and does the others', async () => {
    const others = await world.task(campaign, '二(七)');
    const foreign = await world.task(world.foreign, '二(一)');
    const report = await world.report(campaign, world.units.lead, 'LIAISON_ROSTER');
    const reportAsTask = Buffer.from(`Task:${report.campaignId}:${report.subjectId}`).toString('base64url');
    const answer = await send('leadHead', 'acknowledgeTasks', [
      seen(at(0)),
      { id: others.id },
      { id: foreign.id },
      { ...seen(at(1)), expectedRevision: at(1).revision - 1 },
      { id: reportAsTask },
      { id: at(2).id },
    ]);
    expect(codes(answer)).toEqual([undefined, 'EVENT_REFUSED', 'NOT_FOUND', 'STALE_REVISION', 'NOT_FOUND', undefined]);
    expect(answer).toMatchObject({ accepted: 2, refused: 4 });
    expect(answer.results[1]).toMatchObject({
      task: null,
      userErrors: [{ __typename: 'TransitionRefused', reasons: [{ code: 'NOT_IN_THIS_TASK' }] }],
    });
    expect(answer.results[3]?.userErrors[0]).toMatchObject({ __typename: 'StaleRevision', actualRevision: at(1).revision });
    expect(await count('ACKNOWLEDGE')).toBe(2);
  });

  it('does an object that is named twice once', async () => {
    const answer = await send('leadHead', 'acknowledgeTasks', idsOf([at(0), at(1), at(0), at(0)]));
    expect(codes(answer)).toEqual([undefined, undefined, 'DUPLICATE_ITEM', 'DUPLICATE_ITEM']);
    expect(answer).toMatchObject({ accepted: 2, refused: 2 });
    expect(await count('ACKNOWLEDGE')).toBe(2);
  });

  it('of nothing is nothing', async () => {
    expect(await send('leadHead', 'acknowledgeTasks', [])).toMatchObject({ results: [], accepted: 0, refused: 0, userErrors: [] });
  });

  it('is for who has signed in', async () => {
    const { errors } = await ask(null, 'acknowledgeTasks', { items: idsOf(tasks) });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await count('ACKNOWLEDGE')).toBe(0);
  });

  it('does nothing at all where an id is none', async () => {
    const { errors } = await ask('leadHead', 'acknowledgeTasks', { items: [{ id: at(0).id }, { id: campaign.plan }] });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_ID']);
    expect(await count('ACKNOWLEDGE')).toBe(0);
  });

  it('takes a unit that is not mine for none of them', async () => {
    const actingUnitId = Buffer.from(`Unit:${world.units.elsewhere}`).toString('base64url');
    expect(new Set(codes(await send('leadHead', 'acknowledgeTasks', idsOf(tasks), { actingUnitId })))).toEqual(new Set(['ACTING_UNIT_NOT_YOURS']));
  });
});

describe('a call that is sent again', () => {
  it('gives the first answer, item by item, whatever has happened since', async () => {
    const idempotencyKey = randomUUID();
    const items = [seen(at(0)), { ...seen(at(1)), expectedRevision: 99 }, seen(at(2)), seen(at(2))];
    const first = await send('leadHead', 'acknowledgeTasks', items, { idempotencyKey });
    expect(codes(first)).toEqual([undefined, 'STALE_REVISION', undefined, 'DUPLICATE_ITEM']);
    const started = await world.as('leadHead', `mutation ($input: StartTaskInput!) { startTask(input: $input) { task { revision } } }`, {
      input: { ...seen(first.results[0]?.task as Node), idempotencyKey: randomUUID() },
    });
    expect(started).toMatchObject({ startTask: { task: { revision: at(0).revision + 2 } } });
    expect(await send('leadHead', 'acknowledgeTasks', items, { idempotencyKey })).toEqual(first);
    expect(await count('ACKNOWLEDGE')).toBe(2);
  });

  it('finds the first answers in another order and with fewer items, and does what is new', async () => {
    const idempotencyKey = randomUUID();
    const first = await send('leadHead', 'acknowledgeTasks', idsOf([at(0), at(1)]), { idempotencyKey });
    const again = await send('leadHead', 'acknowledgeTasks', idsOf([at(2), at(1)]), { idempotencyKey });
    expect(again).toMatchObject({ accepted: 2, refused: 0 });
    expect(again.results[1]).toEqual(first.results[1]);
    expect(await count('ACKNOWLEDGE')).toBe(3);
  });

  it('is refused where the same key asks for something else of the same object', async () => {
    const idempotencyKey = randomUUID();
    await send('coordinator', 'urgeTasks', idsOf([at(0), at(1)]), { idempotencyKey, message: '请抓紧' });
    const other = await send('coordinator', 'urgeTasks', [{ id: at(0).id, message: '限今日' }, { id: at(1).id }], {
      idempotencyKey,
      message: '请抓紧',
    });
    expect(codes(other)).toEqual(['IDEMPOTENCY_KEY_REUSED', undefined]);
    expect(await count('URGE')).toBe(2);
  });

  it('shares no key with another person, nor with the mutation for one', async () => {
    const idempotencyKey = randomUUID();
    await send('coordinator', 'urgeTasks', idsOf([at(0)]), { idempotencyKey });
    expect(await send('leader', 'urgeTasks', idsOf([at(0)]), { idempotencyKey })).toMatchObject({ accepted: 1 });
    const one: SubjectIds = await world.task(campaign, '二(一)');
    await world.done('coordinator', 'urgeTask', one, { idempotencyKey });
    expect(await count('URGE')).toBe(3);
  });
});

describe('what the law asks for', () => {
  /** Two reports in, from two units. */
  async function handedIn(): Promise<Node[]> {
    const made: Node[] = [];
    for (const [person, unit] of [
      ['leadHead', world.units.lead],
      ['elsewhereHead', world.units.elsewhere],
    ] as const) {
      const report = await world.report(campaign, unit, 'LIAISON_ROSTER');
      await world.done(person, 'submitReport', report, { content: { liaisons: [{ name: '某同志', phone: '010-1234' }] } });
      made.push({ id: report.id, state: 'SUBMITTED', revision: await world.revision(report) });
    }
    return made;
  }
  const reasons = async (): Promise<unknown[]> => {
    const { rows } = await world.database.pool.query<{ reason: string }>(
      `select payload -> 'input' ->> 'reason' as reason from event where type = 'RETURN' and campaign_id = $1`,
      [campaign.campaignId],
    );
    return rows.map(({ reason }) => reason).toSorted();
  };

  it('is given once for all, and otherwise for an item that says so', async () => {
    const [first, second] = (await handedIn()) as [Node, Node];
    const answer = await send('coordinator', 'returnReports', [seen(first), { ...seen(second), reason: '缺少联系电话' }], { reason: '数据有误' });
    expect(answer).toMatchObject({ accepted: 2, results: [{ report: { state: 'RETURNED' } }, { report: { state: 'RETURNED' } }] });
    expect(await reasons()).toEqual(['数据有误', '缺少联系电话'].toSorted());
  });

  it('is demanded of each item', async () => {
    const [first, second] = (await handedIn()) as [Node, Node];
    const answer = await send('coordinator', 'returnReports', [seen(first), { ...seen(second), reason: '缺少联系电话' }], { reason: ' ' });
    expect(codes(answer)).toEqual(['EVENT_REFUSED', undefined]);
    expect(answer.results[0]?.userErrors[0]?.reasons).toEqual([{ code: 'REASON_REQUIRED' }]);
  });

  it('is accepted for all at once', async () => {
    const both = await handedIn();
    expect(await send('coordinator', 'acceptReports', both.map(seen))).toMatchObject({
      accepted: 2,
      results: [{ report: { state: 'ACCEPTED' } }, { report: { state: 'ACCEPTED' } }],
    });
    expect(codes(await send('coordinator', 'acceptReports', both.map(seen)))).toEqual(['STALE_REVISION', 'STALE_REVISION']);
  });

  it('reviews tasks: some accepted, some sent back', async () => {
    const [first, second] = [at(0), at(1)];
    await send('leadHead', 'acknowledgeTasks', idsOf([first, second]));
    for (const mutation of ['startTask', 'submitTask']) {
      for (const { id } of [first, second]) {
        const { node } = await world.as<{ node: Node }>('leadHead', 'query ($id: ID!) { node(id: $id) { ... on Task { revision } } }', { id });
        const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
        const input = {
          id,
          expectedRevision: node.revision,
          idempotencyKey: randomUUID(),
          ...(mutation === 'submitTask' ? { result: '已完成' } : {}),
        };
        await world.as('leadHead', `mutation ($input: ${name}!) { ${mutation}(input: $input) { userErrors { code } } }`, { input });
      }
    }
    expect(await send('coordinator', 'returnTasks', idsOf([first]), { reason: '请补充台账' })).toMatchObject({
      results: [{ task: { state: 'RETURNED' }, userErrors: [] }],
    });
    const answer = await send('coordinator', 'acceptTasks', idsOf([first, second]), { comment: '同意' });
    expect(codes(answer)).toEqual(['EVENT_REFUSED', undefined]);
    expect(answer.results[1]?.task?.state).toBe('ACCEPTED');
  });
});

describe('limits', () => {
  it(`takes ${MOST_ITEMS} items, and refuses one more without doing any`, async () => {
    const nobody = () => ({ id: Buffer.from(`Task:${campaign.campaignId}:${randomUUID()}`).toString('base64url') });
    const most = [...idsOf([at(0)]), ...Array.from({ length: MOST_ITEMS - 1 }, nobody)];
    const answer = await send('leadHead', 'acknowledgeTasks', most);
    expect(answer).toMatchObject({ accepted: 1, refused: MOST_ITEMS - 1 });
    expect(new Set(codes(answer).slice(1))).toEqual(new Set(['NOT_FOUND']));
    const more = await send('leadHead', 'acknowledgeTasks', [...idsOf([at(1)]), ...most]);
    expect(more).toEqual({
      ...{ results: [], accepted: 0, refused: 0, clientMutationId: null },
      userErrors: [{ code: 'TOO_MANY_ITEMS', message: `At most ${MOST_ITEMS} at once; you gave ${MOST_ITEMS + 1}.` }],
    });
    expect(await count('ACKNOWLEDGE')).toBe(1);
  });

  it('counts every item in the cost, whether the items are variables or written out', async () => {
    const cost = async (text: string, variables: Record<string, unknown>): Promise<unknown> => {
      const answer = await world.ask('leadHead', text, variables);
      return answer.errors?.[0]?.extensions.code ?? answer.extensions?.cost;
    };
    const nobody = Array.from({ length: 50 }, () => ({ id: Buffer.from(`Task:${campaign.campaignId}:${randomUUID()}`).toString('base64url') }));
    const written = (items: readonly { id: string }[]) =>
      `mutation { acknowledgeTasks(input: { idempotencyKey: "k", items: [${items.map(({ id }) => `{ id: "${id}" }`).join(' ')}] }) { accepted } }`;
    const whole = 'mutation ($input: AcknowledgeTasksInput!) { acknowledgeTasks(input: $input) { accepted } }';
    const list = 'mutation ($items: [AcknowledgeTasksItem!]!) { acknowledgeTasks(input: { idempotencyKey: "k", items: $items }) { accepted } }';
    for (const number of [1, 10, 50, 10]) {
      const items = nobody.slice(0, number);
      const found = [await cost(written(items), {}), await cost(whole, { input: { items, idempotencyKey: 'k' } }), await cost(list, { items })];
      expect(found).toEqual(found.map(() => 1 + number * 11));
    }
    const twenty = `mutation ($input: AcknowledgeTasksInput!) { ${Array.from(
      { length: 30 },
      (_, i) => `a${i}: acknowledgeTasks(input: $input) { results { id userErrors { code } } }`,
    ).join('\n')} }`;
    const full = { items: Array.from({ length: 200 }, () => nobody[0]), idempotencyKey: 'k' };
    expect(await cost(twenty, { input: full })).toBe('QUERY_TOO_COSTLY');
  });
});

it('whatever is named, and how often: one result for each, and each object done once at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: tasks.length - 1 }), { maxLength: 12 }), async (picked) => {
      const before = await count('URGE');
      const answer = await send('coordinator', 'urgeTasks', idsOf(picked.map(at)), { message: '请抓紧' });
      expect(answer.results.map(({ id }) => id)).toEqual(picked.map((index) => at(index).id));
      expect(codes(answer)).toEqual(picked.map((index, i) => (picked.indexOf(index) === i ? undefined : 'DUPLICATE_ITEM')));
      expect([answer.accepted, answer.refused]).toEqual([new Set(picked).size, picked.length - new Set(picked).size]);
      expect(await count('URGE')).toBe(before + answer.accepted);
    }),
    { numRuns: 15 },
  );
});
