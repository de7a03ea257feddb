/** What stands in one column of a record, as its column takes it. Pure. */
import { placesOf } from '../statistics';
import { typedNumber } from '../workbook/typed-number';
import type { RecordColumn } from '../plan/records-model';

export const RECORD_FIELD_FAULTS = [
  'RECORD_COLUMN_UNKNOWN',
  'RECORD_FIELD_REQUIRED',
  'RECORD_FIELD_NO_TEXT',
  'RECORD_FIELD_NO_NUMBER',
  'RECORD_FIELD_NO_DATE',
  'RECORD_FIELD_TOO_LONG',
  'RECORD_FIELD_TOO_MANY_DECIMALS',
  'RECORD_FIELD_TOO_MANY_DIGITS',
  'RECORD_FIELD_NEGATIVE',
  'RECORD_FIELD_NOT_OFFERED',
  'RECORD_UNIT_UNKNOWN',
  'RECORD_UNIT_AMBIGUOUS',
  'RECORD_UNIT_TAKES_NO_PART',
  'RECORD_UNIT_NOT_YOURS',
  'RECORD_DATE_OUTSIDE_CAMPAIGN',
  'RECORD_DATE_TO_COME',
] as const;
export type RecordFieldFault = (typeof RECORD_FIELD_FAULTS)[number];

/** As it was given: typed, or as a cell of a workbook holds it. OTHER cannot be anything (an error value, a percentage). */
export type GivenValue =
  | { kind: 'NOTHING' }
  | { kind: 'TEXT'; text: string }
  | { kind: 'NUMBER'; value: number }
  /** `YYYY-MM-DD`, or as shown where that cannot be told. */
  | { kind: 'DATE'; text: string }
  | { kind: 'OTHER'; text: string };

export type FieldAnswer = { ok: true; value: string | number | null } | { ok: false; code: RecordFieldFault; data: Record<string, unknown> };

/** Which unit a name or an id means. */
export type NamedUnit = (text: string) => { ok: true; unit: string } | { ok: false; code: 'RECORD_UNIT_UNKNOWN' | 'RECORD_UNIT_AMBIGUOUS' };

export const LONGEST_FIELD = 1_000;
export const USUAL_DECIMALS = 2;

const said = (given: GivenValue): string => (given.kind === 'NOTHING' ? '' : given.kind === 'NUMBER' ? String(given.value) : given.text);
const refuse = (code: RecordFieldFault, given: GivenValue, more: Record<string, unknown> = {}): FieldAnswer => ({
  ok: false,
  code,
  data: { written: said(given).slice(0, 100), ...more },
});

/** Blanks around a text mean nothing; a column that must be filled in is not filled with them. */
export function readField(column: RecordColumn, given: GivenValue, unitNamed: NamedUnit): FieldAnswer {
  if (given.kind === 'OTHER') return refuse(column.kind === 'TEXT' ? 'RECORD_FIELD_NO_TEXT' : NOT_THAT[column.kind], given);
  if (given.kind === 'NOTHING' || (given.kind === 'TEXT' && given.text.trim() === '')) {
    return column.required ? refuse('RECORD_FIELD_REQUIRED', given) : { ok: true, value: null };
  }
  switch (column.kind) {
    case 'TEXT': {
      const text = said(given).trim();
      return text.length > LONGEST_FIELD ? refuse('RECORD_FIELD_TOO_LONG', given, { most: LONGEST_FIELD }) : { ok: true, value: text };
    }
    case 'DATE': {
      const day = given.kind === 'NUMBER' ? null : dayIn(given.text);
      return day === null ? refuse('RECORD_FIELD_NO_DATE', given) : { ok: true, value: day };
    }
    case 'INTEGER':
    case 'DECIMAL':
      return numberIn(column, given);
    case 'CHOICE': {
      const choice = column.choices.find((one) => folded(one) === folded(said(given)));
      return choice === undefined ? refuse('RECORD_FIELD_NOT_OFFERED', given, { choices: column.choices }) : { ok: true, value: choice };
    }
    case 'UNIT': {
      const found = unitNamed(said(given).trim());
      return found.ok ? { ok: true, value: found.unit } : refuse(found.code, given);
    }
  }
}

const NOT_THAT = {
  TEXT: 'RECORD_FIELD_NO_TEXT',
  DATE: 'RECORD_FIELD_NO_DATE',
  INTEGER: 'RECORD_FIELD_NO_NUMBER',
  DECIMAL: 'RECORD_FIELD_NO_NUMBER',
  CHOICE: 'RECORD_FIELD_NOT_OFFERED',
  UNIT: 'RECORD_UNIT_UNKNOWN',
} as const;

function numberIn({ kind, decimals }: RecordColumn, given: GivenValue): FieldAnswer {
  const value = given.kind === 'NUMBER' ? given.value + 0 : given.kind === 'TEXT' ? typedNumber(given.text, '') : null;
  if (value === null) return refuse('RECORD_FIELD_NO_NUMBER', given);
  const most = kind === 'INTEGER' ? 0 : (decimals ?? USUAL_DECIMALS);
  const places = placesOf(value);
  if (places === null) return refuse('RECORD_FIELD_TOO_MANY_DIGITS', given);
  if (places > most) return refuse('RECORD_FIELD_TOO_MANY_DECIMALS', given, { decimals: most });
  return value < 0 ? refuse('RECORD_FIELD_NEGATIVE', given) : { ok: true, value };
}

/** Full-width letters are those of a keyboard, and blanks are none: headings and choices are found by it. */
export const folded = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/gu, '');

const WRITTEN_DAY = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/;

/** 2022-09-14, 2022/9/14, 2022.9.14, 2022年9月14日, 20220914. Null: no such day. */
export function dayIn(text: string): string | null {
  const bare = folded(text);
  const [, year = '', month = '', day = ''] = WRITTEN_DAY.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : null;
}
