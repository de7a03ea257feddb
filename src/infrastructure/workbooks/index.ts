/** Workbooks, written and read. */
import type { Workbooks } from '../../application/ports/workbooks';
import { readWorkbook } from './read-workbook';
import { writePeriod } from './write-period';
import { writeReport } from './write-report';

export const workbooks: Workbooks = { writeReport, writePeriod, read: (bytes, fileName) => readWorkbook(bytes, fileName) };
