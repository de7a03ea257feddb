import { v7 as uuid } from 'uuid';
import type { StoredSubject } from '../../src/application/ports/store';
import { accepted, coordinator, openTestEngine, refusal, worker, type TestEngine } from './support/engine';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const load = async (campaignId: string, id: string): Promise<StoredSubject> => {
  const [subject] = (await engine.store.load({ subjects: [{ campaignId, id }], idempotency: [], deadlines: [] })).subjects;
  if (!subject) throw new Error('not there');
  return subject;
};
const send = (campaignId: string, id: string, type: string, input: Record<string, unknown> = {}) =>
  engine.drive.drive({ subject: { campaignId, id }, event: { type, input }, viewer: coordinator });

describe('a signal to one instance', () => {
  test('is decided in the same transaction, with its cause', async () => {
    const campaignId = await engine.newCampaign();
    const { id } = await engine.newPiece(campaignId);
    const { also, event } = accepted(await send(campaignId, id, 'FINISH', { campaign: campaignId }));
    expect(also).toMatchObject([{ subjectId: campaignId, kind: 'CAMPAIGN', seq: 2, type: 'PIECE_DONE' }]);
    const [, signal] = await engine.store.events({ campaignId, id: campaignId }, 9);
    expect(signal).toMatchObject({ cause: { subjectId: id, seq: event.seq }, by: { account: null, relations: ['ENGINE'] } });
    const { rows } = await engine.database.pool.query(
      'select count(distinct transaction)::int as n from event where subject_id = any($1) and seq = 2',
      [[id, campaignId]],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('that is refused refuses the whole call, and nothing is written', async () => {
    const campaignId = await engine.newCampaign();
    const { id } = await engine.newPiece(campaignId);
    accepted(await send(campaignId, campaignId, 'END'));
    const refused = refusal(await send(campaignId, id, 'FINISH', { campaign: campaignId }));
    expect(refused).toMatchObject({ code: 'EVENT_REFUSED', data: { subject: { id: campaignId }, event: 'PIECE_DONE', fromState: 'OVER' } });
    expect(await load(campaignId, id)).toMatchObject({ revision: 1, state: 'OPEN' });
  });

  test('to what does not exist is a fault of the law: it is thrown, and nothing is written', async () => {
    const campaignId = await engine.newCampaign();
    const { id } = await engine.newPiece(campaignId);
    await expect(send(campaignId, id, 'STRAY', { to: uuid(), event: 'HEARD' })).rejects.toThrow('does not exist');
    expect(await load(campaignId, id)).toMatchObject({ revision: 1 });
  });

  test('two instances that signal each other at once, in two processes: nobody waits for ever and nothing is lost', async () => {
    const campaignId = await engine.newCampaign();
    const [a, b] = [await engine.newPiece(campaignId), await engine.newPiece(campaignId)];
    const drives = [engine.drive, engine.another()];
    const stray = (from: StoredSubject, to: StoredSubject) => ({
      ...{ subject: from, event: { type: 'STRAY', input: { to: to.id, event: 'HEARD' } }, viewer: coordinator },
    });
    const calls = Array.from({ length: 40 }, (_, i) => drives[i % 2]?.drive(i % 4 < 2 ? stray(a, b) : stray(b, a)));
    const outcomes = await Promise.all(calls);
    const done = outcomes.filter((outcome) => outcome?.ok).length;
    expect(outcomes.every((outcome) => outcome?.ok || outcome?.refusal.code === 'BUSY')).toBe(true);
    const [after, other] = [await load(campaignId, a.id), await load(campaignId, b.id)];
    expect(after.revision + other.revision).toBe(2 + 2 * done);
    expect(Number(after.snapshot.context['told']) + Number(other.snapshot.context['told'])).toBe(done);
  });
});

describe('a signal to kinds', () => {
  test('reaches every open instance of the campaign, and only those', async () => {
    const campaignId = await engine.newCampaign();
    const [open, closed, phased] = [
      await engine.newPiece(campaignId),
      await engine.newPiece(campaignId),
      await engine.newPiece(campaignId, { phase: 'p2' }),
    ];
    const elsewhere = await engine.newPiece(await engine.newCampaign());
    accepted(await send(campaignId, closed.id, 'FINISH'));
    expect(
      accepted(await send(campaignId, campaignId, 'ANNOUNCE'))
        .also.map(({ subjectId }) => subjectId)
        .sort(),
    ).toEqual([open.id, phased.id].sort());
    expect(accepted(await send(campaignId, campaignId, 'ANNOUNCE', { phase: 'p2' })).also).toMatchObject([{ subjectId: phased.id }]);
    expect(accepted(await send(campaignId, campaignId, 'ANNOUNCE', { unit: uuid() })).also).toEqual([]);
    expect(await load(elsewhere.campaignId, elsewhere.id)).toMatchObject({ revision: 1 });
  });

  test('sees what was opened and closed in the same batch', async () => {
    const campaignId = await engine.newCampaign();
    const ids = [uuid(), uuid()];
    const piece = await engine.newPiece(campaignId);
    const calls = [
      { subject: { campaignId, id: campaignId }, event: { type: 'OPEN_PIECES', input: { ids } }, viewer: coordinator },
      { subject: piece, event: { type: 'FINISH', input: {} }, viewer: worker },
      { subject: { campaignId, id: campaignId }, event: { type: 'ANNOUNCE', input: {} }, viewer: coordinator },
    ];
    const outcomes = (await engine.drive.driveMany(calls)).map(accepted);
    expect(outcomes[2]?.also.map(({ subjectId }) => subjectId).sort()).toEqual([...ids].sort());
  });

  test('while single calls change the same instances: each change counts once', async () => {
    const campaignId = await engine.newCampaign();
    const pieces = await Promise.all(Array.from({ length: 12 }, () => engine.newPiece(campaignId)));
    const announce = { subject: { campaignId, id: campaignId }, event: { type: 'ANNOUNCE', input: {} }, viewer: coordinator };
    const calls = Array.from({ length: 10 }, () => [announce, ...pieces.map((piece) => engine.note(piece, 'x'))]).flat();
    for (const outcome of await engine.drive.driveMany(calls)) accepted(outcome);
    for (const { id } of pieces) {
      const { revision, snapshot } = await load(campaignId, id);
      expect({ revision, notes: (snapshot.context['notes'] as string[]).length, told: snapshot.context['told'] }).toEqual({
        revision: 21,
        notes: 10,
        told: 10,
      });
    }
  });
});

describe('an opening', () => {
  test('creates instances that each begin with their own first event', async () => {
    const campaignId = await engine.newCampaign();
    const ids = [uuid(), uuid(), uuid()];
    const { also, event } = accepted(await send(campaignId, campaignId, 'OPEN_PIECES', { ids }));
    expect(also.map(({ subjectId, seq, type }) => ({ subjectId, seq, type }))).toEqual(
      ids.map((subjectId) => ({ subjectId, seq: 1, type: 'CREATED' })),
    );
    const [created] = await engine.store.events({ campaignId, id: ids[1] ?? '' }, 9);
    expect(created).toMatchObject({ cause: { subjectId: campaignId, seq: event.seq }, input: { definition: { title: 'piece 1' }, ordinal: 1 } });
    expect(await load(campaignId, ids[2] ?? '')).toMatchObject({ title: 'piece 2', ordinal: 2, revision: 1 });
  });

  test('of an id that exists already refuses the whole call', async () => {
    const campaignId = await engine.newCampaign();
    const { id } = await engine.newPiece(campaignId);
    const fresh = uuid();
    expect(refusal(await send(campaignId, campaignId, 'OPEN_PIECES', { ids: [fresh, id] }))).toMatchObject({ code: 'ALREADY_EXISTS', data: { id } });
    expect(await load(campaignId, campaignId)).toMatchObject({ revision: 1 });
    await expect(load(campaignId, fresh)).rejects.toThrow('not there');
  });
});
