/** What may be done is thought out once for a version of a subject: for each person anew, and for each day. */
import { createAvailableActions } from '../../../src/application/reading/actions';
import type { StoredSubject } from '../../../src/application/ports/store';
import { laws } from '../../../workflows';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../../support/campaign';

let world: RunningCampaign;
let task: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(一)1');
});
afterAll(() => world.close());

type Action = { event: string; allowed: boolean; reasons: { code: string }[] };
async function actionsOf(person: PersonName): Promise<{ revision: number; allowed: string[]; why: (event: string) => string[] | undefined }> {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Task { revision availableActions { event allowed reasons { code } } } } }';
  const { node } = await world.as<{ node: { revision: number; availableActions: Action[] } }>(person, query, { id: task.id });
  return {
    revision: node.revision,
    allowed: node.availableActions.filter(({ allowed }) => allowed).map(({ event }) => event),
    why: (event) => node.availableActions.find((action) => action.event === event)?.reasons.map(({ code }) => code),
  };
}

it('differs between those who ask about the same version', async () => {
  const [lead, elsewhere, coordinator] = [await actionsOf('leadHead'), await actionsOf('elsewhereHead'), await actionsOf('coordinator')];
  expect(lead.allowed).toContain('ACKNOWLEDGE');
  expect(coordinator.allowed).not.toContain('ACKNOWLEDGE');
  expect(coordinator.allowed).toContain('URGE');
  expect(lead.allowed).not.toContain('URGE');
  expect(elsewhere.allowed).toEqual([]);
  expect(await actionsOf('leadHead')).toMatchObject({ allowed: lead.allowed });
});

it('changes with the day, although nothing has happened', async () => {
  const before = await actionsOf('leadHead');
  expect(before.allowed).toContain('OBJECT');
  world.setClock('2022-10-26T02:00:00Z');
  const after = await actionsOf('leadHead');
  expect({ revision: after.revision, why: after.why('OBJECT') }).toEqual({ revision: before.revision, why: ['ACKNOWLEDGEMENT_PERIOD_OVER'] });
  world.setClock('2022-08-26T02:00:00Z');
});

it('changes with every event', async () => {
  await world.done('leadHead', 'acknowledgeTask', task);
  expect((await actionsOf('leadHead')).allowed).not.toContain('ACKNOWLEDGE');
});

it('is thought out once for who asks again, and never from facts of before', async () => {
  let counted = 0;
  const actions = createAvailableActions({
    laws,
    clock: { now: () => new Date('2022-08-26T02:00:00Z') },
    facts: { ...world.muster.engine.facts, openTasks: (requests) => ((counted += 1), world.muster.engine.facts.openTasks(requests)) },
  });
  const sight = world.muster.desk.subjects.sight(await world.viewer('coordinator'));
  const read = async (subject: SubjectIds) => {
    const seen = await sight.see(await world.muster.below.reading.subjects([{ campaignId: subject.campaignId, id: subject.subjectId }]));
    return seen[0] as { subject: StoredSubject } as never;
  };
  const [one, other] = [await actions(sight.viewer, [await read(task)]), await actions(sight.viewer, [await read(task)])];
  expect(other[0]).toBe(one[0]);
  const campaign = world.campaignOf(world.own);
  const [first, second] = [await actions(sight.viewer, [await read(campaign)]), await actions(sight.viewer, [await read(campaign)])];
  expect(second[0]).not.toBe(first[0]);
  expect(counted).toBe(2);
});
