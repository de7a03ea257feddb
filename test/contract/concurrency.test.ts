import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createDrive } from '../../src/application/drive';
import { CHAIN_START, linkHash } from '../../src/application/drive/chain';
import type { StoredSubject } from '../../src/application/ports/store';
import { createStore } from '../../src/infrastructure/persistence/store';
import { accepted, coordinator, openTestEngine, piece, refusal, byCoordinator, type TestEngine } from './support/engine';
import { statementsOf } from './support/statements';

let engine: TestEngine;
let campaignId: string;
beforeAll(async () => {
  engine = await openTestEngine();
  campaignId = await engine.newCampaign();
});
afterAll(() => engine.close());

const statements = (work: () => Promise<unknown>): Promise<string[]> => statementsOf(engine.database.pool, work);

async function expectWhole({ id }: { id: string }, revision: number): Promise<StoredSubject> {
  const [subject] = (await engine.store.load({ subjects: [{ campaignId, id }], idempotency: [], deadlines: [] })).subjects;
  const events = await engine.store.events({ campaignId, id }, 1_000_000);
  expect(subject?.revision).toBe(revision);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: revision }, (_, i) => i + 1));
  let head = CHAIN_START;
  for (const event of events) {
    expect(event.prevHash).toEqual(head);
    expect(linkHash(head, event)).toEqual(event.hash);
    head = event.hash;
  }
  expect(subject?.headHash).toEqual(head);
  if (!subject) throw new Error('not there');
  return subject;
}

describe('a hundred calls on one subject', () => {
  test('at once: each counts, in order, and the chain is whole', async () => {
    const subject = await engine.newPiece(campaignId);
    const outcomes = await engine.drive.driveMany(Array.from({ length: 100 }, (_, i) => engine.note(subject, String(i))));
    expect(outcomes.map((outcome) => accepted(outcome).event.seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 2));
    const after = await expectWhole(subject, 101);
    expect(after.snapshot.context['notes']).toEqual(Array.from({ length: 100 }, (_, i) => String(i)));
  });

  test('from two processes: each that was accepted counts once', async () => {
    const subject = await engine.newPiece(campaignId);
    const drives = [engine.another({ attempts: 50 }), engine.another({ attempts: 50 })];
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, i) => drives[i % 2]?.drive(engine.note(subject, String(i)))));
    const done = outcomes.flatMap((outcome) => (outcome?.ok ? [outcome.value] : []));
    for (const outcome of outcomes) expect(outcome?.ok || outcome?.refusal.code === 'BUSY').toBe(true);
    const after = await expectWhole(subject, 1 + done.length);
    const notes = after.snapshot.context['notes'] as string[];
    expect(new Set(notes).size).toBe(notes.length);
    expect(notes).toHaveLength(done.length);
  });

  test('with the same expected revision: one is accepted', async () => {
    const subject = await engine.newPiece(campaignId);
    const calls = Array.from({ length: 20 }, (_, i) => engine.note(subject, String(i), { expectedRevision: 1 }));
    const outcomes = await engine.drive.driveMany(calls);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    for (const outcome of outcomes.slice(1)) expect(refusal(outcome).code).toBe('STALE_REVISION');
  });
});

describe('statements', () => {
  test('one call costs one read and one write', async () => {
    const subject = await engine.newPiece(campaignId);
    expect(await statements(() => engine.another().drive(engine.note(subject, 'x', { idempotencyKey: uuid() })))).toEqual([
      'drive-load',
      'drive-write',
    ]);
  });

  test('sixty-four calls on as many subjects cost the same in each of the two lanes', async () => {
    const subjects = await Promise.all(Array.from({ length: 64 }, () => engine.newPiece(campaignId)));
    const drive = engine.another();
    const seen = await statements(() => drive.driveMany(subjects.map((subject) => engine.note(subject, 'x', { idempotencyKey: uuid() }))));
    expect(seen.sort()).toEqual(['drive-load', 'drive-load', 'drive-write', 'drive-write']);
  });

  test('a refusal without a key costs the read alone', async () => {
    const subject = await engine.newPiece(campaignId);
    expect(await statements(() => engine.drive.drive(engine.note(subject, 'x', { expectedRevision: 9 })))).toEqual(['drive-load']);
  });
});

describe('the queue', () => {
  test('is bounded: what does not fit is told when to come again, and nothing of it is written', async () => {
    const subject = await engine.newPiece(campaignId);
    const drive = engine.another({ queue: 10 });
    const outcomes = await drive.driveMany(Array.from({ length: 30 }, (_, i) => engine.note(subject, String(i))));
    expect(outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.refusal.code))).toEqual([...Array(10).fill('done'), ...Array(20).fill('BUSY')]);
    const last = outcomes[29];
    expect(last && refusal(last).data['retryAfterMs']).toBeGreaterThan(0);
    await expectWhole(subject, 11);
  });

  test('a closed drive finishes what it took and refuses the rest', async () => {
    const subject = await engine.newPiece(campaignId);
    const drive = engine.another();
    const taken = drive.drive(engine.note(subject, 'x'));
    const closing = drive.close();
    expect(refusal(await drive.drive(engine.note(subject, 'y'))).code).toBe('BUSY');
    accepted(await taken);
    await closing;
  });
});

describe('what cannot be written', () => {
  test('fails alone: the calls beside it are written, and of it nothing is', async () => {
    const [good, bad, also] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
    await engine.database.pool.query(`alter table outbox add constraint no_broken check (message <> 'BROKEN')`);
    try {
      const results = await Promise.allSettled([
        engine.drive.drive(engine.note(good, 'x')),
        engine.drive.drive({ subject: bad, event: { type: 'FAIL', input: {} }, viewer: coordinator }),
        engine.drive.drive(engine.note(also, 'x')),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await expectWhole(good, 2);
      await expectWhole(bad, 1);
      await expectWhole(also, 2);
    } finally {
      await engine.database.pool.query('alter table outbox drop constraint no_broken');
    }
  });

  test('fails alone also among calls on the same subject', async () => {
    const subject = await engine.newPiece(campaignId);
    await engine.database.pool.query(`alter table outbox add constraint no_broken check (message <> 'BROKEN')`);
    try {
      const results = await Promise.allSettled([
        engine.drive.drive(engine.note(subject, 'a')),
        engine.drive.drive({ subject, event: { type: 'FAIL', input: {} }, viewer: coordinator }),
        engine.drive.drive(engine.note(subject, 'b')),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await expectWhole(subject, 3)).snapshot.context['notes']).toEqual(['a', 'b']);
    } finally {
      await engine.database.pool.query('alter table outbox drop constraint no_broken');
    }
  });

  test('a fact provider that throws fails the calls that asked it, and no others', async () => {
    const drive = createDrive({ ...engine.ports, facts: { openTasks: () => Promise.reject(new Error('no answer')) } });
    const [one, two] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
    const results = await Promise.allSettled([
      drive.drive({ subject: one, event: { type: 'COUNTED', input: {} }, viewer: coordinator }),
      drive.drive(engine.note(two, 'x')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('a database that takes no writes says so, and is used again when it does', async () => {
    const subject = await engine.newPiece(campaignId);
    const client = await engine.database.pool.connect();
    const drive = createDrive({ ...engine.ports, store: createStore(client as unknown as Pool) });
    try {
      await client.query('set default_transaction_read_only = on');
      expect(refusal(await drive.drive(engine.note(subject, 'x', { idempotencyKey: 'k' }))).code).toBe('READ_ONLY');
      await client.query('set default_transaction_read_only = off');
      accepted(await drive.drive(engine.note(subject, 'x', { idempotencyKey: 'k' })));
    } finally {
      await client.query('set default_transaction_read_only = off');
      client.release();
    }
  });

  test('a database that cannot be reached is a refusal that can be repeated', async () => {
    const pool = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1_000 });
    const drive = createDrive({ ...engine.ports, store: createStore(pool) });
    const outcomes = await drive.driveMany([1, 2, 3].map(() => engine.note({ campaignId, id: uuid() }, 'x')));
    for (const outcome of outcomes) expect(refusal(outcome)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', data: { retryable: true } });
    await pool.end();
  });
});

test('a publisher that throws harms neither the calls nor those that come after', async () => {
  const subject = await engine.newPiece(campaignId);
  const drive = createDrive({
    ...engine.ports,
    publish: () => {
      throw new Error('nobody listens');
    },
  });
  accepted(await drive.drive(engine.note(subject, 'a')));
  accepted(await drive.drive(engine.note(subject, 'b')));
  await expectWhole(subject, 3);
});

test('calls of one sequence are committed in the order in which they were made', async () => {
  const subjects = await Promise.all(Array.from({ length: 150 }, () => engine.newPiece(campaignId)));
  const noise = subjects.map((subject) => engine.drive.drive(engine.note(subject, 'noise')));
  const outcomes = await engine.drive.driveMany(subjects.map((subject) => engine.note(subject, 'x', { sequence: 's' })));
  await Promise.all(noise);
  const keys = outcomes.map((outcome) => accepted(outcome).event.position.split('-').map(Number));
  const sorted = [...keys].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
  expect(keys).toEqual(sorted);
});

test('creating and changing one subject in the same turn', async () => {
  const subject = piece(campaignId, uuid());
  const [made, noted] = await Promise.all([
    engine.drive.create({ campaignId, subject, by: byCoordinator }),
    engine.drive.drive(engine.note({ campaignId, id: subject.id }, 'at once')),
  ]);
  expect(accepted(made).subject.revision).toBe(1);
  expect(accepted(noted).subject.revision).toBe(2);
});
