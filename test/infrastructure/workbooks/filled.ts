/** A workbook as a unit fills it in: opened by a program of theirs, changed, saved. */
import type { Workbook, Worksheet } from 'exceljs';
import type { ReportWorkbook } from '../../../src/application/ports/workbooks';
import { readReportWorkbook, type ExpectedReport, type FilledAnswer } from '../../../src/domain/workbook';
import { excelJs } from '../../../src/infrastructure/workbooks/libraries';
import { readWorkbook } from '../../../src/infrastructure/workbooks/read-workbook';
import { writeReport } from '../../../src/infrastructure/workbooks/write-report';
import { EXPECTED, reportOf } from './forms';

export async function opened(bytes: Buffer): Promise<Workbook> {
  const { Workbook: Book } = await excelJs();
  const book = new Book();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

export const saved = async (book: Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer());

export async function filledBytes(change: (figures: Worksheet, book: Workbook) => void, report: ReportWorkbook = reportOf()): Promise<Buffer> {
  const book = await opened(await writeReport(report));
  change(book.worksheets[0] as Worksheet, book);
  return saved(book);
}

export async function filled(
  change: (figures: Worksheet, book: Workbook) => void,
  { report = reportOf(), expected = EXPECTED }: { report?: ReportWorkbook; expected?: ExpectedReport } = {},
): Promise<FilledAnswer> {
  const raw = await readWorkbook(await filledBytes(change, report), '报表.xlsx');
  if (!raw.ok) throw new Error(raw.code);
  return readReportWorkbook(raw.value, expected);
}
