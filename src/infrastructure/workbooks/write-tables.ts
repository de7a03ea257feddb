/** Tables, a sheet for each, written as they come. */
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TableSheet } from '../../application/ports/table-workbook';
import { asText, BOLD, FONT, numberFormat } from './appearance';
import { excelJs } from './libraries';
import { heads, HEADING_ROW, lines, PAGE } from './sheet-rows';

/** Rows between two turns of everybody else. */
const TURN = 200;

export async function writeTables(sheets: readonly TableSheet[]): Promise<Buffer> {
  const { stream } = await excelJs();
  const chunks: Buffer[] = [];
  const into = new Writable({ write: (chunk: Buffer, _encoding, next) => (chunks.push(chunk), next()) });
  const book = new stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  for (const { name, title, note, columns, frozen, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', xSplit: frozen, ySplit: HEADING_ROW }], pageSetup: PAGE });
    sheet.columns = columns.map(({ width, decimals }) => ({
      width,
      style: { font: FONT, ...(decimals === undefined ? {} : { numFmt: numberFormat(decimals) }) },
    }));
    lines(sheet, [title, note], columns.length);
    heads(
      sheet,
      columns.map(({ head }) => head),
    );
    let written = 0;
    for (const { cells, bold } of rows) {
      const row = sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? asText(cell) : cell)));
      if (bold) row.font = BOLD;
      row.commit();
      written += 1;
      if (written % TURN === 0) await nextTurn();
    }
    sheet.commit();
  }
  await book.commit();
  return Buffer.concat(chunks);
}
