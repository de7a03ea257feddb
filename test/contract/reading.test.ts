import { v7 as uuid } from 'uuid';
import { createInbox, lampOf } from '../../src/application/reading/inbox';
import { createReader } from '../../src/application/reading/reader';
import { createSight } from '../../src/application/reading/sight';
import type { HeldRole } from '../../src/application/ports/viewer';
import { stateCouncilCalendar } from '../../src/domain/calendar';
import type { Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { laws } from '../../workflows';
import { createReading } from '../../src/infrastructure/reading/reading';
import { openTestDatabase } from '../support/database';
import { givenSubject } from '../support/subject-rows';
import { first, holding, ids } from './support/pages';

let database: Database;
let reading: ReturnType<typeof createReading>;
let reader: ReturnType<typeof createReader>;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  reading = createReading(database.pool);
  reader = createReader(reading, laws);
});
afterAll(() => database.close());

const sightOf = (...roles: Partial<HeldRole>[]) => createSight(holding(...roles), reading);
/** The answer of the one campaign that is asked about. */
const only = <T>([answer]: T[]): T => answer as T;
type Rest<F, Skip extends unknown[]> = F extends (...args: [...Skip, ...infer R]) => unknown ? R : never;
type Reader = typeof reader;
type SightOf = ReturnType<typeof sightOf>;
const subjectsOf = async (sight: SightOf, campaign: string, ...rest: Rest<Reader['subjectsOf'], [SightOf, string[]]>) =>
  only(await reader.subjectsOf(sight, [campaign], ...rest));
const counts = async (sight: SightOf, campaign: string, ...rest: Rest<Reader['counts'], [SightOf, string[]]>) =>
  only(await reader.counts(sight, [campaign], ...rest));
const board = async (sight: SightOf, campaign: string, kind: string) => only(await reader.board(sight, [campaign], kind));
const standings = async (sight: SightOf, campaign: string) => only(await reader.standings(sight, [campaign]));

/** A campaign with an office, two bureaus taking part, a task of each, one task of both, a report of each. */
async function campaignOfTwo() {
  const [campaign, office, police, health] = [uuid(), uuid(), uuid(), uuid()];
  const common = { campaign, office };
  const taking = (unit: string) => ({ unit, role: 'TAKING_PART', mustAct: false });
  await givenSubject(database.pool, {
    ...common,
    id: campaign,
    kind: 'CAMPAIGN',
    state: 'RUNNING',
    parts: [{ unit: office, role: 'OWNER', mustAct: false }, taking(police), taking(health)],
  });
  const ofPolice = await givenSubject(database.pool, { ...common, ordinal: 1, number: '二(一)1', dueOn: '2022-11-30', parts: [{ unit: police }] });
  const ofHealth = await givenSubject(database.pool, {
    ...common,
    ordinal: 2,
    number: '二(一)2',
    state: 'ACCEPTED',
    closed: true,
    parts: [{ unit: health, mustAct: false }],
  });
  const ofBoth = await givenSubject(database.pool, {
    ...common,
    ordinal: 3,
    dueOn: '2022-09-30',
    timeliness: 'OVERDUE',
    parts: [{ unit: police }, { unit: health, role: 'COOPERATING' }, { unit: office, role: 'REVIEWER' }],
  });
  const report = (unit: string, ordinal: number) =>
    givenSubject(database.pool, {
      ...common,
      kind: 'REPORT',
      ordinal,
      state: 'OWED',
      timeliness: 'PENDING',
      dueOn: '2022-09-24',
      parts: [{ unit, role: 'OWING' }],
    });
  const reports = { police: await report(police, 1), health: await report(health, 2) };
  return { campaign, office, police, health, ofPolice, ofHealth, ofBoth, reports };
}

describe('what a viewer sees of a campaign', () => {
  test('a unit taking part sees its own tasks whole, the others by title, and only its own reports', async () => {
    const c = await campaignOfTwo();
    const sight = sightOf({ unitId: c.police });
    const tasks = await subjectsOf(sight, c.campaign, 'TASK', {}, 'PLAN_ORDER', first(10));
    expect(tasks.rows.map(({ row }) => [row.subject.id, row.level])).toEqual([
      [c.ofPolice, 'WHOLE'],
      [c.ofHealth, 'TITLE'],
      [c.ofBoth, 'WHOLE'],
    ]);
    expect(ids(await subjectsOf(sight, c.campaign, 'REPORT', {}, 'PLAN_ORDER', first(10)))).toEqual([c.reports.police]);
    expect(ids(await subjectsOf(sight, c.campaign, 'REPORT', { unitIds: [c.health] }, 'PLAN_ORDER', first(10)))).toEqual([]);
    expect(await reader.subjects(sight, [{ campaignId: c.campaign, id: c.reports.health }])).toEqual([null]);
  });

  test('asking for the tasks of another unit tells nothing about its parts', async () => {
    const c = await campaignOfTwo();
    const found = await subjectsOf(sightOf({ unitId: c.police }), c.campaign, 'TASK', { unitIds: [c.health] }, 'PLAN_ORDER', first(10));
    expect(ids(found)).toEqual([]);
    const counted = await counts(sightOf({ unitId: c.police }), c.campaign, 'TASK', ['UNIT'], {});
    expect(counted).toEqual([{ group: { UNIT: c.police }, count: 2 }]);
  });

  test('the coordinator of the office, one of the campaign, its supervisor and the auditor see all of it', async () => {
    const c = await campaignOfTwo();
    const full: Partial<HeldRole>[] = [
      { role: 'COORDINATOR', unitId: c.office },
      { role: 'COORDINATOR', campaignId: c.campaign },
      { role: 'SUPERVISOR', unitId: c.office },
      { role: 'AUDITOR' },
    ];
    for (const role of full) {
      const tasks = await subjectsOf(sightOf(role), c.campaign, 'TASK', {}, 'PLAN_ORDER', first(10));
      expect(tasks.rows.map(({ row }) => row.level)).toEqual(['WHOLE', 'WHOLE', 'WHOLE']);
      expect(ids(await subjectsOf(sightOf(role), c.campaign, 'REPORT', {}, 'PLAN_ORDER', first(10)))).toHaveLength(2);
    }
  });

  test.each<[string, (c: Awaited<ReturnType<typeof campaignOfTwo>>) => Partial<HeldRole>]>([
    ['a foreign unit', () => ({ unitId: uuid() })],
    ['the coordinator of another office', () => ({ role: 'COORDINATOR', unitId: uuid() })],
    ['the coordinator of another campaign', () => ({ role: 'COORDINATOR', campaignId: uuid() })],
    ['a system administrator', () => ({ role: 'SYSTEM_ADMINISTRATOR' })],
  ])('%s sees nothing of it, by list, by id, by count', async (_, role) => {
    const c = await campaignOfTwo();
    const sight = sightOf(role(c));
    expect((await reader.campaigns(sight, null, first(100))).rows.filter(({ row }) => row.subject.id === c.campaign)).toEqual([]);
    expect(await reader.subjects(sight, [{ campaignId: c.campaign, id: c.campaign }])).toEqual([null]);
    expect(await reader.subjects(sight, [{ campaignId: c.campaign, id: c.ofPolice }])).toEqual([null]);
    expect(ids(await subjectsOf(sight, c.campaign, 'TASK', {}, 'PLAN_ORDER', first(10)))).toEqual([]);
    expect(await counts(sight, c.campaign, 'TASK', ['STATE'], {})).toEqual([]);
    expect(await board(sight, c.campaign, 'TASK')).toEqual([]);
    expect(await standings(sight, c.campaign)).toEqual([]);
  });

  test('a campaign in draft does not exist for the units that will take part', async () => {
    const [campaign, office, police] = [uuid(), uuid(), uuid()];
    const parts = [
      { unit: office, role: 'OWNER', mustAct: false },
      { unit: police, role: 'TAKING_PART', mustAct: false },
    ];
    await givenSubject(database.pool, { campaign, office, id: campaign, kind: 'CAMPAIGN', state: 'DRAFT', parts });
    expect(ids(await reader.campaigns(sightOf({ unitId: police }), null, first(10)))).toEqual([]);
    expect(await reader.subjects(sightOf({ unitId: police }), [{ campaignId: campaign, id: campaign }])).toEqual([null]);
    expect(ids(await reader.campaigns(sightOf({ role: 'COORDINATOR', unitId: office }), null, first(10)))).toEqual([campaign]);
  });
});

describe('the inbox', () => {
  const clock = { now: () => new Date('2022-09-28T02:00:00Z') };
  const inbox = () => createInbox(reading, clock, async () => stateCouncilCalendar());

  test('shows what the unit must act on, of every kind, due first on top, with lamp and working days left', async () => {
    const c = await campaignOfTwo();
    const page = await inbox().page(sightOf({ unitId: c.police }), {}, first(10));
    expect(page.rows.map(({ row }) => [row.seen.subject.id, row.lamp, row.workingDaysLeft])).toEqual([
      [c.reports.police, 'RED', -2],
      [c.ofBoth, 'YELLOW', 2],
      [c.ofPolice, 'GREEN', 42],
    ]);
    expect(page.rows[1]?.row.coUnits).toEqual([c.health]);
  });

  test('what waits for the office reaches its coordinators and not its other people', async () => {
    const c = await campaignOfTwo();
    expect((await inbox().page(sightOf({ unitId: c.office }), {}, first(10))).rows).toEqual([]);
    for (const role of [{ unitId: c.office }, { campaignId: c.campaign }] as const) {
      const page = await inbox().page(sightOf({ role: 'COORDINATOR', ...role }), {}, first(10));
      expect(page.rows.map(({ row }) => [row.seen.subject.id, row.role])).toEqual([[c.ofBoth, 'REVIEWER']]);
    }
  });

  test('can be narrowed by kind, role, date and campaign, and is counted the same', async () => {
    const c = await campaignOfTwo();
    const sight = sightOf({ unitId: c.police });
    const count = (filter: Parameters<typeof reading.inbox>[1]) => inbox().count(sight, filter);
    expect(await count({ kinds: ['REPORT'] })).toBe(1);
    expect(await count({ roles: ['LEAD'] })).toBe(2);
    expect(await count({ dueOn: { lte: '2022-09-30' } })).toBe(2);
    expect(await count({ dueOn: { gt: '2022-09-24', lt: '2022-11-30' } })).toBe(1);
    expect(await count({ timeliness: ['OVERDUE'] })).toBe(1);
    expect(await count({ campaignId: uuid() })).toBe(0);
  });

  test.each([
    [null, 'GREEN', null],
    ['2022-10-31', 'GREEN', 20],
    ['2022-09-30', 'YELLOW', 2],
    ['2022-09-28', 'YELLOW', 0],
    ['2022-09-27', 'RED', -1],
  ])('the lamp of %s is %s', (dueOn, lamp, workingDaysLeft) => {
    expect(lampOf(dueOn, '2022-09-28', stateCouncilCalendar())).toEqual({ lamp, workingDaysLeft });
  });

  test('a date in a year not announced has a lamp and no number of working days', () => {
    expect(lampOf('2027-10-01', '2027-09-29', stateCouncilCalendar())).toEqual({ lamp: 'YELLOW', workingDaysLeft: null });
  });
});

describe('boards, counts and standings', () => {
  test('count tasks by unit and state in one statement', async () => {
    const c = await campaignOfTwo();
    const found = await counts(sightOf({ role: 'LEADER', unitId: c.office }), c.campaign, 'TASK', ['UNIT', 'STATE'], {});
    const expected = [
      [c.police, 'IN_PROGRESS', 2],
      [c.health, 'ACCEPTED', 1],
      [c.health, 'IN_PROGRESS', 1],
    ];
    expect(found.map(({ group, count }) => [group.UNIT, group.STATE, count]).sort()).toEqual(expected.sort());
  });

  test('the board has overdue rows first and a cell for each unit', async () => {
    const c = await campaignOfTwo();
    const whole = await board(sightOf({ role: 'COORDINATOR', unitId: c.office }), c.campaign, 'TASK');
    expect(whole.map((row) => row.subjectId)).toEqual([c.ofBoth, c.ofPolice, c.ofHealth]);
    expect(whole[0]?.cells.map((cell) => cell.unitId).sort()).toEqual([c.police, c.health].sort());
    const own = await board(sightOf({ unitId: c.health }), c.campaign, 'TASK');
    expect(own.map((row) => [row.subjectId, row.cells.map((cell) => cell.unitId)])).toEqual([
      [c.ofBoth, [c.health]],
      [c.ofHealth, [c.health]],
    ]);
  });

  test('standings add up what a unit has, has done and owes', async () => {
    const c = await campaignOfTwo();
    const found = await standings(sightOf({ role: 'COORDINATOR', unitId: c.office }), c.campaign);
    expect(found.find((s) => s.unitId === c.health)).toMatchObject({
      parts: 2,
      accepted: 1,
      open: 1,
      overdue: 1,
      mustAct: 2,
      reportsOwed: 1,
      reportsTimely: 0,
    });
  });
});
