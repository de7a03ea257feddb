/** One cell of a filled workbook -> the figure in it, or what is wrong with it. */
import { placesOf, type Cell } from '../statistics';
import type { Understood, WorkbookFault, WorkbookFaultCode } from './faults';
import { textIn, type RawSheet } from './raw';
import { typedNumber } from './typed-number';

export type FigureAnswer = { ok: true; value: number | null; understood: Understood | null } | { ok: false; fault: WorkbookFault };

/** Excel itself calculates and shows 15 digits; what a formula leaves behind them is noise. */
const withoutNoise = (value: number): number => Number(value.toPrecision(15));

export function figureIn(sheet: RawSheet, address: string, cell: Cell): FigureAnswer {
  const raw = sheet.cells.get(address);
  const about = { sheet: sheet.name, address, cell: cell.key, label: cell.label };
  const written = textIn(sheet, address);
  const fault = (code: WorkbookFaultCode, more: Record<string, unknown> = {}): FigureAnswer => ({
    ok: false,
    fault: { code, sheet: sheet.name, address, data: { ...about, what: `${cell.key} ${cell.label}`, written, ...more } },
  });
  const checked = (value: number, kind: Understood['kind'] | null): FigureAnswer => {
    const places = placesOf(value);
    if (places === null) return fault('WORKBOOK_TOO_MANY_DIGITS');
    if (places > cell.decimals) return fault('WORKBOOK_TOO_MANY_DECIMALS', { decimals: cell.decimals });
    if (value < 0 && !cell.negative) return fault('WORKBOOK_NEGATIVE');
    return { ok: true, value, understood: kind && { kind, ...about, written, value } };
  };
  if (!raw) return { ok: true, value: null, understood: null };
  switch (raw.kind) {
    case 'NUMBER':
      return raw.calculated ? checked(withoutNoise(raw.value) + 0, 'FORMULA') : checked(raw.value + 0, null);
    case 'TEXT': {
      // a formula that answers "" shows an empty cell
      if (raw.text.trim() === '') return { ok: true, value: null, understood: null };
      const value = typedNumber(raw.text, cell.unit);
      return value === null ? fault('WORKBOOK_TEXT_IN_NUMBER_CELL') : checked(value, 'TEXT');
    }
    case 'BOOLEAN':
      return fault('WORKBOOK_TEXT_IN_NUMBER_CELL');
    case 'DATE':
      return fault('WORKBOOK_DATE_IN_NUMBER_CELL');
    case 'PERCENT':
      return fault('WORKBOOK_PERCENT_IN_NUMBER_CELL');
    case 'ERROR':
      return fault('WORKBOOK_ERROR_VALUE');
    case 'UNCALCULATED':
      return fault('WORKBOOK_FORMULA_WITHOUT_VALUE');
  }
}
