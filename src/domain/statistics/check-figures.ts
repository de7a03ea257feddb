/** Whether figures may be handed in on a form: each by itself, then the rules of the form. */
import type { StatisticsForm } from '../plan/form-model';
import { cellsOf, type Cell } from './cells';
import { checkRule } from './check-rules';
import { placesOf } from './decimal';
import { fault, type FigureFault } from './figure-fault';
import type { Figures } from './figures';
import { rulesOf } from './forms-of-plan';

/** What was accepted of an earlier period; `period` sorts as time does (its key or its first day). */
export interface EarlierFigures {
  period: string;
  figures: Figures;
}

/**
 * Faults of single cells first, in the form's order, then those of its rules.
 * @param history earlier periods of the same unit and rule, in any order; this period is not among them
 */
export function checkFigures(form: StatisticsForm, figures: Figures, history: readonly EarlierFigures[] = []): FigureFault[] {
  const cells = new Map(cellsOf(form).map((cell) => [cell.key, cell]));
  const strange = Object.keys(figures).filter((key) => !cells.has(key));
  const earlier = history.toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0)).map((one) => one.figures);
  return [
    ...strange.map((key) => fault.unknownCell(key)),
    ...[...cells.values()].flatMap((cell) => faultsOfCell(cell, figures[cell.key] ?? null)),
    ...rulesOf(form).flatMap((rule) => checkRule(rule, { cells, figures, earlier })),
  ];
}

function faultsOfCell(cell: Cell, value: number | null): FigureFault[] {
  if (value === null) return cell.required ? [fault.required(cell)] : [];
  if (typeof value !== 'number' || !Number.isFinite(value)) return [fault.noNumber(cell, value)];
  const places = placesOf(value);
  if (places === null) return [fault.tooManyDigits(cell, value)];
  return [
    ...(places > cell.decimals ? [fault.tooManyDecimals(cell, value)] : []),
    ...(value < 0 && !cell.negative ? [fault.negative(cell, value)] : []),
  ];
}
