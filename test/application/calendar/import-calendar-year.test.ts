import { importCalendarYear, type CalendarDesk } from '../../../src/application/calendar/import-calendar-year';
import { key, ok, openWorld, refusal, type World } from '../plans/world';

let world: World;
let desk: CalendarDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = { transactions: world.below.planTransactions, calendars: world.below.calendars, clock: world.below.clock, redate: async () => 0 };
});
afterAll(() => world.close());

const arrangement = (more: Record<string, unknown> = {}) => ({
  year: 2027,
  holidays: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-04'],
  makeUpWorkdays: ['2027-10-09'],
  source: '国办发明电〔2026〕示例',
  ...more,
});

test('a year that was not announced is known after its import, and the import is in the audit', async () => {
  const administrator = await world.viewer({ role: 'SYSTEM_ADMINISTRATOR' });
  expect((await desk.calendars.current()).isWorkingDay('2027-10-01')).toBe('NOT_ANNOUNCED');
  expect(ok(await importCalendarYear(desk, administrator, { arrangement: arrangement(), idempotencyKey: key() }))).toEqual({ year: 2027 });
  const calendar = await desk.calendars.current();
  expect(['2027-10-01', '2027-10-04', '2027-10-05', '2027-10-09'].map((day) => calendar.isWorkingDay(day))).toEqual([false, false, true, true]);
  expect(await world.count("audit where action = 'CALENDAR_YEAR_IMPORTED' and target = '2027'")).toBe(1);
});
test('a later import corrects the year', async () => {
  const administrator = await world.viewer({ role: 'SYSTEM_ADMINISTRATOR' });
  const corrected = arrangement({ makeUpWorkdays: ['2027-10-10'] });
  ok(await importCalendarYear(desk, administrator, { arrangement: corrected, idempotencyKey: key() }));
  const calendar = await desk.calendars.current();
  expect([calendar.isWorkingDay('2027-10-09'), calendar.isWorkingDay('2027-10-10')]).toEqual([false, true]);
});
test('an arrangement that cannot be is refused with every fault, and nothing is written', async () => {
  const administrator = await world.viewer({ role: 'SYSTEM_ADMINISTRATOR' });
  const before = await world.count('calendar_year');
  const faulty = arrangement({ year: 2028, holidays: ['2028-01-01', '2028-02-30'], makeUpWorkdays: [] });
  const { code, data } = refusal(await importCalendarYear(desk, administrator, { arrangement: faulty, idempotencyKey: key() }));
  expect(code).toBe('CALENDAR_YEAR_INVALID');
  expect((data.faults as { code: string }[]).map((fault) => fault.code)).toEqual(
    expect.arrayContaining(['CALENDAR_DATE_INVALID', 'CALENDAR_HOLIDAY_MISSING']),
  );
  expect(await world.count('calendar_year')).toBe(before);
});
test('is the system administrator’s alone', async () => {
  const answer = await importCalendarYear(desk, world.coordinator, { arrangement: arrangement(), idempotencyKey: key() });
  expect(refusal(answer).code).toBe('FORBIDDEN');
});
