/** Whatever is done to the log behind the program's back, and however well it is covered up: it is seen, and in the right place. */
import fc from 'fast-check';
import { isWhole } from '../../src/application/verify';
import type { LoggedEvent } from '../../src/application/ports/store';
import { openAnchored, type Anchored } from './support/anchored';

let world: Anchored;
beforeAll(async () => {
  world = await openAnchored();
});
afterAll(() => world.close());

/** How far somebody goes to hide it. ROWS: touches the row only; CHAIN: makes hashes and heads right again; ANCHORS: the anchors as well. */
type Cover = 'ROWS' | 'CHAIN' | 'ANCHORS';
interface Tampering {
  piece: number;
  at: number;
  act: 'EDIT' | 'DELETE' | 'INSERT' | 'SWAP' | 'CUT' | 'REMOVE';
  cover: Cover;
}
const tampering: fc.Arbitrary<Tampering> = fc.record({
  piece: fc.nat({ max: 5 }),
  at: fc.nat({ max: 4 }),
  act: fc.constantFrom('EDIT', 'DELETE', 'INSERT', 'SWAP', 'CUT', 'REMOVE'),
  cover: fc.constantFrom('ROWS', 'CHAIN', 'ANCHORS'),
});

const changed = ({ act, at }: Tampering, events: LoggedEvent[]): LoggedEvent[] => {
  const [before, one, two, after] = [events.slice(0, at), events[at], events[at + 1], events.slice(at + 2)];
  if (!one) return events;
  const rest = two ? [two, ...after] : after;
  switch (act) {
    case 'EDIT':
      return [...before, { ...one, input: { text: 'forged' } }, ...rest];
    case 'DELETE':
      return [...before, ...rest];
    case 'INSERT':
      return [...before, { ...one, input: { text: 'forged' } }, one, ...rest];
    case 'SWAP':
      return two ? [...before, two, one, ...after] : [...before, { ...one, type: 'HEARD' }];
    default:
      return before.length > 0 ? before : [one];
  }
};

async function tamper(done: Tampering): Promise<void> {
  const piece = world.pieces[done.piece];
  if (!piece) throw new Error('none');
  const { id } = piece;
  if (done.act === 'REMOVE')
    for (const [table, column] of [
      ['event', 'subject_id'],
      ['subject', 'id'],
    ])
      await world.sql(`delete from ${table} where ${column} = $1`, [id]);
  else if (done.cover !== 'ROWS') await world.forge(piece, (events) => changed(done, events));
  else await onRows(done, id);
  if (done.cover === 'ANCHORS') await world.forgeAnchors();
}

async function onRows({ act, at }: Tampering, id: string): Promise<void> {
  const seq = at + 1;
  const move = (from: string, to: string): Promise<number> => world.sql(`update event set seq = ${to} where subject_id = $1 and ${from}`, [id]);
  switch (act) {
    case 'EDIT':
      await world.sql(`update event set payload = payload || '{"on": "2020-01-01"}' where subject_id = $1 and seq = $2`, [id, seq]);
      break;
    case 'DELETE':
      await world.sql('delete from event where subject_id = $1 and seq = $2', [id, seq]);
      break;
    case 'CUT':
      await world.sql('delete from event where subject_id = $1 and seq >= $2', [id, seq]);
      break;
    case 'INSERT':
      await move(`seq > ${seq}`, 'seq + 1000');
      await move('seq > 1000', 'seq - 999');
      await world.sql(
        `insert into event (campaign_id, subject_id, seq, transaction, kind, type, by, payload, at, cause, prev_hash, hash)
         select campaign_id, subject_id, seq + 1, transaction, kind, type, by, payload, at, cause, prev_hash, hash from event where subject_id = $1 and seq = $2`,
        [id, seq],
      );
      break;
    default: {
      const other = at === 0 ? 2 : at;
      await move(`seq = ${seq}`, '5000');
      await move(`seq = ${other}`, String(seq));
      await move('seq = 5000', String(other));
    }
  }
}

test('one tampering, hidden or not, is seen from outside, and named by campaign and subject; hidden from the anchors too only from outside', async () => {
  await fc.assert(
    fc.asyncProperty(tampering, async (done) => {
      await world.restore();
      await tamper(done);
      const { campaignId, id } = world.pieces[done.piece] ?? { campaignId: '', id: '' };
      const [inside, outside] = [await world.verify(), await world.verify(true)];
      expect(isWhole(inside)).toBe(done.cover === 'ANCHORS' && (done.act === 'REMOVE' || inside.bad.length === 0));
      expect(isWhole(outside)).toBe(false);
      const chains = outside.bad.map((link) => [link.campaignId, link.id]);
      const anchors = (outside.anchors?.bad ?? []).filter(({ subjectId }) => subjectId !== null).map((fault) => [fault.campaignId, fault.subjectId]);
      const named = [...chains, ...anchors];
      expect(named.length).toBeGreaterThan(0);
      expect(named).toEqual(named.map(() => [campaignId, id]));
      if (done.cover === 'ROWS' && done.act !== 'REMOVE') {
        expect(chains).toEqual([[campaignId, id]]);
        expect(outside.bad[0]?.seq).toBeLessThanOrEqual(done.at + 2);
      }
    }),
    { numRuns: 60 },
  );
}, 300_000);

test('any one field of any anchor or of a part in one', async () => {
  const field = fc.constantFrom(
    'day = day + 1',
    "at = at + interval '1 second'",
    'subjects = subjects + 1',
    'events = events + 1',
    'root = sha256(root)',
    'hash = sha256(hash)',
    'prev_hash = sha256(prev_hash)',
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('anchor', 'campaign_anchor'), fc.integer({ min: 1, max: 3 }), field, async (table, number, change) => {
      fc.pre(table === 'anchor' || !/^(day|at)/.test(change));
      await world.restore();
      const own = table === 'anchor' ? '' : `and campaign_id = '${world.campaigns[1]}'`;
      expect(await world.sql(`update ${table} set ${change} where number = $1 ${own}`, [number])).toBe(1);
      const [inside, outside] = [await world.verify(), await world.verify(true)];
      for (const report of [inside, outside]) {
        expect(report.bad).toEqual([]);
        expect(report.anchors?.bad.length).toBeGreaterThan(0);
      }
      expect(outside.anchors?.bad[0]).toMatchObject({ number, campaignId: table === 'anchor' ? null : world.campaigns[1] });
    }),
    { numRuns: 40 },
  );
}, 300_000);
