/** A running campaign of the real laws, whose clock worker was down for a month, and whose clock is then set forward by a year. */
import { replay } from '../../src/application/replay';
import { verify } from '../../src/application/verify';
import { deliverDue } from '../../src/application/drive/deliver-due';
import type { DrivePorts } from '../../src/application/drive';
import { createLedger } from '../../src/infrastructure/persistence/store';
import { decide, laws } from '../../workflows';
import { startCampaign, type RunningCampaign } from '../support/campaign';
import { pronounce } from './support/verdict';

let campaign: RunningCampaign;
beforeAll(async () => {
  campaign = await startCampaign();
});
afterAll(() => campaign.close());

interface Delivered {
  campaign_id: string;
  subject_id: string;
  key: string;
  due: string;
  at: Date;
}

const delivered = async (): Promise<Delivered[]> => {
  const { rows } = await campaign.database.pool.query<Delivered>(
    `select campaign_id, subject_id, payload -> 'facts' -> 'deadline' ->> 'key' as key, payload -> 'facts' -> 'deadline' ->> 'dueAt' as due, at
     from event where by -> 'relations' ? 'CLOCK' order by position`,
  );
  return rows;
};
const waiting = async (until: string): Promise<number> => {
  const { rowCount } = await campaign.database.pool.query(`select 1 from deadline where status = 'PENDING' and due_at <= $1`, [until]);
  return rowCount ?? 0;
};
const deliver = (): ReturnType<typeof deliverDue> => {
  const { muster } = campaign;
  return deliverDue({
    ...{ store: muster.below.store, drive: muster.engine.drive, clock: muster.below.clock },
    onError: (error) => {
      throw error;
    },
  });
};

test.each([
  ['a month without a worker', '2022-09-26T01:00:00.000Z'],
  ['a clock set forward by a year', '2023-09-26T01:00:00.000Z'],
])('%s: deadlines are delivered in the order in which they were due, each once', async (what, now) => {
  const before = (await delivered()).length;
  const due = await waiting(now);
  expect(due).toBeGreaterThan(0);
  campaign.setClock(now);
  const report = await deliver();
  const events = (await delivered()).slice(before);
  pronounce(what, { due, ...report, events: events.length });
  expect(report.left).toBe(0);
  expect(events).toHaveLength(report.delivered);
  // Those that were opened on the way count too.
  expect(report.delivered + report.refused).toBeGreaterThanOrEqual(due);
  expect(await waiting(now)).toBe(0);
  for (const campaignId of new Set(events.map(({ campaign_id }) => campaign_id))) {
    const own = events.filter(({ campaign_id }) => campaign_id === campaignId).map((event) => event.due);
    expect(own).toEqual([...own].sort());
  }
  const names = events.map(({ subject_id, key, due: day }) => `${subject_id} ${key} ${day}`);
  expect(names).toHaveLength(new Set(names).size);
  for (const { at } of events) expect(at.toISOString()).toBe(now);
  expect(await deliver()).toEqual({ delivered: 0, refused: 0, left: 0 });
});

test('afterwards every chain is whole, and its log comes to what is stored', async () => {
  const ledger = createLedger(campaign.database.pool);
  expect((await verify({ ledger })).bad).toEqual([]);
  expect((await replay({ laws, decide: decide as DrivePorts['decide'], ledger })).differences).toEqual([]);
});
