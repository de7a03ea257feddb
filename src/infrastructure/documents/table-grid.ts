/** Tables as lines: a row to a line, its cells set apart by tabs. What a merged cell says stands in every row and first column it covers. */

export interface TableCell {
  lines: string[];
  /** how many columns and rows it covers */
  columns: number;
  rows: number;
  /** goes on from the cell above (Word marks merged cells in every row) */
  continues: boolean;
}

export const printTable = (rows: readonly (readonly TableCell[])[]): string[] => {
  let open: { text: string; left: number }[] = [];
  return rows.map((row) => {
    const printed: string[] = [];
    const next: { text: string; left: number }[] = [];
    let k = 0;
    const takeOpen = (): void => {
      for (let above = open[printed.length]; above && above.left > 0; above = open[printed.length]) {
        next[printed.length] = { text: above.text, left: above.left - 1 };
        printed.push(above.text);
      }
    };
    for (; k < row.length; k++) {
      takeOpen();
      const cell = row[k] as TableCell;
      const column = printed.length;
      const own = cell.lines
        .join(' ')
        .replace(/[\t\n]+/g, ' ')
        .trim();
      const text = cell.continues ? (open[column]?.text ?? '') : own;
      for (let c = 0; c < cell.columns; c++) {
        // a merged cell says its words once in a row; Word's merged cells stay open for as long as they go on
        next[printed.length] = { text: c === 0 ? text : '', left: cell.rows - 1 };
        printed.push(c === 0 ? text : '');
      }
    }
    takeOpen();
    open = next;
    return printed.join('\t');
  });
};
