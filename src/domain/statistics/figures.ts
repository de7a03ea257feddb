/** Figures by cell, and the shape in which a report carries them: `{ figures: [{ indicator, values }] }`, a value for each part. */
import type { StatisticsForm } from '../plan/form-model';
import { cellsByIndicator, cellsOf, type Cell } from './cells';
import { fault, type FigureFault } from './figure-fault';

/** Absent and null: nothing is written; 0 is zero. */
export type Figures = Record<string, number | null>;

export interface FiguresContent {
  figures: { indicator: number; values: (number | null)[] }[];
}

export type FiguresAnswer = { ok: true; figures: Figures } | { ok: false; faults: FigureFault[] };

type Indicators = Pick<StatisticsForm, 'indicators'>;

/**
 * The figures of a report's content, for the cells of its form. Fewer values than parts leave the rest unwritten; what the form has no place
 * for is a fault, but for empty places at the end. Without any figures there are none.
 */
export function figuresOf(form: Indicators, content: unknown): FiguresAnswer {
  const rows: unknown = isRecord(content) ? content['figures'] : null;
  if (rows === null || rows === undefined) return { ok: true, figures: {} };
  if (!Array.isArray(rows)) return { ok: false, faults: [fault.unreadable()] };
  const byIndicator = cellsByIndicator(form);
  const figures: Figures = {};
  const faults: FigureFault[] = [];
  const seen = new Set<number>();
  for (const row of rows as unknown[]) {
    if (!isRecord(row) || typeof row['indicator'] !== 'number') {
      faults.push(fault.unreadable());
      continue;
    }
    const indicator = row['indicator'];
    const cells = byIndicator.get(indicator);
    const values: unknown = row['values'] ?? [];
    if (!cells) faults.push(fault.unknownIndicator(indicator));
    else if (seen.has(indicator)) faults.push(fault.indicatorTwice(indicator, cells));
    else if (!Array.isArray(values)) faults.push(fault.unreadable());
    else if (values.findLastIndex((value) => value !== null) >= cells.length) faults.push(fault.tooManyValues(indicator, cells, values.length));
    else cells.forEach((cell, i) => take(cell, values[i], figures, faults));
    seen.add(indicator);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, figures };
}

function take(cell: Cell, value: unknown, figures: Figures, faults: FigureFault[]): void {
  if (value === undefined || value === null) figures[cell.key] = null;
  else if (typeof value === 'number' && Number.isFinite(value)) figures[cell.key] = value + 0;
  else faults.push(fault.noNumber(cell, value));
}

/** Back again, in the form's order; indicators of which nothing is written are left out. */
export function contentOf(form: Indicators, figures: Figures): FiguresContent {
  const rows = [...cellsByIndicator(form)].map(([indicator, cells]) => ({
    indicator,
    values: cells.map(({ key }) => figures[key] ?? null),
  }));
  return { figures: rows.filter(({ values }) => values.some((value) => value !== null)) };
}

/** What a zero report stands for: nothing happened in the period. A running total and a stock stay what they were, so they get none. */
export const zeroFigures = (form: Indicators): Figures =>
  Object.fromEntries(
    cellsOf(form)
      .filter(({ required, accumulation }) => required && accumulation === 'FLOW')
      .map(({ key }) => [key, 0]),
  );

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
