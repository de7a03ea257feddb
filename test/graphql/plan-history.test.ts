/** Correcting a plan over GraphQL: what changed, which revisions there are, and two editors at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRunningServer, type RunningServer } from '../support/running';

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer('2022-08-25T02:00:00Z');
});
afterAll(() => server.stop());

const NOTICE = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
const COORDINATOR = 'coordinator';
let counter = 0;
const idempotencyKey = (): string => `history ${(counter += 1)}`;

interface Plan {
  id: string;
  revision: number;
}
interface Change {
  path: string;
  label: string;
  kind: string;
  before: string | null;
  after: string | null;
}
const CHANGES = 'changes { path label kind before after }';

async function readPlan(): Promise<Plan> {
  const { viewer } = (await server.as(COORDINATOR, '{ viewer { units { id name } } }')) as unknown as { viewer: { units: { id: string }[] } };
  const { readNotice } = (await server.as(
    COORDINATOR,
    'mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { plan { id revision } userErrors { code } } }',
    { input: { officeId: viewer.units[0]?.id, text: NOTICE, idempotencyKey: idempotencyKey() } },
  )) as unknown as { readNotice: { plan: Plan } };
  return readNotice.plan;
}
const content = (title: string, end: string) => ({
  title,
  phases: [{ name: '集中攻坚阶段', kind: 'RECTIFICATION', start: '2022-09-01', end }],
  tasks: [{ number: '一', title: '保障农资质量', assignments: [{ unit: '市农业农村局', role: 'LEAD' }] }],
});
async function save(plan: Plan, expectedRevision: number, title: string, end: string) {
  const answer = await server.as(
    COORDINATOR,
    `mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { id revision } userErrors {
      __typename code message ... on StalePlan { expectedRevision actualRevision ${CHANGES} } } } }`,
    { input: { id: plan.id, expectedRevision, content: content(title, end), idempotencyKey: idempotencyKey() } },
  );
  return answer['savePlan'] as unknown as { plan: Plan | null; userErrors: ({ __typename: string; changes: Change[] } & Record<string, unknown>)[] };
}

test('the second of two editors is answered StalePlan, with what changed meanwhile', async () => {
  const plan = await readPlan();
  const mine = (await save(plan, plan.revision, '整治方案', '2022-10-31')).plan as Plan;
  const theirs = (await save(plan, mine.revision, '整治方案', '2022-11-30')).plan as Plan;
  const { userErrors, plan: none } = await save(plan, mine.revision, '另一方案', '2022-10-31');
  expect(none).toBeNull();
  expect(userErrors).toMatchObject([
    { __typename: 'StalePlan', code: 'STALE_REVISION', expectedRevision: mine.revision, actualRevision: theirs.revision },
  ]);
  expect(userErrors[0]?.changes).toEqual([
    { path: 'phases[集中攻坚阶段].end', label: 'phase 集中攻坚阶段 › end', kind: 'CHANGED', before: '2022-10-31', after: '2022-11-30' },
  ]);
});

test('a plan tells its changes since the reading and since a revision, and each version its own', async () => {
  const plan = await readPlan();
  const once = (await save(plan, 1, '整治方案', '2022-10-31')).plan as Plan;
  await save(plan, once.revision, '整治方案', '2022-11-30');
  const { plan: seen } = (await server.as(
    COORDINATOR,
    `query ($id: ID!) { plan(id: $id) { since1: ${CHANGES} since2: changes(since: 2) { path } since3: changes(since: 3) { path }
      versions(first: 5) { nodes { revision title savedBy ${CHANGES} } } } }`,
    { id: plan.id },
  )) as unknown as {
    plan: { since1: Change[]; since2: unknown; since3: unknown; versions: { nodes: { revision: number; savedBy: string; changes: Change[] }[] } };
  };
  expect(seen.since2).toEqual([{ path: 'phases[集中攻坚阶段].end' }]);
  expect(seen.since3).toEqual([]);
  expect(seen.since1.filter(({ kind }) => kind === 'REMOVED').length).toBeGreaterThan(20);
  expect(seen.versions.nodes.map(({ revision, changes }) => [revision, changes.length > 0])).toEqual([
    [3, true],
    [2, true],
    [1, false],
  ]);
  expect(seen.versions.nodes[0]?.changes.map(({ path }) => path)).toEqual(['phases[集中攻坚阶段].end']);
  expect(seen.versions.nodes.every(({ savedBy }) => savedBy.length > 0)).toBe(true);
});

test('a revision there never was is refused', async () => {
  const plan = await readPlan();
  const token = await server.signIn(COORDINATOR);
  for (const since of [0, 2]) {
    const { errors } = await server.ask(
      'query ($id: ID!, $since: Int) { plan(id: $id) { changes(since: $since) { path } } }',
      { id: plan.id, since },
      { token },
    );
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_INPUT']);
  }
});
