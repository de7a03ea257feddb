import { v7 as uuid } from 'uuid';
import { createDrive } from '../../src/application/drive';
import { linkHash } from '../../src/application/drive/chain';
import type { EventRefused } from '../../src/application/drive/types';
import { accepted, byCoordinator, coordinator, openTestEngine, piece, refusal, stranger, UNIT, type TestEngine } from './support/engine';

let engine: TestEngine;
let campaignId: string;
beforeAll(async () => {
  engine = await openTestEngine();
  campaignId = await engine.newCampaign();
});
afterAll(() => engine.close());

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await engine.database.pool.query<{ n: string }>(`select count(*) as n from ${sql}`, values)).rows[0]?.n);
const rowsOf = async (id: string): Promise<Record<string, number>> => ({
  events: await count('event where subject_id = $1', [id]),
  outbox: await count('outbox where subject_id = $1', [id]),
  deadlines: await count('deadline where subject_id = $1', [id]),
});

describe('an accepted call', () => {
  test('answers with the subject after it, and stores exactly that', async () => {
    const before = await engine.newPiece(campaignId);
    const { subject, event, also, replayed } = accepted(await engine.drive.drive(engine.note(before, 'first')));
    expect(subject).toMatchObject({ revision: 2, state: 'OPEN', snapshot: { context: { notes: ['first'] } } });
    expect({ also, replayed }).toEqual({ also: [], replayed: false });
    expect(event).toMatchObject({
      campaignId,
      subjectId: before.id,
      kind: 'TASK',
      seq: 2,
      type: 'NOTE',
      position: expect.stringMatching(/^\d+-\d+$/),
    });
    const stored = await engine.store.load({ subjects: [before], idempotency: [], deadlines: [] });
    expect(stored.subjects).toEqual([subject]);
  });

  test('is logged with who, when, what was known, and a link to the event before', async () => {
    const { id } = await engine.newPiece(campaignId);
    accepted(await engine.drive.drive({ subject: { campaignId, id }, event: { type: 'COUNTED', input: {} }, viewer: coordinator }));
    const [first, second] = await engine.store.events({ campaignId, id }, 9);
    expect(second).toMatchObject({
      ...{ seq: 2, type: 'COUNTED', on: '2026-03-02', facts: { openTasks: 7 }, cause: null },
      ...{ at: engine.clock.time, by: { account: coordinator.accountId, relations: ['COORDINATOR'] } },
    });
    expect(first?.prevHash).toEqual(Buffer.alloc(32));
    expect(second?.prevHash).toEqual(first?.hash);
    for (const event of [first, second]) expect(event && linkHash(event.prevHash, event)).toEqual(event?.hash);
  });

  test('is published after it is committed', async () => {
    const before = await engine.newPiece(campaignId);
    engine.published.length = 0;
    const { event } = accepted(await engine.drive.drive(engine.note(before, 'x')));
    expect(engine.published).toEqual([event]);
  });

  test('writes messages and deadlines with it, and moves and cancels them', async () => {
    const { id } = await engine.newPiece(campaignId);
    const send = (type: string, input: Record<string, unknown>) =>
      engine.drive.drive({ subject: { campaignId, id }, event: { type, input }, viewer: coordinator });
    accepted(await send('NOTE', { text: 'tell', tell: true }));
    accepted(await send('POSTPONE', { dueOn: '2026-03-10' }));
    const deadline = (): Promise<unknown> =>
      engine.database.pool.query('select due_on, due_at, status, set_by_seq from deadline where subject_id = $1', [id]).then((r) => r.rows);
    expect(await deadline()).toEqual([{ due_on: '2026-03-10', due_at: new Date('2026-03-10T16:00:00Z'), status: 'PENDING', set_by_seq: 3 }]);
    accepted(await send('POSTPONE', { dueOn: '2026-03-12' }));
    expect(await deadline()).toEqual([{ due_on: '2026-03-12', due_at: new Date('2026-03-12T16:00:00Z'), status: 'PENDING', set_by_seq: 4 }]);
    accepted(await send('WITHDRAW_DEADLINE', {}));
    expect(await deadline()).toMatchObject([{ status: 'CANCELLED' }]);
    const outbox = await engine.database.pool.query('select seq, message, units, data from outbox where subject_id = $1', [id]);
    expect(outbox.rows).toEqual([{ seq: 2, message: 'NOTED', units: [UNIT], data: { text: 'tell' } }]);
  });

  test('replaces the participants only where they differ', async () => {
    const { id } = await engine.newPiece(campaignId);
    const units = [uuid(), uuid()].sort();
    accepted(await engine.drive.drive({ subject: { campaignId, id }, event: { type: 'JOIN', input: { units } }, viewer: coordinator }));
    const { rows } = await engine.database.pool.query('select unit_id, must_act from participant where subject_id = $1 order by unit_id', [id]);
    expect(rows).toEqual(units.map((unit) => ({ unit_id: unit, must_act: true })));
  });
});

describe('a refused call', () => {
  test('names the state, the reasons and what is possible instead, and writes nothing', async () => {
    const before = await engine.newPiece(campaignId);
    accepted(await engine.drive.drive({ subject: before, event: { type: 'FINISH', input: {} }, viewer: coordinator }));
    const rows = await rowsOf(before.id);
    const refused = refusal(await engine.drive.drive(engine.note(before, 'too late')));
    expect(refused.code).toBe('EVENT_REFUSED');
    const data = refused.data as unknown as EventRefused;
    expect(data).toMatchObject({ fromState: 'DONE', event: 'NOTE', subject: { campaignId, id: before.id, kind: 'TASK' } });
    expect(data.reasons.length).toBeGreaterThan(0);
    expect(Array.isArray(data.allowedEvents)).toBe(true);
    expect(refused.message.zh).toContain('记录');
    expect(await rowsOf(before.id)).toEqual(rows);
  });

  test('an event that the law does not know', async () => {
    const before = await engine.newPiece(campaignId);
    const refused = refusal(await engine.drive.drive({ ...engine.note(before, ''), event: { type: 'NO_SUCH', input: {} } }));
    expect(refused).toMatchObject({ code: 'EVENT_REFUSED', data: { lawCode: 'UNKNOWN_EVENT' } });
  });

  test('an event that only the clock sends', async () => {
    const before = await engine.newPiece(campaignId);
    expect(refusal(await engine.drive.drive({ subject: before, event: { type: 'DUE', input: {} }, viewer: coordinator }))).toMatchObject({
      code: 'EVENT_REFUSED',
      data: { lawCode: 'NOT_YOUR_ROLE' },
    });
  });

  test.each([
    ['nobody has ever heard of it', () => ({ campaignId, id: uuid() })],
    ['the id is no id', () => ({ campaignId, id: `'; drop table event; --` })],
  ])('not found: %s', async (_, subject) => {
    expect(refusal(await engine.drive.drive(engine.note(subject(), 'x'))).code).toBe('NOT_FOUND');
  });

  test('another unit is told that there is no such thing', async () => {
    const before = await engine.newPiece(campaignId);
    const foreign = await engine.drive.drive(engine.note(before, 'x', { viewer: stranger }));
    const absent = await engine.drive.drive(engine.note({ campaignId, id: uuid() }, 'x', { viewer: stranger }));
    expect(foreign).toEqual(absent);
  });

  test('a revision that has passed is stale, with both numbers', async () => {
    const before = await engine.newPiece(campaignId);
    accepted(await engine.drive.drive(engine.note(before, 'a', { expectedRevision: 1 })));
    expect(refusal(await engine.drive.drive(engine.note(before, 'b', { expectedRevision: 1 })))).toMatchObject({
      code: 'STALE_REVISION',
      data: { expected: 1, actual: 2 },
    });
  });

  test('text that no database can keep is bad input, and does not fail the calls beside it', async () => {
    const [one, two] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
    const [bad, half, good] = await engine.drive.driveMany([
      engine.note(one, 'a\u0000b'),
      engine.note(one, '\ud83d'),
      engine.note(two, 'a\\u0000b 😀'),
    ]);
    expect(bad && refusal(bad).code).toBe('BAD_INPUT');
    expect(half && refusal(half).code).toBe('BAD_INPUT');
    expect(good && accepted(good).subject.snapshot.context['notes']).toEqual(['a\\u0000b 😀']);
  });

  test('a refusal by a fact provider keeps its code', async () => {
    const no = {
      ok: false as const,
      refusal: { code: 'CALENDAR_NOT_ANNOUNCED', message: { zh: '未公布', en: 'not announced' }, data: { year: 2031 } },
    };
    const drive = createDrive({ ...engine.ports, facts: { openTasks: (requests) => requests.map(() => no) } });
    const { id } = await engine.newPiece(campaignId);
    const outcome = await drive.drive({ subject: { campaignId, id }, event: { type: 'COUNTED', input: {} }, viewer: coordinator });
    expect(refusal(outcome)).toEqual(no.refusal);
  });
});

describe('creation', () => {
  test('is the first event, with the definition in it', async () => {
    const id = uuid();
    const subject = piece(campaignId, id, { title: 'made' }, 4);
    const made = accepted(await engine.drive.create({ campaignId, subject, by: byCoordinator }));
    expect(made.subject).toMatchObject({ revision: 1, title: 'made', ordinal: 4, participants: [{ unitId: UNIT, mustAct: true }] });
    const [event] = await engine.store.events({ campaignId, id }, 9);
    expect(event).toMatchObject({ type: 'CREATED', input: { definition: subject.definition, ordinal: 4, phase: null } });
  });

  test('under an id that is taken is refused, also when both come at once', async () => {
    const subject = piece(campaignId, uuid());
    const outcomes = await Promise.all([1, 2, 3].map(() => engine.drive.create({ campaignId, subject, by: byCoordinator })));
    const elsewhere = await engine.another().create({ campaignId, subject, by: byCoordinator });
    expect([...outcomes, elsewhere].map((outcome) => (outcome.ok ? 'made' : outcome.refusal.code)).sort()).toEqual([
      ...['ALREADY_EXISTS', 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'made'],
    ]);
  });

  test('by somebody whom the law does not let create', async () => {
    const outcome = await engine.drive.create({ campaignId, subject: piece(campaignId, uuid()), by: { ...byCoordinator, relations: ['LEAD_UNIT'] } });
    expect(refusal(outcome).code).toBe('EVENT_REFUSED');
  });

  test('in two processes at the same moment, one makes it', async () => {
    const drives = [engine.another(), engine.another(), engine.another()];
    for (let round = 0; round < 10; round += 1) {
      const subject = piece(campaignId, uuid());
      const outcomes = await Promise.all(drives.map((drive) => drive.create({ campaignId, subject, by: byCoordinator })));
      expect(outcomes.map((outcome) => (outcome.ok ? 'made' : outcome.refusal.code)).sort()).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'made']);
    }
  });
});
