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

export async function readWorkbook(bytes: Buffer, fileName: string, limits: ZipLimits = WORKBOOK_LIMITS): Promise<RawWorkbookAnswer> {
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
      sheetRows: MOST_ROWS,
      dense: false,
    } as const;
    const { SheetNames: names, Sheets: sheets } = read(bytes, options);
    let cells = 0;
    const found = names.map((sheet): RawSheet => {
      const one = sheetOf(sheet, sheets[sheet] ?? {}, SSF.is_date);
      cells += one.cells.size;
      return one;
    });
    return cells > MOST_CELLS ? refused('WORKBOOK_BOMB', { name, cells }) : { ok: true, value: { sheets: found } };
  } catch {
    return refused('WORKBOOK_DAMAGED', { name });
  }
}

/** Everything is unpacked once, counted and thrown away, before the parser may unpack it for itself. */
async function look(bytes: Buffer, name: string, limits: ZipLimits): Promise<RawWorkbookAnswer | null> {
  let macros = false;
  let types = '';
  let hasBook = false;
  const decoder = new TextDecoder();
  try {
    await readZip(
      bytes,
      name,
      (entry) => {
        macros ||= MACROS.test(entry);
        hasBook ||= entry === 'xl/workbook.xml';
        return entry === '[Content_Types].xml' ? (chunk) => void (types += decoder.decode(chunk, { stream: true })) : () => undefined;
      },
      limits,
    );
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    return refused(error.code === 'DOCUMENT_BOMB' ? 'WORKBOOK_BOMB' : 'WORKBOOK_DAMAGED', { name });
  }
  if (macros || /macroEnabled|vbaProject/i.test(types)) return refused('WORKBOOK_HAS_MACROS', { name });
  return hasBook ? null : refused('WORKBOOK_DAMAGED', { name });
}

function sheetOf(name: string, sheet: WorkSheet, isDate: (format: string) => boolean): RawSheet {
  const cells = new Map<string, RawCell>();
  for (const [address, cell] of Object.entries(sheet as Record<string, CellObject | undefined>)) {
    if (address.startsWith('!') || !cell) continue;
    const value = valueOf(cell, isDate);
    if (value) cells.set(address, { ...value, calculated: cell.f !== undefined || cell.F !== undefined });
  }
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ from: { row: s.r + 1, column: s.c + 1 }, to: { row: e.r + 1, column: e.c + 1 } }));
  return { name, cells, merges: merges.filter(({ from, to }) => from.row !== to.row || from.column !== to.column) };
}

function valueOf({ t, v, w, z, f }: CellObject, isDate: (format: string) => boolean): RawValue | null {
  const format = typeof z === 'string' ? z : '';
  switch (t) {
    case 'n': {
      if (typeof v !== 'number') return f === undefined ? null : { kind: 'UNCALCULATED' };
      if (isDate(format) || BUILT_IN_DATES.test(format)) return { kind: 'DATE', text: w ?? String(v) };
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
