import { bindPlanUnits } from '../../../src/application/plans/bind-plan-units';
import { publishPlan } from '../../../src/application/plans/publish-plan';
import { savePlan } from '../../../src/application/plans/save-plan';
import { planById, plansOfCampaigns } from '../../../src/application/plans/queries';
import type { StoredPlan } from '../../../src/application/ports/plans';
import { key, ok, openWorld, refusal, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const publish = (plan: StoredPlan, idempotencyKey = key(), viewer = world.coordinator) =>
  publishPlan(world.desk, viewer, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey });

test('a plan becomes a campaign in draft, coordinated by the coordinators of its office and by nobody else', async () => {
  const plan = await world.readyPlan();
  const { plan: published, campaign } = ok(await publish(plan));
  expect(published).toMatchObject({ status: 'PUBLISHED', revision: plan.revision + 1, campaignId: campaign.id });
  expect(campaign).toMatchObject({ kind: 'CAMPAIGN', state: 'DRAFT', revision: 1, title: plan.title });
  expect(campaign.definition).toMatchObject({ campaign: campaign.id, office: world.office, plan: plan.id, planRevision: published.revision });
  // The office's coordinators hold their role by the unit: whoever leaves the office coordinates its campaigns no longer.
  const { rowCount } = await world.database.pool.query('select 1 from membership where campaign_id = $1', [campaign.id]);
  expect(rowCount).toBe(0);
  expect(await world.subjects(campaign.id, 'TASK')).toEqual([]);
});

test('the same key gives the first answer; another key is refused, and names the campaign', async () => {
  const plan = await world.readyPlan();
  const idempotencyKey = key();
  const first = ok(await publish(plan, idempotencyKey));
  expect(ok(await publish(plan, idempotencyKey))).toEqual(first);
  expect(refusal(await publish(first.plan))).toMatchObject({ code: 'PLAN_ALREADY_PUBLISHED', data: { campaignId: first.campaign.id } });
});

test('of two at once one publishes, and there is one campaign', async () => {
  const plan = await world.readyPlan();
  const before = await world.count("subject where kind = 'CAMPAIGN'");
  const answers = await Promise.all([publish(plan), publish(plan)]);
  expect(answers.filter(({ ok: accepted }) => accepted)).toHaveLength(1);
  expect(await world.count("subject where kind = 'CAMPAIGN'")).toBe(before + 1);
});

test('a server that stopped between marking the plan and creating the campaign is mended by the next call', async () => {
  const plan = await world.readyPlan();
  const idempotencyKey = key();
  const stopped = { ...world.desk, drive: { ...world.desk.drive, create: () => Promise.reject(new Error('power cut')) } };
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey };
  await expect(publishPlan(stopped, world.coordinator, call)).rejects.toThrow('power cut');
  const marked = await planById(world.desk, world.coordinator, plan.id);
  expect(marked?.status).toBe('PUBLISHED');
  // Whoever comes first, the one who was cut off or somebody who tries anew.
  const anew = ok(await publish(marked as StoredPlan));
  expect(anew.campaign).toMatchObject({ id: marked?.campaignId, state: 'DRAFT' });
  expect(ok(await publishPlan(world.desk, world.coordinator, call)).campaign.id).toBe(anew.campaign.id);
});

describe('what is not published, and leaves no campaign', () => {
  const refused = async (plan: StoredPlan, viewer = world.coordinator) => {
    const before = await world.count('subject');
    const answer = refusal(await publish(plan, key(), viewer));
    expect(await world.count('subject')).toBe(before);
    expect((await planById(world.desk, world.coordinator, plan.id))?.status).toBe('DRAFT');
    return answer;
  };
  test('PLAN_HAS_ERRORS names them', async () => {
    const plan = await world.readyPlan();
    const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key() };
    const phases = [{ ...plan.content.phases[0], start: '2022-09-30', end: '2022-09-01' }];
    const faulty = ok(await savePlan(world.desk, world.coordinator, { ...call, content: { ...plan.content, phases } }));
    expect(await refused(faulty)).toMatchObject({ code: 'PLAN_HAS_ERRORS', data: { count: 1, diagnostics: [{ severity: 'ERROR' }] } });
  });
  test('PLAN_HAS_ERRORS for a plan without tasks', async () => {
    const plan = await world.readyPlan();
    const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key() };
    const empty = ok(await savePlan(world.desk, world.coordinator, { ...call, content: { ...plan.content, tasks: [] } }));
    expect((await refused(empty)).code).toBe('PLAN_HAS_ERRORS');
  });
  test('UNITS_NOT_BOUND names them', async () => {
    const plan = await world.readyPlan();
    const bindings = [{ printed: '市网络信息中心', unitIds: [] }];
    const open = ok(
      await bindPlanUnits(world.desk, world.coordinator, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), bindings }),
    );
    expect(await refused(open)).toMatchObject({ code: 'UNITS_NOT_BOUND', data: { units: ['市网络信息中心'] } });
  });
  test('STALE_REVISION, NOT_FOUND and FORBIDDEN', async () => {
    const plan = await world.readyPlan();
    expect((await refused({ ...plan, revision: 1 })).code).toBe('STALE_REVISION');
    expect((await refused(plan, world.stranger)).code).toBe('NOT_FOUND');
    expect((await refused(plan, world.leader)).code).toBe('FORBIDDEN');
  });
});

describe('who sees the plan of a campaign', () => {
  test('a unit that takes part, from the launch on and in the revision in force; no other unit', async () => {
    const { plan, campaign } = await world.published();
    const police = await world.viewer({ role: 'UNIT_STAFF', unitId: await world.unit('YX-03') });
    const outsider = await world.viewer({ role: 'UNIT_STAFF', unitId: await world.unit('YX-T6') });
    expect(await planById(world.desk, police, plan.id)).toBeNull();
    ok(await world.send(world.coordinator, campaign, 'LAUNCH'));
    const amending = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), amending: true };
    const drafted = ok(await savePlan(world.desk, world.coordinator, { ...amending, content: { ...plan.content, title: '调整后的方案' } }));
    expect(await planById(world.desk, world.coordinator, plan.id)).toMatchObject({ title: '调整后的方案', revision: drafted.revision });
    expect(await planById(world.desk, police, plan.id)).toMatchObject({ title: plan.title, revision: plan.revision });
    expect(await planById(world.desk, outsider, plan.id)).toBeNull();
    const definitions = [campaign.definition as { plan: string; planRevision: number }];
    expect(await plansOfCampaigns(world.desk, police, definitions)).toMatchObject([{ revision: plan.revision }]);
    expect(await plansOfCampaigns(world.desk, outsider, definitions)).toEqual([null]);
  });
});
