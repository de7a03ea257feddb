/** Who will owe what by when, before a plan is launched. */
import { NOTICE, startCampaign, type RunningCampaign } from '../support/campaign';

let world: RunningCampaign;
beforeAll(async () => {
  world = await startCampaign();
});
afterAll(() => world.close());

interface Shown {
  plan: {
    obligations: {
      totalCount: number;
      nodes: {
        unit: { name: string };
        kind: string;
        title: string;
        rule: string;
        period: { key: string };
        dueOn: string;
        phase: string;
        notAnnounced: null;
      }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
    obligationCounts:
      { rule: string; kind: string; periods: number; units: number; obligations: number; firstDueOn: string; lastDueOn: string }[] | null;
  };
}
const QUERY = `query ($id: ID!, $first: Int, $after: String, $unitId: ID, $rule: String) { plan(id: $id) {
  obligations(first: $first, after: $after, unitId: $unitId, rule: $rule) { totalCount
    nodes { unit { name } kind title rule period { key start end } dueOn closesOn phase notAnnounced } pageInfo { hasNextPage endCursor } }
  obligationCounts { rule kind title cadence periods units obligations firstDueOn lastDueOn notAnnounced } } }`;
const show = (variables: Record<string, unknown>, person: 'coordinator' | 'foreignCoordinator' = 'coordinator') =>
  world.as<Shown>(person, QUERY, { id: world.own.plan, first: 100, ...variables });

test('every obligation comes once, by due date, and the counts say how many there are', async () => {
  const first = await show({ first: 7 });
  const counts = first.plan.obligationCounts ?? [];
  const total = counts.reduce((sum, { obligations }) => sum + obligations, 0);
  expect(first.plan.obligations?.totalCount).toBe(total);
  expect(counts.map(({ kind, periods, firstDueOn, lastDueOn }) => [kind, periods, firstDueOn, lastDueOn])).toEqual([
    ['LIAISON_ROSTER', 1, '2022-08-29', '2022-08-29'],
    ['IMPLEMENTATION_PLAN', 1, '2022-08-31', '2022-08-31'],
    ['STATISTICS', 4, '2022-09-24', '2022-12-24'],
    ['FINAL_SUMMARY', 1, '2022-12-20', '2022-12-20'],
  ]);
  const seen: string[] = [];
  for (let page: Shown['plan']['obligations'] = first.plan.obligations; page;) {
    seen.push(...page.nodes.map(({ unit, rule, period, dueOn }) => [dueOn, rule, period.key, unit.name].join(' ')));
    page = page.pageInfo.hasNextPage ? (await show({ after: page.pageInfo.endCursor })).plan.obligations : null;
  }
  expect(new Set(seen).size).toBe(total);
  expect(seen.map((row) => row.slice(0, 10))).toEqual(seen.map((row) => row.slice(0, 10)).sort());
});

test('of one unit and one rule: what that unit will see when it is launched', async () => {
  const { plan } = await show({ first: 1 });
  const name = plan.obligations?.nodes[0]?.unit.name;
  const { units } = await world.as<{ units: { nodes: { id: string; name: string }[] } }>(
    'coordinator',
    '{ units(first: 100) { nodes { id name } } }',
  );
  const unitId = units.nodes.find((unit) => unit.name === name)?.id;
  const own = (await show({ unitId, rule: 'r3' })).plan.obligations;
  expect(own?.nodes.map(({ unit, period, dueOn }) => [unit.name, period.key, dueOn])).toEqual([
    [name, '2022-09', '2022-09-24'],
    [name, '2022-10', '2022-10-24'],
    [name, '2022-11', '2022-11-24'],
    [name, '2022-12', '2022-12-24'],
  ]);
});

test('is its office’s alone, and null for a plan that does not compile', async () => {
  const answer = await world.ask('foreignCoordinator', QUERY, { id: world.own.plan, first: 1 });
  expect(answer.data).toEqual({ plan: null });
  const { viewer } = await world.as<{ viewer: { units: { id: string }[] } }>('coordinator', '{ viewer { units { id } } }');
  const read = await world.as<{ readNotice: { plan: { id: string; revision: number } } }>(
    'coordinator',
    'mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { plan { id revision } } }',
    { input: { officeId: viewer.units[0]?.id, text: NOTICE, idempotencyKey: 'read for obligations' } },
  );
  const { id, revision } = read.readNotice.plan;
  const empty = { title: '没有任务的方案', phases: [{ name: '整治', kind: 'RECTIFICATION', start: '2022-09-01', end: '2022-11-30' }] };
  await world.as('coordinator', 'mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { id } } }', {
    input: { id, expectedRevision: revision, content: empty, idempotencyKey: 'no tasks' },
  });
  expect((await show({ id })).plan).toEqual({ obligations: null, obligationCounts: null });
});
