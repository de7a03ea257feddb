/** Workbooks, written and read. */
import type { Workbooks } from '../../application/ports/workbooks';
import { LEDGER_LIMITS, readWorkbook } from './read-workbook';
import { writeLedger } from './write-ledger';
import { writePeriod } from './write-period';
import { writeReport } from './write-report';

export const workbooks: Workbooks = {
  ...{ writeReport, writePeriod, writeLedger },
  read: (bytes, fileName) => readWorkbook(bytes, fileName),
  readLedger: (bytes, fileName) => readWorkbook(bytes, fileName, LEDGER_LIMITS),
};
