import { gapReports } from '../../../src/application/plans/gap-reports';
import { readNotice } from '../../../src/application/plans/read-notice';
import { savePlan } from '../../../src/application/plans/save-plan';
import type { Viewer } from '../../../src/application/ports/viewer';
import type { StoredPlan } from '../../../src/application/ports/plans';
import type { PlanInput } from '../../../src/domain/plan/model';
import { key, NOTICE, ok, openWorld, unknownId, type World } from './world';

/** A bureau with a part in the campaign. */
const TAKING_PART = 'YX-04';
let world: World;
let superior: StoredPlan;
let bureau: string;
let lower: Viewer;
beforeAll(async () => {
  world = await openWorld();
  superior = (await world.launched()).plan;
  bureau = await world.unit(TAKING_PART);
  lower = await world.viewer({ role: 'COORDINATOR', unitId: bureau });
});
afterAll(() => world.close());

async function planOf(viewer: Viewer, unitId: string, changes: Partial<PlanInput>): Promise<StoredPlan> {
  const read = ok(await readNotice(world.desk, viewer, { unitId, source: { text: NOTICE }, idempotencyKey: key() }));
  // What is held against has a name of its own, or it would be found in place of the superior.
  const content = { ...read.content, title: '实施细则', documentNumber: null, ...changes };
  return ok(await savePlan(world.desk, viewer, { planId: read.id, expectedRevision: 1, idempotencyKey: key(), content }));
}
const report = async (viewer: Viewer, plan: StoredPlan, superiorId: string | null = null) =>
  (await gapReports(world.desk, viewer, [plan], superiorId))[0] ?? null;

describe('the superior plan', () => {
  test('is found by the title in the basis; what is missing below is told', async () => {
    const plan = await planOf(lower, bureau, { basis: [`关于印发《${superior.title}》的通知`], tasks: superior.content.tasks.slice(1), forms: [] });
    const found = await report(lower, plan);
    expect(found).toMatchObject({ foundBy: 'TITLE', superior: { id: superior.id } });
    const codes = found?.report.rows.map(({ code }) => code);
    expect(codes).toContain('FORM_MISSING');
    const [missing] = superior.content.tasks;
    expect(found?.report.tasks.filter(({ ground }) => ground !== 'SAME_TITLE').map((match) => match.superior.number)).toEqual([missing?.number]);
  });
  test('is found by its number, however the brackets are printed', async () => {
    const number = superior.content.documentNumber?.replace('〔', '[').replace('〕', ']');
    const plan = await planOf(lower, bureau, { basis: [`省里的文件（${number ?? ''}）`] });
    expect(await report(lower, plan)).toMatchObject({ foundBy: 'DOCUMENT_NUMBER', superior: { id: superior.id } });
  });
  test('is not found where the basis names another, or none', async () => {
    expect(await report(lower, await planOf(lower, bureau, { basis: ['江北省燃气安全专项整治行动方案'] }))).toBeNull();
    expect(await report(lower, await planOf(lower, bureau, { basis: [] }))).toBeNull();
  });
  test('can be chosen', async () => {
    const plan = await planOf(lower, bureau, { basis: [] });
    expect(await report(lower, plan, superior.id)).toMatchObject({ foundBy: 'CHOSEN' });
    expect(await report(lower, plan, unknownId())).toBeNull();
    expect(await report(lower, plan, plan.id)).toBeNull();
  });
  test('may be a draft of the own office', async () => {
    const draft = await planOf(lower, bureau, { title: '江北省农村集市整治专项行动方案' });
    const plan = await planOf(lower, bureau, { basis: ['江北省农村集市整治专项行动方案'] });
    expect(await report(lower, plan)).toMatchObject({ foundBy: 'TITLE', superior: { id: draft.id } });
  });
});

describe('what a lower level may see', () => {
  test('nothing of a plan that was not sent to it', async () => {
    const { participants } = await world.campaign(superior.campaignId ?? '');
    const taking = new Set(participants.filter(({ role }) => role === 'TAKING_PART').map(({ unitId }) => unitId));
    const government = await world.unit('YX');
    // The government takes part through the head of the body, and is above every bureau: that sends the notice to none of them.
    expect(taking.has(government)).toBe(true);
    const { units } = await world.desk.units.current();
    const other = units.find(
      ({ id, kind, parents }) => kind === 'DEPARTMENT' && !taking.has(id) && parents.some(({ parentId }) => parentId === government),
    );
    if (!other) throw new Error('every bureau takes part');
    const elsewhere = await world.viewer({ role: 'COORDINATOR', unitId: other.id });
    const plan = await planOf(elsewhere, other.id, { basis: [superior.title] });
    expect(await report(elsewhere, plan)).toBeNull();
    expect(await report(elsewhere, plan, superior.id)).toBeNull();
  });
  test('what was sent to the bureau above it', async () => {
    const below = await world.unit('YX-03-01');
    const brigade = await world.viewer({ role: 'COORDINATOR', unitId: below });
    expect(await report(brigade, await planOf(brigade, below, { basis: [superior.title] }))).toMatchObject({ superior: { id: superior.id } });
  });
  test('nothing before the campaign is launched', async () => {
    const { plan: published } = await world.published();
    expect(await report(lower, await planOf(lower, bureau, { basis: [] }), published.id)).toBeNull();
  });
  test('nothing of another office’s draft', async () => {
    const draft = await world.readyPlan();
    expect(await report(lower, await planOf(lower, bureau, { basis: [] }), draft.id)).toBeNull();
  });
  test('the plan in force, and not what its office prepares', async () => {
    const content = { ...superior.content, tasks: superior.content.tasks.slice(0, 1) };
    const call = { planId: superior.id, expectedRevision: superior.revision, idempotencyKey: key(), content, amending: true };
    ok(await savePlan(world.desk, world.coordinator, call));
    const found = await report(lower, await planOf(lower, bureau, { basis: [] }), superior.id);
    expect(found?.superior.content.tasks).toHaveLength(superior.content.tasks.length);
  });
  test('no report on a plan of another office', async () => {
    const plan = await planOf(lower, bureau, { basis: [superior.title] });
    expect(await report(world.stranger, plan)).toBeNull();
  });
  test('the campaign’s own office sees its own plan, whoever takes part', async () => {
    const plan = await planOf(world.coordinator, world.office, { basis: [] });
    expect(await report(world.coordinator, plan, superior.id)).toMatchObject({ foundBy: 'CHOSEN' });
  });
});

test('many plans cost no more statements than one', async () => {
  const plans = [];
  for (let i = 0; i < 3; i += 1) plans.push(await planOf(lower, bureau, { basis: [superior.title] }));
  const counted = async (asked: readonly StoredPlan[]) => {
    let statements = 0;
    const query = world.database.pool.query.bind(world.database.pool);
    const spy = jest.spyOn(world.database.pool, 'query').mockImplementation(((...args: Parameters<typeof query>) => {
      statements += 1;
      return query(...args);
    }) as never);
    const reports = await gapReports(world.desk, lower, asked);
    spy.mockRestore();
    expect(reports.every((one) => one !== null)).toBe(true);
    return statements;
  };
  await counted(plans.slice(0, 1));
  expect(await counted(plans)).toBe(await counted(plans.slice(0, 1)));
});
