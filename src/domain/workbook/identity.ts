/**
 * What a workbook is, on a sheet of its own that nobody sees: whose report of which period, on which version of which form, and which cell stands
 * where. A digest holds it together, so that a sheet that was tampered with or half lost is told from one that belongs to another report.
 */
import { createHash } from 'node:crypto';
import { textIn, type RawWorkbook } from './raw';

export const IDENTITY_SHEET = '_muster';
const MARK = ['muster', 'report-workbook', '1'] as const;

export interface WorkbookIdentity {
  campaign: string;
  report: string;
  rule: string;
  title: string;
  unit: string;
  unitName: string;
  period: string;
  /** Key and version of the form; empty where the report has none. */
  form: string;
  formVersion: string;
  cells: IdentifiedCell[];
  /** In the order of the text; a long one has several. */
  sections: { address: string; title: string; part: number }[];
}

export interface IdentifiedCell {
  address: string;
  key: string;
  label: string;
  unit: string;
  decimals: number;
}

const NAMES = ['campaign', 'report', 'rule', 'title', 'unit', 'unitName', 'period', 'form', 'formVersion'] as const;

const digestOf = (rows: readonly (readonly string[])[]): string => createHash('sm3').update(JSON.stringify(rows)).digest('hex');

/** The rows of the sheet, texts only. */
export function identityRows(identity: WorkbookIdentity): string[][] {
  const rows = [
    [...MARK],
    ...NAMES.map((name) => [name, identity[name]]),
    ...identity.cells.map(({ address, key, label, unit, decimals }) => ['cell', address, key, label, unit, String(decimals)]),
    ...identity.sections.map(({ address, title, part }) => ['section', address, title, String(part)]),
  ];
  return [...rows, ['digest', digestOf(rows)]];
}

export type IdentityAnswer =
  { ok: true; identity: WorkbookIdentity } | { ok: false; code: 'WORKBOOK_WITHOUT_IDENTITY' | 'WORKBOOK_IDENTITY_CHANGED' };

const WIDTH: Readonly<Record<string, number>> = { cell: 6, section: 4, muster: 3 };
const MOST_ROWS = 20_000;

export function identityIn(workbook: RawWorkbook): IdentityAnswer {
  const sheet = workbook.sheets.find(({ name }) => name === IDENTITY_SHEET);
  if (!sheet || MARK.some((text, i) => textIn(sheet, `${'ABC'[i]}1`) !== text)) return { ok: false, code: 'WORKBOOK_WITHOUT_IDENTITY' };
  const rows: string[][] = [];
  for (let row = 1; row <= MOST_ROWS; row += 1) {
    const name = textIn(sheet, `A${row}`);
    if (name === '') break;
    rows.push(['A', 'B', 'C', 'D', 'E', 'F'].slice(0, WIDTH[name] ?? 2).map((column) => textIn(sheet, `${column}${row}`)));
  }
  const said = rows.slice(0, -1);
  const [last, digest] = rows.at(-1) ?? [];
  if (last !== 'digest' || digest !== digestOf(said)) return { ok: false, code: 'WORKBOOK_IDENTITY_CHANGED' };
  const named = new Map(said.map(([name = '', value = '']) => [name, value]));
  const values = Object.fromEntries(NAMES.map((name) => [name, named.get(name) ?? ''])) as Record<(typeof NAMES)[number], string>;
  return {
    ok: true,
    identity: {
      ...values,
      cells: said.flatMap(([name, address = '', key = '', label = '', unit = '', decimals = '0']) =>
        name === 'cell' ? [{ address, key, label, unit, decimals: Number(decimals) }] : [],
      ),
      sections: said.flatMap(([name, address = '', title = '', part = '0']) => (name === 'section' ? [{ address, title, part: Number(part) }] : [])),
    },
  };
}
