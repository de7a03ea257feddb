/** A single record, entered by hand. */
import type { RecordDefinition } from '../../../workflows';
import { ordinalOfDay } from '../../../workflows/record/law';
import { readRecord, type FaultyField } from '../../domain/records/read-record';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Answer, Refusal } from '../refusal';
import { faultInWords, givenFields, type GivenField } from './given-fields';
import { openLedger, refuse, type LedgerDesk, type OpenLedger, type Recorder, type RecordRefusalCode } from './open-ledger';
import { recordId } from './record-id';

export interface AddRecord {
  campaignId: string;
  /** Key of the ledger. */
  kind: string;
  /** Where the ledger has no column for it; null: the viewer's own. */
  unit: string | null;
  fields: readonly GivenField[];
  actingUnit: string | null;
  idempotencyKey: string;
}

/** With faults in fields one refusal for all; the first speaks where only one can (`data.faults`). RECORD_EXISTS under a number that was recorded. */
export async function addRecord(desk: LedgerDesk, viewer: Viewer, call: AddRecord): Promise<Answer<StoredSubject, RecordRefusalCode>> {
  const opened = await openLedger(desk, viewer, call);
  if (!opened.ok) return opened;
  const ledger = opened.value;
  const { kind } = ledger;
  const { given, unknown } = givenFields(kind, call.fields);
  const { fields, faults } = readRecord(kind, given, ledger.around, true);
  const wrong = [...unknown, ...faults];
  if (wrong.length > 0) return faulty(wrong);
  const unit = kind.unitColumn === null ? (call.unit ?? onlyOne(ledger, call.actingUnit)) : String(fields[kind.unitColumn]);
  if (unit === null) return refuse('RECORD_UNIT_MISSING');
  const recorder = ledger.recorderFor(unit);
  if (!recorder.ok) {
    if ('refusal' in recorder) return recorder;
    const column = kind.unitColumn ?? '单位';
    const written = kind.unitColumn === null ? unit : (call.fields.find((field) => field.column === kind.unitColumn)?.value ?? unit);
    return faulty([{ code: recorder.fault, column, data: { written } }]);
  }
  const definition = definitionOf(ledger, unit, recorder.value, fields, null);
  const id = recordId(call.campaignId, kind.key, unit, definition.identity);
  const created = await desk.drive.create({
    campaignId: call.campaignId,
    subject: { kind: 'RECORD', id, definition, ordinal: ordinalOfDay(fields[kind.dateColumn]), phase: null },
    by: recorder.value.by,
    idempotencyKey: call.idempotencyKey,
    request: { command: 'addRecord', campaign: call.campaignId, kind: call.kind, unit: call.unit, fields: call.fields },
  });
  if (created.ok) return { ok: true, value: created.value.subject };
  if (created.refusal.code === 'ALREADY_EXISTS') return refuse('RECORD_EXISTS', { identity: definition.identity });
  return created;
}

const onlyOne = ({ own }: OpenLedger, acting: string | null): string | null => acting ?? (own.length === 1 ? (own[0] ?? null) : null);

export function definitionOf(
  { campaign, office, kind }: OpenLedger,
  unit: string,
  { takesPart, above }: Recorder,
  fields: RecordDefinition['fields'],
  source: RecordDefinition['source'],
): RecordDefinition {
  return { ...{ campaign: campaign.id, office, unit, takesPart, above, kind, fields, source }, identity: String(fields[kind.identity]) };
}

function faulty(wrong: readonly FaultyField[]): { ok: false; refusal: Refusal } {
  const refusals = wrong.map((fault): Refusal => {
    const { code, column, message, data } = faultInWords(fault);
    return { code, message, data: { ...data, path: ['fields', column] } };
  });
  const [first] = refusals as [Refusal];
  return { ok: false, refusal: { ...first, data: { ...first.data, faults: refusals } } };
}
