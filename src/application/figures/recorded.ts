/**
 * Totals of what is recorded. A record adds to its days, so what units report as a running total is, of records, the sum of all days since the
 * campaign began; and what stands at a period's end cannot be told from records at all.
 */
import { decimalText, scaledText, type Cell } from '../../domain/statistics';
import type { FigureWindow } from '../ports/figure-reading';
import type { FigureForm, FigureGroup } from './groups';

type Cells = FigureGroup['cells'];

/** Told under the key of the form. Every cell flows, those that are reported as running totals are named, and stocks are left out. */
export const asRecorded = (form: FigureForm): FigureForm => ({
  ...form,
  rule: form.key,
  cells: form.cells.flatMap((cell): Cell[] => (cell.accumulation === 'STOCK' ? [] : [{ ...cell, accumulation: 'FLOW' }])),
  running: new Set(form.cells.flatMap(({ key, accumulation }) => (accumulation === 'CUMULATIVE' ? [key] : []))),
});

const BEGINNING = '0001-01-01';
export const sinceTheBeginning = (window: FigureWindow): FigureWindow => ({ ...window, from: BEGINNING });

/** Whether a running total needs more than the window. */
export const looksBack = (form: FigureForm | null, window: FigureWindow): boolean => (form?.running?.size ?? 0) > 0 && window.from > BEGINNING;

/** The groups of a window, with the running totals of everything up to its end; of units with nothing in the window those alone. */
export function withRunningTotals(form: FigureForm | null, groups: readonly FigureGroup[], all: readonly FigureGroup[]): FigureGroup[] {
  const inWindow = new Map(groups.map((group) => [group.unit, group]));
  const totals = new Map(all.map((group) => [group.unit, group]));
  const outside = all.filter(({ unit }) => !inWindow.has(unit)).map((group) => ({ ...group, covers: null, cells: group.cells.map(emptied) }));
  return [...groups, ...outside].map((group) => {
    const running = new Map((totals.get(group.unit)?.cells ?? []).map((cell) => [cell.key, cell]));
    return { ...group, cells: group.cells.map((cell) => (form?.running?.has(cell.key) ? (running.get(cell.key) ?? cell) : cell)) };
  });
}
const emptied = (cell: Cells[number]): Cells[number] => ({ ...cell, value: null, filled: 0 });

/** Days of everything up to the end of a window: a running total of each is that of the days before it and its own. Those before the window go. */
export function runningByDay(form: FigureForm | null, days: readonly FigureGroup[], { from }: FigureWindow): FigureGroup[] {
  const before = new Map<string, { value: string; filled: number }>();
  const running = (unit: string | null, cell: Cells[number]): Cells[number] => {
    const name = `${unit} ${cell.key}`;
    const past = before.get(name);
    if (cell.value === null) return past ? { ...cell, ...past } : cell;
    const now = past
      ? { value: decimalText(scaledText(past.value) + scaledText(cell.value)), filled: past.filled + cell.filled }
      : { value: cell.value, filled: cell.filled };
    before.set(name, now);
    return { ...cell, ...now };
  };
  return days
    .toSorted((a, b) => ((a.period?.end ?? '') < (b.period?.end ?? '') ? -1 : 1))
    .map((group) => ({ ...group, cells: group.cells.map((cell) => (form?.running?.has(cell.key) ? running(group.unit, cell) : cell)) }))
    .filter(({ period }) => (period?.end ?? '') >= from);
}
