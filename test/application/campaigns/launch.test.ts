import { phasesNow } from '../../../src/application/campaigns/campaign-now';
import type { EventRefused } from '../../../src/application/drive';
import { key, ok, openWorld, refusal, type World } from '../plans/world';
import type { Criterion } from '../../../workflows/facts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setNow('2022-08-25T02:00:00Z'));

const lawSays = (answer: Parameters<typeof refusal>[0]) => refusal(answer).data as unknown as EventRefused;

describe('a launch', () => {
  test('gives out every task of the plan with its seats and its date', async () => {
    const { campaign, plan } = await world.launched();
    expect(campaign).toMatchObject({ state: 'RUNNING', timeliness: 'ON_TRACK' });
    const tasks = await world.subjects(campaign.id, 'TASK');
    expect(tasks.map(({ number }) => number)).toEqual(plan.content.tasks.map(({ number }) => number));
    expect(tasks.map(({ ordinal }) => ordinal)).toEqual(tasks.map((_, i) => i + 1));
    expect(tasks[0]).toMatchObject({ state: 'NOTIFIED', dueOn: '2022-11-30', phase: 'p2' });
    const parts = tasks[0]?.participants.filter(({ role }) => role !== 'REVIEWER').map(({ unitId, role, dueOn }) => [unitId, role, dueOn]);
    // Five working days to acknowledge, from Thursday 25 August.
    expect(new Set(parts?.map((part) => JSON.stringify(part)))).toEqual(
      new Set([
        JSON.stringify([world.office, 'LEAD', '2022-09-01']),
        JSON.stringify([await world.unit('YX-03'), 'COOPERATING', '2022-09-01']),
        JSON.stringify([await world.unit('YX-04'), 'COOPERATING', '2022-09-01']),
      ]),
    );
  });
  test('owes the rosters and plans of the mobilisation, by every unit with a seat or a member, and nothing later', async () => {
    const { campaign } = await world.launched();
    const reports = await world.subjects(campaign.id, 'REPORT');
    const kinds = new Set(reports.map(({ definition }) => (definition as { reportKind: string }).reportKind));
    expect(kinds).toEqual(new Set(['LIAISON_ROSTER', 'IMPLEMENTATION_PLAN']));
    const units = campaign.participants.filter(({ role }) => role === 'TAKING_PART').map(({ unitId }) => unitId);
    const government = await world.unit('YX');
    expect(units).toContain(government);
    expect(new Set(reports.map(({ definition }) => (definition as { unit: string }).unit))).toEqual(
      new Set(units.filter((unit) => unit !== government)),
    );
  });
  test('opens the body of the plan, at work from that day', async () => {
    const { campaign, plan } = await world.launched();
    const [body] = await world.subjects(campaign.id, 'COORDINATING_BODY');
    expect(body).toMatchObject({ state: 'ACTIVE', title: plan.content.body?.name });
    const { members } = body?.definition as { members: { role: string; from: string }[] };
    expect(members).toHaveLength(17);
    expect(new Set(members.map(({ from }) => from))).toEqual(new Set(['2022-08-25']));
  });
  test('of two at once exactly one wins; there is one set of tasks', async () => {
    const { campaign } = await world.published();
    const launch = () => world.send(world.coordinator, campaign, 'LAUNCH', {}, { idempotencyKey: key() });
    const answers = await Promise.all([launch(), launch()]);
    expect(answers.filter(({ ok: accepted }) => accepted)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : answer.refusal.code))).toEqual(['EVENT_REFUSED']);
    expect(await world.subjects(campaign.id, 'TASK')).toHaveLength(21);
  });
  test('is nobody’s but the office’s coordinator’s', async () => {
    const { campaign } = await world.published();
    expect(refusal(await world.send(world.stranger, campaign, 'LAUNCH')).code).toBe('NOT_FOUND');
    expect(refusal(await world.send(world.leader, campaign, 'LAUNCH')).code).toBe('EVENT_REFUSED');
  });
  test('looks at the plan once more: an error in the published revision refuses it, and nothing is half written', async () => {
    const { campaign, plan } = await world.published();
    const phases = plan.content.phases.map((phase) => ({ ...phase, start: phase.end, end: '2022-01-01' }));
    await world.database.pool.query('update plan_version set content = $2 where plan_id = $1', [
      plan.id,
      JSON.stringify({ ...plan.content, phases }),
    ]);
    const refused = lawSays(await world.send(world.coordinator, campaign, 'LAUNCH'));
    expect(refused.reasons[0]).toMatchObject({ code: 'PLAN_HAS_ERRORS' });
    expect(await world.subjects(campaign.id, 'TASK')).toEqual([]);
    expect((await world.campaign(campaign.id)).state).toBe('DRAFT');
  });
});

describe('criteria', () => {
  test('hold the campaign in its phase, with numbers and the missing units by name', async () => {
    const { campaign } = await world.launched();
    const { reasons } = lawSays(await world.send(world.coordinator, campaign, 'ADVANCE'));
    const { criteria } = reasons[0]?.data as { criteria: Criterion[] };
    const liaisons = criteria.find(({ kind }) => kind === 'LIAISONS_REGISTERED');
    expect(liaisons).toMatchObject({ done: 0, total: liaisons?.missing.length });
    expect(liaisons?.missing.map(({ title }) => title)).toContain('云溪市公安局');
  });
  test('count what is handed in; waived reports are no longer asked for', async () => {
    const { campaign } = await world.launched();
    const police = await world.unit('YX-03');
    const viewer = await world.viewer({ role: 'UNIT_STAFF', unitId: police }, { role: 'UNIT_HEAD', unitId: police });
    const rosters = (await world.subjects(campaign.id, 'REPORT')).filter(
      ({ definition }) => (definition as { reportKind: string }).reportKind === 'LIAISON_ROSTER',
    );
    const own = rosters.find(({ definition }) => (definition as { unit: string }).unit === police);
    const other = rosters.find(({ definition }) => (definition as { unit: string }).unit === world.office);
    if (!own || !other) throw new Error('no rosters');
    ok(await world.send(viewer, own, 'SUBMIT', { content: { liaisons: [{ name: '林一', phone: '0536-0000000' }] } }));
    ok(await world.send(world.coordinator, other, 'WAIVE', { reason: '本办自行掌握' }));
    const [facts] = await world.engine.facts.criteria([{ subject: await world.campaign(campaign.id), event: probe(), changed: [] }]);
    const liaisons = (ok(facts as { ok: true; value: unknown }) as Criterion[]).find(({ kind }) => kind === 'LIAISONS_REGISTERED');
    expect(liaisons).toMatchObject({ done: 1, total: rosters.length - 1 });
  });
  test('are overridden by a leader with a reason; the next phase owes its reports, none of them for the time before', async () => {
    const { campaign } = await world.launched();
    world.setNow('2022-09-26T02:00:00Z');
    const { subject } = ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '主要单位已动员' } }));
    expect(phasesNow(subject).current?.key).toBe('p2');
    const reports = (await world.subjects(campaign.id, 'REPORT')).filter(({ phase }) => phase === 'p2');
    const periods = new Map(reports.map(({ definition, dueOn }) => [(definition as { period: { key: string } }).period.key, dueOn]));
    // September's was due on the 24th, when the campaign ran already: it is asked for still, with time to hand it in.
    expect([...periods]).toEqual([
      ['2022-09', '2022-10-08'], // a Saturday worked in exchange for the national holiday
      ['2022-10', '2022-10-24'],
      ['2022-11', '2022-11-24'],
    ]);
  });
});

const probe = () => ({
  type: 'ADVANCE',
  at: '2022-08-25T02:00:00Z',
  on: '2022-08-25',
  by: { account: null, unit: null, onBehalfOf: null, relations: [] },
  input: {},
});

describe('units that come and go', () => {
  test('one that is added to a task takes part, and owes from then on: its liaison and what is still to come', async () => {
    const { campaign } = await world.launched();
    ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '已动员' } }));
    world.setNow('2022-10-10T02:00:00Z');
    const [task] = await world.subjects(campaign.id, 'TASK');
    const commerce = await world.unit('YX-20');
    ok(await world.send(world.coordinator, task ?? campaign, 'ADD_UNIT', { unit: commerce, role: 'COOPERATING', reason: '涉及商场' }));
    expect((await world.campaign(campaign.id)).participants).toContainEqual(
      expect.objectContaining({ unitId: commerce, role: 'TAKING_PART', active: true }),
    );
    const owed = (await world.subjects(campaign.id, 'REPORT')).filter(({ definition }) => (definition as { unit: string }).unit === commerce);
    expect(owed.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['联络员名单', '2022-10-17'],
      ['当月专项行动统计表（2022-10）', '2022-10-24'],
      ['当月专项行动统计表（2022-11）', '2022-11-24'],
    ]);
  });
  test('an unknown unit is refused', async () => {
    const { campaign } = await world.launched();
    const [task] = await world.subjects(campaign.id, 'TASK');
    const answer = await world.send(world.coordinator, task ?? campaign, 'ADD_UNIT', { unit: campaign.id, role: 'COOPERATING', reason: 'x' });
    expect(refusal(answer).code).toBe('EVENT_REFUSED');
  });
});
