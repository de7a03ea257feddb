/** The rows above a table: its title, what is to be known of it, and the heads of its columns; the same on every sheet that is written as it comes. */
import type { Worksheet } from 'exceljs';
import { asText, BOLD, BORDER, HEADING_FILL, SMALL, TITLE_FONT, widthOf } from './appearance';

export const HEADING_ROW = 3;

/** A4 across, as many pages long as it takes, the heads on each. */
export const PAGE = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' } as const;

/** The first is the title. */
export function lines(sheet: Worksheet, texts: readonly string[], columns: number): void {
  for (const [i, text] of texts.entries()) {
    const row = sheet.addRow([asText(text)]);
    sheet.mergeCells(i + 1, 1, i + 1, columns);
    row.getCell(1).font = i === 0 ? TITLE_FONT : SMALL;
    if (i === 0) row.height = 30;
    row.commit();
  }
}

export function heads(sheet: Worksheet, texts: readonly string[]): void {
  const row = sheet.addRow(texts.map(asText));
  row.eachCell((cell) => {
    Object.assign(cell, { font: BOLD, fill: HEADING_FILL, border: BORDER, numFmt: 'General' });
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  row.height = Math.min(90, Math.max(20, 15 * Math.ceil(Math.max(...texts.map(widthOf)) / 13)));
  row.commit();
}
