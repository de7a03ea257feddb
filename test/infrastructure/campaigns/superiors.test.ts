/** Campaigns above and below others, several levels deep. */
import { v7 as uuid } from 'uuid';
import { createCampaignRecords } from '../../../src/infrastructure/campaigns/records';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { openTestDatabase } from '../../support/database';
import { givenSubject } from '../../support/subject-rows';

const ids = Array.from({ length: 7 }, () => uuid()) as [string, string, string, string, string, string, string];
const [nation, province, other, city, alone, here, there] = ids;
/** By what they name. The last two name each other, which the law refuses unless both do it in one moment. */
const NAMED: [string, string | null][] = [
  [nation, null],
  [province, nation],
  [other, nation],
  [city, province],
  [alone, null],
  [here, there],
  [there, here],
];

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  for (const [campaign, superior] of NAMED) {
    await givenSubject(database.pool, { campaign, id: campaign, kind: 'CAMPAIGN', office: uuid() });
    if (superior)
      await database.pool.query(
        `update subject set snapshot = jsonb_build_object('value', '{}'::jsonb, 'context', jsonb_build_object('superior', jsonb_build_object('campaign', $2::text))) where id = $1`,
        [campaign, superior],
      );
  }
});
afterAll(() => database.close());

test('those above come nearest first', async () => {
  const { superiors } = createCampaignRecords(database.pool);
  expect(await superiors([city, nation, alone, uuid(), city])).toEqual([[province, nation], [], [], [], [province, nation]]);
  expect(await superiors([])).toEqual([]);
});

test('those below come level by level, the older first', async () => {
  const { lower } = createCampaignRecords(database.pool);
  const named = (await lower([nation, city, province, nation])).map((found) => found.map(({ campaign, level }) => [campaign.id, level]));
  const all = [
    [province, 1],
    [other, 1],
    [city, 2],
  ];
  expect(named).toEqual([all, [], [[city, 1]], all]);
});

test('a circle is gone round a few times, and nobody is below themselves', async () => {
  const { superiors, lower } = createCampaignRecords(database.pool);
  const [above = []] = await superiors([here]);
  expect([above.includes(there), above.length < 20]).toEqual([true, true]);
  expect((await lower([here]))[0]?.map(({ campaign, level }) => [campaign.id, level])).toEqual([[there, 1]]);
});

test('those below are found by an index', async () => {
  const client = await database.pool.connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select s.id from subject s where s.kind = 'CAMPAIGN' and (s.snapshot -> 'context' -> 'superior' ->> 'campaign') = '${nation}'`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('subject_superior');
  } finally {
    await client.query('reset enable_seqscan');
    client.release();
  }
});
