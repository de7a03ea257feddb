/** A database with two campaigns, three pieces each, and three anchors, which a test may tamper with and put back as it was. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepOutside, makeAnchor } from '../../../src/application/audit/make-anchor';
import { placeAmong } from '../../../src/application/audit/place';
import { linkHash } from '../../../src/application/drive/chain';
import type { Anchor, AnchorStore } from '../../../src/application/ports/anchors';
import type { LoggedEvent, SubjectKey } from '../../../src/application/ports/store';
import { verify, type VerifyReport } from '../../../src/application/verify';
import { anchorFolder, createAnchorStore, createAuditLog, readWitness } from '../../../src/infrastructure/audit';
import { accepted, openTestEngine, type TestEngine } from './engine';

const TABLES = ['subject', 'event', 'anchor', 'campaign_anchor'];

export interface Anchored {
  engine: TestEngine;
  anchors: AnchorStore;
  /** Files of the anchors, kept outside. */
  folder: string;
  campaigns: [string, string];
  pieces: SubjectKey[];
  made: Anchor[];
  sql(text: string, values?: unknown[]): Promise<number>;
  note(piece: SubjectKey, text: string): Promise<void>;
  anchor(): Promise<Anchor>;
  /** Writes the log of a subject anew: what `change` makes of it, with right hashes, a right head and, if asked for, all anchors made again. */
  forge(piece: SubjectKey, change: (events: LoggedEvent[]) => LoggedEvent[]): Promise<void>;
  forgeAnchors(): Promise<void>;
  verify(outside?: boolean, campaignId?: string | null): Promise<VerifyReport>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function openAnchored(): Promise<Anchored> {
  const engine = await openTestEngine();
  const { pool } = engine.database;
  const folder = mkdtempSync(join(tmpdir(), 'muster-anchors-'));
  const store = createAnchorStore(pool, placeAmong);
  const sql = async (text: string, values: unknown[] = []): Promise<number> => (await pool.query(text, values)).rowCount ?? 0;
  const note = async (piece: SubjectKey, text: string): Promise<void> => void accepted(await engine.drive.drive(engine.note(piece, text)));
  /** Other databases of the same server may have transactions open, which would leave the newest events to the next anchor. */
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 2_000; i += 1) {
      const { rows } = await pool.query<{ last: string }>('select coalesce(max(transaction::text::bigint), 0) as last from event');
      if (BigInt(await store.settled()) > BigInt(rows[0]?.last ?? 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const anchor = async (): Promise<Anchor> => {
    await settled();
    const made = await makeAnchor({ anchors: store, wall: engine.clock });
    if (!made) throw new Error('not made');
    await keepOutside(store, anchorFolder(folder));
    return made;
  };

  const campaigns = [await engine.newCampaign(), await engine.newCampaign()].sort() as [string, string];
  const pieces: SubjectKey[] = [];
  for (const campaign of campaigns) for (let i = 0; i < 3; i += 1) pieces.push(await engine.newPiece(campaign));
  const made: Anchor[] = [];
  for (let day = 1; day <= 3; day += 1) {
    engine.clock.time = new Date(`2026-03-0${day}T16:30:00Z`);
    // The last piece of each campaign rests on the second day.
    for (const [i, piece] of pieces.entries()) if (day !== 2 || i % 3 !== 2) for (const text of ['a', 'b']) await note(piece, `${text}${day}`);
    made.push(await anchor());
  }
  for (const table of TABLES) await sql(`create table ${table}_kept as table ${table}`);

  const forge: Anchored['forge'] = async (piece, change) => {
    const before = await engine.store.events(piece, 999);
    let head: Buffer = Buffer.alloc(32);
    const after = change(before).map((event, i) => {
      const link = { ...event, seq: i + 1, prevHash: head };
      head = linkHash(head, link);
      return { ...link, hash: head };
    });
    const { rows } = await pool.query<{ transaction: string }>('select transaction from event where subject_id = $1 order by seq', [piece.id]);
    await sql('delete from event where subject_id = $1', [piece.id]);
    for (const [i, event] of after.entries()) {
      await sql(
        `insert into event (campaign_id, subject_id, seq, transaction, kind, type, by, payload, at, cause, prev_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          ...[
            piece.campaignId,
            piece.id,
            event.seq,
            rows[Math.min(i, rows.length - 1)]?.transaction,
            event.kind,
            event.type,
            JSON.stringify(event.by),
          ],
          ...[JSON.stringify({ on: event.on, input: event.input, facts: event.facts }), event.at],
          ...[event.cause && JSON.stringify(event.cause), event.prevHash, event.hash],
        ],
      );
    }
    await sql('update subject set revision = $2, head_hash = $3 where id = $1', [piece.id, after.length, head]);
  };

  return {
    ...{ engine, anchors: store, folder, campaigns, pieces, made, sql, note, anchor, forge },
    async forgeAnchors() {
      await sql('delete from anchor');
      await sql('delete from campaign_anchor');
      for (const { at, upTo } of made) await makeAnchor({ anchors: { ...store, settled: () => Promise.resolve(upTo) }, wall: { now: () => at } });
    },
    verify: async (outside = false, campaignId = null) =>
      verify({ ledger: createAuditLog(pool), anchors: store, witness: outside ? await readWitness(folder) : null, campaignId }),
    async restore() {
      for (const table of TABLES) {
        await sql(`truncate ${table}`);
        await sql(`insert into ${table} select * from ${table}_kept`);
      }
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await engine.close();
    },
  };
}
