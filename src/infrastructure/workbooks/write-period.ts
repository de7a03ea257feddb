/** The figures of one period, a row for each unit, written as they come: what is in memory is a page of rows and the file itself. */
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worksheet } from 'exceljs';
import type { PeriodRow, PeriodWorkbook } from '../../application/ports/workbooks';
import { scaled, unscaled, type Cell, type Scaled } from '../../domain/statistics';
import { asText, BOLD, FONT, numberFormat } from './appearance';
import { excelJs } from './libraries';
import { heads, HEADING_ROW, lines, PAGE } from './sheet-rows';

export const PERIOD_SHEET = '分单位数据';
export const LATE_SHEET = '未报和迟报';
const HEADS = ['序号', '单位', '状态', '报送日期'];

export async function writePeriod(period: PeriodWorkbook): Promise<Buffer> {
  const { stream } = await excelJs();
  const chunks: Buffer[] = [];
  const into = new Writable({ write: (chunk: Buffer, _encoding, next) => (chunks.push(chunk), next()) });
  const book = new stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(PERIOD_SHEET, { views: [{ state: 'frozen', xSplit: 2, ySplit: HEADING_ROW }], pageSetup: PAGE });
  sheet.columns = [{ width: 7 }, { width: 34 }, { width: 12 }, { width: 12 }, ...period.cells.map(({ decimals }) => columnOf(decimals))];
  lines(sheet, [`${period.title}（${period.periodText}）`, '空白表示没有填报，0 表示填报为零。'], HEADS.length + period.cells.length);
  heads(sheet, [...HEADS, ...period.cells.map(headOf)]);
  const totals = new Totals(period.cells);
  const late: PeriodRow[] = [];
  for await (const page of period.rows) {
    for (const row of page) {
      const figures = period.cells.map(({ key }) => row.figures?.[key] ?? null);
      sheet.addRow([totals.add(row), asText(row.unit), row.status, row.handedInOn, ...figures]).commit();
      if (row.late) late.push(row);
    }
    await nextTurn();
  }
  const sums = sheet.addRow([null, '合计', null, null, ...totals.sums()]);
  const filled = sheet.addRow([null, '填报该项的单位数', null, null, ...totals.filled]);
  for (const row of [sums, filled]) Object.assign(row, { font: BOLD });
  filled.eachCell((cell, column) => void (column > HEADS.length && (cell.numFmt = '0')));
  sums.commit();
  filled.commit();
  sheet.addRow([null, `合计数覆盖 ${totals.handedIn} 个单位，应报 ${period.expected} 个单位`]).commit();
  sheet.commit();
  lateSheet(book.addWorksheet(LATE_SHEET, { views: [{ state: 'frozen', ySplit: HEADING_ROW }], pageSetup: PAGE }), period, late);
  await book.commit();
  return Buffer.concat(chunks);
}

const columnOf = (decimals: number) => ({ width: 14, style: { numFmt: numberFormat(decimals), font: FONT } });
const headOf = ({ key, label, unit }: Cell): string => `${key} ${label}（${unit}）`;

/** Shares do not add up to anything. */
const addsUp = ({ unit }: Cell): boolean => !/[%‰]|百分|率$/.test(unit);

/** Made of integers, as all sums are. */
class Totals {
  handedIn = 0;
  readonly filled: number[];
  private readonly all: Scaled[];
  private rows = 0;

  constructor(private readonly cells: readonly Cell[]) {
    this.filled = cells.map(() => 0);
    this.all = cells.map(() => 0n);
  }

  /** Answers the number of the row. */
  add({ figures }: PeriodRow): number {
    if (figures) this.handedIn += 1;
    for (const [i, { key }] of this.cells.entries()) {
      const figure = figures?.[key];
      if (figure === null || figure === undefined) continue;
      this.filled[i] = (this.filled[i] ?? 0) + 1;
      this.all[i] = (this.all[i] ?? 0n) + scaled(figure);
    }
    return (this.rows += 1);
  }

  sums(): (number | null)[] {
    return this.cells.map((cell, i) => (addsUp(cell) && (this.filled[i] ?? 0) > 0 ? unscaled(this.all[i] ?? 0n) : null));
  }
}

function lateSheet(sheet: Worksheet, period: PeriodWorkbook, late: readonly PeriodRow[]): void {
  sheet.columns = [{ width: 7 }, { width: 40 }, { width: 14 }, { width: 14 }, { width: 14 }, { width: 16 }];
  lines(sheet, [`${period.title}（${period.periodText}）未报和迟报单位`, late.length === 0 ? '没有。' : `共 ${late.length} 个单位。`], 6);
  heads(sheet, ['序号', '单位', '状态', '报送期限', '报送日期', '迟报工作日数']);
  for (const [i, { unit, status, handedInOn, late: why }] of late.entries())
    sheet.addRow([i + 1, asText(unit), status, why?.dueOn ?? null, handedInOn, why?.workingDaysLate ?? null]).commit();
  sheet.commit();
}
