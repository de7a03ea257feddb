/**
 * The rows of a workbook into a ledger: all or nothing as far as what is written in them goes, and then piece by piece through the drive. The id of
 * a record follows from its number, so that an import which dies in the middle is finished by importing the same file again.
 */
import { createHash } from 'node:crypto';
import type { RecordContext, RecordFields } from '../../../workflows';
import { ordinalOfDay } from '../../../workflows/record/law';
import { idempotently, requestHash, type IdempotencyDeps } from '../idempotently';
import type { Outcome } from '../drive/types';
import type { Store, StoredSubject } from '../ports/store';
import type { IdempotencyLedger } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import type { Workbooks } from '../ports/workbooks';
import { done, type Answer, type Refusal } from '../refusal';
import { standardRefusal } from '../refusal-codes';
import { openLedger, refuse, type LedgerDesk, type RecordRefusalCode } from './open-ledger';
import { cellIn, MOST_FAULTS, readImport, together, type ImportRow, type ReadImport } from './read-import';

export interface ImportDesk extends LedgerDesk, IdempotencyDeps<{ idempotency: IdempotencyLedger }> {
  workbooks: Pick<Workbooks, 'readLedger'>;
  store: Pick<Store, 'load'>;
}

export interface ImportRecords {
  campaignId: string;
  /** Key of the ledger. */
  kind: string;
  /** Where the ledger has no column for it; null: the viewer's own. */
  unit: string | null;
  name: string;
  content: Buffer;
  /** For rows that are recorded otherwise; null: they refuse the file. */
  reason: string | null;
  actingUnit: string | null;
  idempotencyKey: string;
}

/** RECORDED: it was not there. CORRECTED: it was, otherwise. UNCHANGED: it was, as it is. STRUCK: it was struck, and stays so. */
export const IMPORT_OUTCOMES = ['RECORDED', 'CORRECTED', 'UNCHANGED', 'STRUCK'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export interface ImportedRow {
  row: number;
  identity: string;
  outcome: ImportOutcome;
  id: string;
}

export interface ImportedRecords {
  counts: Record<ImportOutcome, number>;
  rows: ImportedRow[];
  ignored: string[];
}

/** Rows that go to the drive at once. */
const PIECE = 256;
/** A busy drive is asked again this often before the import stops. */
const ATTEMPTS = 8;

export async function importRecords(desk: ImportDesk, viewer: Viewer, call: ImportRecords): Promise<Answer<ImportedRecords, RecordRefusalCode>> {
  const opened = await openLedger(desk, viewer, call);
  if (!opened.ok) return opened;
  const ledger = opened.value;
  const { content, ...asked } = call;
  const digest = createHash('sm3').update(content).digest('hex');
  const request = { key: call.idempotencyKey, command: 'importRecords', body: { ...asked, idempotencyKey: undefined, digest } };
  const raw = await desk.workbooks.readLedger(content, call.name);
  if (!raw.ok) return refuse(raw.code, { ...raw.data, path: ['content'] });
  const own = ledger.own.length === 1 ? (ledger.own[0] ?? null) : null;
  const read = readImport(ledger, raw.value, { name: call.name, unit: call.unit ?? call.actingUnit ?? own });
  if (!read.ok) return read;
  const answered = await firstAnswer(desk, viewer, request);
  if (answered) return answered.hash.equals(requestHash(request)) ? done(shown(read.value, answered.outcomes)) : reused();
  const outcomes = await written(desk, viewer, call, read.value, ledger.kind.identity);
  if (!outcomes.ok) return outcomes;
  const stored = await idempotently(desk, viewer, request, async () => done(outcomes.value.map((one) => one.charAt(0)).join('')));
  return stored.ok ? done(shown(read.value, stored.value)) : stored;
}

/** One letter for each row: what an import came to, as it is kept under its key. */
function shown({ rows, ignored }: ReadImport, letters: string): ImportedRecords {
  const outcomes = rows.map((_, i) => IMPORT_OUTCOMES.find((one) => one.startsWith(letters.charAt(i))) ?? 'UNCHANGED');
  return {
    counts: Object.fromEntries(
      IMPORT_OUTCOMES.map((outcome) => [outcome, outcomes.filter((one) => one === outcome).length]),
    ) as ImportedRecords['counts'],
    rows: rows.map(({ row, id, definition }, i) => ({ row, id, identity: definition.identity, outcome: outcomes[i] ?? 'UNCHANGED' })),
    ignored,
  };
}

async function firstAnswer(
  { store }: Pick<ImportDesk, 'store'>,
  { accountId }: Viewer,
  { key }: { key: string },
): Promise<{ hash: Buffer; outcomes: string } | null> {
  const { idempotency } = await store.load({ subjects: [], idempotency: [{ accountId, key }], deadlines: [] });
  const [record] = idempotency;
  const answer = record?.answer as { ok?: boolean; value?: unknown } | undefined;
  return record ? { hash: record.requestHash, outcomes: typeof answer?.value === 'string' ? answer.value : '' } : null;
}

const reused = () => refuse('IDEMPOTENCY_KEY_REUSED');

async function written(
  desk: ImportDesk,
  viewer: Viewer,
  call: ImportRecords,
  read: ReadImport,
  identityColumn: string,
): Promise<Answer<ImportOutcome[], RecordRefusalCode>> {
  const reason = call.reason?.trim() || null;
  const there = await existing(desk, call.campaignId, read.rows);
  const differing = reason === null ? read.rows.flatMap((row, i) => differs(there[i], row, read, identityColumn)) : [];
  const refusal = together(differing.slice(0, MOST_FAULTS), differing.length);
  if (refusal) return { ok: false, refusal };
  const outcomes: ImportOutcome[] = [];
  for (let i = 0; i < read.rows.length; i += PIECE) {
    const piece = read.rows.slice(i, i + PIECE);
    const answers = await Promise.all(piece.map((row, k) => settled(desk, viewer, call, reason, row, there[i + k] ?? null)));
    for (const answer of answers) {
      if (!answer.ok) return stopped(answer.refusal, outcomes.length);
      outcomes.push(answer.value);
    }
  }
  return done(outcomes);
}

/** In the order of the rows; null: not recorded yet. */
async function existing(
  { reading }: Pick<ImportDesk, 'reading'>,
  campaignId: string,
  rows: readonly Pick<ImportRow, 'id'>[],
): Promise<(StoredSubject | null)[]> {
  const found: (StoredSubject | null)[] = [];
  for (let i = 0; i < rows.length; i += PIECE)
    found.push(...(await reading.subjects(rows.slice(i, i + PIECE).map(({ id }) => ({ campaignId, id })))));
  return found;
}

/** Columns of the row that say something else than the record does. */
function columnsThatDiffer({ snapshot }: StoredSubject, { definition }: ImportRow): string[] {
  const { fields, fixed } = snapshot.context as unknown as RecordContext;
  // The number is the same in other widths and blanks; it and the unit are what the record was found by.
  return Object.entries(definition.fields).flatMap(([column, value]) =>
    (fields[column] ?? null) === value || fixed.includes(column) ? [] : [column],
  );
}

function differs(there: StoredSubject | null | undefined, row: ImportRow, { placeOf }: ReadImport, identityColumn: string): Refusal[] {
  const columns = there && there.state !== 'STRUCK' ? columnsThatDiffer(there, row) : [];
  if (columns.length === 0) return [];
  const place = placeOf(row.row, identityColumn);
  const data = { where: cellIn(place), whereEn: cellIn(place), written: row.definition.identity, columns, row: row.row, path: ['content', place] };
  return [standardRefusal('RECORD_DIFFERS', data)];
}

async function settled(
  desk: ImportDesk,
  viewer: Viewer,
  call: ImportRecords,
  reason: string | null,
  row: ImportRow,
  there: StoredSubject | null,
): Promise<Answer<ImportOutcome, RecordRefusalCode>> {
  const { campaignId } = call;
  let known = there;
  if (!known) {
    const { kind, fields } = row.definition;
    const subject = { kind: 'RECORD' as const, id: row.id, definition: row.definition, ordinal: ordinalOfDay(fields[kind.dateColumn]), phase: null };
    const created = await patiently(() => desk.drive.create({ campaignId, subject, by: row.by }));
    if (created.ok) return done('RECORDED');
    if (created.refusal.code !== 'ALREADY_EXISTS') return created;
    // Somebody else has recorded it meanwhile.
    [known = null] = await existing(desk, campaignId, [row]);
    if (!known) return created;
  }
  if (known.state === 'STRUCK') return done('STRUCK');
  const columns = columnsThatDiffer(known, row);
  if (columns.length === 0) return done('UNCHANGED');
  if (reason === null) return refuse('RECORD_DIFFERS', { where: '', whereEn: 'It', written: row.definition.identity, columns, row: row.row });
  const event = { type: 'CORRECT', input: { fields: textsOf(row.definition.fields, columns), reason } };
  const corrected = await patiently(() =>
    desk.drive.drive({ subject: { campaignId, id: row.id, kind: 'RECORD' }, event, viewer, actingUnit: call.actingUnit }),
  );
  if (corrected.ok) return done('CORRECTED');
  return nothingLeft(corrected.refusal) ? done('UNCHANGED') : corrected;
}

const textsOf = (fields: RecordFields, columns: readonly string[]) =>
  columns.map((column) => ({ column, value: fields[column] === null || fields[column] === undefined ? '' : String(fields[column]) }));

/** Somebody else has corrected it in the same way. */
const nothingLeft = ({ code, data }: Refusal): boolean => code === 'EVENT_REFUSED' && data['lawCode'] === 'NOTHING_CORRECTED';

/** What is taken in passing gives way to the rest of the house. */
async function patiently(send: () => Promise<Outcome>): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send();
    if (outcome.ok || outcome.refusal.code !== 'BUSY' || attempt === ATTEMPTS) return outcome;
    const wait = Number(outcome.refusal.data['retryAfterMs'] ?? 0);
    await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, Math.max(20, wait))));
  }
}

/** What was done stays done. */
function stopped(refusal: Refusal, settledRows: number): { ok: false; refusal: Refusal } {
  if (!['BUSY', 'DATABASE_UNAVAILABLE', 'READ_ONLY'].includes(refusal.code)) return { ok: false, refusal };
  const { zh, en } = refusal.message;
  const { message } = standardRefusal('RECORD_IMPORT_STOPPED', { done: settledRows, why: zh, whyEn: en });
  return { ok: false, refusal: { code: refusal.code, message, data: { ...refusal.data, done: settledRows } } };
}
