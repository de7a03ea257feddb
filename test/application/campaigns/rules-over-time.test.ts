/** What is owed while the plan is amended and units come and go, on the real database. */
import type { CampaignDefinition, ReportContext, ReportDefinition } from '../../../workflows';
import { previewAmendment } from '../../../src/application/campaigns/preview-amendment';
import type { EventRefused } from '../../../src/application/drive';
import { savePlan } from '../../../src/application/plans/save-plan';
import type { StoredPlan } from '../../../src/application/ports/plans';
import type { StoredSubject } from '../../../src/application/ports/store';
import { reportingSchema, type Plan } from '../../../src/domain/plan/model';
import { key, ok, openWorld, refusal, type World } from '../plans/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setNow('2022-08-25T02:00:00Z'));

const definition = (report: StoredSubject) => report.definition as ReportDefinition;
const contextOf = (report: StoredSubject) => report.snapshot.context as unknown as ReportContext;
const reportsOf = async (campaign: StoredSubject, unit?: string) =>
  (await world.subjects(campaign.id, 'REPORT')).filter((report) => unit === undefined || definition(report).unit === unit);
/** `rule period due closes state`, of one unit. */
const rows = (reports: readonly StoredSubject[]) =>
  reports
    .map((report) => [definition(report).rule, definition(report).period.key, report.dueOn, contextOf(report).closesOn, report.state].join(' '))
    .sort();

async function inSecondPhase(): Promise<{ campaign: StoredSubject; plan: StoredPlan }> {
  const { campaign, plan } = await world.launched();
  world.setNow('2022-09-05T02:00:00Z');
  ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '已动员' } }));
  return { campaign, plan };
}
async function revised(plan: StoredPlan, change: (content: Plan) => void): Promise<StoredPlan> {
  const content = structuredClone(plan.content);
  change(content);
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key(), amending: true, content };
  return ok(await savePlan(world.desk, world.coordinator, call));
}
const desk = () => ({
  ...{ plans: world.desk.plans, records: world.desk.records, calendars: world.desk.calendars, clock: world.desk.clock, facts: world.engine.facts },
});
const amend = (campaign: StoredSubject, { revision }: StoredPlan) =>
  world.send(world.coordinator, campaign, 'AMEND', { planRevision: revision, reason: '补充通知' });

/** The 24th becomes the 28th, closed two working days later; before it stands a rule that is new. */
const movedTo28 = ({ reporting }: Plan): void => {
  const at = reporting.findIndex(({ what }) => what === 'STATISTICS');
  Object.assign(reporting[at] as object, { dueDay: 28, closesAfter: 2 });
  reporting.splice(
    at,
    0,
    reportingSchema.parse({ what: 'NARRATIVE', title: '工作小结', cadence: 'MONTHLY', dueDay: 15, onDayOff: 'NEXT_WORKING_DAY' }),
  );
};

describe('a rule that moves', () => {
  test('moves what is not due yet and leaves the rest, as its preview said; the keys of the rules are kept', async () => {
    const { campaign, plan } = await inSecondPhase();
    const police = await world.unit('YX-03');
    expect(rows(await reportsOf(campaign, police))).toEqual([
      'r1 ONCE 2022-08-29  OWED',
      'r2 ONCE 2022-08-31  OWED',
      'r3 2022-09 2022-09-24  OWED',
      'r3 2022-10 2022-10-24  OWED',
      'r3 2022-11 2022-11-24  OWED',
    ]);
    const next = await revised(plan, movedTo28);
    const call = { campaignId: campaign.id, planRevision: next.revision, reason: '补充通知', subjects: null };
    const said = ok(await previewAmendment(desk(), world.coordinator, call));
    expect(said.allowed).toBe(true);
    expect(
      said.reports.map(({ change, rule, period, dueOnBefore, dueOn, closesOn }) => [change, rule, period, dueOnBefore, dueOn, closesOn]),
    ).toEqual([
      ['CHANGED', 'r3', '2022-09', '2022-09-24', '2022-09-28', '2022-09-30'],
      ['CHANGED', 'r3', '2022-10', '2022-10-24', '2022-10-28', '2022-11-01'],
      ['CHANGED', 'r3', '2022-11', '2022-11-24', '2022-11-28', '2022-11-30'],
      ['ADDED', 'r5', '2022-09', null, '2022-09-15', null],
      ['ADDED', 'r5', '2022-10', null, '2022-10-17', null],
      ['ADDED', 'r5', '2022-11', null, '2022-11-15', null],
    ]);
    ok(await amend(campaign, next));
    const after = await reportsOf(campaign, police);
    expect(rows(after)).toEqual([
      'r1 ONCE 2022-08-29  OWED',
      'r2 ONCE 2022-08-31  OWED',
      'r3 2022-09 2022-09-28 2022-09-30 OWED',
      'r3 2022-10 2022-10-28 2022-11-01 OWED',
      'r3 2022-11 2022-11-28 2022-11-30 OWED',
      'r5 2022-09 2022-09-15  OWED',
      'r5 2022-10 2022-10-17  OWED',
      'r5 2022-11 2022-11-15  OWED',
    ]);
    const all = await reportsOf(campaign);
    for (const { change, rule, period, units } of said.reports.filter(({ change: how }) => how !== 'DROPPED')) {
      const there = all.filter((one) => definition(one).rule === rule && definition(one).period.key === period).map((one) => definition(one).unit);
      expect([change, rule, period, [...units].sort()]).toEqual([change, rule, period, there.sort()]);
    }
    expect(((await world.campaign(campaign.id)).definition as CampaignDefinition).ruleKeys).toEqual(['r1', 'r2', 'r5', 'r3', 'r4']);
  });

  test('goes on under its key when the next phase begins, and closes by the clock', async () => {
    const { campaign, plan } = await inSecondPhase();
    const police = await world.unit('YX-03');
    ok(await amend(campaign, await revised(plan, movedTo28)));
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: police });
    const september = (await reportsOf(campaign, police)).find((one) => definition(one).rule === 'r3' && definition(one).period.key === '2022-09')!;
    await world.clockTo('2022-09-30T02:00:00Z');
    ok(await world.send(staff, september, 'SUBMIT', { zero: true }));
    await world.clockTo('2022-10-01T02:00:00Z');
    const now = (await reportsOf(campaign)).filter((one) => definition(one).rule === 'r3' && definition(one).period.key === '2022-09');
    expect(now.filter((one) => definition(one).unit === police).map(({ timeliness }) => timeliness)).toEqual(['LATE']);
    expect(contextOf(now.find(({ id }) => id === september.id)!).submissions).toMatchObject([{ zero: true, workingDaysLate: 2 }]);
    expect(new Set(now.filter((one) => definition(one).unit !== police).map(({ timeliness }) => timeliness))).toEqual(new Set(['MISSING']));
    world.setNow('2022-12-01T02:00:00Z');
    ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '转入总结' } }));
    expect(rows((await reportsOf(campaign, police)).filter(({ phase }) => phase === 'p3'))).toEqual([
      'r3 2022-12 2022-12-28 2022-12-30 OWED',
      'r4 ONCE 2022-12-20  OWED',
      'r5 2022-12 2022-12-15  OWED',
    ]);
  });

  test('that goes is no longer owed where nothing is written yet', async () => {
    const { campaign, plan } = await inSecondPhase();
    const [police, farming] = [await world.unit('YX-03'), await world.unit('YX-04')] as const;
    const of = async (unit: string) => (await reportsOf(campaign, unit)).filter((one) => definition(one).rule === 'r3');
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: farming });
    const [first] = await of(farming);
    ok(await world.send(staff, first!, 'SAVE_DRAFT', { content: { text: '本月情况' } }));
    ok(await amend(campaign, await revised(plan, ({ reporting }) => void reporting.splice(2, 1))));
    expect((await of(police)).map(({ state }) => state)).toEqual(['WAIVED', 'WAIVED', 'WAIVED']);
    expect((await of(farming)).map(({ state }) => state)).toEqual(['DRAFTING', 'WAIVED', 'WAIVED']);
    expect(contextOf((await of(police))[0]!).waived).toEqual({ on: '2022-09-05', reason: 'PERIOD_DROPPED' });
  });
});

describe('units that come and go', () => {
  test('a unit owes from the day it joins until the day it leaves; what was overdue then stays owed', async () => {
    const { campaign } = await inSecondPhase();
    const transport = await world.unit('YX-22');
    world.setNow('2022-09-26T02:00:00Z');
    ok(await world.send(world.coordinator, campaign, 'JOIN_UNIT', { unit: transport }));
    expect(rows(await reportsOf(campaign, transport))).toEqual([
      'r1 ONCE 2022-10-08  OWED',
      'r3 2022-10 2022-10-24  OWED',
      'r3 2022-11 2022-11-24  OWED',
    ]);
    await world.clockTo('2022-10-26T02:00:00Z');
    ok(await world.send(world.coordinator, campaign, 'RELEASE_UNIT', { unit: transport, reason: '职能划出' }));
    const left = await reportsOf(campaign, transport);
    expect(left.map((one) => [definition(one).period.key, one.state, one.timeliness])).toEqual([
      ['ONCE', 'OWED', 'OVERDUE'],
      ['2022-10', 'OWED', 'OVERDUE'],
      ['2022-11', 'WAIVED', 'PENDING'],
    ]);
    expect(contextOf(left[2]!).waived).toEqual({ on: '2022-10-26', reason: '职能划出' });
    const others = (await reportsOf(campaign)).filter((one) => definition(one).unit !== transport);
    expect(others.some(({ state }) => state === 'WAIVED')).toBe(false);
    // It can still hand in what it owed while it took part.
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: transport });
    ok(await world.send(staff, left[1]!, 'SUBMIT', { zero: true }));
    expect((await reportsOf(campaign, transport))[1]).toMatchObject({ state: 'SUBMITTED', timeliness: 'LATE' });
  });

  test('a unit with tasks is not released; one that is merged hands on to its successor', async () => {
    const { campaign } = await inSecondPhase();
    const [police, transport, commerce] = [await world.unit('YX-03'), await world.unit('YX-22'), await world.unit('YX-20')] as const;
    const refused = refusal(await world.send(world.coordinator, campaign, 'RELEASE_UNIT', { unit: police, reason: '合并' }));
    expect((refused.data as unknown as EventRefused).lawCode).toBe('UNIT_HAS_TASKS');
    ok(await world.send(world.coordinator, campaign, 'JOIN_UNIT', { unit: transport }));
    world.setNow('2022-10-10T02:00:00Z');
    expect(await reportsOf(campaign, commerce)).toEqual([]);
    ok(await world.send(world.coordinator, campaign, 'RELEASE_UNIT', { unit: transport, toUnit: commerce, reason: '合并' }));
    expect(rows(await reportsOf(campaign, commerce))).toEqual([
      'r1 ONCE 2022-10-17  OWED',
      'r3 2022-10 2022-10-24  OWED',
      'r3 2022-11 2022-11-24  OWED',
    ]);
    const left = await reportsOf(campaign, transport);
    expect(left.map((one) => [definition(one).period.key, one.state])).toEqual([
      ['ONCE', 'OWED'],
      ['2022-09', 'OWED'],
      ['2022-10', 'WAIVED'],
      ['2022-11', 'WAIVED'],
    ]);
  });
});

describe('how units are chased', () => {
  /** `key day` of what lies ahead of a report, its dates aside. */
  const ahead = async (report: StoredSubject): Promise<string[]> =>
    (
      await world.database.pool.query<{ line: string }>(
        `select key || ' ' || to_char(due_on, 'YYYY-MM-DD') as line from deadline
         where campaign_id = $1 and subject_id = $2 and status = 'PENDING' and key not in ('due', 'close') order by 1`,
        [report.campaignId, report.id],
      )
    ).rows.map(({ line }) => line);

  test('changes with the plan for what is not due yet, in the log of every report; dates and what was due stay', async () => {
    const { campaign, plan } = await inSecondPhase();
    const police = await world.unit('YX-03');
    const of = async (period: string, rule = 'r3'): Promise<StoredSubject> =>
      (await reportsOf(campaign, police)).find((one) => definition(one).rule === rule && definition(one).period.key === period) as StoredSubject;
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: police });
    ok(await world.send(staff, await of('2022-11'), 'SUBMIT', { zero: true }));
    const before = rows(await reportsOf(campaign, police));
    const overdue = await ahead(await of('ONCE', 'r2'));
    expect(await ahead(await of('2022-10'))).toEqual(['escalate 2022-10-27', 'remind:+1 2022-10-25', 'remind:-1 2022-10-21', 'remind:-3 2022-10-19']);

    const next = await revised(plan, (content) => {
      content.chasing = { remindBefore: [5], remindAfter: [2], escalateAfter: null, quietOnDaysOff: true };
    });
    const call = { campaignId: campaign.id, planRevision: next.revision, reason: '补充通知', subjects: null };
    const said = ok(await previewAmendment(desk(), world.coordinator, call));
    const open = (await reportsOf(campaign)).filter(({ state, dueOn }) => state === 'OWED' && (dueOn ?? '') >= '2022-09-05');
    expect([said.reports, said.chased]).toEqual([[], open.length]);
    ok(await amend(campaign, next));
    expect(await ahead(await of('2022-10'))).toEqual(['remind:+2 2022-10-26', 'remind:-5 2022-10-17']);
    expect(await ahead(await of('ONCE', 'r2'))).toEqual(overdue);
    expect(await ahead(await of('2022-11'))).toEqual([]);
    expect(rows(await reportsOf(campaign, police))).toEqual(before);
    expect(definition(await of('2022-10')).chasing).toEqual(next.content.chasing);
    expect(definition(await of('2022-11')).chasing).not.toEqual(next.content.chasing);
    const { rows: log } = await world.database.pool.query<{ type: string; facts: unknown }>(
      `select type, payload -> 'facts' -> 'chaseDates' as facts from event where campaign_id = $1 and subject_id = $2 order by seq desc limit 1`,
      [campaign.id, (await of('2022-10')).id],
    );
    expect(log).toEqual([
      { type: 'CHASING_CHANGED', facts: [expect.objectContaining({ key: 'remind:-5' }), expect.objectContaining({ key: 'remind:+2' })] },
    ]);
  });

  test('together with a date that moves: from the new date', async () => {
    const { campaign, plan } = await inSecondPhase();
    const next = await revised(plan, (content) => {
      movedTo28(content);
      content.chasing = { remindBefore: [1], remindAfter: [], escalateAfter: null, quietOnDaysOff: true };
    });
    ok(await amend(campaign, next));
    const police = await world.unit('YX-03');
    const october = (await reportsOf(campaign, police)).find((one) => definition(one).rule === 'r3' && definition(one).period.key === '2022-10');
    expect(october?.dueOn).toBe('2022-10-28');
    expect(await ahead(october as StoredSubject)).toEqual(['remind:-1 2022-10-27']);
  });
});
