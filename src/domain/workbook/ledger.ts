/**
 * The rows of a ledger in a workbook. Columns are found by their headings, in whatever order, width and spacing; what has no such heading is not
 * read. A workbook that was made here says on a hidden sheet for which ledger; one that comes from elsewhere is as welcome.
 */
import type { RecordColumn, RecordKind } from '../plan/records-model';
import { folded, type GivenValue } from '../records/read-field';
import { columnCalled } from '../records/read-record';
import { IDENTITY_SHEET } from './identity';
import { addressOf, placeOf, textIn, type RawCell, type RawSheet, type RawWorkbook } from './raw';

export const MOST_LEDGER_ROWS = 20_000;
export const LEDGER_MARK = ['muster', 'ledger-workbook', '1'] as const;
/** Title, how to fill it in; then the headings. */
export const LEDGER_HEADING_ROW = 3;
const LOOK_FOR_HEADINGS = 20;
const MOST_COLUMNS = 200;

export interface LedgerIdentity {
  campaign: string;
  kind: string;
  title: string;
}

/** Texts only. */
export const ledgerIdentityRows = ({ campaign, kind, title }: LedgerIdentity): string[][] => [
  [...LEDGER_MARK],
  ['campaign', campaign],
  ['kind', kind],
  ['title', title],
];

export interface LedgerRow {
  /** As the sheet counts it. */
  row: number;
  /** By the names of the ledger's columns. */
  given: Map<string, GivenValue>;
}

export interface LedgerFault {
  code:
    | 'RECORD_HEADERS_MISSING'
    | 'RECORD_HEADER_TWICE'
    | 'RECORD_WORKBOOK_OF_OTHER_KIND'
    | 'WORKBOOK_OF_OTHER_CAMPAIGN'
    | 'RECORD_NO_ROWS'
    | 'RECORD_TOO_MANY_ROWS';
  sheet: string | null;
  data: Record<string, unknown>;
}

export type LedgerAnswer =
  | { ok: true; sheet: string; rows: LedgerRow[]; addressOf(row: number, column: string): string; ignored: string[] }
  | { ok: false; fault: LedgerFault };

const fault = (code: LedgerFault['code'], data: Record<string, unknown> = {}, sheet: string | null = null): LedgerAnswer => ({
  ok: false,
  fault: { code, sheet, data },
});

export function readLedger(workbook: RawWorkbook, kind: Pick<RecordKind, 'key' | 'columns'>, campaign: string): LedgerAnswer {
  const identity = identityIn(workbook);
  if (identity && identity.campaign !== campaign) return fault('WORKBOOK_OF_OTHER_CAMPAIGN', { title: identity.title });
  if (identity && identity.kind !== kind.key) return fault('RECORD_WORKBOOK_OF_OTHER_KIND', { title: identity.title });
  const sheets = workbook.sheets.filter(({ name }) => !name.startsWith('_'));
  const found = sheets.flatMap((sheet) => headingsIn(sheet, kind) ?? []);
  const [best] = found.sort((a, b) => a.missing.length - b.missing.length);
  const required = kind.columns.filter((column) => column.required).map(({ name }) => name);
  if (!best) return fault('RECORD_HEADERS_MISSING', { columns: required });
  const { sheet, row: heading, columns, missing, twice, ignored } = best;
  if (missing.length > 0) return fault('RECORD_HEADERS_MISSING', { columns: missing }, sheet.name);
  if (twice !== null) return fault('RECORD_HEADER_TWICE', { column: twice }, sheet.name);
  const rows = rowsBelow(sheet, heading, columns);
  if (rows.length === 0) return fault('RECORD_NO_ROWS', {}, sheet.name);
  if (rows.length > MOST_LEDGER_ROWS) return fault('RECORD_TOO_MANY_ROWS', { most: MOST_LEDGER_ROWS, found: rows.length }, sheet.name);
  const places = new Map([...columns].map(([column, { name }]) => [name, column]));
  return { ok: true, sheet: sheet.name, rows, ignored, addressOf: (row, name) => addressOf({ row, column: places.get(name) ?? 1 }) };
}

function identityIn(workbook: RawWorkbook): LedgerIdentity | null {
  const sheet = workbook.sheets.find(({ name }) => name === IDENTITY_SHEET);
  if (!sheet || LEDGER_MARK.some((text, i) => textIn(sheet, `${'ABC'[i]}1`) !== text)) return null;
  return { campaign: textIn(sheet, 'B2'), kind: textIn(sheet, 'B3'), title: textIn(sheet, 'B4') };
}

interface Headings {
  sheet: RawSheet;
  row: number;
  /** By the number of the sheet's column. */
  columns: Map<number, RecordColumn>;
  missing: string[];
  twice: string | null;
  ignored: string[];
}

/** The row with the most headings, from two on: a title above them names none. */
function headingsIn(sheet: RawSheet, kind: Pick<RecordKind, 'columns'>): Headings | null {
  let best: Headings | null = null;
  for (let row = 1; row <= LOOK_FOR_HEADINGS; row += 1) {
    const columns = new Map<number, RecordColumn>();
    const ignored: string[] = [];
    let twice: string | null = null;
    for (let column = 1; column <= MOST_COLUMNS; column += 1) {
      const text = textIn(sheet, addressOf({ row, column })).trim();
      if (text === '') continue;
      // A mark behind the heading says that it must be filled in.
      const named = columnCalled(kind, text) ?? columnCalled(kind, folded(text).replace(/[*※]+$/, ''));
      if (!named) ignored.push(text);
      else if ([...columns.values()].includes(named)) twice = named.name;
      else columns.set(column, named);
    }
    if (columns.size < Math.min(2, kind.columns.length) || columns.size <= (best?.columns.size ?? 0)) continue;
    const there = new Set([...columns.values()].map(({ name }) => name));
    const missing = kind.columns.filter(({ name, required }) => required && !there.has(name)).map(({ name }) => name);
    best = { sheet, row, columns, missing, twice, ignored };
  }
  return best;
}

/** In their order; rows in which nothing stands under any heading are none. */
function rowsBelow(sheet: RawSheet, heading: number, columns: ReadonlyMap<number, RecordColumn>): LedgerRow[] {
  const rows = new Map<number, Map<string, GivenValue>>();
  for (const [address, cell] of sheet.cells) {
    const { row, column } = placeOf(address);
    const named = row > heading ? columns.get(column) : undefined;
    const value = named && valueOf(cell);
    if (!named || !value || (value.kind === 'TEXT' && value.text.trim() === '')) continue;
    const given = rows.get(row) ?? new Map<string, GivenValue>();
    given.set(named.name, value);
    rows.set(row, given);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([row, given]) => ({ row, given }));
}

/** Excel itself calculates and shows 15 digits; what a formula leaves behind them is noise. */
const DIGITS = 15;

function valueOf(cell: RawCell): GivenValue {
  switch (cell.kind) {
    case 'NUMBER':
      return { kind: 'NUMBER', value: cell.calculated ? Number(cell.value.toPrecision(DIGITS)) : cell.value };
    case 'TEXT':
      return { kind: 'TEXT', text: cell.text };
    case 'DATE':
      return { kind: 'DATE', text: cell.day ?? cell.text };
    case 'BOOLEAN':
      return { kind: 'OTHER', text: String(cell.value) };
    case 'PERCENT':
    case 'ERROR':
      return { kind: 'OTHER', text: cell.text };
    case 'UNCALCULATED':
      return { kind: 'OTHER', text: '=' };
  }
}
