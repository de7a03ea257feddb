import { createPlans } from '../../../src/infrastructure/plans/plans';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { plainName, planNamed } from '../../../src/domain/plan/superior-name';
import type { Database } from '../../../src/infrastructure/database';
import { openTestDatabase } from '../../support/database';

const OFFICE = '018f0000-0000-7000-8000-000000000001';
const LIMIT = 5;
let database: Database;
let made = 0;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  await plan('江北省食品安全“清源”专项行动方案', '江政办发〔2022〕18号');
  await plan('工作方案', null);
  // newer ones, whose titles stand in many names
  for (let i = 0; i < 40; i++) await plan(`江北省食品安全“清源”专项行动方案第${i}次补充安排`, null);
});
afterAll(() => database.close());

async function plan(title: string, documentNumber: string | null, status = 'PUBLISHED'): Promise<void> {
  const id = `018f0000-0000-7000-8000-1${String(++made).padStart(11, '0')}`;
  await database.pool.query(
    `insert into plan (id, unit_id, title, status, revision, content, bindings, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, 1, $5, '{}', $2, now(), now())`,
    [id, OFFICE, title, status, JSON.stringify({ title, documentNumber })],
  );
}
const titlesFor = async (basis: string, offices: string[] | null = null): Promise<string[]> =>
  (await createPlans(database.pool).namedBy([plainName(basis), planNamed(basis)], offices, LIMIT)).map(({ title }) => title);

describe('plans that a basis may mean', () => {
  test('begin with the one that bears the title, however many newer ones hold it', async () => {
    const found = await titlesFor('江北省人民政府办公室关于印发《江北省食品安全“清源”专项行动方案》的通知');
    expect(found[0]).toBe('江北省食品安全“清源”专项行动方案');
    expect(found).toHaveLength(LIMIT);
  });
  test('begin with the one that bears the number', async () => {
    expect((await titlesFor('《江北省食品安全“清源”专项行动方案第3次补充安排》（江政办发[2022]18号）'))[0]).toBe('江北省食品安全“清源”专项行动方案');
  });
  test('hold a name without its region', async () => {
    expect(await titlesFor('食品安全“清源”专项行动方案')).toContain('江北省食品安全“清源”专项行动方案第39次补充安排');
  });
  test('are none for a word that many names have, or another number', async () => {
    expect(await titlesFor('行动方案')).toEqual([]);
    expect(await titlesFor('江政办发〔2022〕118号')).toEqual([]);
    expect(await titlesFor('某县工作方案')).toEqual([]);
    expect(await titlesFor('工作方案')).toEqual(['工作方案']);
  });
  test('are drafts only of the own offices', async () => {
    await plan('南岸县河道采砂整治实施方案', null, 'DRAFT');
    expect(await titlesFor('南岸县河道采砂整治实施方案', [])).toEqual([]);
    expect(await titlesFor('南岸县河道采砂整治实施方案', [OFFICE])).toHaveLength(1);
  });
  test('are looked up in indexes, not by going through the table', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select id from plan p where plain_plan_name(p.title) = any($1::text[]) or left(plain_plan_name(p.title), 8) = any($1::text[])
           or runs_of(plain_plan_name(p.title)) && $1::text[] or plain_plan_name(coalesce(p.content->>'documentNumber', '')) = any($1::text[])`,
        [['江北省食品安全“']],
      );
      const steps = rows.map((row) => row['QUERY PLAN']).join('\n');
      for (const index of ['plan_title_whole', 'plan_title_head', 'plan_title_runs', 'plan_number']) expect(steps).toContain(index);
      expect(steps).not.toContain('Seq Scan');
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});
