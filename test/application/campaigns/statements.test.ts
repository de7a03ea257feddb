import type { FactRequest } from '../../../src/application/drive';
import type { FactName } from '../../../workflows/facts';
import { openWorld, type World } from '../plans/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const NAMES: FactName[] = [
  'criteria',
  'openTasks',
  'openFinalReports',
  'openAcceptanceItems',
  'lintErrors',
  'unboundUnits',
  'unitHasOtherSeats',
  'campaignStanding',
];

test.each(NAMES.map((name): [FactName] => [name]))('%s costs one statement for one campaign and for three', async (name) => {
  const campaigns = [await world.launched(), await world.launched(), await world.launched()].map(({ campaign }) => campaign);
  const by = { account: null, unit: null, onBehalfOf: null, relations: [] };
  const request = (subject: (typeof campaigns)[number]): FactRequest => ({
    ...{ subject, changed: [] },
    event: { type: 'ADVANCE', at: '2022-08-25T02:00:00Z', on: '2022-08-25', by, input: { unit: world.office } },
  });
  const asked = jest.spyOn(world.database.pool, 'query');
  const cost = async (requests: FactRequest[]): Promise<number> => {
    asked.mockClear();
    const answers = await world.engine.facts[name](requests);
    expect(answers).toHaveLength(requests.length);
    // The publisher reads the log behind the launches, on the same pool.
    const names = asked.mock.calls.map(([config]) => (config as unknown as { name?: string }).name ?? '');
    return names.filter((name) => /^(campaign|plans)/.test(name)).length;
  };
  const [one, many] = [await cost(campaigns.slice(0, 1).map(request)), await cost(campaigns.map(request))];
  asked.mockRestore();
  expect([one, many]).toEqual([1, 1]);
});
