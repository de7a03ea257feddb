/** Pages of subjects, inboxes and campaigns: put together they are the list, whatever is inserted meanwhile. */
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import type { PageRequest, SubjectFilter, SubjectSort } from '../../src/application/ports/reading';
import { createReader } from '../../src/application/reading/reader';
import { createSight } from '../../src/application/reading/sight';
import type { Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { createReading } from '../../src/infrastructure/reading/reading';
import { laws } from '../../workflows';
import { openTestDatabase } from '../support/database';
import { givenSubject } from '../support/subject-rows';
import { first, holding, ids, last } from './support/pages';

let database: Database;
let reading: ReturnType<typeof createReading>;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  reading = createReading(database.pool);
});
afterAll(() => database.close());

/** A page of the tasks of one campaign. */
async function tasksOf(campaign: string, filter: SubjectFilter, order: SubjectSort, page: PageRequest) {
  const [found] = await reading.subjectsOf([campaign], 'TASK', filter, order, page);
  if (!found) throw new Error('no page');
  return found;
}

test('put together forwards or backwards they are the list, whatever is inserted meanwhile elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.constantFrom('2022-09-01', '2022-09-15', '2022-10-01')), { minLength: 0, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (dates, size) => {
        const [campaign, unit] = [uuid(), uuid()];
        for (const [ordinal, dueOn] of dates.entries())
          await givenSubject(database.pool, { campaign, office: unit, ordinal, dueOn, parts: [{ unit }] });
        for (const read of [
          (page: PageRequest) => tasksOf(campaign, {}, 'PLAN_ORDER', page),
          (page: PageRequest) => tasksOf(campaign, {}, 'DUE_FIRST', page),
          async (page: PageRequest) => {
            const { rows, more } = await reading.inbox({ seatsOf: [unit], reviewsOf: [], reviewsInCampaigns: [] }, {}, page);
            return { more, rows: rows.map(({ row, sortKey }) => ({ row: row.subject, sortKey })) };
          },
        ]) {
          const all = (await read(first(100))).rows.map(({ row }) => row.id);
          expect(all).toHaveLength(dates.length);
          const collect = async (step: typeof first): Promise<string[][]> => {
            const pages: string[][] = [];
            let from: PageRequest['from'] = null;
            for (;;) {
              const { rows, more } = await read(step(size, from));
              pages.push(rows.map(({ row }) => row.id));
              if (!more) return pages;
              from = (step === first ? rows.at(-1) : rows[0])?.sortKey ?? null;
            }
          };
          expect((await collect(first)).flat()).toEqual(all);
          expect((await collect(last)).reverse().flat()).toEqual(all);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('a row inserted before the cursor does not shift the next page', async () => {
  const [campaign, unit] = [uuid(), uuid()];
  for (const ordinal of [1, 2, 3, 4]) await givenSubject(database.pool, { campaign, office: unit, ordinal, title: `Task ${ordinal}` });
  const page = await tasksOf(campaign, {}, 'PLAN_ORDER', first(2));
  await givenSubject(database.pool, { campaign, office: unit, ordinal: 0, title: 'Task 0' });
  const next = await tasksOf(campaign, {}, 'PLAN_ORDER', first(2, page.rows.at(-1)?.sortKey ?? null));
  expect(next.rows.map(({ row }) => row.title)).toEqual(['Task 3', 'Task 4']);
});

test('campaigns come newest first', async () => {
  const office = uuid();
  const made: string[] = [];
  for (let i = 0; i < 3; i++) {
    const id = uuid();
    made.unshift(id);
    await givenSubject(database.pool, {
      campaign: id,
      id,
      office,
      kind: 'CAMPAIGN',
      state: 'RUNNING',
      parts: [{ unit: office, role: 'OWNER', mustAct: false }],
    });
  }
  const sight = createSight(holding({ role: 'COORDINATOR', unitId: office }), reading);
  const reader = createReader(reading, laws);
  const page = await reader.campaigns(sight, null, first(2));
  expect([ids(page), page.more]).toEqual([made.slice(0, 2), true]);
  expect(ids(await reader.campaigns(sight, null, first(2, page.rows.at(-1)?.sortKey ?? null)))).toEqual(made.slice(2));
  expect(ids(await reader.campaigns(sight, ['DRAFT'], first(2)))).toEqual([]);
});

test('the text filter takes its wildcards literally', async () => {
  const [campaign, office] = [uuid(), uuid()];
  await givenSubject(database.pool, { campaign, office, title: '100% published' });
  await givenSubject(database.pool, { campaign, office, title: '1000 published' });
  const found = await tasksOf(campaign, { text: '100%' }, 'PLAN_ORDER', first(9));
  expect(found.rows.map(({ row }) => row.title)).toEqual(['100% published']);
});
