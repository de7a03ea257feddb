import { v7 as uuid } from 'uuid';
import { deliverDue, type DueReport } from '../../src/application/drive/deliver-due';
import { createStore } from '../../src/infrastructure/persistence/store';
import { testServerUrl } from '../support/database';
import { accepted, coordinator, openTestEngine, type TestEngine } from './support/engine';

let engine: TestEngine;
const errors: unknown[] = [];
beforeEach(async () => {
  // A small pool: the workers must not starve the calls they make.
  engine = await openTestEngine(3);
  errors.length = 0;
});
afterEach(() => engine.close());

const deliver = (drive = engine.drive): Promise<DueReport> =>
  deliverDue({ store: createStore(engine.database.pool), drive, clock: engine.clock, onError: (error) => errors.push(error) });
const postpone = async (subject: { campaignId: string; id: string }, dueOn: string): Promise<void> => {
  accepted(await engine.drive.drive({ subject, event: { type: 'POSTPONE', input: { dueOn } }, viewer: coordinator }));
};
const rows = async <T>(sql: string): Promise<T[]> => (await engine.database.pool.query(sql)).rows as T[];
const delivered = (): Promise<{ due: string; on: string }[]> =>
  rows(`select payload -> 'facts' -> 'deadline' ->> 'dueOn' as due, payload ->> 'on' as on from event where type = 'DUE' order by position`);

test('a deadline is delivered at the end of its day in Shanghai, not before, and once', async () => {
  const piece = await engine.newPiece(await engine.newCampaign());
  await postpone(piece, '2026-03-05');
  engine.clock.time = new Date('2026-03-05T15:59:59.999Z');
  expect(await deliver()).toEqual({ delivered: 0, refused: 0, left: 0 });
  engine.clock.time = new Date('2026-03-05T16:00:00Z');
  expect(await deliver()).toEqual({ delivered: 1, refused: 0, left: 0 });
  expect(await deliver()).toEqual({ delivered: 0, refused: 0, left: 0 });
  const events = await engine.store.events(piece, 9);
  expect(events.at(-1)).toMatchObject({
    ...{ type: 'DUE', on: '2026-03-06', by: { account: null, relations: ['CLOCK'] }, input: { key: 'due' } },
    facts: { deadline: { key: 'due', dueOn: '2026-03-05', dueAt: '2026-03-05T16:00:00.000Z' } },
  });
  expect(await rows('select status, delivered_at, refusal from deadline')).toEqual([
    { status: 'DELIVERED', delivered_at: engine.clock.time, refusal: null },
  ]);
});

test('after a month without a worker they come in due order in each campaign, with the real time and the date that was due', async () => {
  const days = ['2026-03-20', '2026-03-04', '2026-03-11', '2026-03-04', '2026-03-29', '2026-03-11'];
  for (const campaignId of [await engine.newCampaign(), await engine.newCampaign()]) {
    for (const day of days) await postpone(await engine.newPiece(campaignId), day);
  }
  engine.clock.time = new Date('2026-04-02T03:00:00Z');
  expect(await deliver()).toEqual({ delivered: 12, refused: 0, left: 0 });
  const order = await rows<{ campaign_id: string; due: string; on: string; subject_id: string }>(
    `select campaign_id, subject_id, payload -> 'facts' -> 'deadline' ->> 'dueOn' as due, payload ->> 'on' as on from event where type = 'DUE' order by position`,
  );
  for (const campaignId of new Set(order.map((row) => row.campaign_id))) {
    const own = order.filter((row) => row.campaign_id === campaignId);
    expect(own.map(({ due, on }) => [due, on])).toEqual([...days].sort().map((day) => [day, '2026-04-02']));
    for (const day of days) {
      const ids = own.filter(({ due }) => due === day).map((row) => row.subject_id);
      expect(ids).toEqual([...ids].sort());
    }
  }
});

test('a deadline that was moved or cancelled meanwhile is not delivered', async () => {
  const campaignId = await engine.newCampaign();
  const [moved, cancelled] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
  for (const piece of [moved, cancelled]) await postpone(piece, '2026-03-05');
  await postpone(moved, '2026-04-05');
  accepted(await engine.drive.drive({ subject: cancelled, event: { type: 'WITHDRAW_DEADLINE', input: {} }, viewer: coordinator }));
  engine.clock.time = new Date('2026-03-20T00:00:00Z');
  expect(await deliver()).toEqual({ delivered: 0, refused: 0, left: 0 });
});

test('a worker that saw a deadline before it was moved delivers nothing', async () => {
  const piece = await engine.newPiece(await engine.newCampaign());
  await postpone(piece, '2026-03-05');
  const [deadline] = await engine.store.nextDue(piece.campaignId, new Date('2026-03-20T00:00:00Z'), null, 9);
  await postpone(piece, '2026-04-05');
  const outcome = await engine.drive.drive({ subject: piece, event: { type: 'DUE', input: {} }, viewer: 'CLOCK', deadline });
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'EVENT_REFUSED', data: { lawCode: 'DEADLINE_OVERTAKEN' } } });
  expect(await rows('select status, due_on from deadline')).toEqual([{ status: 'PENDING', due_on: '2026-04-05' }]);
});

test('a delivery that the law refuses is noted and not tried again', async () => {
  const piece = await engine.newPiece(await engine.newCampaign());
  await postpone(piece, '2026-03-05');
  accepted(await engine.drive.drive({ subject: piece, event: { type: 'FINISH', input: {} }, viewer: coordinator }));
  // The law cancels it; somebody who repairs the database by hand has set it again.
  await engine.database.pool.query(`update deadline set status = 'PENDING'`);
  engine.clock.time = new Date('2026-03-20T00:00:00Z');
  expect(await deliver()).toEqual({ delivered: 0, refused: 1, left: 0 });
  expect(await deliver()).toEqual({ delivered: 0, refused: 0, left: 0 });
  expect(await rows('select status, refusal from deadline')).toMatchObject([{ status: 'DELIVERED', refusal: { code: 'EVENT_REFUSED' } }]);
});

test('one whose law throws stays due and does not stand in the way of later ones', async () => {
  const campaignId = await engine.newCampaign();
  const [broken, whole] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
  await postpone(broken, '2026-03-05');
  await postpone(whole, '2026-03-06');
  await engine.database.pool.query(`update subject set snapshot = '{"value": "gone", "context": {}}' where id = $1`, [broken.id]);
  engine.clock.time = new Date('2026-03-20T00:00:00Z');
  expect(await deliver()).toMatchObject({ delivered: 1, refused: 0, left: 1 });
  expect(errors.length).toBeGreaterThan(0);
  expect((await delivered()).map(({ due }) => due)).toEqual(['2026-03-06']);
});

test('two workers at once deliver each deadline once', async () => {
  const campaigns = await Promise.all(Array.from({ length: 6 }, () => engine.newCampaign()));
  const pieces = await Promise.all(campaigns.flatMap((campaignId) => Array.from({ length: 15 }, () => engine.newPiece(campaignId))));
  await Promise.all(pieces.map((piece, i) => postpone(piece, `2026-03-${String(3 + (i % 9)).padStart(2, '0')}`)));
  engine.clock.time = new Date('2026-04-02T03:00:00Z');
  const noise = engine.drive.driveMany(pieces.map((piece) => engine.note(piece, 'meanwhile')));
  const reports = await Promise.all([deliver(engine.drive), deliver(engine.another({ attempts: 60 })), deliver(engine.another({ attempts: 60 }))]);
  await noise;
  expect(reports.reduce((sum, report) => sum + report.delivered, 0)).toBe(pieces.length);
  expect(await rows(`select count(*)::int as n, count(distinct subject_id)::int as subjects from event where type = 'DUE'`)).toEqual([
    { n: pieces.length, subjects: pieces.length },
  ]);
  expect(errors).toEqual([]);
});

test('two processes that deliver the very same deadline at the same moment: one event', async () => {
  const piece = await engine.newPiece(await engine.newCampaign());
  const drives = [engine.drive, engine.another(), engine.another()];
  for (let day = 3; day < 13; day += 1) {
    await postpone(piece, `2026-03-${String(day).padStart(2, '0')}`);
    const [deadline] = await engine.store.nextDue(piece.campaignId, new Date('2026-04-20T00:00:00Z'), null, 9);
    const call = { subject: piece, event: { type: 'DUE', input: {} }, viewer: 'CLOCK' as const, deadline };
    const outcomes = await Promise.all([...drives, ...drives].map((drive) => drive.drive(call)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  }
  expect(await delivered()).toHaveLength(10);
});

test('a claim is free again when its work has ended, however it ended', async () => {
  const name = uuid();
  await expect(engine.store.claiming((alone) => alone(name, () => Promise.reject(new Error('fell over'))))).rejects.toThrow('fell over');
  expect(await engine.store.claiming((alone) => alone(name, () => Promise.resolve('mine')))).toBe('mine');
});

test('a claim keeps another process out', async () => {
  if (!testServerUrl) return; // The embedded database has one process.
  const name = uuid();
  const outcome = await engine.store.claiming((one) => one(name, () => engine.store.claiming((two) => two(name, () => Promise.resolve('both')))));
  expect(outcome).toBeNull();
});
