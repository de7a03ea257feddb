/** What a restored database does with positions that were handed out before; the restores themselves are in test/durability. */
import type { EventReference } from '../../src/application/ports/store';
import { adoptRestoredLog, ERA } from '../../src/infrastructure/persistence/log-era';
import { createPublisher } from '../../src/infrastructure/publisher';
import type { Publisher } from '../../src/application/ports/publisher';
import { accepted, openTestEngine, type TestEngine } from './support/engine';

let engine: TestEngine;
let publisher: Publisher;
beforeEach(async () => {
  engine = await openTestEngine();
  publisher = await createPublisher({ pool: engine.database.pool, listen: null, onError: (error) => expect(error).toBeNull() });
});
afterEach(async () => {
  await publisher.close();
  await engine.close();
});

const sql = (text: string, values: unknown[] = []): Promise<unknown> => engine.database.pool.query(text, values);
const transactionOf = (position: string): bigint => BigInt(position.split('-')[0] ?? '');
/** Other databases of the same server may have transactions open, which hold the newest events back for a moment. */
async function read(position: string, least: number): Promise<EventReference[]> {
  let events = await publisher.eventsAfter(position, null, 1_000);
  for (let i = 0; i < 1_000 && events.length < least; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    events = await publisher.eventsAfter(position, null, 1_000);
  }
  return events;
}
async function written(): Promise<EventReference[]> {
  const piece = await engine.newPiece(await engine.newCampaign());
  const events = [];
  for (const text of ['a', 'b']) events.push(accepted(await engine.drive.drive(engine.note(piece, text))).event);
  return events;
}
const inAnotherCluster = (): Promise<unknown> => sql(`update setting set value = value || '{"system": "1234567890123456789"}' where name = 'logEra'`);

test('a first start and every later one on the same cluster leave the log as it is', async () => {
  const before = await written();
  expect(await adoptRestoredLog(engine.database.pool)).toBe(false);
  expect(await adoptRestoredLog(engine.database.pool)).toBe(false);
  const [after] = await written();
  expect(transactionOf(after?.position ?? '')).toBeLessThan(ERA);
  expect((await read(before[0]?.position ?? '', 5)).map(({ position }) => position)).toContain(after?.position);
});

test('in another cluster everything new comes after everything old, whose positions stay what they were', async () => {
  await adoptRestoredLog(engine.database.pool);
  const [first, second] = await written();
  await inAnotherCluster();
  expect(await adoptRestoredLog(engine.database.pool)).toBe(true);
  expect(await adoptRestoredLog(engine.database.pool)).toBe(false);
  const [, last] = await written();
  expect(transactionOf(last?.position ?? '')).toBeGreaterThan(ERA);
  const seen = await read(first?.position ?? '', 5);
  expect(seen[0]).toEqual(second);
  expect(seen.at(-1)).toEqual(last);
  expect(seen).toHaveLength(5);
});

test('a reader who saw what the restore has lost gets everything that is new', async () => {
  await adoptRestoredLog(engine.database.pool);
  const [seen] = await written();
  const lost = `${transactionOf(seen?.position ?? '') + 1_000_000n}-999999`;
  await inAnotherCluster();
  await adoptRestoredLog(engine.database.pool);
  const after = await written();
  const got = await read(lost, 4);
  expect(got.slice(-2)).toEqual(after);
  expect(got).toHaveLength(4);
});

test('another timeline of the same cluster is another era too, and each lies above the one before', async () => {
  await adoptRestoredLog(engine.database.pool);
  const positions = [];
  for (const timeline of ['0000AA01', '0000AA02', '0000AA03']) {
    positions.push(transactionOf((await written())[0]?.position ?? ''));
    await sql(`update setting set value = value || jsonb_build_object('timeline', $1::text) where name = 'logEra'`, [timeline]);
    expect(await adoptRestoredLog(engine.database.pool)).toBe(true);
  }
  expect(positions.map((position) => position / ERA)).toEqual([0n, 1n, 2n]);
});

test('an older copy of the files is told by who restores it', async () => {
  await adoptRestoredLog(engine.database.pool);
  await written();
  expect(await adoptRestoredLog(engine.database.pool, true)).toBe(true);
  expect(transactionOf((await written())[0]?.position ?? '')).toBeGreaterThan(ERA);
});

test('a log that came from elsewhere before eras were counted is taken for restored', async () => {
  const [event] = await written();
  await sql(`update event set transaction = '4000000000000' where subject_id = $1`, [event?.subjectId]);
  expect(await adoptRestoredLog(engine.database.pool)).toBe(true);
  const [later] = await written();
  expect(transactionOf(later?.position ?? '')).toBeGreaterThan(4_000_000_000_000n);
});

test('several servers that start together begin one era', async () => {
  await adoptRestoredLog(engine.database.pool);
  await written();
  await inAnotherCluster();
  const begun = await Promise.all([1, 2, 3, 4].map(() => adoptRestoredLog(engine.database.pool)));
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect(transactionOf((await written())[0]?.position ?? '') / ERA).toBe(1n);
});
