/** Workbooks as far as they mean something: what stands where, what a filled one says, what a form in one asks for. Pure. */
export { formChanges } from './form-changes';
export { WORKBOOK_FAULT_CODES, type Understood, type WorkbookFault, type WorkbookFaultCode } from './faults';
export { IDENTITY_SHEET, identityRows, type WorkbookIdentity } from './identity';
export { addressOf, placeOf, textIn, type RawCell, type RawSheet, type RawValue, type RawWorkbook } from './raw';
export { LONGEST_SECTION, readReportWorkbook, type ExpectedReport, type FilledAnswer, type FilledReport } from './read-report';
export * from './report-layout';
export { typedNumber } from './typed-number';
export { FORM_DIAGNOSTIC_CODES, readForm, type FormDiagnostic } from './read-form';
export {
  LEDGER_HEADING_ROW,
  ledgerIdentityRows,
  MOST_LEDGER_ROWS,
  readLedger,
  type LedgerAnswer,
  type LedgerFault,
  type LedgerIdentity,
  type LedgerRow,
} from './ledger';
