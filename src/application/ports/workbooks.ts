/** Workbooks (.xlsx), written and read. What stands where is the domain's business (src/domain/workbook); how it looks is the writer's. */
import type { StatisticsForm } from '../../domain/plan/form-model';
import type { Cell, Figures } from '../../domain/statistics';
import type { RecordKind } from '../../domain/plan/records-model';
import type { RawWorkbook, WorkbookIdentity } from '../../domain/workbook';

/** A file that is not taken, before anything in it is looked at. */
export const WORKBOOK_FILE_FAULTS = [
  'WORKBOOK_EMPTY',
  'WORKBOOK_TOO_LARGE',
  'WORKBOOK_KIND_UNKNOWN',
  'WORKBOOK_HAS_MACROS',
  'WORKBOOK_BOMB',
  'WORKBOOK_DAMAGED',
] as const;
export type WorkbookFileFault = (typeof WORKBOOK_FILE_FAULTS)[number];

export type RawWorkbookAnswer = { ok: true; value: RawWorkbook } | { ok: false; code: WorkbookFileFault; data: Record<string, unknown> };

/** The form of one report, to be filled in. */
export interface ReportWorkbook {
  identity: Omit<WorkbookIdentity, 'cells' | 'sections'>;
  /** As printed under the title. */
  periodText: string;
  dueOn: string;
  form: StatisticsForm | null;
  figures: Figures;
  /** What was accepted for the period before. */
  previous: Figures;
  sections: readonly { title: string; required: boolean; text: string | null }[];
}

/** A unit's line in the workbook of a period. */
export interface PeriodRow {
  unit: string;
  status: string;
  /** When what counts was handed in. */
  handedInOn: string | null;
  figures: Figures | null;
  /** Not there in time, or not there yet: why it is on the list of the late. */
  late: { dueOn: string; workingDaysLate: number | null } | null;
}

export interface PeriodWorkbook {
  title: string;
  periodText: string;
  cells: readonly Cell[];
  /** How many reports there are. */
  expected: number;
  /** In the order of the sheet, a page at a time: never all of them at once. */
  rows: AsyncIterable<readonly PeriodRow[]>;
}

/** The empty workbook of a ledger, to be filled in row by row. */
export interface LedgerWorkbook {
  campaign: string;
  campaignTitle: string;
  kind: Pick<RecordKind, 'key' | 'title' | 'columns' | 'identity' | 'unitColumn' | 'dateColumn'>;
  /** Names of the units that may stand in its column of units. */
  units: readonly string[];
}

/** The largest workbook that is taken, in bytes. */
export const MAX_WORKBOOK_BYTES = 5 * 1024 * 1024;

export interface Workbooks {
  writeReport(report: ReportWorkbook): Promise<Buffer>;
  writePeriod(period: PeriodWorkbook): Promise<Buffer>;
  writeLedger(ledger: LedgerWorkbook): Promise<Buffer>;
  read(bytes: Buffer, fileName: string): Promise<RawWorkbookAnswer>;
  /** The same for a workbook of many thousand rows. */
  readLedger(bytes: Buffer, fileName: string): Promise<RawWorkbookAnswer>;
}
