/** The rows of a workbook as the records they are to become, and everything that is wrong with them, each at its cell. */
import type { RecordDefinition } from '../../../workflows';
import type { RawWorkbook } from '../../domain/workbook';
import { readLedger } from '../../domain/workbook';
import { folded } from '../../domain/records/read-field';
import { readRecord, type FaultyField } from '../../domain/records/read-record';
import type { Answer, Refusal } from '../refusal';
import { standardRefusal } from '../refusal-codes';
import { definitionOf } from './add-record';
import { faultInWords } from './given-fields';
import { refuse, type OpenLedger, type Recorder, type RecordRefusalCode } from './open-ledger';
import { recordId } from './record-id';

export interface ImportRow {
  row: number;
  id: string;
  definition: RecordDefinition;
  by: Recorder['by'];
}

export interface ReadImport {
  rows: ImportRow[];
  /** Headings that the ledger has not: what stands below them was not read. */
  ignored: string[];
  /** The cell of a column in a row, `Sheet!C5`. */
  placeOf(row: number, column: string): string;
}

/** More than these are not told; whoever mends them sees the rest. */
export const MOST_FAULTS = 200;

export function readImport(ledger: OpenLedger, raw: RawWorkbook, call: { name: string; unit: string | null }): Answer<ReadImport, RecordRefusalCode> {
  const { kind, campaign, around } = ledger;
  const sheet = readLedger(raw, kind, campaign.id);
  if (!sheet.ok)
    return refuse(sheet.fault.code, { ...sheet.fault.data, path: ['content', ...(sheet.fault.sheet === null ? [] : [sheet.fault.sheet])] });
  if (kind.unitColumn === null && call.unit === null) return refuse('RECORD_UNIT_MISSING');
  const faults = new Faults((row, column) => `${sheet.sheet}!${sheet.addressOf(row, column)}`);
  const rows: ImportRow[] = [];
  const firstRows = new Map<string, number>();
  const source = call.name.slice(0, 120);
  for (const { row, given } of sheet.rows) {
    const { fields, faults: wrong } = readRecord(kind, given, around, true);
    for (const one of wrong) faults.add(row, one);
    const unit = kind.unitColumn === null ? call.unit : fields[kind.unitColumn];
    if (typeof unit !== 'string') continue;
    const recorder = ledger.recorderFor(unit);
    if (!recorder.ok) {
      // One refusal for the whole call: for whom one acts is not said by a row.
      if ('refusal' in recorder) return recorder;
      if (kind.unitColumn === null) return refuse(recorder.fault, { where: '', whereEn: 'It', written: call.name, path: ['unitId'] });
      const value = given.get(kind.unitColumn);
      faults.add(row, { code: recorder.fault, column: kind.unitColumn, data: { written: value && 'text' in value ? value.text : unit } });
      continue;
    }
    const identity = fields[kind.identity];
    if (identity === null || identity === undefined) continue;
    const name = `${unit} ${folded(String(identity))}`;
    const first = firstRows.get(name);
    if (first !== undefined) faults.twice(row, kind.identity, String(identity), first);
    else firstRows.set(name, row);
    if (wrong.length > 0 || first !== undefined) continue;
    const definition = definitionOf(ledger, unit, recorder.value, fields, { file: source, row });
    rows.push({ row, id: recordId(campaign.id, kind.key, unit, definition.identity), definition, by: recorder.value.by });
  }
  const refusal = faults.refusal();
  if (refusal) return { ok: false, refusal };
  return { ok: true, value: { rows, ignored: sheet.ignored, placeOf: (row, column) => `${sheet.sheet}!${sheet.addressOf(row, column)}` } };
}

class Faults {
  private readonly found: Refusal[] = [];
  private count = 0;

  constructor(private readonly placeOf: (row: number, column: string) => string) {}

  add(row: number, fault: FaultyField): void {
    const place = this.placeOf(row, fault.column);
    const { code, message, data } = faultInWords(fault, cellIn(place));
    this.tell({ code, message, data: { ...data, row, path: ['content', place] } });
  }

  twice(row: number, column: string, written: string, first: number): void {
    const place = this.placeOf(row, column);
    this.tell(
      standardRefusal('RECORD_TWICE_IN_FILE', { where: cellIn(place), whereEn: cellIn(place), written, row: first, path: ['content', place] }),
    );
  }

  refusal(): Refusal | null {
    return together(this.found, this.count);
  }

  private tell(refusal: Refusal): void {
    this.count += 1;
    if (this.found.length < MOST_FAULTS) this.found.push(refusal);
  }
}

/** `C5` of `台账!C5`. */
export const cellIn = (place: string): string => place.slice(place.lastIndexOf('!') + 1);

/** One refusal for all; the first speaks where only one can. */
export function together(refusals: readonly Refusal[], count: number): Refusal | null {
  const [first] = refusals;
  return first ? { ...first, data: { ...first.data, faults: refusals, count } } : null;
}
