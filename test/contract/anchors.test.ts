import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepOutside, makeAnchor, makeDailyAnchor } from '../../src/application/audit/make-anchor';
import type { AnchorFault } from '../../src/application/audit/expected-anchors';
import { isWhole, verify, type VerifyReport } from '../../src/application/verify';
import { anchorFolder, createAuditLog, readWitness } from '../../src/infrastructure/audit';
import { openAnchored, type Anchored } from './support/anchored';
import { accepted } from './support/engine';

let world: Anchored;
beforeAll(async () => {
  world = await openAnchored();
});
afterEach(() => world.restore());
afterAll(() => world.close());

const [PIECE, RESTING] = [0, 2];
const piece = (i: number = PIECE) => world.pieces[i] ?? { campaignId: '', id: '' };
const faults = (report: VerifyReport): AnchorFault[] => report.anchors?.bad ?? [];
const removed = async (id: string): Promise<void> => {
  await world.sql('delete from event where subject_id = $1', [id]);
  await world.sql('delete from subject where id = $1', [id]);
};

describe('an anchor', () => {
  test('covers what is new since the one before, and is chained to it', () => {
    expect(world.made.map(({ number, day, campaigns, subjects, events }) => [number, day, campaigns, subjects, events])).toEqual([
      [1, '2026-03-02', 2, 8, 20],
      [2, '2026-03-03', 2, 4, 8],
      [3, '2026-03-04', 2, 6, 12],
    ]);
    expect(world.made.map(({ prevHash }) => prevHash)).toEqual([Buffer.alloc(32), world.made[0]?.hash, world.made[1]?.hash]);
  });

  test('holds for what is there, with and without the copies outside, for all and for one campaign', async () => {
    for (const outside of [false, true])
      for (const campaign of [null, ...world.campaigns]) {
        const report = await world.verify(outside, campaign);
        expect(isWhole(report)).toBe(true);
        expect(report).toMatchObject({ bad: [], anchors: { count: 3, outside: outside ? 3 : 0, uncovered: 0, bad: [] } });
      }
  });

  test('leaves to the next what came after it, also on the same day', async () => {
    await world.note(piece(), 'later');
    expect((await world.verify()).anchors).toMatchObject({ count: 3, uncovered: 1, bad: [] });
  });

  test('is made once a day, and what was missed is covered by the next', async () => {
    const at = (instant: string) => ({ anchors: world.anchors, wall: { now: () => new Date(instant) } });
    expect(await makeDailyAnchor(at('2026-03-04T15:59:59Z'))).toBeNull();
    expect(await makeDailyAnchor(at('2026-03-09T16:00:00Z'))).toMatchObject({ number: 4, day: '2026-03-10', subjects: 0, events: 0 });
    expect(await makeDailyAnchor(at('2026-03-10T15:00:00Z'))).toBeNull();
    expect(isWhole(await world.verify())).toBe(true);
  });

  test('is made by one of several that try at once', async () => {
    const ports = { anchors: world.anchors, wall: { now: () => new Date('2026-03-05T00:00:00Z') } };
    const made = await Promise.all([1, 2, 3, 4].map(() => makeDailyAnchor(ports)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await world.anchors.last()).toMatchObject({ number: 4 });
  });

  test('covers more subjects than a page', async () => {
    const campaign = await world.engine.newCampaign();
    await world.engine.database.pool.query(
      `insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, prev_hash, hash)
       select $1, gen_random_uuid(), 1, 'TASK', 'X', '{}', '{}', now(), '\\x00', sha256(n::text::bytea) from generate_series(1, 12000) n`,
      [campaign],
    );
    const made = await makeAnchor({ anchors: world.anchors, wall: world.engine.clock });
    expect(made).toMatchObject({ number: 4, campaigns: 1, subjects: 12_001, events: 12_001 });
    expect(faults(await world.verify())).toEqual([]);
  });
});

describe('the files outside', () => {
  test('one for each anchor, written once, and again when one is missing', async () => {
    const names = ['anchor-000001-2026-03-02.ndjson', 'anchor-000002-2026-03-03.ndjson', 'anchor-000003-2026-03-04.ndjson'];
    expect(readdirSync(world.folder)).toEqual(names);
    const lost = join(world.folder, names[1] ?? '');
    const before = readFileSync(lost, 'utf8');
    rmSync(lost);
    writeFileSync(join(world.folder, names[0] ?? ''), 'kept as it is');
    expect(await keepOutside(world.anchors, anchorFolder(world.folder))).toEqual([2]);
    expect(readFileSync(lost, 'utf8')).toBe(before);
    expect(readFileSync(join(world.folder, names[0] ?? ''), 'utf8')).toBe('kept as it is');
    rmSync(join(world.folder, names[0] ?? ''));
    await keepOutside(world.anchors, anchorFolder(world.folder));
    expect(isWhole(await world.verify(true))).toBe(true);
  });

  test('the last line kept of them is enough to see that something was made anew', async () => {
    const [name = ''] = readdirSync(world.folder).slice(-1);
    const [first = ''] = readFileSync(join(world.folder, name), 'utf8').split('\n');
    const file = join(world.folder, 'only.ndjson');
    writeFileSync(file, `${first}\n`);
    try {
      await world.forge(piece(), (events) => events.map((event, i) => (i === 1 ? { ...event, input: { text: 'forged' } } : event)));
      await world.forgeAnchors();
      expect(isWhole(await world.verify())).toBe(true);
      const witness = await readWitness(file);
      const report = await verify({ ledger: createAuditLog(world.engine.database.pool), anchors: world.anchors, witness });
      expect(faults(report).map(({ number, fault }) => [number, fault])).toContainEqual([3, 'ANCHOR_EDITED']);
    } finally {
      rmSync(file);
    }
  });

  test('a copy that was changed is told from a log that was', async () => {
    const [name = ''] = readdirSync(world.folder);
    const path = join(world.folder, name);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replace('"events":20', '"events":21'));
    try {
      expect(faults(await world.verify(true))).toEqual([expect.objectContaining({ number: 1, fault: 'COPY_EDITED' })]);
      writeFileSync(path, before.replace('"seq":', '"seq":"x'));
      await expect(world.verify(true)).rejects.toMatchObject({ code: 'AUDIT_FILE_NOT_READ' });
    } finally {
      writeFileSync(path, before);
    }
  });
});

describe('what is not as it was', () => {
  test('a subject removed with its whole log: the anchor tells, and the heads outside tell which', async () => {
    const { campaignId, id } = piece();
    await removed(id);
    const inside = await world.verify();
    expect(inside.bad).toEqual([]);
    expect(faults(inside)).toEqual([{ number: 1, day: '2026-03-02', campaignId, subjectId: null, seq: null, fault: 'SUBJECT_MISSING' }]);
    expect(faults(await world.verify(true))).toEqual([{ ...faults(inside)[0], subjectId: id, seq: 3 }]);
    expect(faults(await world.verify(true, campaignId))).toEqual(faults(await world.verify(true)));
    expect(isWhole(await world.verify(true, world.campaigns[1]))).toBe(true);
  });

  test('the same with all anchors made anew: only the copies outside can tell', async () => {
    const { campaignId, id } = piece();
    await removed(id);
    await world.forgeAnchors();
    expect(isWhole(await world.verify())).toBe(true);
    const report = await world.verify(true);
    expect(faults(report)).toContainEqual({ number: 1, day: '2026-03-02', campaignId, subjectId: id, seq: 3, fault: 'SUBJECT_MISSING' });
    expect(faults(report)[0]).toMatchObject({ number: 1 });
  });

  test.each([
    ['rewritten', 3, 'REWRITTEN', (index: number) => index === 6],
    ['rewritten from the first on', 1, 'REWRITTEN', (index: number) => index === 0],
  ])('a chain computed anew up to the head: %s', async (_, number, fault, which) => {
    const { campaignId, id } = piece();
    await world.forge(piece(), (events) => events.map((event, i) => (which(i) ? { ...event, input: { text: 'forged' } } : event)));
    const inside = await world.verify();
    expect(inside.bad).toEqual([]);
    expect(faults(inside)).toEqual([expect.objectContaining({ number, campaignId, fault, subjectId: null })]);
    await world.forgeAnchors();
    expect(isWhole(await world.verify())).toBe(true);
    expect(faults(await world.verify(true))).toContainEqual(expect.objectContaining({ number, campaignId, fault, subjectId: id }));
  });

  test('the tail cut, with the head set back as if it had never been', async () => {
    const { campaignId, id } = piece();
    await world.forge(piece(), (events) => events.slice(0, -2));
    const inside = await world.verify();
    expect(inside.bad).toEqual([]);
    expect(faults(inside)).toEqual([expect.objectContaining({ number: 3, campaignId, fault: 'SUBJECT_MISSING' })]);
    expect(faults(await world.verify(true))).toEqual([expect.objectContaining({ number: 3, subjectId: id, seq: 7 })]);
  });

  test('a subject slipped into the past', async () => {
    const extra = await world.engine.newPiece(world.campaigns[0]);
    await world.sql('update event set transaction = (select min(transaction) from event) where subject_id = $1', [extra.id]);
    expect(faults(await world.verify())).toEqual([expect.objectContaining({ number: 1, campaignId: world.campaigns[0], fault: 'SUBJECT_INSERTED' })]);
    expect(faults(await world.verify(true))).toEqual([expect.objectContaining({ number: 1, subjectId: extra.id, fault: 'SUBJECT_INSERTED' })]);
  });

  test('a campaign removed with everything that is known of it', async () => {
    const [gone] = world.campaigns;
    for (const table of ['event', 'subject']) await world.sql(`delete from ${table} where campaign_id = $1`, [gone]);
    expect(faults(await world.verify())[0]).toMatchObject({ number: 1, campaignId: gone, fault: 'SUBJECT_MISSING' });
    await world.sql('delete from campaign_anchor where campaign_id = $1', [gone]);
    expect(faults(await world.verify()).map(({ number, fault }) => [number, fault])).toEqual([1, 2, 3].map((n) => [n, 'CAMPAIGN_MISSING']));
    expect(faults(await world.verify(true))[0]).toMatchObject({ number: 1, campaignId: gone });
  });

  test.each([
    ['edited', `update anchor set events = events + 1 where number = 2`, 'ANCHOR_EDITED'],
    ['with another day', `update anchor set day = day + 1 where number = 2`, 'ANCHOR_EDITED'],
    ['removed', `delete from anchor where number = 2`, 'ANCHOR_MISSING'],
  ])('an anchor %s', async (_, statement, fault) => {
    await world.sql(statement);
    expect(faults(await world.verify())[0]).toMatchObject({ number: 2, fault, campaignId: null });
    expect(faults(await world.verify(true))).toEqual([expect.objectContaining({ number: 2, fault, day: '2026-03-03' })]);
  });

  test('the last anchors removed: only the copies outside can tell', async () => {
    await world.sql('delete from anchor where number > 1');
    await world.sql('delete from campaign_anchor where number > 1');
    expect(isWhole(await world.verify())).toBe(true);
    expect(faults(await world.verify(true)).map(({ number, fault }) => [number, fault])).toEqual(
      expect.arrayContaining([
        [2, 'ANCHOR_MISSING'],
        [3, 'ANCHOR_MISSING'],
      ]),
    );
  });

  test.each([
    ['edited', `update campaign_anchor set events = events + 1 where number = 2 and campaign_id = $1`, 'CAMPAIGN_ANCHOR_EDITED'],
    ['removed', `delete from campaign_anchor where number = 2 and campaign_id = $1`, 'CAMPAIGN_ANCHOR_MISSING'],
  ])("a campaign's part in an anchor %s", async (_, statement, fault) => {
    await world.sql(statement, [world.campaigns[0]]);
    const [first] = faults(await world.verify());
    expect(first).toMatchObject({ number: 2, fault, campaignId: world.campaigns[0] });
    expect(faults(await world.verify(true))[0]).toMatchObject({ number: 2, campaignId: world.campaigns[0] });
  });

  test('a part that was removed is seen from another campaign too, since its own no longer leads to the root', async () => {
    await world.sql('delete from campaign_anchor where number = 2 and campaign_id = $1', [world.campaigns[0]]);
    expect(faults(await world.verify(false, world.campaigns[1]))).toEqual([
      { number: 2, day: '2026-03-03', campaignId: null, subjectId: null, seq: null, fault: 'CAMPAIGN_ANCHOR_EDITED' },
    ]);
  });

  test('events moved from one day to another', async () => {
    await world.sql('update event set transaction = (select min(transaction) from event) where subject_id = $1 and seq = 4', [piece().id]);
    expect(faults(await world.verify())[0]).toMatchObject({ number: 1, campaignId: piece().campaignId });
  });

  test('a piece that rested on a day is not missed on that day', async () => {
    await removed(piece(RESTING).id);
    expect(faults(await world.verify(true)).map(({ number }) => number)).toEqual([1]);
    await world.restore();
    await world.forge(piece(RESTING), (events) => events.slice(0, 3));
    expect(faults(await world.verify(true)).map(({ number, seq }) => [number, seq])).toEqual([[3, 5]]);
  });
});

test('the world can be lived in afterwards', async () => {
  accepted(await world.engine.drive.drive(world.engine.note(piece(), 'on')));
  expect(isWhole(await world.verify(true))).toBe(true);
});
