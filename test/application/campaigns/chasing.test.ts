/** Chasing on a clock that tests set, over a holiday, from the plan to the mail that arrives. */
import type { ReportDefinition } from '../../../workflows';
import { setAccountEmail, OPERATOR } from '../../../src/application/people';
import { urgeLateReports } from '../../../src/application/reports/urge-late';
import type { StoredSubject } from '../../../src/application/ports/store';
import type { Viewer } from '../../../src/application/ports/viewer';
import type { Chasing } from '../../../src/domain/plan/model';
import { publishPlan } from '../../../src/application/plans/publish-plan';
import { savePlan } from '../../../src/application/plans/save-plan';
import { deliverByChannel } from '../../../src/infrastructure/channels';
import { createEmail } from '../../../src/infrastructure/channels/email';
import { deliverOutbox } from '../../../src/infrastructure/workers';
import { argon2Passwords } from '../../../src/infrastructure/people/argon2-passwords';
import { mailServer } from '../../infrastructure/channels/receivers';
import { key, ok, openWorld, refusal, type World } from '../plans/world';

let world: World;
let server: Awaited<ReturnType<typeof mailServer>>;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  [world, server] = [await openWorld(), await mailServer()];
});
afterAll(async () => {
  for (const close of closing) await close();
  await server.close();
  await world.close();
});
beforeEach(() => world.setNow('2022-08-25T02:00:00Z'));

const definition = (report: StoredSubject) => report.definition as ReportDefinition;

/** Monthly statistics due on the 30th: in September the last day before the National Day holiday (1 to 7 October; 8 and 9 October are worked). */
async function running(chasing: Partial<Chasing> | null = null): Promise<{ campaign: StoredSubject; police: StoredSubject }> {
  const draft = await world.readyPlan();
  const content = structuredClone(draft.content);
  const rule = content.reporting.find(({ what }) => what === 'STATISTICS');
  if (!rule) throw new Error('no rule');
  content.reporting = [{ ...rule, dueDay: 30, onDayOff: 'AS_PRINTED' }];
  content.chasing = chasing && { remindBefore: [3, 1], remindAfter: [1], escalateAfter: 3, quietOnDaysOff: true, ...chasing };
  const plan = ok(
    await savePlan(world.desk, world.coordinator, { planId: draft.id, expectedRevision: draft.revision, idempotencyKey: key(), content }),
  );
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: key() };
  const published = ok(await publishPlan(world.desk, world.coordinator, call));
  const { subject: campaign } = ok(await world.send(world.coordinator, published.campaign, 'LAUNCH'));
  world.setNow('2022-09-05T02:00:00Z');
  ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '已动员' } }));
  const unit = await world.unit('YX-03');
  const police = (await world.subjects(campaign.id, 'REPORT')).find(
    (one) => definition(one).unit === unit && definition(one).period.key === '2022-09',
  );
  if (!police) throw new Error('no report');
  return { campaign, police };
}

/** `day event which` of what the clock sent to a report, at nine o'clock of each day. */
async function until(report: StoredSubject, day: string): Promise<string[]> {
  for (let on = new Date('2022-09-20T01:00:00Z'); on <= new Date(`${day}T01:00:00Z`); on = new Date(on.getTime() + 86_400_000))
    await world.clockTo(on.toISOString());
  const { rows } = await world.database.pool.query<{ line: string }>(
    `select (payload ->> 'on') || ' ' || type || coalesce(' ' || (payload -> 'input' ->> 'which'), '') as line from event
     where campaign_id = $1 and subject_id = $2 and by -> 'relations' ? 'CLOCK' order by seq`,
    [report.campaignId, report.id],
  );
  return rows.map(({ line }) => line);
}
const told = async (report: StoredSubject): Promise<[string, unknown][]> =>
  (
    await world.database.pool.query<{ message: string; data: unknown }>(
      `select message, data from outbox where campaign_id = $1 and subject_id = $2 and message ~ 'REMINDER|ESCALATED|URGED' order by id`,
      [report.campaignId, report.id],
    )
  ).rows.map(({ message, data }) => [message, data]);

describe('reminders over a holiday', () => {
  test('come on working days, the days worked in exchange among them, and the head is told', async () => {
    const { police } = await running();
    expect(await until(police, '2022-10-15')).toEqual([
      '2022-09-27 REMIND remind:-3',
      '2022-09-29 REMIND remind:-1',
      '2022-10-01 DUE',
      '2022-10-08 REMIND remind:+1',
      '2022-10-10 ESCALATE',
    ]);
    expect(await told(police)).toEqual([
      ['REPORT_REMINDER_BEFORE', { dueOn: '2022-09-30', workingDays: 3 }],
      ['REPORT_REMINDER_BEFORE', { dueOn: '2022-09-30', workingDays: 1 }],
      ['REPORT_REMINDER_AFTER', { dueOn: '2022-09-30', workingDays: 1 }],
      ['REPORT_ESCALATED', { dueOn: '2022-09-30', workingDays: 3, audience: 'UNIT_HEAD' }],
    ]);
  });
  test('as the plan says, and every day counts where it is not to be quiet', async () => {
    const { police } = await running({ remindBefore: [0], remindAfter: [2], escalateAfter: null, quietOnDaysOff: false });
    expect(await until(police, '2022-10-15')).toEqual(['2022-09-30 REMIND remind:-0', '2022-10-01 DUE', '2022-10-02 REMIND remind:+2']);
  });
  test('a clock that stood still over the days wakes up on a day off: it waits, and what helps nobody any more is not sent', async () => {
    const { police } = await running();
    await world.clockTo('2022-10-05T01:00:00Z');
    await world.clockTo('2022-10-08T01:00:00Z');
    await world.clockTo('2022-10-10T01:00:00Z');
    expect((await told(police)).map(([message]) => message)).toEqual(['REPORT_REMINDER_AFTER', 'REPORT_ESCALATED']);
  });
  test('nothing comes after it was handed in, and what is ahead comes when it is taken back', async () => {
    const { campaign, police } = await running();
    await until(police, '2022-09-27');
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: definition(police).unit });
    ok(await world.send(staff, police, 'SUBMIT', { zero: true }));
    expect(await until(police, '2022-10-08')).toEqual(['2022-09-27 REMIND remind:-3']);
    ok(await world.send(staff, police, 'WITHDRAW'));
    expect((await until(police, '2022-10-15')).slice(1)).toEqual(['2022-10-10 ESCALATE']);
    expect(campaign.id).toBe(police.campaignId);
  });
  test('a suspended campaign is quiet, and the days go on after it', async () => {
    const { campaign, police } = await running();
    world.setNow('2022-09-20T02:00:00Z');
    ok(await world.send(world.leader, campaign, 'SUSPEND', { reason: '疫情' }));
    expect(await until(police, '2022-10-10')).toEqual([]);
    world.setNow('2022-10-10T02:00:00Z');
    ok(await world.send(world.leader, campaign, 'RESUME'));
    expect((await world.subjects(campaign.id, 'REPORT')).find(({ id }) => id === police.id)?.dueOn).toBe('2022-10-20');
    expect(await until(police, '2022-10-30')).toEqual([
      '2022-10-17 REMIND remind:-3',
      '2022-10-19 REMIND remind:-1',
      '2022-10-21 DUE',
      '2022-10-21 REMIND remind:+1',
      '2022-10-25 ESCALATE',
    ]);
  });
});

describe('催报 to all who are late', () => {
  const call = (campaign: StoredSubject, more: object = {}) => ({
    ...{ campaignId: campaign.id, rule: null, period: null, message: '请于今日报送', actingUnit: null, idempotencyKey: key(), ...more },
  });
  const desk = () => ({ records: world.below.records, drive: world.engine.drive, clock: world.desk.clock });
  const urge = (viewer: Viewer, asked: ReturnType<typeof call>) => urgeLateReports(desk(), viewer, asked);

  test('finds and urges them, each once under one key', async () => {
    const { campaign, police } = await running();
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: definition(police).unit });
    ok(await world.send(staff, police, 'SUBMIT', { zero: true }));
    expect(ok(await urge(world.coordinator, call(campaign, { period: '2022-09' }))).results).toEqual([]);
    world.setNow('2022-10-08T02:00:00Z');
    const asked = call(campaign, { period: '2022-09' });
    const first = ok(await urge(world.coordinator, asked));
    const owing = (await world.subjects(campaign.id, 'REPORT')).filter((one) => definition(one).period.key === '2022-09' && one.id !== police.id);
    expect(first.results.map(({ report }) => report.id).sort()).toEqual(owing.map(({ id }) => id).sort());
    expect(first).toMatchObject({ more: false });
    expect(first.results.every(({ outcome }) => outcome.ok)).toBe(true);
    const again = ok(await urge(world.coordinator, asked));
    expect(again.results.every(({ outcome }) => outcome.ok && outcome.value.replayed)).toBe(true);
    const [urged] = await world.subjects(campaign.id, 'REPORT').then((all) => all.filter(({ id }) => id === owing[0]?.id));
    expect(urged).toMatchObject({ attention: 'URGED', snapshot: { context: { urged: { times: 1, on: '2022-10-08', message: '请于今日报送' } } } });
    expect(ok(await urge(world.coordinator, call(campaign, { rule: 'none' }))).results).toEqual([]);
    ok(await urge(world.leader, call(campaign)));
    expect((await told(owing[0] as StoredSubject)).map(([, data]) => (data as { times: number }).times)).toEqual([1, 2]);
  });
  test('is for those above the units; to others the campaign is closed or not there', async () => {
    const { campaign, police } = await running();
    const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: definition(police).unit });
    expect(refusal(await urge(staff, call(campaign))).code).toBe('FORBIDDEN');
    expect(refusal(await urge(world.stranger, call(campaign))).code).toBe('NOT_FOUND');
    expect(refusal(await urge(world.coordinator, { ...call(campaign), campaignId: police.id })).code).toBe('NOT_FOUND');
  });
});

test('a reminder arrives by mail at the people of the unit, an escalation at its head', async () => {
  const { police } = await running();
  const { unit } = definition(police);
  const [head, staff] = [await world.viewer({ role: 'UNIT_HEAD', unitId: unit }), await world.viewer({ role: 'UNIT_STAFF', unitId: unit })];
  const { transactions, clock, wall } = world.below;
  const people = { transactions, clock, wall, passwords: argon2Passwords(), viewers: world.below.viewers } as unknown as Parameters<
    typeof setAccountEmail
  >[0];
  for (const [viewer, email] of [
    [head, 'head@unit.example'],
    [staff, 'staff@unit.example'],
  ] as const)
    ok(await setAccountEmail(people, OPERATOR, { accountId: viewer.accountId, email, idempotencyKey: key() }));
  const email = createEmail({ url: server.url, from: 'muster@office.example', publicUrl: null });
  closing.push(() => email.close());
  const { pool } = world.database;
  const send = async (): Promise<string[]> => {
    server.mails.length = 0;
    await deliverOutbox(pool, clock, { email: true, webhook: false, wall: clock });
    const work = { pool, channel: email, wall: clock, unitNames: () => Promise.resolve(new Map<string, string>()), told: () => undefined };
    await deliverByChannel({ ...work, onError: (error) => expect(error).toBeNull() });
    // The clock moves for the campaigns of the other tests as well.
    return server.mails.flatMap(({ to, text }) => (text.includes(`<${police.campaignId}.`) ? to : [])).sort();
  };
  // August is over, and chased.
  await world.clockTo('2022-09-20T01:00:00Z');
  await send();
  await world.clockTo('2022-09-27T01:00:00Z');
  expect(await send()).toEqual(['head@unit.example', 'staff@unit.example']);
  await world.clockTo('2022-10-10T01:00:00Z');
  expect(await send()).toEqual(['head@unit.example', 'head@unit.example', 'staff@unit.example']);
});
