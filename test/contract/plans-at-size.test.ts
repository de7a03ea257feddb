/** What the hot operations cost must not follow the size of the tables: with rows enough for it to matter, all of them go by an index. */
import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { CITIES, campaignId, taskId, UNITS_PER_CITY } from '../../bench/dataset/identity';
import { insert } from '../../bench/dataset/insert';
import type { City } from '../../bench/dataset/world';
import { createDrive } from '../../src/application/drive';
import { relations, type PolicySubject } from '../../src/application/policy';
import type { Store } from '../../src/application/ports/store';
import type { InboxScope, PageRequest, Reading, SubjectFilter } from '../../src/application/ports/reading';
import type { Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { createLedger, createStore } from '../../src/infrastructure/persistence/store';
import { verify } from '../../src/application/verify';
import { replay } from '../../src/application/replay';
import { createReading } from '../../src/infrastructure/reading/reading';
import { deliverOutbox } from '../../src/infrastructure/workers/outbox';
import { createAnchorStore } from '../../src/infrastructure/audit';
import { createAuditLog } from '../../src/infrastructure/audit/audit-log';
import { atOneInstant } from '../../src/infrastructure/persistence/key-pages';
import { decide, laws } from '../../workflows';
import { openTestDatabase } from '../support/database';

/** Of twenty campaigns: where one is a large part of a table, reading the whole table would be right. */
const TASKS = 20_000;
const DAY = '2026-03-02';
const HOT = 'subject|participant|event|deadline|outbox|message|idempotency';

const unit = (name: string) => ({ id: uuid(), name });
const cities: City[] = Array.from({ length: CITIES }, (_, c) => ({
  office: unit(`第${c}办公室`),
  bureaus: Array.from({ length: UNITS_PER_CITY }, (__, u) => unit(`第${c}市第${u}局`)),
  people: { leader: uuid(), staff: uuid(), clerk: uuid() },
}));
const [firstCity, secondCity] = cities;
const bureau = secondCity?.bureaus[0]?.id ?? '';

let database: Database;
let asked: { text: string; values: unknown[] }[];
let reading: Reading;
let store: Store;
let watched: Pool;

beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  await insert(database.pool, { tasks: TASKS, day: DAY, cities });
  await database.pool.query('vacuum (analyze)');
  watched = watching(database.pool);
  reading = createReading(watched);
  store = createStore(watched);
}, 300_000);
afterAll(() => database.close());
beforeEach(() => {
  asked = [];
});

/** Passes everything on and remembers what was asked. */
function watching(pool: Pool): Pool {
  return new Proxy(pool, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name) as unknown;
      return (statement: string | { text: string; values?: unknown[] }, values?: unknown[]) => {
        asked.push(
          typeof statement === 'string' ? { text: statement, values: values ?? [] } : { text: statement.text, values: statement.values ?? [] },
        );
        return target.query(statement as string, values);
      };
    },
  });
}

async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  await work();
  expect(asked.length).toBeGreaterThan(0);
  return Promise.all(
    asked.map(async ({ text, values }) => {
      const { rows } = await database.pool.query<Record<'QUERY PLAN', string>>(`explain ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    }),
  );
}

const page: PageRequest = { limit: 50, direction: 'FORWARD', from: null };
const everything: SubjectFilter = {};
const keys = [5, 1_005, 2_005].map((n) => ({ campaignId: campaignId(Math.floor(n / 1_000)), id: taskId(n) }));
const nothing: InboxScope = { seatsOf: [], reviewsOf: [], reviewsInCampaigns: [] };
const office = secondCity?.office.id ?? '';
const mine = { seatsOf: [bureau], reviewsOf: [], reviewsInCampaigns: [] };
const CAMPAIGN = campaignId(1);
const now = new Date(`${DAY}T04:00:00Z`);

async function oneTransition(): Promise<void> {
  const drive = createDrive({
    ...{ store, clock: { now: () => now }, laws, decide, openers: {}, facts: {}, publish: () => undefined },
    relations: (viewer, subject, acting, rule) => relations(viewer, subject as unknown as PolicySubject, acting, rule),
    visible: () => Promise.resolve(true),
  });
  const role = { role: 'LEADER', unitId: firstCity?.office.id ?? '', campaignId: null, onBehalfOf: null } as const;
  const viewer = { accountId: uuid(), userName: 'leader', displayName: '组长', roles: [role] };
  const event = { type: 'URGE', input: { message: '请抓紧办理' } };
  const outcome = await drive.drive({ subject: { campaignId: campaignId(0), id: taskId(0) }, event, viewer, idempotencyKey: uuid() });
  await drive.close();
  expect(outcome).toMatchObject({ ok: true });
}

const OPERATIONS: Record<string, { work: () => Promise<unknown>; index: RegExp }> = {
  'a transition': { work: oneTransition, index: /subject_pkey/ },
  'the inbox of a unit': { work: () => reading.inbox(mine, {}, page), index: /participant_seat_inbox/ },
  'the count of an inbox': { work: () => reading.inboxCount(mine, {}), index: /Index Only Scan using participant_seat_inbox/ },
  'what waits for an office': { work: () => reading.inbox({ ...nothing, reviewsOf: [office] }, {}, page), index: /participant_review_inbox/ },
  'what waits in a campaign': {
    work: () => reading.inbox({ ...nothing, reviewsInCampaigns: [CAMPAIGN] }, {}, page),
    index: /participant_campaign_review_inbox/,
  },
  'tasks by their ids': { work: () => reading.subjects(keys), index: /subject_pkey/ },
  'the tasks of a campaign': { work: () => reading.subjectsOf([CAMPAIGN], 'TASK', everything, 'PLAN_ORDER', page), index: /subject_/ },
  'a search in a campaign': { work: () => reading.subjectsOf([CAMPAIGN], 'TASK', { text: '第7项' }, 'PLAN_ORDER', page), index: /subject_/ },
  'the board of a campaign': { work: () => reading.board([CAMPAIGN], 'TASK', null), index: /subject_/ },
  'the standings of a campaign': { work: () => reading.standings([CAMPAIGN], null), index: /participant_/ },
  'the counts of a campaign': { work: () => reading.counts([CAMPAIGN], 'TASK', ['STATE'], everything), index: /subject_/ },
  'the counts of a campaign by unit': { work: () => reading.counts([CAMPAIGN], 'TASK', ['UNIT', 'STATE'], everything), index: /participant_/ },
  'the history of tasks': { work: () => reading.history(keys, 0, 50), index: /event_pkey/ },
  'the deadlines of tasks': { work: () => reading.deadlines(keys), index: /deadline_pkey/ },
  'the messages of a unit': { work: () => reading.messages([bureau], false, page), index: /message_unit/ },
  'the unread messages of a unit': { work: () => reading.messages([bureau], true, page), index: /message_unread/ },
  'the campaigns with something due': { work: () => store.campaignsDue(now, 100), index: /deadline_due/ },
  'what is due in a campaign': { work: () => store.nextDue(CAMPAIGN, now, null, 100), index: /deadline_due_in_campaign/ },
  'the outbox': { work: () => deliverOutbox(watched, { now: () => now }), index: /outbox_waiting/ },
};

test.each(Object.keys(OPERATIONS))('%s goes by an index', async (name) => {
  const operation = OPERATIONS[name];
  if (!operation) throw new Error('none');
  const plans = await plansOf(operation.work);
  for (const plan of plans) expect(plan).not.toMatch(new RegExp(`Seq Scan on (${HOT})\\b`));
  expect(plans.join('\n')).toMatch(operation.index);
});

describe('a page of a list that may be long', () => {
  const bureaus = secondCity?.bureaus.slice(0, 3).map(({ id }) => id) ?? [];
  const everyWay: InboxScope = { seatsOf: bureaus, reviewsOf: [office], reviewsInCampaigns: [campaignId(2), campaignId(3)] };
  const backwards: PageRequest = { limit: 50, direction: 'BACKWARD', from: null };

  interface PlanNode {
    'Node Type': string;
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    Plans?: PlanNode[];
  }
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  /** How many rows of a table the statement has looked at, by the plan for these values and by the one for all values. */
  async function rowsRead(pool: Pool, table: string, { text, values }: { text: string; values: unknown[] }): Promise<number[]> {
    return atOneInstant(pool, async (client) => {
      const read: number[] = [];
      for (const mode of ['force_custom_plan', 'force_generic_plan']) {
        await client.query(`set local plan_cache_mode = ${mode}`);
        await client.query(`prepare asked as ${text}`);
        const literals = values.map((value) =>
          value === null ? 'null' : Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value as string | number)}'`,
        );
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `explain (analyze, format json) execute asked${literals.length > 0 ? ` (${literals.join(', ')})` : ''}`,
        );
        await client.query('deallocate asked');
        const scans = nodesOf((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan).filter(
          (node) => node['Relation Name'] === table || node['Node Type'] === 'Bitmap Index Scan',
        );
        read.push(scans.reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0));
      }
      return read;
    });
  }
  /** Of what was asked, the statement that finds the page. */
  const askedForPage = () => asked.find(({ text }) => text.includes('of_all')) ?? { text: 'none', values: [] };

  test.each<[string, string, number, (from: PageRequest['from']) => Promise<{ rows: { sortKey: PageRequest['from'] }[] }>]>([
    ['the inbox of a unit', 'participant', 1, (from) => reading.inbox(mine, {}, { ...page, from })],
    ['the inbox of several units and offices', 'participant', 6, (from) => reading.inbox(everyWay, {}, { ...page, from })],
    ['the inbox read backwards', 'participant', 6, (from) => reading.inbox(everyWay, {}, { ...backwards, from })],
    ['the messages of several units', 'message', 3, (from) => reading.messages(bureaus, false, { ...page, from })],
    ['their unread messages', 'message', 3, (from) => reading.messages(bureaus, true, { ...page, from })],
  ])('of %s reads the rows of a page of each owner, first and in the midst, planned for one or for all values', async (_, table, owners, read) => {
    const { rows } = await read(null);
    expect(rows).toHaveLength(50);
    const first = await rowsRead(database.pool, table, askedForPage());
    asked = [];
    await read((rows[25] as { sortKey: PageRequest['from'] }).sortKey);
    const next = await rowsRead(database.pool, table, askedForPage());
    // A row that stands at the very place of the cursor is looked at and left out.
    for (const count of [...first, ...next]) {
      expect(count).toBeGreaterThanOrEqual(50);
      expect(count).toBeLessThanOrEqual(owners * 52);
    }
  });

  test('all of a unit read for the sake of a page would be noticed', async () => {
    const asked = {
      text: `select * from participant where must_act and unit_id = any($1::uuid[]) order by due_on, subject_id limit 51`,
      values: [bureaus],
    };
    for (const count of await rowsRead(database.pool, 'participant', asked)) expect(count).toBeGreaterThan(3 * 200);
  });

  test('of an inbox goes by the index even where it was planned while the tables were empty', async () => {
    const empty = await openTestDatabase({ migrations });
    try {
      await reading.inbox(everyWay, {}, page);
      const { text, values } = askedForPage();
      const { rows } = await empty.pool.query<Record<'QUERY PLAN', string>>(`explain ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      for (const index of ['seat', 'review', 'campaign_review']) expect(plan).toContain(`Index Scan using participant_${index}_inbox`);
    } finally {
      await empty.close();
    }
  });
});

test('a table read from end to end is noticed', async () => {
  const plans = await plansOf(() => watched.query(`select count(*) from subject where title ilike '%7%'`));
  expect(plans.join('\n')).toMatch(new RegExp(`Seq Scan on (${HOT})\\b`));
});

test('what was generated is what the engine would have written', async () => {
  const ports = { ledger: createLedger(database.pool), campaignId: campaignId(2) };
  expect((await verify(ports)).bad).toEqual([]);
  const { differences, subjects } = await replay({ ...ports, laws, decide });
  expect({ differences, subjects }).toEqual({ differences: [], subjects: 1_001 });
});

test('the heads of a log of any size come for its anchor as they are in it, in order', async () => {
  // Whatever stands in the log: an anchor is there to tell.
  const broken = [campaignId(3), taskId(3_333)];
  const { rows: kept } = await database.pool.query<{ hash: Buffer }>('select hash from event where campaign_id = $1 and subject_id = $2', broken);
  await database.pool.query(`update event set hash = '\\x0102' where campaign_id = $1 and subject_id = $2 and seq = $3`, [...broken, kept.length]);
  const anchors = createAnchorStore(database.pool, () => null);
  const heads: unknown[] = [];
  for await (const head of anchors.changedHeads('0', await anchors.settled()))
    heads.push(Object.values({ ...head, hash: head.hash.toString('hex') }));
  const { rows } = await database.pool.query(
    `select distinct on (campaign_id, subject_id) campaign_id, subject_id, seq,
       (count(*) over (partition by campaign_id, subject_id))::int as events, encode(hash, 'hex') as hash
     from event order by campaign_id, subject_id, seq desc`,
  );
  expect(heads).toHaveLength(TASKS + TASKS / 1_000);
  expect(heads).toEqual(rows.map((row) => Object.values(row as object)));
  await database.pool.query('update event set hash = $4 where campaign_id = $1 and subject_id = $2 and seq = $3', [
    ...broken,
    kept.length,
    kept.at(-1)?.hash,
  ]);
});

describe('a page of the whole log', () => {
  /** The second page is read by statements whose plans are asked for in the same kind of transaction. */
  async function plansOfPages(read: (pool: Pool) => AsyncIterable<unknown>): Promise<string[]> {
    const sent: { text: string; values: unknown[] }[][] = [];
    const connect = async () => {
      const page: { text: string; values: unknown[] }[] = [];
      sent.push(page);
      const client = await database.pool.connect();
      return new Proxy(client, {
        get: (target, name) => {
          const own: unknown = Reflect.get(target, name);
          if (name !== 'query') return typeof own === 'function' ? (own.bind(target) as unknown) : own;
          return (text: string, values?: unknown[]) => {
            if (values) page.push({ text, values });
            return target.query(text, values);
          };
        },
      });
    };
    let rows = 0;
    for await (const _ of read({ connect } as unknown as Pool)) if ((rows += 1) > 200) break;
    const statements = sent[1] ?? [];
    return atOneInstant(database.pool, async (client) => {
      const plans: string[] = [];
      for (const { text, values } of statements) {
        const { rows: lines } = await client.query<Record<'QUERY PLAN', string>>(`explain ${text}`, values);
        plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
      }
      return plans;
    });
  }

  test.each([
    ['replay', (pool: Pool) => createLedger(pool).chains(null), ['subject_pkey', 'event_pkey', 'deadline_pkey']],
    ['audit', (pool: Pool) => createAuditLog(pool).chains(null), ['subject_pkey', 'event_pkey']],
  ] as const)('for %s goes by the keys of its tables, from where the page before ended', async (_, read, keys) => {
    const plans = await plansOfPages(read);
    expect(plans).toHaveLength(keys.length);
    keys.forEach((key, i) => {
      expect(plans[i]).toContain(`Index Scan using ${key}`);
      expect(plans[i]).toMatch(/Index Cond: \(.*ROW\(/);
      // The participants of one subject are put in order; the page itself is not.
      expect(plans[i]?.split('SubPlan')[0]).not.toMatch(/Sort|Seq Scan/);
    });
  });
});
