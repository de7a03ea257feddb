/** Workbooks, written and read. */
import type { TableWorkbooks } from '../../application/ports/table-workbook';
import type { Workbooks } from '../../application/ports/workbooks';
import { LEDGER_LIMITS, readWorkbook } from './read-workbook';
import { writeLedger } from './write-ledger';
import { writePeriod } from './write-period';
import { writeReport } from './write-report';
import { writeTables } from './write-tables';

export const workbooks: Workbooks & TableWorkbooks = {
  ...{ writeReport, writePeriod, writeLedger, writeTables },
  read: (bytes, fileName) => readWorkbook(bytes, fileName),
  readLedger: (bytes, fileName) => readWorkbook(bytes, fileName, LEDGER_LIMITS),
};
