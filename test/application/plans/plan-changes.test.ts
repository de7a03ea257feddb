import { bindPlanUnits } from '../../../src/application/plans/bind-plan-units';
import { planChanges } from '../../../src/application/plans/plan-changes';
import { planById } from '../../../src/application/plans/queries';
import { savePlan } from '../../../src/application/plans/save-plan';
import type { Plan } from '../../../src/domain/plan/model';
import type { StoredPlan } from '../../../src/application/ports/plans';
import { key, ok, openWorld, refusal, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const save = (plan: StoredPlan, content: unknown, more: { expectedRevision?: number; idempotencyKey?: string } = {}) =>
  savePlan(world.desk, world.coordinator, { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), content, ...more });
const paths = (changes: unknown) => (changes as { path: string }[]).map(({ path }) => path);
const bare = (content: Plan): Plan =>
  JSON.parse(JSON.stringify(content, (name, value: unknown) => (name === 'span' ? null : name === 'printed' ? undefined : value))) as Plan;

describe('the second of two editors', () => {
  test('is told what changed meanwhile, and saves the merged plan', async () => {
    const plan = await world.readyPlan();
    const [first, second] = plan.content.tasks as [Plan['tasks'][number], Plan['tasks'][number]];
    const others = plan.content.tasks.slice(2);
    const theirs = ok(await save(plan, { ...plan.content, tasks: [{ ...first, dueOn: '2022-10-31' }, second, ...others] }));
    const mine = { ...plan.content, tasks: [first, { ...second, dueOn: '2022-11-15' }, ...others] };
    const stale = refusal(await save(plan, mine));
    expect(stale).toMatchObject({ code: 'STALE_REVISION', data: { expected: plan.revision, actual: theirs.revision } });
    expect(stale.data['changes']).toEqual([
      {
        path: `tasks[${first.number} ${first.title}].dueOn`,
        kind: 'CHANGED',
        label: { zh: `任务 ${first.number} ${first.title} › 完成期限`, en: `task ${first.number} ${first.title} › due date` },
        before: null,
        after: { zh: '2022-10-31', en: '2022-10-31' },
      },
    ]);
    const merged = ok(await save(theirs, { ...mine, tasks: [{ ...first, dueOn: '2022-10-31' }, ...mine.tasks.slice(1)] }));
    expect(merged.content.tasks.slice(0, 2).map(({ dueOn }) => dueOn)).toEqual(['2022-10-31', '2022-11-15']);
  });
  test('is told the same when the refused call comes again', async () => {
    const plan = await world.readyPlan();
    const idempotencyKey = key();
    const theirs = ok(await save(plan, { ...plan.content, title: '甲' }));
    const stale = refusal(await save(plan, { ...plan.content, title: '乙' }, { idempotencyKey }));
    ok(await save(theirs, { ...plan.content, title: '丙' }));
    expect(refusal(await save(plan, { ...plan.content, title: '乙' }, { idempotencyKey }))).toEqual(stale);
    expect(paths(stale.data['changes'])).toEqual(['title']);
  });
  test('of two at the same moment is told the first one’s change', async () => {
    const plan = await world.readyPlan();
    const answers = await Promise.all(['甲', '乙'].map((title) => save(plan, { ...plan.content, title })));
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(refused.map(({ data }) => paths(data['changes']))).toEqual([['title']]);
  });
  test('who binds, too; bindings alone are no change of what the plan says', async () => {
    const plan = await world.readyPlan();
    const bind = (revision: number) =>
      bindPlanUnits(world.desk, world.coordinator, { planId: plan.id, expectedRevision: revision, idempotencyKey: key(), bindings: [] });
    ok(await bind(plan.revision));
    expect(refusal(await bind(plan.revision)).data).toMatchObject({ expected: plan.revision, changes: [] });
  });
  test('a revision there never was tells no changes', async () => {
    const plan = await world.readyPlan();
    expect(refusal(await save({ ...plan, revision: 99 }, plan.content)).data).toEqual({ expected: 99, actual: plan.revision, changes: [] });
  });
});

describe('places in the notice', () => {
  test('come back for what did not change, and go for what did', async () => {
    const plan = await world.readyPlan();
    const [first, ...rest] = bare(plan.content).tasks;
    const sent = { ...bare(plan.content), tasks: [{ ...first, title: '另一个名称' }, ...rest] };
    const saved = ok(await save(plan, sent));
    const [changed, ...untouched] = saved.content.tasks;
    expect(changed).toMatchObject({ title: '另一个名称', span: null, assignments: plan.content.tasks[0]?.assignments });
    expect(untouched).toEqual(plan.content.tasks.slice(1));
    for (const list of ['phases', 'reporting', 'body', 'forms', 'deadlines'] as const) expect(saved.content[list]).toEqual(plan.content[list]);
    expect(untouched.some(({ span }) => span !== null)).toBe(true);
  });
});

describe('changes since a revision', () => {
  const since = (plan: StoredPlan, revision: number, viewer = world.coordinator) => planChanges(world.desk, viewer, [{ plan, since: revision }]);

  test('are against the reading, or against any other', async () => {
    const plan = await world.readyPlan();
    const once = ok(await save(plan, { ...plan.content, title: '甲' }));
    const twice = ok(await save(once, { ...once.content, acknowledgeWithin: 3 }));
    expect(paths((await since(twice, 1))[0])).toEqual(['title', 'acknowledgeWithin']);
    expect(paths((await since(twice, once.revision))[0])).toEqual(['acknowledgeWithin']);
    expect(await since(twice, twice.revision)).toEqual([[]]);
  });
  test('are the office’s own affair, and there are none since a revision there never was', async () => {
    const { plan } = await world.launched();
    const unitHead = await world.viewer({ role: 'UNIT_HEAD', unitId: await world.unit('YX-03') });
    const seen = await planById(world.desk, unitHead, plan.id);
    expect([await since(plan, 1, world.leader), await since(seen ?? plan, 1, unitHead), await since(plan, 1, world.stranger)]).toEqual([
      [[]],
      [null],
      [null],
    ]);
    expect([await since(plan, 0), await since(plan, plan.revision + 1)]).toEqual([[null], [null]]);
  });
  test('of many plans are one statement', async () => {
    const plans = [await world.readyPlan(), await world.readyPlan(), await world.readyPlan()];
    const asked: number[] = [];
    const counting = {
      plans: {
        ...world.desk.plans,
        plansAt: (refs: readonly { id: string; revision: number }[]) => (asked.push(refs.length), world.desk.plans.plansAt(refs)),
      },
    };
    const changes = await planChanges(
      counting,
      world.coordinator,
      plans.map((plan) => ({ plan, since: 1 })),
    );
    expect(changes).toEqual([[], [], []]);
    expect(asked).toEqual([3]);
  });
});
