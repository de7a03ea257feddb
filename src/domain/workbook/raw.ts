/** A workbook as it was read: only cells in which something stands. What has no place here (styles, formulas' text, macros) is not read. */

export type RawValue =
  | { kind: 'NUMBER'; value: number }
  | { kind: 'TEXT'; text: string }
  | { kind: 'BOOLEAN'; value: boolean }
  /** A number that the sheet shows as a date; `text` as shown, `day` the civil date that it means. */
  | { kind: 'DATE'; text: string; day?: string }
  /** A number that the sheet shows as a percentage; `text` as shown. */
  | { kind: 'PERCENT'; text: string }
  /** `#REF!` and the like */
  | { kind: 'ERROR'; text: string }
  /** A formula that was never calculated. */
  | { kind: 'UNCALCULATED' };

export type RawCell = RawValue & {
  /** What is there was calculated by a formula in the cell; the formula itself is never carried out. */
  calculated: boolean;
};

/** Rows and columns from 1. */
export interface Place {
  row: number;
  column: number;
}

export interface RawSheet {
  name: string;
  /** By address, `E6`. */
  cells: ReadonlyMap<string, RawCell>;
  /** Ranges of more than one cell that are joined, both corners included. */
  merges: readonly { from: Place; to: Place }[];
}

export interface RawWorkbook {
  sheets: readonly RawSheet[];
}

export function addressOf({ row, column }: Place): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

export function placeOf(address: string): Place {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
  return { row: Number(digits), column: [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) };
}

/** As text, whatever it is: numbers as they are written, nothing where nothing stands. */
export function textIn(sheet: RawSheet, address: string): string {
  const cell = sheet.cells.get(address);
  if (!cell || cell.kind === 'UNCALCULATED') return '';
  return 'text' in cell ? cell.text : String(cell.value);
}
