/** The columns of one record, read together: what they say, and everything that is wrong with them. Pure. */
import type { RecordColumn, RecordKind } from '../plan/records-model';
import { columnNamed } from './kinds';
import { folded, readField, type GivenValue, type NamedUnit, type RecordFieldFault } from './read-field';

export interface FaultyField {
  code: RecordFieldFault;
  column: string;
  data: Record<string, unknown>;
}

/** What is known beside the ledger itself. Days are civil dates, null: not known. */
export interface RecordSurroundings {
  /** First and last day of the campaign. */
  campaign: { from: string | null; to: string | null };
  today: string;
  unitNamed: NamedUnit;
}

export interface ReadRecord {
  fields: Record<string, string | number | null>;
  faults: FaultyField[];
}

/** By the names of columns, in whatever width and spacing. */
export function columnCalled({ columns }: Pick<RecordKind, 'columns'>, name: string): RecordColumn | undefined {
  return columnNamed({ columns }, name) ?? columns.find((column) => folded(column.name) === folded(name));
}

/** `whole`: columns that are not given are empty, which those that are required may not be; else they are left as they are. */
export function readRecord(
  kind: Pick<RecordKind, 'columns' | 'dateColumn'> & { adds: readonly { dateColumn: string | null }[] },
  given: ReadonlyMap<string, GivenValue>,
  around: RecordSurroundings,
  whole: boolean,
): ReadRecord {
  const read: ReadRecord = { fields: {}, faults: [] };
  const counting = new Set([kind.dateColumn, ...kind.adds.flatMap(({ dateColumn }) => dateColumn ?? [])]);
  for (const column of kind.columns) {
    const value = given.get(column.name) ?? (whole ? ({ kind: 'NOTHING' } as const) : null);
    if (!value) continue;
    const answer = readField(column, value, around.unitNamed);
    const late = answer.ok && typeof answer.value === 'string' && counting.has(column.name) ? outside(kind, column, answer.value, around) : null;
    if (!answer.ok) read.faults.push({ code: answer.code, column: column.name, data: answer.data });
    else if (late) read.faults.push(late);
    else read.fields[column.name] = answer.value;
  }
  return read;
}

/** The day of a record lies in the campaign; no day on which something is counted is still to come. */
function outside(
  { dateColumn }: Pick<RecordKind, 'dateColumn'>,
  { name }: RecordColumn,
  day: string,
  { campaign: { from, to }, today }: RecordSurroundings,
): FaultyField | null {
  if (day > today) return { code: 'RECORD_DATE_TO_COME', column: name, data: { written: day } };
  const beyond = name === dateColumn && ((from !== null && day < from) || (to !== null && day > to));
  return beyond ? { code: 'RECORD_DATE_OUTSIDE_CAMPAIGN', column: name, data: { written: day, from: from ?? '—', to: to ?? '—' } } : null;
}
