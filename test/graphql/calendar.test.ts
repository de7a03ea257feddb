/** Working days over GraphQL: what is announced, what is not, and how a year comes in. */
import { randomUUID } from 'node:crypto';
import { startRunningServer, type RunningServer } from '../support/running';

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer('2026-11-21T02:00:00Z');
});
afterAll(() => server.stop());

const count = (from: string, days: number) =>
  server.as('gongan.staff', 'query ($from: Date!, $days: Int!) { addWorkingDays(from: $from, days: $days) { date estimated notAnnouncedYear } }', {
    from,
    days,
  });
const year = (number: number) =>
  server.as('gongan.staff', 'query ($year: Int!) { calendarYear(year: $year) { announced holidays makeUpWorkdays source } }', { year: number });
const importYear = async (userName: string, input: Record<string, unknown>) => {
  const { importCalendarYear } = (await server.as(
    userName,
    'mutation ($input: ImportCalendarYearInput!) { importCalendarYear(input: $input) { calendarYear { year announced } userErrors { code } } }',
    { input: { idempotencyKey: randomUUID(), source: 'our own exercise', makeUpWorkdays: [], ...input } },
  )) as unknown as { importCalendarYear: { calendarYear: { year: number } | null; userErrors: { code: string }[] } };
  return importCalendarYear;
};

describe('working days', () => {
  test('20 working days after 2025-09-17 is 2025-10-21', async () => {
    expect(await count('2025-09-17', 20)).toEqual({ addWorkingDays: { date: '2025-10-21', estimated: false, notAnnouncedYear: null } });
  });

  test('a count into a year that nobody has announced is an estimate and says which year', async () => {
    expect(await count('2027-09-28', 5)).toMatchObject({ addWorkingDays: { estimated: true, notAnnouncedYear: 2027 } });
    expect(await year(2027)).toMatchObject({ calendarYear: { announced: false, holidays: [], source: null } });
  });

  test('a number of days beyond every campaign is refused', async () => {
    const answer = await server.ask(
      '{ addWorkingDays(from: "2025-09-17", days: 99999) { date } }',
      {},
      { token: await server.signIn('gongan.staff') },
    );
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('BAD_INPUT');
  });

  test('only the system administrator imports a year, a faulty one is refused, and from then on it counts', async () => {
    const holidays = ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-04'];
    expect((await importYear('coordinator', { year: 2027, holidays })).userErrors).toEqual([{ code: 'FORBIDDEN' }]);
    expect((await importYear('administrator', { year: 2027, holidays: ['2027-01-01'] })).userErrors).toEqual([{ code: 'CALENDAR_YEAR_INVALID' }]);
    expect(await year(2027)).toMatchObject({ calendarYear: { announced: false } });
    expect(await importYear('administrator', { year: 2027, holidays })).toEqual({ calendarYear: { year: 2027, announced: true }, userErrors: [] });
    // Friday the 1st and Monday the 4th are off: the first working day after Thursday is Tuesday the 5th.
    expect(await count('2027-09-30', 1)).toEqual({ addWorkingDays: { date: '2027-10-05', estimated: false, notAnnouncedYear: null } });
  });
});
