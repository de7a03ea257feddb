/** The empty workbook of a ledger: a row of headings, and below it cells that take what their column takes. */
import type { Worksheet } from 'exceljs';
import type { LedgerWorkbook } from '../../application/ports/workbooks';
import type { RecordColumn } from '../../domain/plan/records-model';
import { USUAL_DECIMALS } from '../../domain/records/read-field';
import { IDENTITY_SHEET, LEDGER_HEADING_ROW, ledgerIdentityRows } from '../../domain/workbook';
import { asText, BOLD, BORDER, FONT, HEADING_FILL, INPUT_FILL, numberFormat, SMALL, TITLE_FONT, widthOf } from './appearance';
import { excelJs } from './libraries';

const HOW = '每行登记一件；浅黄色栏必填；栏目顺序可调整，栏目名称请勿改动；日期写作 2022-09-14。填写后在系统中导入本表。';
/** Rows with formats and prompts; more may be filled in. */
const PREPARED = 500;
const UNIT_SHEET = '_units';
/** What Excel itself allows in the list of a validation, and in a prompt. */
const LONGEST_LIST = 250;
const MOST = 999_999_999_999_999;

export async function writeLedger({ campaign, campaignTitle, kind, units }: LedgerWorkbook): Promise<Buffer> {
  const { Workbook: Book } = await excelJs();
  const book = new Book();
  const sheet = book.addWorksheet(sheetName(kind.title), {
    views: [{ state: 'frozen', ySplit: LEDGER_HEADING_ROW }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' },
  });
  heading(sheet, `${campaignTitle} ${kind.title}`, kind.columns.length);
  const named = units.length > 0 && kind.columns.some((column) => column.kind === 'UNIT');
  for (const [i, column] of kind.columns.entries()) columnOf(sheet, i + 1, column, named ? units.length : 0);
  if (named) {
    const names = book.addWorksheet(UNIT_SHEET, { state: 'veryHidden' });
    for (const unit of units) names.addRow([asText(unit)]);
  }
  const identity = book.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  for (const row of ledgerIdentityRows({ campaign, kind: kind.key, title: kind.title })) identity.addRow(row.map(asText));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Names of sheets are short, and some characters have no place in them. */
const sheetName = (title: string): string =>
  title
    .replace(/[\\/?*:[\]']/g, '')
    .replace(/^_+/, '')
    .slice(0, 28) || '台账';

function heading(sheet: Worksheet, title: string, columns: number): void {
  for (const [i, text] of [title, HOW].entries()) {
    sheet.mergeCells(i + 1, 1, i + 1, Math.max(columns, 1));
    const cell = sheet.getCell(i + 1, 1);
    cell.value = asText(text);
    cell.font = i === 0 ? TITLE_FONT : SMALL;
    cell.alignment = { horizontal: i === 0 ? 'center' : 'left', vertical: 'middle', wrapText: true };
  }
  sheet.getRow(1).height = 30;
}

function columnOf(sheet: Worksheet, at: number, column: RecordColumn, units: number): void {
  sheet.getColumn(at).width = Math.min(40, Math.max(14, widthOf(column.name) + 4));
  const head = sheet.getCell(LEDGER_HEADING_ROW, at);
  head.value = asText(column.name);
  Object.assign(head, { font: BOLD, border: BORDER, fill: column.required ? INPUT_FILL : HEADING_FILL });
  head.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  const validation = validationOf(column, units);
  for (let row = LEDGER_HEADING_ROW + 1; row <= LEDGER_HEADING_ROW + PREPARED; row += 1) {
    const cell = sheet.getCell(row, at);
    Object.assign(cell, { numFmt: formatOf(column), font: FONT });
    if (validation) cell.dataValidation = validation;
  }
}

/** Texts as text, so that no number of a document turns into a date. */
function formatOf({ kind, decimals }: RecordColumn): string {
  if (kind === 'DATE') return 'yyyy-mm-dd';
  if (kind === 'INTEGER') return numberFormat(0);
  return kind === 'DECIMAL' ? numberFormat(decimals ?? USUAL_DECIMALS) : '@';
}

function validationOf({ kind, name, decimals, choices, required }: RecordColumn, units: number) {
  const stop = (error: string) => ({ showErrorMessage: true, errorStyle: 'stop', errorTitle: '填写有误', error, allowBlank: !required });
  switch (kind) {
    case 'DATE':
      return {
        type: 'date' as const,
        operator: 'greaterThan' as const,
        formulae: [new Date(Date.UTC(1990, 0, 1))],
        ...stop('请填日期，写作 2022-09-14。'),
      };
    case 'INTEGER':
      return { type: 'whole' as const, operator: 'between' as const, formulae: [0, MOST], ...stop('请填整数，不得为负。') };
    case 'DECIMAL':
      return {
        ...{ type: 'decimal' as const, operator: 'between' as const, formulae: [0, MOST] },
        ...stop(`请填数字，最多${decimals ?? USUAL_DECIMALS}位小数，不得为负。`),
      };
    case 'CHOICE': {
      const list = choices.join(',');
      return list.length > LONGEST_LIST || choices.some((one) => one.includes(','))
        ? null
        : { type: 'list' as const, formulae: [`"${list.replaceAll('"', '""')}"`], ...stop(`请从下拉列表中选择“${name}”。`) };
    }
    case 'UNIT':
      return units === 0
        ? null
        : { type: 'list' as const, formulae: [`${UNIT_SHEET}!$A$1:$A$${units}`], allowBlank: !required, showErrorMessage: false };
    case 'TEXT':
      return null;
  }
}
