import { previewAmendment } from '../../../src/application/campaigns/preview-amendment';
import { phasesNow } from '../../../src/application/campaigns/campaign-now';
import type { EventRefused } from '../../../src/application/drive';
import { readNotice } from '../../../src/application/plans/read-notice';
import { savePlan } from '../../../src/application/plans/save-plan';
import { supplementPlan } from '../../../src/application/plans/supplement-plan';
import type { Plan } from '../../../src/domain/plan/model';
import type { StoredPlan } from '../../../src/application/ports/plans';
import type { StoredSubject } from '../../../src/application/ports/store';
import { key, ok, openWorld, refusal, unknownId, type World } from '../plans/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setNow('2022-08-25T02:00:00Z'));

/** A running campaign in its second phase, and a later revision of its plan. */
async function amended(change: (plan: Plan) => void): Promise<{ campaign: StoredSubject; plan: StoredPlan; tasks: StoredSubject[] }> {
  const { campaign, plan } = await world.launched();
  world.setNow('2022-09-05T02:00:00Z');
  ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '已动员' } }));
  const content = structuredClone(plan.content);
  change(content);
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), amending: true, content };
  return { campaign, plan: ok(await savePlan(world.desk, world.coordinator, call)), tasks: await world.subjects(campaign.id, 'TASK') };
}
const desk = () => ({
  plans: world.desk.plans,
  records: world.desk.records,
  calendars: world.desk.calendars,
  clock: world.desk.clock,
  facts: world.engine.facts,
});
const preview = (campaign: StoredSubject, planRevision: number, subjects: string[] | null = null, viewer = world.coordinator) =>
  previewAmendment(desk(), viewer, { campaignId: campaign.id, planRevision, reason: '补充通知', subjects });
const amend = (campaign: StoredSubject, planRevision: number, subjects?: string[]) =>
  world.send(world.coordinator, campaign, 'AMEND', { planRevision, reason: '补充通知', ...(subjects && { subjects }) });

/** What a supplementary notice may do, all at once. */
const everything = (plan: Plan): void => {
  plan.tasks[0]!.assignments[0]!.unit = '市商务局';
  plan.tasks[1]!.dueOn = '2022-10-31';
  plan.tasks.splice(2, 1);
  plan.tasks.push({
    ...plan.tasks[3]!,
    number: '二(六)1',
    title: '整治仓储物流',
    assignments: [{ ...plan.tasks[3]!.assignments[0]!, unit: '市交通运输局' }],
  });
  plan.phases[1]!.end = '2022-12-10';
  plan.phases[2]!.start = '2022-12-11';
};

describe('an amendment', () => {
  test('does what its preview said, task by task', async () => {
    const { campaign, plan, tasks } = await amended(everything);
    const said = ok(await preview(campaign, plan.revision));
    expect(said).toMatchObject({ allowed: true, reasons: [] });
    expect(said.tasks.map(({ change }) => change).filter((change) => change !== 'CHANGED')).toEqual(['DROPPED', 'ADDED']);
    expect(said.tasks[0]).toMatchObject({ aspects: ['DUE_DATE', 'LEAD'], joining: [await world.unit('YX-20')], leaving: [world.office] });

    ok(await amend(campaign, plan.revision));
    const after = await world.subjects(campaign.id, 'TASK');
    for (const told of said.tasks) {
      const task = told.subject === null ? after.find(({ title }) => title === told.title) : after.find(({ id }) => id === told.subject);
      expect([told.title, task?.state]).toEqual([told.title, told.stateAfter]);
      const active = task?.participants.filter((part) => part.active && part.role !== 'REVIEWER').map(({ unitId }) => unitId) ?? [];
      for (const unit of told.joining) expect(active).toContain(unit);
      for (const unit of told.leaving) expect(active).not.toContain(unit);
    }
    expect(phasesNow(await world.campaign(campaign.id)).phases.map(({ key: name, end }) => [name, end])).toEqual(
      said.phases.map(({ key: name, end }) => [name, end]),
    );
    expect(after.find(({ id }) => id === tasks[1]?.id)?.dueOn).toBe('2022-10-31');
    expect(after.find(({ id }) => id === tasks[0]?.id)?.dueOn).toBe('2022-12-10');
  });

  test('of a chosen subset leaves the other tasks as they are, and can be repeated for the rest', async () => {
    const { campaign, plan, tasks } = await amended((content) => {
      content.tasks[0]!.dueOn = '2022-10-31';
      content.tasks[1]!.dueOn = '2022-10-31';
    });
    const [first, second] = tasks as [StoredSubject, StoredSubject];
    expect(ok(await preview(campaign, plan.revision, [second.id])).tasks.map(({ subject }) => subject)).toEqual([second.id]);
    ok(await amend(campaign, plan.revision, [second.id]));
    const after = await world.subjects(campaign.id, 'TASK');
    expect(after.slice(0, 2).map(({ dueOn }) => dueOn)).toEqual(['2022-11-30', '2022-10-31']);
    expect(after[0]).toEqual(first);
    const again = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), amending: true, content: plan.content };
    const next = ok(await savePlan(world.desk, world.coordinator, again));
    ok(await amend(campaign, next.revision));
    expect((await world.subjects(campaign.id, 'TASK'))[0]?.dueOn).toBe('2022-10-31');
  });

  test('keeps what a part has contributed, and does not undo a transfer that it does not speak of', async () => {
    const { campaign, plan, tasks } = await amended((content) => {
      content.tasks[0]!.text = '增加直播带货领域。';
    });
    const [task] = tasks as [StoredSubject];
    const [police, farming, justice] = [await world.unit('YX-03'), await world.unit('YX-04'), await world.unit('YX-19')] as const;
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: police }, { role: 'UNIT_HEAD', unitId: police });
    for (const type of ['ACKNOWLEDGE', 'START', 'CONTRIBUTE']) ok(await world.send(staff, task, type));
    ok(await world.send(world.coordinator, task, 'TRANSFER', { unit: farming, toUnit: justice, reason: '职能划转' }));
    ok(await amend(campaign, plan.revision));
    const [after] = (await world.subjects(campaign.id, 'TASK')) as [StoredSubject];
    const states = new Map(after.participants.map(({ unitId, state, active }) => [unitId, [state, active]]));
    expect(states.get(police)).toEqual(['CONTRIBUTED', true]);
    expect(states.get(justice)).toEqual(['NOTIFIED', true]);
    expect(states.get(farming)?.[1]).toBe(false);
    expect(after.definition).toMatchObject({ text: '增加直播带货领域。' });
  });

  test('brings in a unit that then owes what is still to come', async () => {
    const { campaign, plan } = await amended(everything);
    ok(await amend(campaign, plan.revision));
    const transport = await world.unit('YX-22');
    const owed = (await world.subjects(campaign.id, 'REPORT')).filter(({ definition }) => (definition as { unit: string }).unit === transport);
    expect(owed.map(({ title }) => title)).toContain('联络员名单');
    expect(owed.every(({ dueOn }) => dueOn !== null && dueOn >= '2022-09-05')).toBe(true);
  });
});

describe('what is not amended', () => {
  const reasons = (answer: Parameters<typeof refusal>[0]) => (refusal(answer).data as unknown as EventRefused).reasons.map(({ code }) => code);
  test('a revision that does not exist, or is not newer', async () => {
    const { campaign, plan } = await amended(everything);
    expect(refusal(await amend(campaign, plan.revision + 5)).code).toBe('BAD_INPUT');
    expect(refusal(await preview(campaign, plan.revision + 5)).code).toBe('BAD_INPUT');
    ok(await amend(campaign, plan.revision));
    expect(reasons(await amend(campaign, plan.revision))).toEqual(['PLAN_NOT_NEWER']);
    expect(ok(await preview(campaign, plan.revision))).toMatchObject({ allowed: false, reasons: [{ code: 'PLAN_NOT_NEWER' }] });
  });
  test('a revision without the phase the campaign is in: the preview says so too, and nothing changes', async () => {
    const { campaign, plan } = await amended((content) => void content.phases.splice(1, 1));
    const before = await world.subjects(campaign.id, 'TASK');
    expect(ok(await preview(campaign, plan.revision))).toMatchObject({ allowed: false, droppedPhases: ['p2'] });
    expect(reasons(await amend(campaign, plan.revision))).toContain('CURRENT_PHASE_DROPPED');
    expect(await world.subjects(campaign.id, 'TASK')).toEqual(before);
  });
  test('a revision that prints a unit nobody has bound', async () => {
    const { campaign, plan } = await amended((content) => void (content.tasks[0]!.assignments[1]!.unit = '市海洋和渔业局'));
    expect(reasons(await amend(campaign, plan.revision))).toEqual(['UNITS_NOT_BOUND']);
  });
  test('a campaign that is not the viewer’s, or not there', async () => {
    const { campaign, plan } = await amended(everything);
    expect(refusal(await preview(campaign, plan.revision, null, world.stranger)).code).toBe('NOT_FOUND');
    expect(refusal(await preview(campaign, plan.revision, null, world.leader)).code).toBe('FORBIDDEN');
    expect(refusal(await preview({ ...campaign, id: unknownId() }, plan.revision)).code).toBe('NOT_FOUND');
  });
});

describe('a supplementary notice', () => {
  const SUPPLEMENT = `云溪市人民政府办公室
关于调整打击侵权假冒百日攻坚专项行动部分任务的补充通知

各成员单位：

一、重点任务
（一）治理日常食品制假售假。增加夜市和直播带货领域，10月31日前完成。（市商务局牵头，市公安局配合）
（二）整治仓储物流假货。对仓库和快递网点开展抽查。（市交通运输局牵头，市公安局配合）

云溪市人民政府办公室
2022年9月5日
`;
  test('is worked into the plan: what it names is replaced, what is new is added, the rest stays', async () => {
    const { campaign, plan } = await world.launched();
    world.setNow('2022-09-05T02:00:00Z');
    const read = ok(await readNotice(world.desk, world.coordinator, { unitId: world.office, source: { text: SUPPLEMENT }, idempotencyKey: key() }));
    const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), supplementId: read.id };
    const merged = ok(await supplementPlan(world.desk, world.coordinator, call));
    expect(merged.content.tasks).toHaveLength(plan.content.tasks.length + 1);
    expect(merged.content.tasks[0]?.assignments.map(({ unit, role }) => [unit, role])).toEqual([
      ['市商务局', 'LEAD'],
      ['市公安局', 'COOPERATING'],
    ]);
    expect(merged.content.tasks.slice(1, -1)).toEqual(plan.content.tasks.slice(1));
    expect(merged.content.tasks.at(-1)?.title).toBe('整治仓储物流假货');
    expect(merged.content.phases).toEqual(plan.content.phases);
    const said = ok(await preview(campaign, merged.revision));
    expect(said.tasks.filter(({ change }) => change !== 'UNCHANGED').map(({ change, title }) => [change, title])).toEqual([
      ['CHANGED', '治理日常食品制假售假'],
      ['ADDED', '整治仓储物流假货'],
    ]);
    ok(await amend(campaign, merged.revision));
  });
  test('does not supplement a draft', async () => {
    const plan = await world.readyPlan();
    const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), supplementId: plan.id };
    expect(refusal(await supplementPlan(world.desk, world.coordinator, call)).code).toBe('PLAN_NOT_PUBLISHED');
  });
});
