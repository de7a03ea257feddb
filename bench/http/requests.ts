/** What the clients ask, one request after another. */
import { randomUUID } from 'node:crypto';
import { toGlobalId } from '../../src/graphql/global-id';
import { bureauOf, campaignId, campaignOf, cityOf, pick, revisionOf, stageOf, taskId } from '../dataset/identity';

/** A request as it goes over the wire, and what its answer must hold. */
export interface Request {
  text: string;
  expect: string;
  /** Called with the answer, where the next request depends on it. */
  hear?: (body: string) => void;
}

export type Plan =
  | { kind: 'SAME'; path: string; headers: Record<string, string>; body: string; expect: string }
  /** Urge, supervise, answer, lift: the four transitions of the `drive` benchmark, on tasks picked at random, no two clients at the same. */
  | { kind: 'TASKS'; tasks: number; tokens: { leader: string; staff: string }[] }
  /** `acknowledgeTasks` of fifty, tasks of one unit at a time, from task `from` on; every seat acknowledges once. */
  | { kind: 'BULK'; from: number; tasks: number; cities: { staff: string; units: string[] }[] }
  /** The same number of steps on keyed objects, for a peer that has no GraphQL. */
  | { kind: 'OBJECTS'; objects: number; path: string; idempotent: boolean };

export function post(path: string, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries({ host: 'localhost', 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

const mutation = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { task { id revision state } userErrors { code message } } }`;

const STEPS = [
  { name: 'urgeTask', by: 'leader', input: { message: '请抓紧办理，按时报送进展情况' } },
  { name: 'superviseTask', by: 'leader', input: { requirement: '限期整改到位并书面答复', answerBy: '2099-12-31' } },
  { name: 'answerTaskSupervision', by: 'staff', input: { answer: '已整改到位，附核查情况' } },
  { name: 'liftTaskSupervision', by: 'leader', input: { reason: '督办事项已落实' } },
] as const;

/** Where this client's requests come from; it keeps its place from one run to the next. */
export function requestsOf(plan: Plan, client: number, clients: number): () => Request {
  let turn = 0;
  if (plan.kind === 'SAME') {
    const request = { text: post(plan.path, plan.headers, plan.body), expect: plan.expect };
    return () => request;
  }
  if (plan.kind === 'OBJECTS') {
    return () => {
      const key = `task-${pick(turn * clients + client, Math.floor(plan.objects / clients)) * clients + client}`;
      const step = STEPS[turn++ % STEPS.length] ?? STEPS[0];
      const headers: Record<string, string> = plan.idempotent ? { 'idempotency-key': randomUUID() } : {};
      return { text: post(plan.path.replace('{key}', key), headers, JSON.stringify({ event: step.name, input: step.input })), expect: '"revision":' };
    };
  }
  if (plan.kind === 'BULK') return bulkRequests(plan, client, clients);
  let task = 0;
  let drawn = 0;
  const revisions = new Map<number, number>();
  return () => {
    const step = STEPS[turn % STEPS.length] ?? STEPS[0];
    // What lies with the office for review is not urged.
    if (turn % STEPS.length === 0)
      do task = pick(++drawn * clients + client, Math.floor(plan.tasks / clients)) * clients + client;
      while (stageOf(task) === 'PENDING_REVIEW');
    turn += 1;
    const one = task;
    const campaign = campaignOf(one);
    const expectedRevision = revisions.get(one) ?? revisionOf(one);
    const tokens = plan.tokens[cityOf(campaign)];
    const id = toGlobalId('Task', campaignId(campaign), taskId(one));
    const body = JSON.stringify({
      query: mutation(step.name),
      variables: { input: { id, expectedRevision, idempotencyKey: randomUUID(), ...step.input } },
    });
    const hear = (answer: string): void => void revisions.set(one, Number(/"revision":(\d+)/.exec(answer)?.[1]));
    return { hear, text: post('/graphql', { authorization: `Bearer ${tokens?.[step.by] ?? ''}` }, body), expect: '"userErrors":[]' };
  };
}

export const BULK = 50;
const SEATS = 3;
const ACKNOWLEDGE =
  'mutation ($input: AcknowledgeTasksInput!) { acknowledgeTasks(input: $input) { accepted refused userErrors { code message } results { task { id revision state } userErrors { code } } } }';

function bulkRequests(plan: Extract<Plan, { kind: 'BULK' }>, client: number, clients: number): () => Request {
  const batches = batchesOf(plan);
  let skip = client;
  return () => {
    for (; skip > 0; skip -= 1) batches.next();
    skip = clients - 1;
    const batch = batches.next();
    if (batch.done) throw new Error('There is nothing left to acknowledge');
    const { city, unit, tasks } = batch.value;
    const items = tasks.map((n) => ({ id: toGlobalId('Task', campaignId(campaignOf(n)), taskId(n)) }));
    const input = { actingUnitId: toGlobalId('Unit', plan.cities[city]?.units[unit] ?? ''), idempotencyKey: randomUUID(), items };
    const body = JSON.stringify({ query: ACKNOWLEDGE, variables: { input } });
    const authorization = `Bearer ${plan.cities[city]?.staff ?? ''}`;
    return { text: post('/graphql', { authorization }, body), expect: `"accepted":${BULK},"refused":0` };
  };
}

/** All batches there are, always in the same order. */
function* batchesOf({ from, tasks }: { from: number; tasks: number }): Generator<{ city: number; unit: number; tasks: number[] }> {
  const waiting = new Map<string, number[]>();
  for (let n = from; n < tasks; n += 1) {
    if (stageOf(n) !== 'NOTIFIED') continue;
    const city = cityOf(campaignOf(n));
    for (let seat = 0; seat < SEATS; seat += 1) {
      const unit = bureauOf(n, seat);
      const key = `${city} ${unit}`;
      const batch = [...(waiting.get(key) ?? []), n];
      waiting.set(key, batch.length === BULK ? [] : batch);
      if (batch.length === BULK) yield { city, unit, tasks: batch };
    }
  }
}
