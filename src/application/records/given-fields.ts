/** The fields of a record as people give them, and in which words they are told what is wrong with them. */
import type { RecordDefinition } from '../../../workflows/definitions';
import type { RecordFault } from '../../../workflows/facts';
import type { GivenValue } from '../../domain/records/read-field';
import { columnCalled, type FaultyField } from '../../domain/records/read-record';
import { standardRefusal } from '../refusal-codes';

export interface GivenField {
  column: string;
  value: string | null;
}

/** Fields as people give them: by the names of columns, as text. Names that the kind has not are faults. */
export function givenFields(
  kind: RecordDefinition['kind'],
  fields: readonly GivenField[],
): { given: Map<string, GivenValue>; unknown: FaultyField[] } {
  const given = new Map<string, GivenValue>();
  const unknown: FaultyField[] = [];
  for (const { column: name, value } of fields) {
    const column = columnCalled(kind, name);
    if (!column) unknown.push({ code: 'RECORD_COLUMN_UNKNOWN', column: name.slice(0, 60), data: {} });
    else given.set(column.name, value === null || value === '' ? { kind: 'NOTHING' } : { kind: 'TEXT', text: value });
  }
  return { given, unknown };
}

/** A fault in the words that people read. `where`: the cell of a workbook that it stands in. */
export function faultInWords({ code, column, data }: FaultyField, where: string | null = null): RecordFault {
  const place = where === null ? `“${column}”` : `${where}“${column}”`;
  const { message, data: filled } = standardRefusal(code, {
    ...data,
    column,
    where: place,
    whereEn: where === null ? `"${column}"` : `${where} "${column}"`,
  });
  return { code, column, message, data: filled };
}
