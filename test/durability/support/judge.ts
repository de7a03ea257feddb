/**
 * Reads the database after a fault and says what became of everything that callers were told. The callers are processes
 * (`processes/load.ts`) that say `sent KEY …` before a call, `ack KEY SEQ` after it was accepted, `again KEY CODE` before they repeat it.
 */
import { v7 as uuid } from 'uuid';
import { createDrive } from '../../../src/application/drive';
import { replay } from '../../../src/application/replay';
import { verify } from '../../../src/application/verify';
import type { Database } from '../../../src/infrastructure/database';
import { createLedger, createStore } from '../../../src/infrastructure/persistence/store';
import { accepted, byCoordinator, piece, SettableClock, testPorts } from '../../contract/support/engine';
import { callFor, OFFICE_OF_LOAD } from '../processes/load';
import type { Verdict } from './verdict';

export interface Load {
  campaignId: string;
  ids: string[];
}

/** The subjects that the load is put on. */
export async function subjectsForLoad(database: Database, count = 10): Promise<Load> {
  const load = { campaignId: uuid(), ids: Array.from({ length: count }, () => uuid()) };
  const drive = createDrive(testPorts(createStore(database.pool), new SettableClock()));
  for (const id of load.ids) {
    const subject = piece(load.campaignId, id, { office: OFFICE_OF_LOAD });
    accepted(await drive.create({ campaignId: load.campaignId, subject, by: byCoordinator }));
  }
  return load;
}

/** Adds to the verdict what the lines of one process come to. */
export async function judge(database: Database, { campaignId }: Load, lines: readonly string[], verdict: Verdict): Promise<void> {
  const words = lines.map((line) => line.split(' '));
  const sent = words.flatMap(([what, key, id, other]) => (what === 'sent' && key && id && other ? [{ key, id, other }] : []));
  const acks = new Map(words.flatMap(([what, key, seq]) => (what === 'ack' && key && seq ? [[key, Number(seq)] as const] : [])));
  for (const [what, , code] of words) if (what === 'again' && code) verdict.retried[code] = (verdict.retried[code] ?? 0) + 1;
  const seqs = await loggedSeqs(database);
  verdict.sent += sent.length;
  verdict.acknowledged += acks.size;
  for (const [key, seq] of acks) if (!seqs.get(key)?.includes(seq)) verdict.lost += 1;
  // What was on its way is sent again, as a client would: it is done once, whether the first attempt had arrived or not.
  const drive = createDrive(testPorts(createStore(database.pool), new SettableClock(new Date())));
  for (const { key, id, other } of sent.filter(({ key }) => !acks.has(key))) {
    const { replayed } = accepted(await drive.drive(callFor(key, campaignId, id, other === '-' ? null : other)));
    expect({ key, replayed }).toEqual({ key, replayed: seqs.has(key) });
  }
  const after = await loggedSeqs(database);
  for (const { key } of sent) {
    if (!after.has(key)) verdict.lost += 1;
    if ((after.get(key)?.length ?? 0) > 1) verdict.doubled += 1;
  }
}

/** Adds what the whole log says about itself. */
export async function judgeChains(database: Database, verdict: Pick<Verdict, 'badLinks' | 'differences'>): Promise<void> {
  const ledger = createLedger(database.pool);
  const { bad } = await verify({ ledger });
  const { differences } = await replay({ ...testPorts(createStore(database.pool), new SettableClock()), ledger });
  verdict.badLinks += bad.length;
  verdict.differences += differences.length;
}

async function loggedSeqs(database: Database): Promise<Map<string, number[]>> {
  const { rows } = await database.pool.query<{ key: string; seqs: number[] }>(
    `select payload -> 'input' ->> 'key' as key, array_agg(seq) as seqs from event where payload -> 'input' ? 'key' group by 1`,
  );
  return new Map(rows.map(({ key, seqs }) => [key, seqs]));
}
