/** The filled workbook of a report -> what is to be written into its draft. All or nothing: with one fault there is nothing. */
import type { StatisticsForm } from '../plan/form-model';
import { cellsOf } from '../statistics';
import type { Understood, WorkbookFault } from './faults';
import { figureIn } from './figure-in-cell';
import { formChanges } from './form-changes';
import { identityIn, type WorkbookIdentity } from './identity';
import { addressOf, placeOf, textIn, type RawSheet, type RawWorkbook } from './raw';
import { FIGURE_SHEET, SECTION_SHEET, sectionTitle } from './report-layout';

/** The report into which the workbook is read. */
export interface ExpectedReport {
  campaign: string;
  report: string;
  rule: string;
  title: string;
  unit: string;
  period: string;
  form: StatisticsForm | null;
  formVersion: string | null;
}

export interface FilledReport {
  /** Every cell of the form; null where nothing is written. */
  cells: { key: string; value: number | null }[];
  sections: { title: string; text: string | null }[];
  understood: Understood[];
}

export type FilledAnswer = { ok: true; filled: FilledReport } | { ok: false; faults: WorkbookFault[] };

export const LONGEST_SECTION = 100_000;

export function readReportWorkbook(workbook: RawWorkbook, expected: ExpectedReport): FilledAnswer {
  const read = identityIn(workbook);
  if (!read.ok) return { ok: false, faults: [{ code: read.code, sheet: null, address: null, data: {} }] };
  const { identity } = read;
  const wrong = wrongWorkbook(identity, expected);
  if (wrong.length > 0) return { ok: false, faults: wrong };
  const faults: WorkbookFault[] = [];
  const understood: Understood[] = [];
  const sheetOf = (name: string): RawSheet | null => {
    const sheet = workbook.sheets.find((one) => one.name === name) ?? null;
    if (!sheet) faults.push({ code: 'WORKBOOK_SHEET_MISSING', sheet: name, address: null, data: { sheet: name } });
    return sheet;
  };
  const figures = identity.cells.length > 0 ? sheetOf(FIGURE_SHEET) : null;
  const texts = identity.sections.length > 0 ? sheetOf(SECTION_SHEET) : null;
  const cells = figures ? readFigures(figures, identity, expected.form, faults, understood) : [];
  const sections = texts ? readSections(texts, identity, faults) : [];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, filled: { cells, sections, understood } };
}

function wrongWorkbook(identity: WorkbookIdentity, expected: ExpectedReport): WorkbookFault[] {
  const whole = (code: WorkbookFault['code'], data: Record<string, unknown>): WorkbookFault => ({ code, sheet: null, address: null, data });
  if (identity.campaign !== expected.campaign) return [whole('WORKBOOK_OF_OTHER_CAMPAIGN', { title: identity.title })];
  const faults: WorkbookFault[] = [];
  if (identity.unit !== expected.unit) faults.push(whole('WORKBOOK_OF_OTHER_UNIT', { unit: identity.unitName }));
  if (identity.rule !== expected.rule) faults.push(whole('WORKBOOK_OF_OTHER_REPORT', { title: identity.title, expected: expected.title }));
  else if (identity.period !== expected.period)
    faults.push(whole('WORKBOOK_OF_OTHER_PERIOD', { period: identity.period, expected: expected.period }));
  else if (faults.length === 0 && identity.report !== expected.report)
    faults.push(whole('WORKBOOK_OF_OTHER_REPORT', { title: identity.title, expected: expected.title }));
  if (faults.length > 0) return faults;
  // what is said about a form may change, and its rules: what is asked for is the same
  const changes =
    identity.formVersion === (expected.formVersion ?? '') ? [] : formChanges(identity.cells, expected.form ? cellsOf(expected.form) : []);
  return changes.length > 0
    ? [
        whole('WORKBOOK_FORM_CHANGED', {
          changes: changes.map(({ words }) => words.zh),
          changesEn: changes.map(({ words }) => words.en),
          cells: changes.map(({ key }) => key),
        }),
      ]
    : [];
}

function readFigures(
  sheet: RawSheet,
  identity: WorkbookIdentity,
  form: StatisticsForm | null,
  faults: WorkbookFault[],
  understood: Understood[],
): FilledReport['cells'] {
  const cells = new Map((form ? cellsOf(form) : []).map((cell) => [cell.key, cell]));
  return identity.cells.flatMap(({ address, key, label }) => {
    const cell = cells.get(key);
    const fault = notInPlace(sheet, address, key, { cell: key, label, what: `${key} ${label}` });
    if (fault || !cell) {
      if (fault) faults.push(fault);
      return [];
    }
    const figure = figureIn(sheet, address, cell);
    if (!figure.ok) {
      faults.push(figure.fault);
      return [];
    }
    if (figure.understood) understood.push(figure.understood);
    return [{ key, value: figure.value }];
  });
}

function readSections(sheet: RawSheet, { sections }: WorkbookIdentity, faults: WorkbookFault[]): FilledReport['sections'] {
  const texts = new Map<string, string>();
  for (const { address, title, part } of sections) {
    const fault = notInPlace(sheet, address, sectionTitle({ title, part }), { what: title }) ?? unreadable(sheet, address, title);
    if (fault) faults.push(fault);
    texts.set(title, `${texts.get(title) ?? ''}${textIn(sheet, address).replace(/\r\n?/g, '\n')}`);
    if ((texts.get(title)?.length ?? 0) > LONGEST_SECTION)
      faults.push({
        code: 'WORKBOOK_TEXT_TOO_LONG',
        sheet: sheet.name,
        address,
        data: { ...at(sheet, address), what: title, most: LONGEST_SECTION },
      });
  }
  return [...texts].map(([title, text]) => ({ title, text: text.trim() === '' ? null : text }));
}

function unreadable(sheet: RawSheet, address: string, what: string): WorkbookFault | null {
  const kind = sheet.cells.get(address)?.kind;
  if (kind !== 'ERROR' && kind !== 'UNCALCULATED') return null;
  const code = kind === 'ERROR' ? 'WORKBOOK_ERROR_VALUE' : 'WORKBOOK_FORMULA_WITHOUT_VALUE';
  return { code, sheet: sheet.name, address, data: { ...at(sheet, address), what, written: textIn(sheet, address) } };
}

const at = (sheet: RawSheet, address: string): Record<string, unknown> => ({ sheet: sheet.name, address });

/** The first column of each row says what the row is: where it says something else, rows were inserted, sorted or deleted. */
function notInPlace(sheet: RawSheet, address: string, anchor: string, about: Record<string, unknown>): WorkbookFault | null {
  const place = placeOf(address);
  const data = { ...at(sheet, address), ...about };
  const merged = sheet.merges.some(
    ({ from, to }) => from.row <= place.row && place.row <= to.row && from.column <= place.column && place.column <= to.column,
  );
  if (merged) return { code: 'WORKBOOK_CELL_MERGED', sheet: sheet.name, address, data };
  if (textIn(sheet, `A${place.row}`).trim() === anchor) return null;
  const now = [...sheet.cells.keys()].find((other) => /^A\d+$/.test(other) && textIn(sheet, other).trim() === anchor);
  if (!now) return { code: 'WORKBOOK_CELL_GONE', sheet: sheet.name, address, data };
  const to = addressOf({ row: placeOf(now).row, column: place.column });
  return { code: 'WORKBOOK_CELL_MOVED', sheet: sheet.name, address: to, data: { ...data, address: to, from: address } };
}
