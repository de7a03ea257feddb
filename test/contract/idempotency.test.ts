import { v7 as uuid } from 'uuid';
import { createDrive } from '../../src/application/drive';
import { canonical } from '../../src/application/drive/chain';
import { StoreFailure, type Store } from '../../src/application/ports/store';
import { accepted, byCoordinator, coordinator, openTestEngine, piece, refusal, stranger, worker, type TestEngine } from './support/engine';

let engine: TestEngine;
let campaignId: string;
beforeAll(async () => {
  engine = await openTestEngine();
  campaignId = await engine.newCampaign();
});
afterAll(() => engine.close());

const revision = async (id: string): Promise<number> =>
  (await engine.store.load({ subjects: [{ campaignId, id }], idempotency: [], deadlines: [] })).subjects[0]?.revision ?? 0;

describe('the same call under the same key', () => {
  test('is done once and gives the first answer, however far the subject has moved since', async () => {
    const subject = await engine.newPiece(campaignId);
    const call = engine.note(subject, 'once', { idempotencyKey: uuid() });
    const first = accepted(await engine.drive.drive(call));
    const soon = accepted(await engine.drive.drive(call));
    accepted(await engine.drive.drive(engine.note(subject, 'later')));
    const late = accepted(await engine.another().drive(call));
    expect(soon).toEqual({ ...first, replayed: true });
    expect(late).toEqual({ ...first, replayed: true });
    expect(await revision(subject.id)).toBe(3);
  });

  test('twenty at once: one is done, all get its answer', async () => {
    const subject = await engine.newPiece(campaignId);
    const call = engine.note(subject, 'once', { idempotencyKey: uuid() });
    const other = engine.another();
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : engine.drive).drive(call)));
    const driven = outcomes.map(accepted);
    expect(driven.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(driven.map(({ subject: after, event }) => canonical([after, event]))).size).toBe(1);
    expect(await revision(subject.id)).toBe(2);
  });

  test('gives a refusal again, although the call would be accepted now', async () => {
    const subject = await engine.newPiece(campaignId);
    const call = engine.note(subject, 'x', { idempotencyKey: uuid(), expectedRevision: 2 });
    const first = await engine.drive.drive(call);
    expect(refusal(first).code).toBe('STALE_REVISION');
    accepted(await engine.drive.drive(engine.note(subject, 'now it is at 2')));
    expect(await engine.drive.drive(call)).toEqual(first);
    expect(await revision(subject.id)).toBe(2);
  });

  test('gives back what else was created', async () => {
    const id = await engine.newCampaign();
    const call = {
      subject: { campaignId: id, id },
      event: { type: 'OPEN_PIECES', input: { ids: [uuid(), uuid()] } },
      viewer: coordinator,
      idempotencyKey: uuid(),
    };
    const first = accepted(await engine.drive.drive(call));
    expect(first.also).toHaveLength(2);
    expect(accepted(await engine.drive.drive(call))).toEqual({ ...first, replayed: true });
  });

  test('a creation whose id is made up anew is known by what was asked for', async () => {
    const call = { campaignId, by: byCoordinator, idempotencyKey: uuid(), request: { plan: 'p1' } };
    const first = accepted(await engine.drive.create({ ...call, subject: piece(campaignId, uuid()) }));
    const again = accepted(await engine.drive.create({ ...call, subject: piece(campaignId, uuid()) }));
    expect(again).toEqual({ ...first, replayed: true });
    const other = await engine.drive.create({ ...call, subject: piece(campaignId, uuid()), request: { plan: 'p2' } });
    expect(refusal(other).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('the same key', () => {
  test.each([
    ['another input', { event: { type: 'NOTE', input: { text: 'two' } } }],
    ['another revision', { expectedRevision: 7 }],
    ['another acting unit', { actingUnit: uuid() }],
  ])('with %s is refused', async (_, change) => {
    const subject = await engine.newPiece(campaignId);
    const call = engine.note(subject, 'one', { idempotencyKey: uuid() });
    accepted(await engine.drive.drive(call));
    expect(refusal(await engine.drive.drive({ ...call, ...change })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await revision(subject.id)).toBe(2);
  });

  test('of two calls at once: one is done, the other refused', async () => {
    const subject = await engine.newPiece(campaignId);
    const idempotencyKey = uuid();
    const outcomes = await engine.drive.driveMany([engine.note(subject, 'one', { idempotencyKey }), engine.note(subject, 'two', { idempotencyKey })]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.refusal.code))).toEqual(['done', 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('of another account is another key', async () => {
    const subject = await engine.newPiece(campaignId);
    const idempotencyKey = uuid();
    accepted(await engine.drive.drive(engine.note(subject, 'one', { idempotencyKey, viewer: worker })));
    accepted(await engine.drive.drive(engine.note(subject, 'two', { idempotencyKey, viewer: coordinator })));
    expect(refusal(await engine.drive.drive(engine.note(subject, 'one', { idempotencyKey, viewer: stranger }))).code).toBe('NOT_FOUND');
  });

  test('too long, or not storable, is bad input', async () => {
    const subject = await engine.newPiece(campaignId);
    for (const idempotencyKey of ['k'.repeat(256), 'a\u0000']) {
      expect(refusal(await engine.drive.drive(engine.note(subject, 'x', { idempotencyKey })))).toMatchObject({
        code: 'BAD_INPUT',
        data: { path: ['idempotencyKey'] },
      });
    }
  });
});

test('a first answer that cannot be read again because the database is away is a refusal that can be repeated', async () => {
  const subject = await engine.newPiece(campaignId);
  const call = engine.note(subject, 'x', { idempotencyKey: uuid() });
  const first = accepted(await engine.drive.drive(call));
  let away = true;
  const store: Store = {
    ...engine.store,
    references: (names) => (away ? Promise.reject(new StoreFailure('UNAVAILABLE', new Error('gone'))) : engine.store.references(names)),
  };
  const drive = createDrive({ ...engine.ports, store });
  expect(refusal(await drive.drive(call))).toMatchObject({ code: 'DATABASE_UNAVAILABLE', data: { retryable: true } });
  away = false;
  expect(accepted(await drive.drive(call))).toMatchObject({ replayed: true, event: first.event });
});
