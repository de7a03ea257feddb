/** Where things stand in the workbook of one report: a row for each cell of the form, and for each section of the text. */
import type { StatisticsForm } from '../plan/form-model';
import { cellsOf, type Cell } from '../statistics';
import { addressOf } from './raw';

export const FIGURE_SHEET = '统计数据';
export const SECTION_SHEET = '文字材料';

/** Columns of the sheet of figures. The key stands in the first, so that a row which was moved is found again. */
export const FIGURE_COLUMNS = { key: 1, name: 2, part: 3, unit: 4, value: 5, previous: 6, guidance: 7 } as const;
export const SECTION_COLUMNS = { title: 1, text: 2 } as const;
/** Title, whose and when, how to fill it in; then the headings of the columns. */
export const HEADING_ROW = 4;
/** The most characters that a cell takes is 32,767. */
const LONGEST_IN_A_CELL = 32_000;

export type FigureRow =
  | { kind: 'GROUP'; row: number; text: string }
  /** `name` and `part` as printed; `rows`: how many rows its indicator takes, on the first of them, else 0. */
  | { kind: 'CELL'; row: number; cell: Cell; name: string; part: string; rows: number };

export function figureRows(form: StatisticsForm): FigureRow[] {
  const rows: FigureRow[] = [];
  const parts = new Map(form.indicators.toReversed().map((indicator) => [indicator.number, indicator]));
  let group: string | null = null;
  for (const cell of cellsOf(form)) {
    const indicator = parts.get(cell.indicator);
    if (cell.group !== null && cell.group !== group) rows.push({ kind: 'GROUP', row: HEADING_ROW + 1 + rows.length, text: cell.group });
    group = cell.group;
    const first = cell.part === null || cell.part === 1;
    rows.push({
      ...{ kind: 'CELL', row: HEADING_ROW + 1 + rows.length, cell, name: indicator?.name ?? cell.label },
      part: cell.part === null ? '' : (indicator?.parts[cell.part - 1] ?? ''),
      rows: first ? Math.max(1, indicator?.parts.length ?? 1) : 0,
    });
  }
  return rows;
}

export const valueAddress = ({ row }: { row: number }): string => addressOf({ row, column: FIGURE_COLUMNS.value });

export interface SectionRow {
  row: number;
  title: string;
  /** A long text goes on in the next row. */
  part: number;
  text: string;
}

export function sectionRows(sections: readonly { title: string; text: string | null }[]): SectionRow[] {
  const rows: SectionRow[] = [];
  for (const { title, text } of sections)
    for (const [part, piece] of piecesOf(text ?? '').entries()) rows.push({ row: HEADING_ROW + 1 + rows.length, title, part, text: piece });
  return rows;
}

/** No pair of surrogates is torn. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  do {
    let to = Math.min(text.length, from + LONGEST_IN_A_CELL);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1] ?? '')) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  } while (from < text.length);
  return pieces;
}

export const sectionTitle = ({ title, part }: Pick<SectionRow, 'title' | 'part'>): string => (part === 0 ? title : `${title}（续${part}）`);
export const sectionAddress = ({ row }: { row: number }): string => addressOf({ row, column: SECTION_COLUMNS.text });
