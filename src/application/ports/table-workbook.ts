/** Tables as a workbook, a sheet for each. Written as the rows come: what is in memory is the file and not the sheets. */

export interface TableColumn {
  head: string;
  /** In characters. */
  width: number;
  /** Digits after the point of its numbers; left out: a text or a whole number. */
  decimals?: number;
}

export interface TableRow {
  /** Totals. */
  bold?: true;
  /** Numbers are written as numbers, everything else as text, never as a formula. */
  cells: readonly (string | number | null)[];
}

export interface TableSheet {
  name: string;
  title: string;
  note: string;
  columns: readonly TableColumn[];
  /** How many columns stay in sight. */
  frozen: number;
  rows: Iterable<TableRow>;
}

export interface TableWorkbooks {
  writeTables(sheets: readonly TableSheet[]): Promise<Buffer>;
}
