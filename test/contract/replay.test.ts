import { v7 as uuid } from 'uuid';
import { deliverDue } from '../../src/application/drive/deliver-due';
import { replay, subjectAt, type Difference } from '../../src/application/replay';
import { verify, type BadLink } from '../../src/application/verify';
import { linkHash } from '../../src/application/drive/chain';
import { createLedger } from '../../src/infrastructure/persistence/store';
import { accepted, coordinator, openTestEngine, UNIT, type TestEngine } from './support/engine';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const ledger = () => createLedger(engine.database.pool);
const differences = async (campaignId: string | null = null): Promise<Difference[]> =>
  (await replay({ ...engine.ports, ledger: ledger(), campaignId })).differences;
const badLinks = async (campaignId: string): Promise<Pick<BadLink, 'seq' | 'fault'>[]> =>
  (await verify({ ledger: ledger(), campaignId })).bad.map(({ seq, fault }) => ({ seq, fault }));
const sql = (text: string, values: unknown[] = []): Promise<unknown> => engine.database.pool.query(text, values);

/** A campaign with everything in it: notes, deadlines pending, moved, cancelled, delivered and refused, signals, openings. */
async function lived(): Promise<{ campaignId: string; id: string }> {
  const campaignId = await engine.newCampaign();
  const send = async (id: string, type: string, input: Record<string, unknown> = {}): Promise<void> => {
    accepted(await engine.drive.drive({ subject: { campaignId, id }, event: { type, input }, viewer: coordinator }));
  };
  const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => engine.newPiece(campaignId)));
  if (!one || !two || !three || !four) throw new Error('none');
  for (const text of ['a', 'b 😀', 'c']) await send(one.id, 'NOTE', { text, tell: true, deep: { list: [1.5, null, 1e21, { z: 1, a: 2 }] } });
  await send(one.id, 'POSTPONE', { dueOn: '2026-03-20' });
  await send(one.id, 'POSTPONE', { dueOn: '2027-03-20' });
  await send(two.id, 'POSTPONE', { dueOn: '2026-03-04' });
  await send(three.id, 'POSTPONE', { dueOn: '2026-03-04' });
  await send(three.id, 'FINISH', { campaign: campaignId });
  await send(four.id, 'POSTPONE', { dueOn: '2026-03-04' });
  await send(four.id, 'JOIN', { units: [uuid(), uuid()] });
  await send(campaignId, 'OPEN_PIECES', { ids: [uuid(), uuid()] });
  await send(campaignId, 'ANNOUNCE');
  engine.clock.time = new Date('2026-03-05T00:00:00Z');
  await deliverDue({ store: engine.store, drive: engine.drive, clock: engine.clock, onError: (error) => expect(error).toBeNull() });
  return { campaignId, id: one.id };
}

describe('replay', () => {
  test('finds everything as it is stored, and counts as it goes', async () => {
    const { campaignId } = await lived();
    const progress: number[] = [];
    const report = await replay({ ...engine.ports, ledger: ledger(), campaignId }, ({ events }) => progress.push(events));
    expect(report).toEqual({ subjects: 7, events: progress.at(-1), differences: [] });
    expect(progress).toHaveLength(7);
  });

  test('more than a page of subjects', async () => {
    const campaignId = await engine.newCampaign();
    await Promise.all(Array.from({ length: 450 }, () => engine.newPiece(campaignId)));
    expect(await replay({ ...engine.ports, ledger: ledger(), campaignId })).toEqual({ subjects: 451, events: 451, differences: [] });
  });

  test.each([
    ['subject.state', `update subject set state = 'DONE' where id = $1`, 'DONE', 'OPEN'],
    ['subject.title', `update subject set title = 'other' where id = $1`, 'other', 'a piece'],
    ['subject.revision', 'update subject set revision = 99 where id = $1', 99, 7],
    ['subject.closed', 'update subject set closed = true where id = $1', true, false],
    [
      `participant.LEAD.${UNIT}`,
      'update participant set must_act = false where subject_id = $1',
      expect.objectContaining({ mustAct: false }),
      expect.objectContaining({ mustAct: true }),
    ],
    [`participant.LEAD.${UNIT}`, 'delete from participant where subject_id = $1', null, expect.objectContaining({ mustAct: true })],
    [
      'deadline.due',
      `update deadline set due_on = '2030-01-01' where subject_id = $1`,
      expect.objectContaining({ dueOn: '2030-01-01' }),
      expect.objectContaining({ dueOn: '2027-03-20' }),
    ],
    ['deadline.due', `update deadline set status = 'CANCELLED' where subject_id = $1`, null, expect.objectContaining({ dueOn: '2027-03-20' })],
    [
      'subject.snapshot',
      `update subject set snapshot = jsonb_set(snapshot, '{context,told}', '9') where id = $1`,
      expect.anything(),
      expect.anything(),
    ],
    ['subject', 'delete from subject where id = $1', null, { revision: 7 }],
  ])('names what was changed behind its back: %s (%s)', async (what, statement, stored, rebuilt) => {
    const { campaignId, id } = await lived();
    await sql(statement, [id]);
    expect(await differences(campaignId)).toEqual([{ campaignId, id, kind: 'TASK', what, stored, rebuilt }]);
  });

  test('names the event that the law would have refused', async () => {
    const { campaignId, id } = await lived();
    await sql(`update event set type = 'HEARD' where subject_id = $1 and seq = 3`, [id]);
    expect(await differences(campaignId)).toEqual([
      { campaignId, id, kind: 'TASK', what: 'log.3', stored: 'HEARD', rebuilt: 'refused: NOT_YOUR_ROLE' },
    ]);
  });
});

describe('verify', () => {
  test('finds whole chains whole', async () => {
    const { campaignId } = await lived();
    expect(await badLinks(campaignId)).toEqual([]);
  });

  test.each([
    ['an input', `update event set payload = jsonb_set(payload, '{input,text}', '"forged"') where subject_id = $1 and seq = 3`],
    ['who did it', `update event set by = jsonb_set(by, '{account}', '"somebody"') where subject_id = $1 and seq = 3`],
    ['when', `update event set at = at + interval '1 millisecond' where subject_id = $1 and seq = 3`],
    ['the cause', `update event set cause = '{"subjectId": "x", "seq": 1}' where subject_id = $1 and seq = 3`],
    ['the hash', `update event set hash = sha256(hash) where subject_id = $1 and seq = 3`],
  ])('edited: %s', async (_, statement) => {
    const { campaignId, id } = await lived();
    await sql(statement, [id]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 3, fault: 'EDITED' }]);
  });

  test('edited, with a hash computed anew', async () => {
    const { campaignId, id } = await lived();
    const event = (await engine.store.events({ campaignId, id }, 99))[2];
    if (!event) throw new Error('none');
    const forged = { ...event, input: { text: 'forged' } };
    await sql(`update event set payload = jsonb_set(payload, '{input}', '{"text": "forged"}'), hash = $2 where subject_id = $1 and seq = 3`, [
      ...[id, linkHash(event.prevHash, forged)],
    ]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 3, fault: 'EDITED' }]);
  });

  test.each([1, 4])('deleted: event %i', async (seq) => {
    const { campaignId, id } = await lived();
    await sql('delete from event where subject_id = $1 and seq = $2', [id, seq]);
    expect(await badLinks(campaignId)).toEqual([{ seq, fault: 'DELETED' }]);
  });

  test('deleted, and the later ones moved up', async () => {
    const { campaignId, id } = await lived();
    await sql('delete from event where subject_id = $1 and seq = 4', [id]);
    for (const seq of [5, 6, 7]) await sql('update event set seq = seq - 1 where subject_id = $1 and seq = $2', [id, seq]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 4, fault: 'DELETED' }]);
  });

  test.each([true, false])('inserted, and the later ones moved down; with a right hash: %s', async (right) => {
    const { campaignId, id } = await lived();
    const event = (await engine.store.events({ campaignId, id }, 99))[2];
    if (!event) throw new Error('none');
    for (const seq of [7, 6, 5, 4, 3]) await sql('update event set seq = seq + 1 where subject_id = $1 and seq = $2', [id, seq]);
    await sql(
      `insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, cause, prev_hash, hash)
       select campaign_id, subject_id, 3, kind, type, by, payload, at, cause, prev_hash, $2 from event where subject_id = $1 and seq = 4`,
      [id, right ? linkHash(event.prevHash, event) : Buffer.alloc(32, 7)],
    );
    expect(await badLinks(campaignId)).toEqual([{ seq: 3, fault: 'INSERTED' }]);
  });

  test('inserted at the end, with a right hash', async () => {
    const { campaignId, id } = await lived();
    const last = (await engine.store.events({ campaignId, id }, 99)).at(-1);
    if (!last) throw new Error('none');
    const more = { ...last, seq: last.seq + 1 };
    await sql(
      `insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, cause, prev_hash, hash)
       select campaign_id, subject_id, seq + 1, kind, type, by, payload, at, cause, hash, $3 from event where subject_id = $1 and seq = $2`,
      [id, last.seq, linkHash(last.hash, more)],
    );
    expect(await badLinks(campaignId)).toEqual([{ seq: last.seq + 1, fault: 'INSERTED' }]);
  });

  test('put in another order', async () => {
    const { campaignId, id } = await lived();
    for (const [from, to] of [
      [3, 99],
      [4, 3],
      [99, 4],
    ])
      await sql('update event set seq = $3 where subject_id = $1 and seq = $2', [id, from, to]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 3, fault: 'REORDERED' }]);
  });

  test('cut off at the end', async () => {
    const { campaignId, id } = await lived();
    await sql('delete from event where subject_id = $1 and seq > 5', [id]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 6, fault: 'TAIL_CUT' }]);
  });

  test('cut off at the end, with the revision set back', async () => {
    const { campaignId, id } = await lived();
    await sql('delete from event where subject_id = $1 and seq > 5', [id]);
    await sql('update subject set revision = 5 where id = $1', [id]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 5, fault: 'HEAD_EDITED' }]);
  });

  test('all events gone, or the subject', async () => {
    const { campaignId, id } = await lived();
    await sql('delete from event where subject_id = $1', [id]);
    expect(await badLinks(campaignId)).toEqual([{ seq: 1, fault: 'TAIL_CUT' }]);
    const other = await lived();
    await sql('delete from subject where id = $1', [other.id]);
    expect(await badLinks(other.campaignId)).toEqual([{ seq: 1, fault: 'SUBJECT_MISSING' }]);
  });
});

describe('a subject as it stood at a revision', () => {
  test('is what the call answered then', async () => {
    const piece = await engine.newPiece(await engine.newCampaign());
    const answers = [piece];
    for (const text of ['a', 'b', 'c']) answers.push(accepted(await engine.drive.drive(engine.note(piece, text))).subject);
    for (const answer of answers) expect(await subjectAt(engine.ports, piece, answer.revision)).toEqual(answer);
    expect(await subjectAt(engine.ports, piece, 5)).toBeNull();
  });
});
