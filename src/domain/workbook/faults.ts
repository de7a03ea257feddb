/** What can be wrong with a filled workbook. Codes are stable; the desk has the words for them. */

export const WORKBOOK_FAULT_CODES = [
  'WORKBOOK_WITHOUT_IDENTITY',
  'WORKBOOK_IDENTITY_CHANGED',
  'WORKBOOK_OF_OTHER_CAMPAIGN',
  'WORKBOOK_OF_OTHER_UNIT',
  'WORKBOOK_OF_OTHER_PERIOD',
  'WORKBOOK_OF_OTHER_REPORT',
  'WORKBOOK_FORM_CHANGED',
  'WORKBOOK_SHEET_MISSING',
  'WORKBOOK_CELL_MOVED',
  'WORKBOOK_CELL_GONE',
  'WORKBOOK_CELL_MERGED',
  'WORKBOOK_TEXT_IN_NUMBER_CELL',
  'WORKBOOK_DATE_IN_NUMBER_CELL',
  'WORKBOOK_PERCENT_IN_NUMBER_CELL',
  'WORKBOOK_ERROR_VALUE',
  'WORKBOOK_FORMULA_WITHOUT_VALUE',
  'WORKBOOK_TOO_MANY_DECIMALS',
  'WORKBOOK_TOO_MANY_DIGITS',
  'WORKBOOK_NEGATIVE',
  'WORKBOOK_TEXT_TOO_LONG',
] as const;
export type WorkbookFaultCode = (typeof WORKBOOK_FAULT_CODES)[number];

export interface WorkbookFault {
  code: WorkbookFaultCode;
  /** null: the workbook as a whole */
  sheet: string | null;
  /** `E6`; null: the sheet as a whole */
  address: string | null;
  /** What its words are made of; `cell` is the key of the form's cell. */
  data: Record<string, unknown>;
}

/** Something that was not written as a number and was taken for one. */
export interface Understood {
  kind: 'TEXT' | 'FORMULA';
  sheet: string;
  address: string;
  cell: string;
  label: string;
  /** As it stands there; of a formula its result. */
  written: string;
  value: number;
}
