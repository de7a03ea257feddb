import type { Pool } from 'pg';
import type { Publisher } from '../../src/application/ports/publisher';
import type { EventReference } from '../../src/application/ports/store';
import { createDrive } from '../../src/application/drive';
import { CHANNEL, createPublisher, readAnnouncement } from '../../src/infrastructure/publisher';
import { createStore } from '../../src/infrastructure/persistence/store';
import { announce } from '../../src/infrastructure/publisher/announcement';
import { testServerUrl } from '../support/database';
import { accepted, openTestEngine, type TestEngine } from './support/engine';

let engine: TestEngine;
let campaignId: string;
const open: Publisher[] = [];
const failures: unknown[] = [];
beforeAll(async () => {
  engine = await openTestEngine(8);
  campaignId = await engine.newCampaign();
});
afterEach(async () => {
  for (const publisher of open.splice(0)) await publisher.close();
  expect(failures.splice(0)).toEqual([]);
});
afterAll(() => engine.close());

async function publisherOf(listening: boolean): Promise<Publisher> {
  const publisher = await createPublisher({
    ...{ pool: engine.database.pool, announceEveryMs: 1, lookEveryMs: 3_600_000, onError: (error: unknown) => failures.push(error) },
    listen: listening ? engine.database.listen : null,
  });
  open.push(publisher);
  return publisher;
}
const driveWith = (publisher: Publisher) => createDrive({ ...engine.ports, publish: (events) => publisher.committed(events) });
/** Other databases of the same server may have transactions open, which hold the newest events back for a moment. */
const read = async (publisher: Publisher, position: string, campaigns: string[] | null, limit: number, least: number): Promise<EventReference[]> => {
  let events: EventReference[] = [];
  for (let i = 0; i < 1_000 && events.length < least; i += 1) {
    if (i > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    events = await publisher.eventsAfter(position, campaigns, limit);
  }
  return events;
};
const settledHead = async (publisher: Publisher): Promise<string> => {
  const { rows } = await engine.database.pool.query<{ last: string }>('select max(transaction::text::bigint) as last from event');
  let head = await publisher.head();
  for (let i = 0; i < 1_000 && Number(head.split('-')[0]) <= Number(rows[0]?.last); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    head = await publisher.head();
  }
  return head;
};
const until = async (met: () => boolean): Promise<void> => {
  for (let i = 0; i < 1_000 && !met(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(met()).toBe(true);
};

test('a follower gets what is committed from now on, in the order of the log', async () => {
  const publisher = await publisherOf(false);
  const pieces = await Promise.all([1, 2, 3].map(() => engine.newPiece(campaignId)));
  const got: EventReference[] = [];
  await settledHead(publisher);
  const stop = await publisher.follow((events) => void got.push(...events));
  const start = await settledHead(publisher);
  const drive = driveWith(publisher);
  const outcomes = await drive.driveMany(Array.from({ length: 300 }, (_, i) => engine.note(pieces[i % 3] ?? { campaignId, id: '' }, 'x')));
  await until(() => got.length >= 300);
  expect(got).toEqual(await read(publisher, start, null, 1_000, 300));
  expect(new Set(got.map(({ position }) => position))).toEqual(new Set(outcomes.map((outcome) => accepted(outcome).event.position)));
  await stop();
  accepted(await drive.drive(engine.note(pieces[0] ?? { campaignId, id: '' }, 'y')));
  expect(got).toHaveLength(300);
});

test('a follower in another process hears of it', async () => {
  const [here, there] = [await publisherOf(true), await publisherOf(true)];
  const piece = await engine.newPiece(campaignId);
  const got: EventReference[] = [];
  await settledHead(there);
  await there.follow((events) => void got.push(...events));
  const { event } = accepted(await driveWith(here).drive(engine.note(piece, 'x')));
  await until(() => got.length > 0);
  expect(got).toEqual([event]);
});

test('a second follower starts where it began and misses nothing', async () => {
  const publisher = await publisherOf(false);
  const drive = driveWith(publisher);
  const piece = await engine.newPiece(campaignId);
  const [first, second]: EventReference[][] = [[], []];
  await settledHead(publisher);
  await publisher.follow((events) => void first?.push(...events));
  accepted(await drive.drive(engine.note(piece, 'before')));
  await settledHead(publisher);
  await publisher.follow((events) => void second?.push(...events));
  const { event } = accepted(await drive.drive(engine.note(piece, 'after')));
  await until(() => first?.length === 2 && (second?.length ?? 0) > 0);
  expect(second).toEqual([event]);
});

test('a resumed reader gets what came after its position, of its campaigns only', async () => {
  const publisher = await publisherOf(false);
  const other = await engine.newPiece(await engine.newCampaign());
  const piece = await engine.newPiece(campaignId);
  const start = await settledHead(publisher);
  const events = [];
  for (const subject of [piece, other, piece]) events.push(accepted(await engine.drive.drive(engine.note(subject, 'x'))).event);
  expect(await read(publisher, start, null, 10, 3)).toEqual(events);
  expect(await read(publisher, start, [campaignId], 10, 2)).toEqual([events[0], events[2]]);
  expect(await publisher.eventsAfter(events[0]?.position ?? '', null, 1)).toEqual([events[1]]);
  expect(await publisher.eventsAfter(events[2]?.position ?? '', null, 10)).toEqual([]);
});

test('a position that is none is refused', async () => {
  const publisher = await publisherOf(false);
  await expect(publisher.eventsAfter("1-1'; select 1", null, 1)).rejects.toThrow(RangeError);
});

test('an event that commits late, with a lower number than one that was read, is not missed', async () => {
  if (!testServerUrl) return; // The embedded database runs one transaction at a time.
  const publisher = await publisherOf(false);
  const [late, early] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
  const got: EventReference[] = [];
  await settledHead(publisher);
  await publisher.follow((events) => void got.push(...events));
  const client = await engine.database.pool.connect();
  const slow = createDrive({ ...engine.ports, store: createStore(client as unknown as Pool) });
  await client.query('begin');
  const first = accepted(await slow.drive(engine.note(late, 'x'))).event;
  const second = accepted(await driveWith(publisher).drive(engine.note(early, 'x'))).event;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(got).toEqual([]);
  await client.query('commit');
  client.release();
  await until(() => got.length >= 2);
  expect(got).toEqual([first, second]);
});

test('an announcement stays below what NOTIFY can carry, and says less when there is more', () => {
  const event = (i: number): EventReference => ({
    campaignId,
    subjectId: `${i}`.padStart(36, '0'),
    kind: 'TASK',
    seq: 1,
    type: 'X',
    position: `9-${i}`,
  });
  const small = announce([event(1), event(3), event(2)]);
  expect(small && readAnnouncement(small)).toEqual({ upTo: '9-3', campaigns: [campaignId], subjects: [1, 3, 2].map((i) => event(i).subjectId) });
  const large = announce(Array.from({ length: 1_000 }, (_, i) => event(i)));
  expect(large && readAnnouncement(large)).toEqual({ upTo: '9-999', campaigns: [campaignId], subjects: null });
  expect(announce([])).toBeNull();
  for (const text of ['', 'null', '{}', '{"upTo":"x"}']) expect(readAnnouncement(text)).toBeNull();
});

test('a foreign notification on the channel does no harm', async () => {
  const publisher = await publisherOf(true);
  await publisher.follow(() => undefined);
  await engine.database.pool.query('select pg_notify($1, $2)', [CHANNEL, 'nonsense']);
  await engine.database.pool.query('select 1');
});
