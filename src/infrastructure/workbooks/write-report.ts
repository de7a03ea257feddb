/** The workbook of one report. */
import type { Workbook, Worksheet } from 'exceljs';
import type { ReportWorkbook } from '../../application/ports/workbooks';
import {
  FIGURE_COLUMNS,
  FIGURE_SHEET,
  figureRows,
  HEADING_ROW,
  IDENTITY_SHEET,
  identityRows,
  SECTION_COLUMNS,
  SECTION_SHEET,
  sectionAddress,
  sectionRows,
  sectionTitle,
  valueAddress,
  type FigureRow,
  type SectionRow,
} from '../../domain/workbook';
import { asText, BOLD, BORDER, FONT, GROUP_FILL, HEADING_FILL, INPUT_FILL, numberFormat, protect, SMALL, TITLE_FONT, widthOf } from './appearance';
import { excelJs } from './libraries';

const HOW_FIGURES = '只填浅黄色单元格；没有发生的填0，未掌握的留空；请勿增删行列、合并单元格。';
const HOW_SECTIONS = '在浅黄色单元格中填写；换行请按 Alt+Enter；请勿增删行列、合并单元格。';
/** What Excel itself allows in a cell's prompt. */
const LONGEST_PROMPT = 250;
const MOST = 999_999_999_999_999;

export async function writeReport(report: ReportWorkbook): Promise<Buffer> {
  const { Workbook: Book } = await excelJs();
  const book = new Book();
  const figures = report.form ? figureRows(report.form) : [];
  const sections = sectionRows(report.sections);
  if (figures.length > 0) await figureSheet(book, report, figures);
  if (sections.length > 0) await sectionSheet(book, report, sections);
  identitySheet(book, report, figures, sections);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function figureSheet(book: Workbook, report: ReportWorkbook, rows: readonly FigureRow[]): Promise<void> {
  const sheet = book.addWorksheet(FIGURE_SHEET, { views: [{ state: 'frozen', ySplit: HEADING_ROW }], pageSetup: { ...PAGE, printTitlesRow: '4:4' } });
  sheet.columns = [8, 30, 16, 10, 16, 16, 40].map((width) => ({ width }));
  heading(sheet, report, report.form?.title ?? report.identity.title, HOW_FIGURES, 7);
  headings(sheet, ['栏号', '指标', '分项', '计量单位', '本期数', '上期数', '填报说明']);
  for (const row of rows) {
    if (row.kind === 'GROUP') groupRow(sheet, row);
    else cellRow(sheet, report, row);
  }
  await protect(sheet);
}

function groupRow(sheet: Worksheet, { row, text }: Extract<FigureRow, { kind: 'GROUP' }>): void {
  sheet.mergeCells(row, FIGURE_COLUMNS.name, row, FIGURE_COLUMNS.guidance);
  const cell = sheet.getCell(row, FIGURE_COLUMNS.name);
  cell.value = asText(text);
  Object.assign(cell, { font: BOLD, fill: GROUP_FILL, border: BORDER });
}

function cellRow(
  sheet: Worksheet,
  { figures, previous }: ReportWorkbook,
  { row, cell, name, part, rows }: Extract<FigureRow, { kind: 'CELL' }>,
): void {
  const texts = { key: cell.key, name: rows > 0 ? name : '', part, unit: cell.unit, guidance: rows > 0 ? cell.guidance : '' };
  for (const [column, text] of Object.entries(texts)) {
    const one = sheet.getCell(row, FIGURE_COLUMNS[column as keyof typeof texts]);
    one.value = text === '' ? null : asText(text);
    const horizontal = column === 'name' || column === 'guidance' || column === 'part' ? 'left' : 'center';
    Object.assign(one, { font: column === 'guidance' ? SMALL : FONT, border: BORDER, alignment: { vertical: 'middle', horizontal, wrapText: true } });
  }
  if (rows > 1) for (const column of [FIGURE_COLUMNS.name, FIGURE_COLUMNS.guidance]) sheet.mergeCells(row, column, row + rows - 1, column);
  const format = { numFmt: numberFormat(cell.decimals), font: FONT, border: BORDER, alignment: { vertical: 'middle', horizontal: 'right' } };
  const before = sheet.getCell(row, FIGURE_COLUMNS.previous);
  before.value = previous[cell.key] ?? null;
  Object.assign(before, format);
  const value = sheet.getCell(row, FIGURE_COLUMNS.value);
  value.value = figures[cell.key] ?? null;
  Object.assign(value, { ...format, fill: INPUT_FILL, protection: { locked: false } });
  const least = cell.negative ? -MOST : 0;
  const what = cell.decimals === 0 ? '整数' : `数字，最多${cell.decimals}位小数`;
  value.dataValidation = {
    ...{ type: cell.decimals === 0 ? 'whole' : 'decimal', operator: 'between', allowBlank: true, formulae: [least, MOST] },
    ...{ showErrorMessage: true, errorStyle: 'stop', errorTitle: '填写有误', error: `请填${what}${least === 0 ? '，不得为负' : ''}。` },
    ...{ showInputMessage: true, promptTitle: `${cell.key}（${cell.unit}）`.slice(0, 30), prompt: prompt(cell.label, cell.guidance, cell.required) },
  };
  const lines = Math.ceil(widthOf(texts.guidance) / 40 / Math.max(1, rows));
  sheet.getRow(row).height = Math.min(120, Math.max(20, 15 * Math.max(lines, Math.ceil(widthOf(texts.name) / 28 / Math.max(1, rows)))));
}

const prompt = (label: string, guidance: string, required: boolean): string =>
  `${label}${required ? '（必填）' : ''}${guidance === '' ? '' : `\n${guidance}`}`.slice(0, LONGEST_PROMPT);

async function sectionSheet(book: Workbook, report: ReportWorkbook, rows: readonly SectionRow[]): Promise<void> {
  const sheet = book.addWorksheet(SECTION_SHEET, { views: [{ state: 'frozen', ySplit: HEADING_ROW }], pageSetup: PAGE });
  sheet.columns = [{ width: 22 }, { width: 100 }];
  heading(sheet, report, report.identity.title, HOW_SECTIONS, 2);
  headings(sheet, ['标题', '内容']);
  for (const entry of rows) {
    const title = sheet.getCell(entry.row, SECTION_COLUMNS.title);
    title.value = asText(sectionTitle(entry));
    Object.assign(title, { font: BOLD, border: BORDER, alignment: { vertical: 'top', wrapText: true } });
    const text = sheet.getCell(entry.row, SECTION_COLUMNS.text);
    text.value = entry.text === '' ? null : asText(entry.text);
    // as text, so that nothing that is written turns into a date
    Object.assign(text, { numFmt: '@', font: FONT, border: BORDER, fill: INPUT_FILL, protection: { locked: false } });
    text.alignment = { vertical: 'top', wrapText: true };
    sheet.getRow(entry.row).height = Math.min(400, Math.max(80, 16 * Math.ceil(widthOf(entry.text) / 95)));
  }
  await protect(sheet);
}

const PAGE = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;

function heading(sheet: Worksheet, { identity, periodText, dueOn }: ReportWorkbook, title: string, how: string, columns: number): void {
  const lines = [title, `填报单位：${identity.unitName}    所属期：${periodText}    报送期限：${dueOn}`, how];
  for (const [i, text] of lines.entries()) {
    sheet.mergeCells(i + 1, 1, i + 1, columns);
    const cell = sheet.getCell(i + 1, 1);
    cell.value = asText(text);
    cell.font = i === 0 ? TITLE_FONT : i === 1 ? FONT : SMALL;
    cell.alignment = { horizontal: i === 0 ? 'center' : 'left', vertical: 'middle', wrapText: true };
  }
  sheet.getRow(1).height = 30;
}

function headings(sheet: Worksheet, texts: readonly string[]): void {
  for (const [i, text] of texts.entries()) {
    const cell = sheet.getCell(HEADING_ROW, i + 1);
    cell.value = text;
    Object.assign(cell, { font: BOLD, fill: HEADING_FILL, border: BORDER, alignment: { horizontal: 'center', vertical: 'middle' } });
  }
}

function identitySheet(book: Workbook, { identity }: ReportWorkbook, figures: readonly FigureRow[], sections: readonly SectionRow[]): void {
  const sheet = book.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  const cells = figures.flatMap((row) => {
    if (row.kind === 'GROUP') return [];
    const { key, label, unit, decimals } = row.cell;
    return [{ address: valueAddress(row), key, label, unit, decimals }];
  });
  const texts = sections.map((row) => ({ address: sectionAddress(row), title: row.title, part: row.part }));
  for (const row of identityRows({ ...identity, cells, sections: texts })) sheet.addRow(row.map(asText));
}
