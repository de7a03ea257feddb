/** Compiled execution answers what graphql-js answers, byte for byte, whatever is asked and over every transport. */
import { isObjectType, parse, validate } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { compiling, interpreted, type Execute } from '../../src/graphql/execution';
import { AT_HAND, LOOKED_UP } from '../../src/graphql/settled-fields';
import { laws } from '../../workflows';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { startTestServer, type TestServer } from '../support/server';
import { wholeSelection } from '../support/whole-selection';
import { MISTAKEN, SAID, type Asked } from './asked-operations';

const schema = buildSchema(laws);
const WIDE = { depth: 40, aliases: 10_000, directives: 100, tokens: 200_000, cost: 1e15 };

let world: RunningCampaign;
let compiled: TestServer;
let plain: TestServer;
let task: SubjectIds;
let report: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  const { desk } = world.muster;
  compiled = await startTestServer({ desk, limits: WIDE, execute: (of) => compiling(of, { fromUse: 1 }) });
  plain = await startTestServer({ desk, limits: WIDE, execute: interpreted });
  task = await world.task(world.own, '二(一)1');
  report = await world.report(world.own, world.units.lead, 'LIAISON_ROSTER');
});
afterAll(async () => {
  await compiled.stop();
  await plain.stop();
  await world.close();
});

/** Whatever is drawn anew for every failure. */
const settled = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'incident');

async function overHttp(server: TestServer, { query, variables, operationName, person = 'leadHead', language = 'zh' }: Asked): Promise<string> {
  const token = person === null ? null : await world.token(person);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return `${response.status} ${response.headers.get('content-type')} ${settled(await response.text())}`;
}

async function overOthers(server: TestServer, { query, variables, operationName, person = 'leadHead', language = 'zh' }: Asked): Promise<string[]> {
  const asking = { operationName, language, token: person === null ? null : await world.token(person) };
  const answers = [await server.askWebSocket(query, variables, asking), await server.askSse(query, variables, asking)];
  return answers.map(({ data, errors, extensions }) => settled(JSON.stringify({ errors, data, extensions })));
}

async function same(asked: Asked): Promise<string> {
  const answer = await overHttp(compiled, asked);
  expect(answer).toBe(await overHttp(plain, asked));
  expect(await overOthers(compiled, asked)).toEqual(await overOthers(plain, asked));
  return answer;
}

const whole = (type: string): string => wholeSelection(schema, schema.getType(type) as never, [], (_, field) => field === 'gapReport') ?? '';
/** Part by part: all at once would be more than any limit lets through. */
const viewer = (which: (field: string) => boolean): string =>
  wholeSelection(schema, schema.getType('Viewer') as never, [], (type, field) => field === 'gapReport' || (type === 'Viewer' && !which(field))) ?? '';
const INBOX = ['inbox', 'messages'];
const ofTask = (inside: string) => `query ($id: ID!) { node(id: $id) { ... on Task { ${inside} } } }`;

describe('everything there is', () => {
  const ids = () => ({ campaign: world.own.campaign, task: task.id, report: report.id });
  it.each<[string, string, PersonName]>([
    ['a task', `query ($task: ID!) { node(id: $task) ${whole('Task').replace(/^\{/, '{ ... on Task {')} }`, 'leadHead'],
    ['a report', `query ($report: ID!) { node(id: $report) ${whole('Report').replace(/^\{/, '{ ... on Report {')} }`, 'leadHead'],
    ...(['leadHead', 'substitute'] as const).flatMap((person): [string, string, PersonName][] => [
      ...INBOX.map((name): [string, string, PersonName] => [`${name} of ${person}`, `{ viewer ${viewer((field) => field === name)} }`, person]),
      [`the viewer ${person}`, `{ viewer ${viewer((field) => !INBOX.includes(field))} }`, person],
    ]),
    ['the campaign', `query ($campaign: ID!) { campaign(id: $campaign) ${whole('Campaign')} }`, 'coordinator'],
    ['the campaign to who takes part', `query ($campaign: ID!) { campaign(id: $campaign) ${whole('Campaign')} }`, 'elsewhereHead'],
    [
      'accounts and what was done to them',
      `{ accounts(first: 5) ${whole('AccountConnection')} auditTrail(first: 20) ${whole('AuditConnection')} }`,
      'auditor',
    ],
    ['units', `{ units(first: 20) ${whole('UnitConnection')} }`, 'leadHead'],
  ])('%s', async (_name, query, person) => {
    const used = Object.entries(ids()).filter(([name]) => query.includes(`$${name}`));
    // A closing brace for the fragment that was opened.
    const text = query.includes('{ ... on') ? `${query.trimEnd()} }` : query;
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    const answer = await same({ query: text, variables: Object.fromEntries(used), person });
    expect(answer).toMatch(/^200 /);
    expect(answer).not.toContain('"errors":[');
  });
});

describe('what the language can say', () => {
  it.each(SAID)('%s', async (_name, asked) => {
    await same(asked);
  });
});

describe('what goes wrong', () => {
  it.each(MISTAKEN)('%s', async (_name, asked) => {
    expect(await same(asked)).toContain('"errors":[');
  });

  it('an unexpected failure, below a list and below what may not be null', async () => {
    const broken = jest.spyOn(world.muster.below.units, 'current').mockRejectedValue(new Error('the register is on fire'));
    try {
      const answer = await same({ query: '{ viewer { account { id } inbox(first: 3) { nodes { title unit { name } coUnits { name } } } } }' });
      expect(answer).toContain('INTERNAL_SERVER_ERROR');
    } finally {
      broken.mockRestore();
    }
  });
});

describe('mutations', () => {
  const urge = `mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { clientMutationId task { id revision state availableActions { event allowed } }
    userErrors { __typename code message path ... on TransitionRefused { fromState allowedEvents reasons { code message data } } ... on StaleRevision { actualRevision } } } }`;
  const input = (more: object = {}) => ({ id: task.id, expectedRevision: 1, idempotencyKey: 'urged-once', ...more });

  it('done, and told again under the same key', async () => {
    const input = { id: task.id, expectedRevision: await world.revision(task), idempotencyKey: 'urged-once', clientMutationId: 'c' };
    expect(await same({ query: urge, variables: { input }, person: 'coordinator' })).toContain('"userErrors":[]');
  });

  it.each<[string, () => Asked]>([
    ['at a stale revision', () => ({ query: urge, variables: { input: input({ idempotencyKey: 'stale' }) }, person: 'coordinator' })],
    ['by who may not', () => ({ query: urge, variables: { input: input({ idempotencyKey: 'not mine', expectedRevision: 2 }) } })],
    ['by nobody', () => ({ query: urge, variables: { input: input() }, person: null })],
    ['on an id of another kind', () => ({ query: urge, variables: { input: input({ id: report.id }) }, person: 'coordinator' })],
    ['without a key', () => ({ query: urge, variables: { input: { id: task.id, expectedRevision: 1 } }, person: 'coordinator' })],
    [
      'two in a row, the first refused',
      () => ({
        query:
          'mutation ($one: UrgeTaskInput!, $two: UrgeTaskInput!) { a: urgeTask(input: $one) { userErrors { code } } b: urgeTask(input: $two) { userErrors { code message } task { id } } }',
        variables: { one: input({ idempotencyKey: 'a' }), two: input({ idempotencyKey: 'b' }) },
        person: 'coordinator',
      }),
    ],
    [
      'one that fails and one that is refused',
      () => ({
        query:
          'mutation ($one: UrgeTaskInput!, $two: UrgeTaskInput!) { a: urgeTask(input: $one) { userErrors { code } } b: urgeTask(input: $two) { userErrors { code } } }',
        variables: { one: input({ id: 'nonsense' }), two: input({ idempotencyKey: 'b' }) },
        person: 'coordinator',
      }),
    ],
    [
      'an input written into the document',
      () => ({
        query: `mutation { urgeTask(input: { id: "${task.id}", expectedRevision: 1, idempotencyKey: "literal" }) { userErrors { code } } }`,
        person: 'coordinator',
      }),
    ],
    [
      'a file written into the document',
      () => ({
        query: `mutation { readNotice(input: { officeId: "nonsense", idempotencyKey: "file", file: { name: "a.txt", content: "5LqR5rqq" } }) { userErrors { code message } } }`,
        person: 'coordinator',
      }),
    ],
  ])('%s', async (_name, asked) => {
    await same(asked());
  });
});

describe('the compiler', () => {
  it('is asked only for what comes again, and keeps a bounded number', async () => {
    const execute = compiling(schema, { fromUse: 2, keep: 2 });
    const asked = (text: string) => ({ document: parse(text), contextValue: {} });
    const typename = asked('{ __typename }');
    expect(await execute(typename)).toEqual({ data: { __typename: 'Query' } });
    expect(await execute(typename)).toEqual({ data: { __typename: 'Query' } });
    for (let i = 0; i < 5; i += 1) expect(await execute(asked(`{ a${i}: __typename }`))).toEqual({ data: { [`a${i}`]: 'Query' } });
  });

  it('carries out what it has compiled', async () => {
    const asked = { document: parse('{ node(id: "nonsense") { id } }'), contextValue: {} };
    const places = async (execute: Execute) => (await execute(asked)).errors?.map(({ nodes }) => nodes?.length);
    expect(await places(interpreted(schema))).toEqual([1]);
    // Compiled code knows the lines and columns of an error, but no nodes of a document.
    expect(await places(compiling(schema, { fromUse: 1 }))).toEqual([undefined]);
  });

  it('is told of fields that there are', () => {
    for (const place of [...LOOKED_UP, ...AT_HAND]) {
      const [type, field] = place.split('.') as [string, string];
      const owner = schema.getType(type);
      expect({ place, field: isObjectType(owner) && field in owner.getFields() }).toEqual({ place, field: true });
    }
  });
});

describe('a field of a schema', () => {
  it('is asked the same whatever the person sees', async () => {
    for (const person of ['elsewhereStaff', 'supervisor', 'foreignHead'] as const) {
      await same({
        query: ofTask('id title text parts { unit { name } claimedBy } availableActions { event } history(first: 2) { nodes { actor } }'),
        variables: { id: task.id },
        person,
      });
    }
  });
});
