/**
 * What metrics, traces and the log tell: enough to find out what happened to a request, and never what somebody wrote, is called or proved
 * themselves with.
 */
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import pino from 'pino';
import { deliverDue } from '../../src/application/drive/deliver-due';
import { observeDoor } from '../../src/compose/observed-door';
import { createMetrics } from '../../src/infrastructure/monitoring/metrics';
import { METRICS, type MetricDescription } from '../../src/infrastructure/monitoring/metric-list';
import { createTracing } from '../../src/infrastructure/monitoring/tracing';
import { PASSWORD, PEOPLE, startCampaign, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { plantSecrets, secretsIn } from './secrets';

interface Line {
  msg: string;
  requestId: string;
  transport: string;
  type: string;
  operation: string | null;
  code: string;
  ms: number;
  status?: number;
  accountId: string | null;
  traceId: string;
}

const spans = new InMemorySpanExporter();
const tracing = createTracing({ endpoint: 'http://nowhere.invalid', serviceName: 'muster', ratio: 1, processor: new SimpleSpanProcessor(spans) });
const metrics = createMetrics({ process: false });
let written = '';
const memory = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
const logger = pino({ base: undefined }, memory);
const observer = observeDoor({ metrics, tracing }, logger, new Set(['MyInbox']));
const lines = (): Line[] => written.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));

let world: RunningCampaign;
let task: SubjectIds;
beforeAll(async () => {
  world = await startCampaign({ monitor: { metrics, tracing }, observer });
  task = await world.task(world.own, '二(二)2');
}, 120_000);
afterAll(() => world.close());
beforeEach(() => {
  written = '';
  spans.reset();
});

/** The line and the spans of one request; both come after the answer. */
async function told<T>(work: () => Promise<T>, number = 1): Promise<{ answer: T; found: Line[]; traced: ReadableSpan[] }> {
  await world.token('leadHead');
  await world.token('coordinator');
  await settled(0);
  written = '';
  spans.reset();
  const answer = await work();
  await settled(number);
  return { answer, found: lines(), traced: spans.getFinishedSpans() };
}
async function settled(number: number): Promise<void> {
  for (let turn = 0; turn < 500 && lines().length < number; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setImmediate(resolve));
}
const series = async (start: string): Promise<number> => {
  const line = (await metrics.text()).split('\n').find((one) => one.startsWith(`${start} `));
  return line === undefined ? 0 : Number(line.slice(start.length));
};
const WATCH = 'subscription Watching($id: ID!) { subjectChanged(id: $id) { event } }';
const key = () => ({ idempotencyKey: randomUUID() });

describe('a request', () => {
  it('is one line of the log, with who by id, what by name, and how it ended', async () => {
    const { found, answer } = await told(() => world.ask('leadHead', 'query MyInbox { viewer { inbox(first: 1) { totalCount } } }'));
    expect(found).toEqual([
      {
        ...{
          level: 30,
          time: expect.any(Number) as unknown,
          msg: 'request',
          transport: 'http',
          type: 'query',
          operation: 'MyInbox',
          code: 'OK',
          status: 200,
        },
        ...{ requestId: answer.headers.get('x-request-id'), accountId: world.accounts.leadHead, ms: expect.any(Number) as unknown },
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      },
    ]);
    expect(await series('muster_operation_seconds_count{transport="http",type="query",operation="MyInbox"}')).toBe(1);
  });

  it.each([
    ['an error', '{ campaigns(first: 0) { nodes { id } } }', {}, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a user error', 'mutation ($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { userErrors { code } } }', {}, 'STALE_REVISION'],
    ['a document that is none', '{ secret(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is none', '{ geheim }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  ])('that ends with %s says so', async (_name, query, _variables, code) => {
    const input = { id: task.id, expectedRevision: 99, ...key() };
    const { found } = await told(() => world.ask('leadHead', query, query.includes('$input') ? { input } : {}));
    expect(found.map((line) => line.code)).toEqual([code]);
  });

  it('over WebSocket and SSE is a line too', async () => {
    const token = await world.token('leadHead');
    for (const [transport, ask] of [
      ['websocket', world.server.askWebSocket],
      ['sse', world.server.askSse],
    ] as const) {
      const { found } = await told(() => ask('query Here { viewer { account { id } } }', {}, { token }));
      expect(found).toMatchObject([{ transport, type: 'query', operation: 'Here', code: 'OK', accountId: world.accounts.leadHead }]);
      const { found: refused } = await told(() => ask('{ campaigns(first: 0) { nodes { id } } }', {}, { token }));
      expect(refused).toMatchObject([{ transport, code: 'PAGE_SIZE_OUT_OF_RANGE' }]);
    }
  });

  it('with a token that is no good, or with a body that is none, is a line', async () => {
    const bad = await told(() => world.server.ask('{ viewer { account { id } } }', {}, { token: 'x.y.z' }));
    expect(bad.found).toMatchObject([{ code: 'TOKEN_INVALID', status: 401, accountId: null, type: 'none' }]);
    const headers = { 'content-type': 'application/json', 'x-request-id': 'proxy-7' };
    const none = await told(() => fetch(`${world.server.url}/graphql`, { method: 'POST', headers, body: '{' }));
    expect(none.found).toMatchObject([{ code: 'BODY_UNREADABLE', status: 400, requestId: 'proxy-7' }]);
    const forged = { ...headers, 'x-request-id': '王同志 13905170163' };
    const other = await told(() =>
      fetch(`${world.server.url}/graphql`, { method: 'POST', headers: { ...forged, 'x-request-id': 'a b' }, body: '{' }),
    );
    expect(other.found[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that signs somebody in says who, and one that fails to says why', async () => {
    const text = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { viewer { account { id } } } userErrors { code } } }';
    const { found } = await told(() => world.server.ask(text, { input: { userName: 'leadStaff', password: PASSWORD } }));
    expect(found).toMatchObject([{ operation: 'SignIn', code: 'OK', accountId: world.accounts.leadStaff }]);
    const { found: failed } = await told(() => world.server.ask(text, { input: { userName: 'leadStaff', password: 'wrong' } }));
    expect(failed).toMatchObject([{ operation: 'SignIn', code: 'SIGN_IN_FAILED', accountId: null }]);
  });

  it('is no line when it only asks how the server is', async () => {
    await fetch(`${world.server.url}/health`);
    const { found } = await told(() => world.ask('leadHead', '{ viewer { account { id } } }'));
    expect(found).toHaveLength(1);
  });
});

describe('a trace', () => {
  it('leads from the request over drive to the statements', async () => {
    const input = { id: task.id, expectedRevision: await world.revision(task), ...key() };
    const text = 'mutation Sign($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { userErrors { code } } }';
    const { traced, found } = await told(() => world.ask('leadHead', text, { input }));
    const named = (name: string) => traced.filter((span) => span.name === name);
    const [door, drive] = ['graphql http', 'drive ACKNOWLEDGE'].map((name) => named(name)[0]);
    // What this process wrote itself it may decide on without reading it.
    const statements = traced.filter(({ name }) => name.startsWith('store '));
    expect(door?.parentSpanContext).toBeUndefined();
    expect(drive?.parentSpanContext?.spanId).toBe(door?.spanContext().spanId);
    expect(statements.map(({ name }) => name)).toContain('store write');
    for (const statement of statements) expect(statement.parentSpanContext?.spanId).toBe(drive?.spanContext().spanId);
    expect(new Set(traced.map((span) => span.spanContext().traceId))).toEqual(new Set([found[0]?.traceId]));
    expect(door?.attributes).toMatchObject({ 'graphql.operation.name': 'Sign', 'graphql.operation.type': 'mutation', 'muster.code': 'OK' });
    expect(drive?.attributes).toMatchObject({ 'muster.kind': 'TASK', 'muster.event': 'ACKNOWLEDGE', 'muster.outcome': 'ACCEPTED' });
  });

  it('goes on where a proxy began it, and begins anew after nonsense', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const ask = async (traceparent: string) => {
      const headers = { 'content-type': 'application/json', traceparent };
      return told(() => fetch(`${world.server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: '{ __typename }' }) }));
    };
    expect((await ask(`00-${trace}-b7ad6b7169203331-01`)).found[0]?.traceId).toBe(trace);
    for (const nonsense of ['x', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${trace}-${'0'.repeat(16)}-01`]) {
      expect((await ask(nonsense)).found[0]?.traceId).not.toBe(trace);
    }
  });

  it('of many tasks shows one statement for all of them', async () => {
    const others = await Promise.all(['二(一)1', '二(一)2', '二(二)2'].map((number) => world.task(world.own, number)));
    const text = 'mutation Many($input: UrgeTasksInput!) { urgeTasks(input: $input) { accepted } }';
    const { traced } = await told(() => world.ask('coordinator', text, { input: { items: others.map(({ id }) => ({ id })), ...key() } }));
    expect(traced.filter(({ name }) => name === 'drive URGE')).toHaveLength(3);
    const [write, ...more] = traced.filter(({ name }) => name === 'store write');
    expect(more).toEqual([]);
    expect([write?.attributes['muster.calls'], write?.links.length]).toEqual([3, 2]);
  });
});

describe('the metrics', () => {
  it('count transitions by what came of them', async () => {
    const urged = 'muster_transitions_total{kind="TASK",event="URGE",outcome="ACCEPTED"}';
    const before = await series(urged);
    const stale = await series('muster_transitions_total{kind="TASK",event="URGE",outcome="STALE_REVISION"}');
    const input = { id: task.id, expectedRevision: await world.revision(task), ...key() };
    const text = 'mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { userErrors { code } } }';
    await world.as('coordinator', text, { input });
    await world.as('coordinator', text, { input });
    await world.as('coordinator', text, { input: { ...input, ...key() } });
    expect(await series(urged)).toBe(before + 1);
    expect(await series('muster_transitions_total{kind="TASK",event="URGE",outcome="REPLAYED"}')).toBe(1);
    expect(await series('muster_transitions_total{kind="TASK",event="URGE",outcome="STALE_REVISION"}')).toBe(stale + 1);
    await world.send('leadHead', 'submitTask', task, { result: '完成' });
    expect(await series('muster_transitions_total{kind="TASK",event="SUBMIT",outcome="EVENT_REFUSED"}')).toBe(1);
    expect(await metrics.text()).toMatch(/muster_law_refusals_total\{kind="TASK",event="SUBMIT",reason="[A-Z_]+"\} 1\n/);
    expect(await series('muster_calls_open')).toBe(0);
    expect(await series('muster_statement_seconds_count{statement="write",result="DONE"}')).toBeGreaterThan(1);
  });

  it('make no series of what somebody made up', async () => {
    const made = '王同志13905170163';
    const viewer = await world.viewer('leadHead');
    const subject = { campaignId: task.campaignId, id: task.subjectId };
    await world.muster.engine.drive.drive({ subject: { ...subject, kind: made }, event: { type: made, input: {} }, viewer });
    await world.muster.engine.drive.drive({ subject: { ...subject, kind: 'TASK' }, event: { type: made, input: {} }, viewer });
    await told(() => world.ask('leadHead', 'query p13905170163 { viewer { account { id } } }'));
    const text = await metrics.text();
    expect(text).toContain('kind="OTHER",event="OTHER"');
    expect(text).toContain('kind="TASK",event="OTHER"');
    expect(text).not.toMatch(/13905170163|同志/);
    expect(JSON.stringify(spans.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes })))).not.toContain('同志');
  });

  it('know the subscriptions that are open', async () => {
    const token = await world.token('leadHead');
    const open = () => series('muster_subscriptions_open{transport="sse"}');
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: WATCH, variables: { id: task.id } });
    await fetch(`${world.server.url}/graphql/stream`, { method: 'POST', headers, body, signal: leaving.signal });
    expect(await open()).toBe(1);
    leaving.abort();
    for (let turn = 0; turn < 500 && (await open()) > 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await open()).toBe(0);
  });

  it('tell how late deadlines were delivered', async () => {
    const { store } = world.muster.below;
    const clock = { now: () => new Date('2022-09-10T00:00:00Z') };
    world.setClock('2022-09-10T00:00:00Z');
    const onError = (error: unknown): never => {
      throw error;
    };
    const { delivered } = await deliverDue({ store, drive: world.muster.engine.drive, clock, onError });
    expect(delivered).toBeGreaterThan(0);
    const kinds = await Promise.all(['TASK', 'REPORT', 'CAMPAIGN'].map((kind) => series(`muster_deadline_lateness_seconds_count{kind="${kind}"}`)));
    expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(delivered);
  });

  it('have a place for each of the list that an engine and a door can fill', async () => {
    const text = await metrics.text();
    // What comes only with trouble, with a channel that is configured, or with a database that is asked for its backlog.
    const silent = ['muster_busy_total', 'muster_conflicts_total', 'muster_store_failures_total', 'muster_deliveries_total'];
    const backlog = Object.keys(METRICS).filter((name) => /deadlines_overdue|outbox_waiting|connections|readable/.test(name));
    for (const [name, { type, labels }] of Object.entries<MetricDescription>(METRICS)) {
      if ([...silent, ...backlog].includes(name) || labels.length === 0) continue;
      expect({ name, filled: text.includes(`${type === 'histogram' ? `${name}_count` : name}{`) }).toEqual({ name, filled: true });
    }
  });
});

it('nothing that somebody wrote, is called or signs in with is in the log, the metrics or the traces', async () => {
  const all: ReadableSpan[] = [];
  written = '';
  spans.reset();
  const other = await startCampaign({ monitor: { metrics, tracing }, observer });
  await plantSecrets(other);
  for (const person of PEOPLE) await other.token(person);
  await other.server.ask('mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', {
    input: { userName: 'leadHead', password: 'Wrong-horse-42-battery' },
  });
  const token = await other.token('leadHead');
  await other.server.ask(`{ viewer { account { displayName } } }`, {}, { token: `${token}x` });
  await other.server.ask(`query { units(first: 1, search: "王同志 13905170163") { nodes { id } } }`, {}, { token });
  await other.close();
  all.push(...spans.getFinishedSpans());
  const told = [
    written,
    await metrics.text(),
    JSON.stringify(
      all.map(({ name, attributes, events, links, status, resource }) => [name, attributes, events, links, status, resource.attributes]),
    ),
  ];
  expect(written.length).toBeGreaterThan(1_000);
  expect(all.length).toBeGreaterThan(30);
  for (const text of told) {
    expect(secretsIn(text)).toEqual([]);
    for (const planted of [PASSWORD, 'Wrong-horse', token, token.split('.')[2] as string, '13905170163', '同志', 'leadHead'])
      expect(text).not.toContain(planted);
    expect(text).not.toMatch(/\p{Script=Han}/u);
    expect(text).not.toMatch(/eyJ[\w-]{10,}/);
  }
});
