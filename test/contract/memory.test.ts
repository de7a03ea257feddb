/** What a process remembers of the subjects it has written may be old; no answer may ever show it. */
import { v7 as uuid } from 'uuid';
import { createDrive, type Drive } from '../../src/application/drive';
import type { StoredSubject, SubjectKey } from '../../src/application/ports/store';
import type { Law } from '../../workflows';
import { accepted, coordinator, openTestEngine, refusal, stranger, type TestEngine } from './support/engine';
import { statementsOf } from './support/statements';

let engine: TestEngine;
let campaignId: string;
beforeAll(async () => {
  engine = await openTestEngine();
  campaignId = await engine.newCampaign();
});
afterAll(() => engine.close());

const statements = (work: () => Promise<unknown>): Promise<string[]> => statementsOf(engine.database.pool, work);
const load = async (key: SubjectKey): Promise<StoredSubject | undefined> =>
  (await engine.store.load({ subjects: [key], idempotency: [], deadlines: [] })).subjects[0];
const send = (drive: Drive, subject: SubjectKey, type: string, input: Record<string, unknown> = {}) =>
  drive.drive({ subject, event: { type, input }, viewer: coordinator });

/** Two processes, the first of which has written the subject and remembers it. */
async function remembered(): Promise<{ mine: Drive; theirs: Drive; subject: StoredSubject }> {
  const { id } = await engine.newPiece(campaignId);
  const mine = engine.another();
  return { mine, theirs: engine.another(), subject: accepted(await mine.drive(engine.note({ campaignId, id }, 'mine'))).subject };
}

describe('a subject that this process wrote last', () => {
  test('is not read again: the next event costs one write', async () => {
    const { mine, subject } = await remembered();
    const seen = await statements(async () => accepted(await mine.drive(engine.note(subject, 'x', { idempotencyKey: uuid() }))));
    expect(seen).toEqual(['drive-write']);
    expect(await load(subject)).toMatchObject({ revision: 3, snapshot: { context: { notes: ['mine', 'x'] } } });
  });

  test('many of them cost one write a lane', async () => {
    const mine = engine.another();
    const subjects = await Promise.all(Array.from({ length: 40 }, () => engine.newPiece(campaignId)));
    await mine.driveMany(subjects.map((subject) => engine.note(subject, 'a')));
    const seen = await statements(() => mine.driveMany(subjects.map((subject) => engine.note(subject, 'b'))));
    expect(seen).toEqual(['drive-write', 'drive-write']);
  });

  test('is read again when so many others came after it that it is forgotten', async () => {
    const drive = engine.another({ remembered: 2 });
    const subjects = await Promise.all([1, 2, 3].map(() => engine.newPiece(campaignId)));
    for (const subject of subjects) accepted(await drive.drive(engine.note(subject, 'a')));
    const [first, , last] = subjects;
    expect(await statements(async () => last && drive.drive(engine.note(last, 'b')))).toEqual(['drive-write']);
    expect(await statements(async () => first && drive.drive(engine.note(first, 'b')))).toEqual(['drive-load', 'drive-write']);
  });

  test('is read each time by a drive that is to remember nothing', async () => {
    const drive = engine.another({ remembered: 0 });
    const subject = await engine.newPiece(campaignId);
    accepted(await drive.drive(engine.note(subject, 'a')));
    expect(await statements(() => drive.drive(engine.note(subject, 'b')))).toEqual(['drive-load', 'drive-write']);
  });
});

describe('after another process has written it', () => {
  test('an event is decided on what stands there now, and both are in the log', async () => {
    const { mine, theirs, subject } = await remembered();
    accepted(await theirs.drive(engine.note(subject, 'theirs')));
    const seen = await statements(async () => accepted(await mine.drive(engine.note(subject, 'again'))));
    expect(seen).toEqual(['drive-write', 'drive-load', 'drive-write']);
    expect(await load(subject)).toMatchObject({ revision: 4, snapshot: { context: { notes: ['mine', 'theirs', 'again'] } } });
  });

  test('an event that was impossible in the state remembered is accepted in the state that is', async () => {
    const { mine, theirs, subject } = await remembered();
    accepted(await theirs.drive(engine.note(subject, 'theirs')));
    const third = accepted(await mine.drive(engine.note(subject, 'at three', { expectedRevision: 3 })));
    expect(third.subject.revision).toBe(4);
  });

  test('an event that was possible in the state remembered is refused in the state that is', async () => {
    const { mine, theirs, subject } = await remembered();
    accepted(await send(theirs, subject, 'FINISH'));
    expect(refusal(await mine.drive(engine.note(subject, 'too late')))).toMatchObject({ code: 'EVENT_REFUSED', data: { fromState: 'DONE' } });
    expect(await load(subject)).toMatchObject({ revision: 3 });
  });

  test('a revision that was right in memory is refused as stale', async () => {
    const { mine, theirs, subject } = await remembered();
    accepted(await theirs.drive(engine.note(subject, 'theirs')));
    const stale = refusal(await mine.drive(engine.note(subject, 'x', { expectedRevision: 2 })));
    expect(stale).toMatchObject({ code: 'STALE_REVISION', data: { expected: 2, actual: 3 } });
  });

  test('whoever joined there meanwhile may act here at once, and whoever left may not', async () => {
    const { mine, theirs, subject } = await remembered();
    expect(refusal(await mine.drive(engine.note(subject, 'x', { viewer: stranger }))).code).toBe('NOT_FOUND');
    accepted(await send(mine, subject, 'COUNTED'));
    accepted(await send(theirs, subject, 'JOIN', { units: [stranger.roles[0]?.unitId] }));
    accepted(await mine.drive(engine.note(subject, 'joined', { viewer: stranger })));
    expect(refusal(await mine.drive(engine.note(subject, 'left'))).code).toBe('NOT_FOUND');
  });

  test('the same key gives the first answer, although neither process knows of the other', async () => {
    const { mine, theirs, subject } = await remembered();
    const call = engine.note(subject, 'once', { idempotencyKey: uuid() });
    const first = accepted(await theirs.drive(call));
    expect(accepted(await mine.drive(call))).toEqual({ ...first, replayed: true });
    expect(await load(subject)).toMatchObject({ revision: 3 });
  });

  test('a key that was used for another request is refused', async () => {
    const { mine, theirs, subject } = await remembered();
    const idempotencyKey = uuid();
    accepted(await theirs.drive(engine.note(subject, 'one', { idempotencyKey })));
    expect(refusal(await mine.drive(engine.note(subject, 'two', { idempotencyKey }))).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('a refusal under a key is kept, and given again', async () => {
    const { mine, subject } = await remembered();
    const call = engine.note(subject, 'x', { idempotencyKey: uuid(), expectedRevision: 9 });
    const first = await mine.drive(call);
    expect(refusal(first).code).toBe('STALE_REVISION');
    expect(await mine.drive(call)).toEqual(first);
  });

  test('an announcement reaches what was closed in memory only, and passes by what is closed in truth', async () => {
    const id = await engine.newCampaign();
    const [one, two] = [await engine.newPiece(id), await engine.newPiece(id)];
    const [mine, theirs] = [engine.another(), engine.another()];
    for (const subject of [one, two]) accepted(await mine.drive(engine.note(subject, 'mine')));
    accepted(await theirs.drive(engine.note(one, 'theirs')));
    accepted(await send(theirs, two, 'FINISH'));
    const outcomes = await mine.driveMany([
      engine.note(one, 'with it'),
      { subject: { campaignId: id, id }, event: { type: 'ANNOUNCE', input: {} }, viewer: coordinator },
    ]);
    outcomes.forEach(accepted);
    expect(await load(one)).toMatchObject({ snapshot: { context: { notes: ['mine', 'theirs', 'with it'], told: 1 } } });
    expect(await load(two)).toMatchObject({ closed: true, snapshot: { context: { told: 0 } } });
  });

  test('a signal to what is over by now is refused, and nothing of it is written', async () => {
    const id = await engine.newCampaign();
    const [one, two] = [await engine.newPiece(id), await engine.newPiece(id)];
    const [mine, theirs] = [engine.another(), engine.another()];
    accepted(await send(mine, one, 'FINISH', { campaign: id }));
    accepted(await send(theirs, { campaignId: id, id }, 'END'));
    expect(refusal(await send(mine, two, 'FINISH', { campaign: id }))).toMatchObject({ code: 'EVENT_REFUSED', data: { fromState: 'OVER' } });
    expect(await load(two)).toMatchObject({ revision: 1, closed: false });
  });
});

test('calls on one subject keep their order when the first of them must be looked up again', async () => {
  const { mine, theirs, subject } = await remembered();
  accepted(await theirs.drive(engine.note(subject, 'theirs')));
  const outcomes = await mine.driveMany([
    engine.note(subject, 'first', { expectedRevision: 3 }),
    engine.note(subject, 'second'),
    engine.note(subject, 'third'),
  ]);
  outcomes.forEach(accepted);
  expect(await load(subject)).toMatchObject({ snapshot: { context: { notes: ['mine', 'theirs', 'first', 'second', 'third'] } } });
});

test('what could not be written is not remembered', async () => {
  const { mine, subject } = await remembered();
  await engine.database.pool.query(`alter table outbox add constraint no_broken check (message <> 'BROKEN')`);
  try {
    await expect(send(mine, subject, 'FAIL')).rejects.toThrow();
  } finally {
    await engine.database.pool.query('alter table outbox drop constraint no_broken');
  }
  accepted(await mine.drive(engine.note(subject, 'after')));
  expect(await load(subject)).toMatchObject({ revision: 3, snapshot: { context: { notes: ['mine', 'after'] } } });
});

describe('a subject that a newer program has written', () => {
  test('is not touched by this one: the call is refused, and can be repeated elsewhere under the same key', async () => {
    const subject = await engine.newPiece(campaignId);
    await engine.database.pool.query('update subject set law_version = 2 where id = $1', [subject.id]);
    const old = engine.another();
    const call = engine.note(subject, 'x', { idempotencyKey: uuid() });
    for (let again = 0; again < 2; again += 1)
      expect(refusal(await old.drive(call))).toMatchObject({ code: 'PROGRAM_OUTDATED', data: { retryable: true } });
    expect(await load(subject)).toMatchObject({ revision: 1, lawVersion: 2 });
    const laws = { ...engine.ports.laws, TASK: { ...(engine.ports.laws.TASK as Law), version: 2 } };
    expect(accepted(await createDrive({ ...engine.ports, laws }).drive(call)).subject.lawVersion).toBe(2);
  });

  test('is not signalled by this one either, and the calls beside it are done', async () => {
    const [newer, mine, also] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
    await engine.database.pool.query('update subject set law_version = 2 where id = $1', [newer.id]);
    const [told, done] = await engine
      .another()
      .driveMany([{ subject: mine, event: { type: 'STRAY', input: { to: newer.id, event: 'HEARD' } }, viewer: coordinator }, engine.note(also, 'x')]);
    expect(told && refusal(told).code).toBe('PROGRAM_OUTDATED');
    expect(done?.ok).toBe(true);
    expect(await load(mine)).toMatchObject({ revision: 1 });
  });
});
