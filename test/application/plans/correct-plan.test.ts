import { bindPlanUnits } from '../../../src/application/plans/bind-plan-units';
import { planById, planVersions } from '../../../src/application/plans/queries';
import { savePlan } from '../../../src/application/plans/save-plan';
import type { StoredPlan } from '../../../src/application/ports/plans';
import { key, ok, openWorld, refusal, unknownId, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const save = (
  plan: StoredPlan,
  content: unknown,
  more: { expectedRevision?: number | null; idempotencyKey?: string } = {},
  viewer = world.coordinator,
) => savePlan(world.desk, viewer, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), content, ...more });
const retitled = (plan: StoredPlan, title: string) => ({ ...plan.content, title });

describe('a correction', () => {
  test('is a new revision; the older ones are kept', async () => {
    const plan = await world.readyPlan();
    const saved = ok(await save(plan, retitled(plan, '新标题')));
    expect(saved).toMatchObject({ title: '新标题', revision: plan.revision + 1, status: 'DRAFT' });
    const page = { limit: 10, direction: 'FORWARD' as const, from: null };
    const [versions] = await planVersions(world.desk, world.coordinator, [saved], page);
    expect(versions?.rows.map(({ row }) => [row.revision, row.content.title, row.savedBy])).toEqual([
      [3, '新标题', world.coordinator.accountId],
      [2, plan.title, world.coordinator.accountId],
      [1, plan.title, world.coordinator.accountId],
    ]);
  });
  test('of one plan is not among the versions of another, however they are asked for', async () => {
    const [one, other] = [await world.readyPlan(), await world.readyPlan()];
    const saved = ok(await save(one, retitled(one, '新标题')));
    const backwards = { limit: 2, direction: 'BACKWARD' as const, from: null };
    const pages = await planVersions(world.desk, world.coordinator, [other, saved, other], backwards);
    expect(pages.map(({ rows, more }) => [rows.map(({ row }) => [row.planId, row.revision]), more])).toEqual([
      [[2, 1].map((revision) => [other.id, revision]), false],
      [[2, 1].map((revision) => [saved.id, revision]), true],
      [[2, 1].map((revision) => [other.id, revision]), false],
    ]);
  });
  test('is looked through anew: a fault that is made is found, one that is mended is gone', async () => {
    const plan = await world.readyPlan();
    const phases = plan.content.phases.map((phase, i) => (i === 1 ? { ...phase, end: '2022-08-01' } : phase));
    const faulty = ok(await save(plan, { ...plan.content, phases, diagnostics: [] }));
    expect(faulty.content.diagnostics.filter(({ severity }) => severity === 'ERROR')).toHaveLength(1);
    const mended = ok(await save(faulty, { ...faulty.content, phases: plan.content.phases }));
    expect(mended.content.diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  });
  test('keeps bindings of names still printed, and matches names that are new', async () => {
    const plan = await world.readyPlan();
    const [first, ...rest] = plan.content.tasks;
    const tasks = [{ ...first, assignments: [{ unit: '市商务局', role: 'LEAD' }] }, ...rest];
    const saved = ok(await save(plan, { ...plan.content, tasks }));
    expect(saved.bindings['市商务局']).toEqual([await world.unit('YX-20')]);
    expect(saved.bindings['市网络信息中心']).toEqual(plan.bindings['市网络信息中心']);
  });
  test('sent again with its key is answered by the first answer, even after a later correction', async () => {
    const plan = await world.readyPlan();
    const idempotencyKey = key();
    const first = ok(await save(plan, retitled(plan, '甲'), { idempotencyKey }));
    ok(await save(first, retitled(plan, '乙')));
    expect(ok(await save(plan, retitled(plan, '甲'), { idempotencyKey }))).toEqual(first);
  });
});

describe('what is not saved', () => {
  test.each<[string, (content: StoredPlan['content']) => unknown, string]>([
    ['a day that does not exist', (content) => ({ ...content, issuedOn: '2022-02-30' }), 'issuedOn'],
    ['a month that does not exist', (content) => ({ ...content, phases: [{ ...content.phases[0], start: '2022-13' }] }), 'phases.0.start'],
    [
      'a role nobody knows',
      (content) => ({ ...content, tasks: [{ ...content.tasks[0], assignments: [{ unit: 'x', role: 'BOSS' }] }] }),
      'tasks.0.assignments.0.role',
    ],
    ['an empty title', (content) => ({ ...content, title: '  ' }), 'title'],
    ['no plan at all', () => 'plan', ''],
    ['a character no database keeps', (content) => ({ ...content, tasks: [{ ...content.tasks[0], text: 'a\0b' }] }), 'tasks.0.text'],
    ['half a character', (content) => ({ ...content, title: 'a\ud800' }), 'title'],
  ])('PLAN_INVALID: %s, with the path', async (_, change, path) => {
    const plan = await world.readyPlan();
    const { code, data } = refusal(await save(plan, change(plan.content)));
    expect(code).toBe('PLAN_INVALID');
    expect(data.faults).toMatchObject([{ path, message: { zh: expect.any(String), en: expect.any(String) } }]);
    expect((await planById(world.desk, world.coordinator, plan.id))?.revision).toBe(plan.revision);
  });
  test('STALE_REVISION names both revisions', async () => {
    const plan = await world.readyPlan();
    ok(await save(plan, retitled(plan, '甲')));
    expect(refusal(await save(plan, retitled(plan, '乙')))).toMatchObject({
      code: 'STALE_REVISION',
      data: { expected: plan.revision, actual: plan.revision + 1 },
    });
  });
  test('of two at once one wins', async () => {
    const plan = await world.readyPlan();
    const answers = await Promise.all(['甲', '乙'].map((title) => save(plan, retitled(plan, title))));
    expect(answers.map((answer) => (answer.ok ? 'saved' : answer.refusal.code)).sort()).toEqual(['STALE_REVISION', 'saved']);
  });
  test('NOT_FOUND for a plan that is not there, or not one’s own; FORBIDDEN for who may only look', async () => {
    const plan = await world.readyPlan();
    expect(refusal(await save({ ...plan, id: unknownId() }, plan.content)).code).toBe('NOT_FOUND');
    expect(refusal(await save(plan, plan.content, {}, world.stranger)).code).toBe('NOT_FOUND');
    expect(refusal(await save(plan, plan.content, {}, world.leader)).code).toBe('FORBIDDEN');
  });
  test('PLAN_ALREADY_PUBLISHED, unless it is meant as an amendment', async () => {
    const { plan } = await world.published();
    expect(refusal(await save(plan, plan.content)).code).toBe('PLAN_ALREADY_PUBLISHED');
    const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), content: plan.content, amending: true };
    expect(ok(await savePlan(world.desk, world.coordinator, call))).toMatchObject({ status: 'PUBLISHED', revision: plan.revision + 1 });
  });
});

describe('binding', () => {
  const bind = (plan: StoredPlan, printed: string, unitIds: string[], viewer = world.coordinator) =>
    bindPlanUnits(world.desk, viewer, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), bindings: [{ printed, unitIds }] });
  test('one name to several units, and back to none', async () => {
    const plan = await world.readyPlan();
    const towns = [await world.unit('YX-T1'), await world.unit('YX-T2')];
    const bound = ok(await bind(plan, '市网络信息中心', [...towns, ...towns]));
    expect(bound.bindings['市网络信息中心']).toEqual(towns);
    expect(ok(await bind(bound, '市网络信息中心', [])).bindings).not.toHaveProperty('市网络信息中心');
  });
  test('is refused for a unit or a name that is not there', async () => {
    const plan = await world.readyPlan();
    const unit = unknownId();
    expect(refusal(await bind(plan, '市公安局', [unit]))).toMatchObject({ code: 'UNIT_UNKNOWN', data: { unit } });
    expect(refusal(await bind(plan, '市气象局', [world.office]))).toMatchObject({ code: 'BAD_INPUT', data: { printed: '市气象局' } });
    expect(refusal(await bind(plan, '市公安局', [world.office], world.stranger)).code).toBe('NOT_FOUND');
    expect(refusal(await bind({ ...plan, revision: 1 }, '市公安局', [world.office])).code).toBe('STALE_REVISION');
  });
});
