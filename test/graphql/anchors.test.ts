import { makeAnchor } from '../../src/application/audit/make-anchor';
import { startCampaign, type RunningCampaign } from '../support/campaign';

let world: RunningCampaign;
const made: string[] = [];
beforeAll(async () => {
  world = await startCampaign();
  for (const day of [1, 2, 3]) {
    const wall = { now: () => new Date(`2022-09-0${day}T00:00:00Z`) };
    made.unshift((await makeAnchor({ anchors: world.muster.below.anchors, wall }))?.hash.toString('hex') ?? '');
  }
});
afterAll(() => world.close());

interface Page {
  anchors: {
    nodes: { number: number; day: string; hash: string; prevHash: string; events: number }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}
const ASK = `query ($first: Int, $after: String) { anchors(first: $first, after: $after) {
  nodes { number day at campaigns subjects events root prevHash hash } pageInfo { hasNextPage endCursor } } }`;

test('an auditor reads the anchors, newest first, page by page', async () => {
  const { anchors: one } = await world.as<Page>('auditor', ASK, { first: 2 });
  expect(one.nodes.map(({ number, day, hash }) => [number, day, hash])).toEqual([
    [3, '2022-09-03', made[0]],
    [2, '2022-09-02', made[1]],
  ]);
  expect(one.nodes[0]?.prevHash).toBe(made[1]);
  const { anchors: rest } = await world.as<Page>('auditor', ASK, { first: 2, after: one.pageInfo.endCursor });
  expect([one.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  expect(rest.nodes).toMatchObject([{ number: 1, hash: made[2], prevHash: '0'.repeat(64) }]);
  expect(rest.nodes[0]?.events).toBeGreaterThan(10);
});

test.each(['coordinator', 'administrator', 'leadHead', 'roleless'] as const)('%s does not', async (person) => {
  const { errors } = await world.ask(person, ASK, { first: 1 });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

test('a page backwards, or of none, is refused', async () => {
  for (const page of ['last: 1', 'first: 0', 'first: 101']) {
    const { errors } = await world.ask('auditor', `{ anchors(${page}) { nodes { number } } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
  }
});
