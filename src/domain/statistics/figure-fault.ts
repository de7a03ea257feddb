/** What can be wrong with figures, in words for who fills them in. Codes are stable. */
import type { FaultSeverity } from '../plan/form-model';
import type { Cell } from './cells';

export const FIGURE_FAULT_CODES = [
  'FIGURES_UNREADABLE',
  'UNKNOWN_INDICATOR',
  'INDICATOR_TWICE',
  'TOO_MANY_VALUES',
  'CELL_UNKNOWN',
  'NO_NUMBER',
  'TOO_MANY_DIGITS',
  'TOO_MANY_DECIMALS',
  'NEGATIVE',
  'REQUIRED',
  'RULE_BROKEN',
  'TOTAL_FALLS',
  'OUTLIER',
] as const;
export type FigureFaultCode = (typeof FIGURE_FAULT_CODES)[number];

export interface FigureFault {
  code: FigureFaultCode;
  /** An ERROR refuses the report, a WARNING takes an explanation. */
  severity: FaultSeverity;
  /** keys of the cells it is about, in the form's order */
  cells: string[];
  /** key of the form's rule that is broken; null where no rule of the form asks for it */
  rule: string | null;
  message: { zh: string; en: string };
  data: Record<string, unknown>;
}

const error = (code: FigureFaultCode, cells: readonly string[], zh: string, en: string, data: Record<string, unknown> = {}): FigureFault => ({
  code,
  severity: 'ERROR',
  cells: [...cells],
  rule: null,
  message: { zh, en },
  data,
});

const keysOf = (cells: readonly Cell[]): string[] => cells.map(({ key }) => key);
/** 7.1 “立案/结案数：立案” */
export const named = ({ key, label }: Cell): string => `${key}“${label}”`;

export const fault = {
  unreadable: () => error('FIGURES_UNREADABLE', [], '统计数据的格式不对', 'The figures are not in the shape that a form has'),
  unknownIndicator: (indicator: number) =>
    error('UNKNOWN_INDICATOR', [], `统计表中没有第${indicator}项指标`, `The form has no indicator ${indicator}`, { indicator }),
  indicatorTwice: (indicator: number, cells: readonly Cell[]) =>
    error('INDICATOR_TWICE', keysOf(cells), `第${indicator}项指标填报了两次`, `Indicator ${indicator} is given twice`, { indicator }),
  tooManyValues: (indicator: number, cells: readonly Cell[], given: number) =>
    error(
      'TOO_MANY_VALUES',
      keysOf(cells),
      `第${indicator}项指标应填${cells.length}个数，实填${given}个`,
      `Indicator ${indicator} takes ${cells.length} figures, ${given} are given`,
      { indicator, takes: cells.length, given },
    ),
  unknownCell: (key: string) => error('CELL_UNKNOWN', [key], `统计表中没有单元格${key}`, `The form has no cell ${key}`, { cell: key }),
  noNumber: (cell: Cell, value: unknown) =>
    error('NO_NUMBER', [cell.key], `${named(cell)}填写的不是数字`, `${named(cell)} is not a number`, { value }),
  tooManyDigits: (cell: Cell, value: number) =>
    error('TOO_MANY_DIGITS', [cell.key], `${named(cell)}最多15位有效数字`, `${named(cell)} has more than 15 significant digits`, { value }),
  tooManyDecimals: (cell: Cell, value: number) =>
    error(
      'TOO_MANY_DECIMALS',
      [cell.key],
      cell.decimals === 0 ? `${named(cell)}应填整数` : `${named(cell)}最多${cell.decimals}位小数`,
      cell.decimals === 0 ? `${named(cell)} takes a whole number` : `${named(cell)} takes at most ${cell.decimals} decimals`,
      { value, decimals: cell.decimals },
    ),
  negative: (cell: Cell, value: number) =>
    error('NEGATIVE', [cell.key], `${named(cell)}不得为负数`, `${named(cell)} cannot be less than zero`, { value }),
  required: (cell: Cell) => error('REQUIRED', [cell.key], `${named(cell)}为必填项`, `${named(cell)} must be filled in`),
} as const;
