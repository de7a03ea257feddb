/**
 * Tables as text keeps them: a row to a line with its cells set apart by tabs or bars, or a cell to a line (as copies from web pages
 * leave them), numbered in the first column. Empty cells stay, so that a cell keeps its column.
 */
import { ANNEX_HEADING } from './labels';
import { readNumeral } from './numerals';
import type { Source } from './source';

export interface Cell {
  /** folded, without blanks */
  text: string;
  /** [start, end) in the notice, without the blanks around */
  start: number;
  end: number;
}

export interface Table {
  header: Cell[];
  rows: Cell[][];
  /** [start, end) in the notice */
  start: number;
  end: number;
  /** the lines above it, nearest last */
  above: Cell[];
}

interface Line extends Cell {
  /** [start, end) of the whole line in the notice */
  from: number;
  to: number;
  cells: Cell[] | null;
}

const squeezed = (folded: string): string => folded.replace(/[ \n]+/g, '');

const cellAt = (source: Source, from: number, to: number): Cell => {
  let start = from;
  let end = to;
  while (start < end && /[ \n]/.test(source.folded[start] ?? '')) start++;
  while (end > start && /[ \n]/.test(source.folded[end - 1] ?? '')) end--;
  return { text: squeezed(source.folded.slice(start, end)), start, end };
};

const RULER = /^[|:\-+= ]+$/;

/** The cells of a line that is a row: bars on both sides, or tabs between words. */
const cellsOf = (source: Source, from: number, to: number): Cell[] | null => {
  const line = source.original.slice(from, to);
  const barred = /^\s*\|.*\|\s*$/.test(line);
  if (!barred && !/\S\s*\t/.test(line)) return null;
  const cells: Cell[] = [];
  let at = from;
  for (let i = from; i <= to; i++) {
    const c = source.original[i];
    if (i < to && c !== '\t' && !(barred && c === '|')) continue;
    cells.push(cellAt(source, at, i));
    at = i + 1;
  }
  return barred ? cells.slice(1, -1) : cells;
};

const linesOf = (source: Source): Line[] => {
  const lines: Line[] = [];
  let from = 0;
  while (from <= source.folded.length) {
    const found = source.folded.indexOf('\n', from);
    const to = found < 0 ? source.folded.length : found;
    const cell = cellAt(source, from, to);
    if (cell.text !== '' && !RULER.test(cell.text)) lines.push({ ...cell, from, to, cells: cellsOf(source, from, to) });
    from = to + 1;
  }
  return lines;
};

export const NUMBER_HEADER = /^(?:序号|编号|号|序)$/;
const UNITS_HEADER = /牵头|责任|配合|协办|承办|主办|落实|实施|参与|负责|单位|部门/;
const WORK_HEADER = /任务|措施|内容|事项|项目|工作|问题|指标|要求|举措|领域|目标|名称/;

const isHeader = (cells: readonly Cell[]): boolean =>
  cells.length >= 3 &&
  cells.every((c) => c.text.length <= 24 && !/[。;]/.test(c.text)) &&
  cells.some((c) => UNITS_HEADER.test(c.text)) &&
  cells.some((c) => WORK_HEADER.test(c.text));

/** 1 or 一 or (一), the number of a row or of a group of rows; NaN for anything else. */
export const rowNumber = (text: string): number => readNumeral(text.replace(/^\(|[).、,]+$/g, ''));

const tableOfRows = (lines: readonly Line[], at: number, above: Cell[]): { table: Table; next: number } => {
  const head = lines[at] as Line;
  const header = head.cells as Cell[];
  const rows: Cell[][] = [];
  let i = at + 1;
  let end = head.to;
  for (; i < lines.length; i++) {
    const line = lines[i] as Line;
    const { cells } = line;
    if (cells === null) {
      // a group's heading that takes the whole width; anything longer ends the table
      const next = lines[i + 1];
      if (line.text.length < 40 && next?.cells && next.cells.length === header.length && !ANNEX_HEADING.test(line.text) && !isHeader(next.cells)) {
        rows.push([line]);
        continue;
      }
      break;
    }
    if (isHeader(cells) && cells.map((c) => c.text).join() !== header.map((c) => c.text).join()) break;
    end = line.to;
    if (cells.map((c) => c.text).join() !== header.map((c) => c.text).join()) rows.push(cells);
  }
  return { table: { header, rows, start: head.from, end, above }, next: i };
};

const MAX_COLUMNS = 10;

/** 序号 / 任务 / 牵头单位 / 1 / … / 2 / …: a cell to a line. */
const tableOfCells = (lines: readonly Line[], at: number, above: Cell[]): { table: Table; next: number } | null => {
  let first = at + 1;
  while (first < lines.length && first - at <= MAX_COLUMNS && !(rowNumber((lines[first] as Line).text) === 1)) first++;
  if (!(rowNumber(lines[first]?.text ?? '') === 1)) return null;
  const header = lines.slice(at, first) as Cell[];
  if (!isHeader(header)) return null;
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let expected = 1;
  let group = 0;
  let i = first;
  let end = (lines[at] as Line).to;
  for (; i < lines.length; i++) {
    const line = lines[i] as Line;
    const bare = line.text.replace(/[.、]$/, '');
    if (ANNEX_HEADING.test(line.text)) break;
    if (/^\d+$/.test(bare) && Number(bare) === expected && row.length !== 1) {
      if (row.length > 0) rows.push(row);
      row = [line];
      expected++;
    } else if (!/\d/.test(bare) && rowNumber(bare) === group + 1 && bare.length <= 3) {
      if (row.length > 0) rows.push(row);
      row = [line];
      group++;
    } else if (row.length > 0 && row.length < header.length) row.push(line);
    else break;
    end = line.to;
  }
  if (row.length > 1) rows.push(row);
  return { table: { header, rows, start: (lines[at] as Line).from, end, above }, next: i };
};

const ABOVE = 4;

/** All tables of a notice, in order. */
export const readTables = (source: Source): Table[] => {
  const tables: Table[] = [];
  if (!/[\t|]|序 *号/.test(source.folded) && !source.original.includes('\t')) return tables;
  const lines = linesOf(source);
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as Line;
    const above = lines.slice(Math.max(0, i - ABOVE), i);
    const found =
      line.cells && isHeader(line.cells)
        ? tableOfRows(lines, i, above)
        : !line.cells && NUMBER_HEADER.test(line.text)
          ? tableOfCells(lines, i, above)
          : null;
    if (found && found.table.rows.length > 0) tables.push(found.table);
    i = found ? found.next : i + 1;
  }
  return tables;
};
