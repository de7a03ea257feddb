/**
 * The two libraries, loaded when the first workbook is written or read: a server that never sees one starts without them. exceljs writes (styles,
 * protection, validation, streams); SheetJS, in the package that is kept up to date on the registry, reads what any program has saved.
 */

export const excelJs = () => import('exceljs');
export const sheetJs = () => import('@e965/xlsx');
