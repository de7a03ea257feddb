/** A year is announced, or corrected, while reports run whose days hang on it. */
import type { ReportContext, ReportDefinition } from '../../../workflows';
import { importCalendarYear } from '../../../src/application/calendar/import-calendar-year';
import { redateReports } from '../../../src/application/calendar/redate-reports';
import { publishPlan } from '../../../src/application/plans/publish-plan';
import { savePlan } from '../../../src/application/plans/save-plan';
import type { StoredSubject } from '../../../src/application/ports/store';
import { workCalendarOf, type WorkCalendar } from '../../../src/domain/calendar';
import type { ReportingRule } from '../../../src/domain/plan/model';
import { key, ok, openWorld, type World } from '../plans/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setNow('2022-08-25T02:00:00Z'));
afterEach(() => jest.restoreAllMocks());

const WEEKENDS_ALONE = workCalendarOf([]);
const definition = (report: StoredSubject) => report.definition as ReportDefinition;

/** In its second phase, September to November, with one rule; as though nothing had been announced when its reports came to be owed. */
async function running(rule: Partial<ReportingRule>, calendar: WorkCalendar | null = WEEKENDS_ALONE): Promise<StoredSubject> {
  const mocked = calendar && jest.spyOn(world.below.calendars, 'current').mockResolvedValue(calendar);
  const draft = await world.readyPlan();
  const content = structuredClone(draft.content);
  const statistics = content.reporting.find(({ what }) => what === 'STATISTICS');
  if (!statistics) throw new Error('no rule');
  content.reporting = [{ ...statistics, period: 'PREVIOUS', ...rule }];
  const saved = ok(
    await savePlan(world.desk, world.coordinator, { planId: draft.id, expectedRevision: draft.revision, idempotencyKey: key(), content }),
  );
  const call = { planId: saved.id, expectedRevision: saved.revision, idempotencyKey: key() };
  const { campaign } = ok(await publishPlan(world.desk, world.coordinator, call));
  ok(await world.send(world.coordinator, campaign, 'LAUNCH'));
  world.setNow('2022-09-05T02:00:00Z');
  ok(await world.send(world.leader, campaign, 'ADVANCE', { override: { reason: '已动员' } }));
  mocked?.mockRestore();
  return campaign;
}
const reportOf = async (campaign: StoredSubject, period = '2022-09'): Promise<StoredSubject> => {
  const police = await world.unit('YX-03');
  const found = (await world.subjects(campaign.id, 'REPORT')).find((one) => definition(one).unit === police && definition(one).period.key === period);
  if (!found) throw new Error(`no report of ${period}`);
  return found;
};
const datesOf = async (campaign: StoredSubject, period?: string): Promise<(string | null)[]> => {
  const report = await reportOf(campaign, period);
  return [report.dueOn, (report.snapshot.context as unknown as ReportContext).closesOn];
};
const desk = () => {
  const { records, plans, calendars, clock } = world.below;
  return { records, plans, calendars, clock, drive: world.engine.drive };
};
const announced = () => redateReports(desk(), 2022, WEEKENDS_ALONE);

test('an estimate becomes the announced day, in the log of every report, and the unit is told', async () => {
  // The 5th of October 2022 was a Wednesday within the National Day holiday; the 8th, a Saturday, was worked.
  const campaign = await running({ dueDay: 5, onDayOff: 'NEXT_WORKING_DAY', closesAfter: 2 });
  expect([await datesOf(campaign), await datesOf(campaign, '2022-10')]).toEqual([
    ['2022-10-05', '2022-10-07'],
    ['2022-11-07', '2022-11-09'],
  ]);
  expect(await announced()).toBeGreaterThan(0);
  expect([await datesOf(campaign), await datesOf(campaign, '2022-10')]).toEqual([
    ['2022-10-08', '2022-10-10'],
    ['2022-11-07', '2022-11-09'],
  ]);
  const { rows } = await world.database.pool.query<{ type: string; relations: string[]; told: string | null }>(
    `select e.type, e.by -> 'relations' as relations, o.message as told from event e
     left join outbox o on o.campaign_id = e.campaign_id and o.subject_id = e.subject_id and o.message = 'REPORT_DATE_MOVED'
     where e.campaign_id = $1 and e.subject_id = $2 order by e.seq desc limit 1`,
    [campaign.id, (await reportOf(campaign)).id],
  );
  expect(rows).toEqual([{ type: 'AMENDED', relations: ['ENGINE'], told: 'REPORT_DATE_MOVED' }]);
  // Once is enough.
  expect(await announced()).toBe(0);
});

test('is found again where the first call broke off, when nobody knows the calendar before', async () => {
  const campaign = await running({ dueDay: 5, onDayOff: 'PREVIOUS_WORKING_DAY' });
  expect(await redateReports(desk(), 2022, await world.below.calendars.current())).toBeGreaterThan(0);
  expect(await datesOf(campaign)).toEqual(['2022-09-30', null]);
});

test('what was due, has come, was moved while it ran, or stands as printed is left alone', async () => {
  const printed = await running({ dueDay: 5 });
  const campaign = await running({ dueDay: 5, onDayOff: 'NEXT_WORKING_DAY' });
  const staff = await world.viewer({ role: 'UNIT_STAFF', unitId: await world.unit('YX-03') });
  ok(await world.send(staff, await reportOf(campaign), 'SUBMIT', { zero: true }));
  const [other] = (await world.subjects(campaign.id, 'REPORT')).filter(
    (one) => definition(one).period.key === '2022-09' && definition(one).unit !== definition(one).office && one.state === 'OWED',
  );
  if (!other) throw new Error('no other report');
  const moved = { ...definition(other), dueOn: '2022-10-06' };
  ok(
    await world.engine.drive.drive({
      subject: { campaignId: campaign.id, id: other.id },
      event: { type: 'AMENDED', input: { rule: moved.rule, title: moved.title, dueOn: moved.dueOn, phase: moved.phase } },
      viewer: 'ENGINE',
    }),
  );
  await announced();
  expect([await datesOf(printed), await datesOf(campaign)]).toEqual([
    ['2022-10-05', null],
    ['2022-10-05', null],
  ]);
  const after = await world.subjects(campaign.id, 'REPORT');
  expect(after.find(({ id }) => id === other.id)?.dueOn).toBe('2022-10-06');

  const late = await running({ dueDay: 5, onDayOff: 'NEXT_WORKING_DAY' });
  await world.clockTo('2022-10-06T02:00:00Z');
  await announced();
  expect(await datesOf(late)).toEqual(['2022-10-05', null]);
});

test('a suspended campaign is left alone', async () => {
  const campaign = await running({ dueDay: 5, onDayOff: 'NEXT_WORKING_DAY' });
  ok(await world.send(world.leader, campaign, 'SUSPEND', { reason: '疫情' }));
  await announced();
  expect(await datesOf(campaign)).toEqual(['2022-10-05', null]);
});

test('an import that corrects a year moves them as well', async () => {
  const campaign = await running({ dueDay: 24, period: 'CURRENT', onDayOff: 'NEXT_WORKING_DAY' }, null);
  expect(await datesOf(campaign, '2022-11')).toEqual(['2022-11-24', null]);
  const known = (await world.below.calendars.current()).arrangementOf(2022);
  if (!known) throw new Error('2022 is not known');
  const arrangement = { ...known, holidays: [...known.holidays, '2022-11-24', '2022-11-25'] };
  const administrator = await world.viewer({ role: 'SYSTEM_ADMINISTRATOR' });
  const redate = (year: number, before: WorkCalendar) => redateReports(desk(), year, before);
  const importing = { transactions: world.below.planTransactions, calendars: world.below.calendars, clock: world.below.clock, redate };
  ok(await importCalendarYear(importing, administrator, { arrangement, idempotencyKey: key() }));
  expect([await datesOf(campaign, '2022-10'), await datesOf(campaign, '2022-11')]).toEqual([
    ['2022-10-24', null],
    ['2022-11-28', null],
  ]);
});
