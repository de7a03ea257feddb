/** Any .xlsx -> what stands in its cells. Formulas are not carried out, links not followed; a file that would do harm is refused before it is parsed. */
import { extname } from 'node:path';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { DocumentRefused } from '../../application/ports/documents';
import { MAX_WORKBOOK_BYTES, type RawWorkbookAnswer, type WorkbookFileFault } from '../../application/ports/workbooks';
import type { RawCell, RawSheet, RawValue } from '../../domain/workbook';
import { readZip, type ZipLimits } from '../documents/zip-entries';
import { sheetJs } from './libraries';

/** A filled form has a few hundred cells. */
export const WORKBOOK_LIMITS: ZipLimits = { maxExpanded: 20 * 1024 * 1024, maxRatio: 200, maxEntries: 500 };
const MOST_ROWS = 5_000;
const MOST_CELLS = 200_000;

const MACROS = /^xl\/(?:vba|macrosheets\/|dialogsheets\/|activeX\/)/i;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const BUILT_IN_DATES = /^m\/d\/yy/;

const refused = (code: WorkbookFileFault, data: Record<string, unknown> = {}): RawWorkbookAnswer => ({ ok: false, code, data });

/** A ledger has thousands of rows. */
export const LEDGER_LIMITS: WorkbookLimits = { maxExpanded: 100 * 1024 * 1024, maxRatio: 200, maxEntries: 500, rows: 25_000, cells: 1_000_000 };

export interface WorkbookLimits extends ZipLimits {
  /** Of each sheet; what comes behind them is not read. */
  rows?: number;
  cells?: number;
}

export async function readWorkbook(bytes: Buffer, fileName: string, limits: WorkbookLimits = WORKBOOK_LIMITS): Promise<RawWorkbookAnswer> {
  const name = fileName.slice(0, 120);
  if (bytes.length === 0) return refused('WORKBOOK_EMPTY', { name });
  if (bytes.length > MAX_WORKBOOK_BYTES)
    return refused('WORKBOOK_TOO_LARGE', { name, megabytes: Math.ceil(bytes.length / 1024 / 1024), most: MAX_WORKBOOK_BYTES / 1024 / 1024 });
  const kind = extname(fileName).toLowerCase();
  if (['.xlsm', '.xltm', '.xlam', '.xlsb'].includes(kind)) return refused('WORKBOOK_HAS_MACROS', { name });
  if (kind !== '.xlsx') return refused('WORKBOOK_KIND_UNKNOWN', { name });
  // the old format, and one with a password, begin otherwise
  if (!ZIP.every((byte, i) => bytes[i] === byte))
    return refused(bytes.subarray(0, 4).toString('hex') === 'd0cf11e0' ? 'WORKBOOK_KIND_UNKNOWN' : 'WORKBOOK_DAMAGED', { name });
  const looked = await look(bytes, name, limits);
  if (looked) return looked;
  const { read, SSF } = await sheetJs();
  try {
    const options = {
      type: 'buffer',
      cellFormula: true,
      cellNF: true,
      cellHTML: false,
      cellText: true,
      sheetStubs: true,
      sheetRows: limits.rows ?? MOST_ROWS,
      dense: false,
    } as const;
    const { SheetNames: names, Sheets: sheets, Workbook: book } = read(bytes, options);
    const date1904 = book?.WBProps?.date1904 === true;
    const dayOf = (serial: number): string | undefined => dayIn(SSF.parse_date_code(serial, { date1904 }));
    let cells = 0;
    const found = names.map((sheet): RawSheet => {
      const one = sheetOf(sheet, sheets[sheet] ?? {}, SSF.is_date, dayOf);
      cells += one.cells.size;
      return one;
    });
    return cells > (limits.cells ?? MOST_CELLS) ? refused('WORKBOOK_BOMB', { name, cells }) : { ok: true, value: { sheets: found } };
  } catch {
    return refused('WORKBOOK_DAMAGED', { name });
  }
}

/** Everything is unpacked once, counted and thrown away, before the parser may unpack it for itself. */
async function look(bytes: Buffer, name: string, limits: ZipLimits): Promise<RawWorkbookAnswer | null> {
  let macros = false;
  let types = '';
  const endings = new Set<string>();
  let hasBook = false;
  const decoder = new TextDecoder();
  try {
    await readZip(
      bytes,
      name,
      (entry) => {
        macros ||= MACROS.test(entry);
        endings.add(entry.slice(entry.lastIndexOf('.') + 1).toLowerCase());
        hasBook ||= entry === 'xl/workbook.xml';
        return entry === '[Content_Types].xml' ? (chunk) => void (types += decoder.decode(chunk, { stream: true })) : () => undefined;
      },
      limits,
    );
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    return refused(error.code === 'DOCUMENT_BOMB' ? 'WORKBOOK_BOMB' : 'WORKBOOK_DAMAGED', { name });
  }
  if (macros || /macroEnabled|vbaProject/i.test(typesOfParts(types, endings))) return refused('WORKBOOK_HAS_MACROS', { name });
  return hasBook ? null : refused('WORKBOOK_DAMAGED', { name });
}

/**
 * Without the types of endings that nothing in the archive has: SheetJS, by which many other systems write their workbooks, says of every one what
 * a `.bin` would be.
 */
const typesOfParts = (types: string, endings: ReadonlySet<string>): string =>
  types.replace(/<Default\b[^>]*\bExtension\s*=\s*["']([^"']*)["'][^>]*>/gi, (whole, ending: string) =>
    endings.has(ending.toLowerCase()) ? whole : '',
  );

function sheetOf(name: string, sheet: WorkSheet, isDate: (format: string) => boolean, dayOf: (serial: number) => string | undefined): RawSheet {
  const cells = new Map<string, RawCell>();
  for (const [address, cell] of Object.entries(sheet as Record<string, CellObject | undefined>)) {
    if (address.startsWith('!') || !cell) continue;
    const value = valueOf(cell, isDate, dayOf);
    if (value) cells.set(address, { ...value, calculated: cell.f !== undefined || cell.F !== undefined });
  }
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ from: { row: s.r + 1, column: s.c + 1 }, to: { row: e.r + 1, column: e.c + 1 } }));
  return { name, cells, merges: merges.filter(({ from, to }) => from.row !== to.row || from.column !== to.column) };
}

/** Null where the number is no day: a time, or one before 1900. */
function dayIn(code: { y: number; m: number; d: number } | null | undefined): string | undefined {
  if (!code || code.y < 1900 || code.m < 1 || code.d < 1) return undefined;
  return `${String(code.y).padStart(4, '0')}-${String(code.m).padStart(2, '0')}-${String(code.d).padStart(2, '0')}`;
}

const dated = (text: string, day: string | undefined): RawValue => ({ kind: 'DATE', text, ...(day === undefined ? {} : { day }) });

function valueOf({ t, v, w, z, f }: CellObject, isDate: (format: string) => boolean, dayOf: (serial: number) => string | undefined): RawValue | null {
  const format = typeof z === 'string' ? z : '';
  switch (t) {
    case 'n': {
      if (typeof v !== 'number') return f === undefined ? null : { kind: 'UNCALCULATED' };
      if (isDate(format) || BUILT_IN_DATES.test(format)) return dated(w ?? String(v), dayOf(v));
      return format.includes('%') ? { kind: 'PERCENT', text: w ?? String(v) } : { kind: 'NUMBER', value: v };
    }
    case 's':
      return typeof v === 'string' && v !== '' ? { kind: 'TEXT', text: v } : null;
    case 'b':
      return { kind: 'BOOLEAN', value: v === true };
    case 'e':
      return { kind: 'ERROR', text: w ?? '#?' };
    case 'd':
      return { kind: 'DATE', text: w ?? String(v) };
    default:
      return f === undefined ? null : { kind: 'UNCALCULATED' };
  }
}
