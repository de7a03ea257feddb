/** Whether figures may be handed in on a form: each by itself, then the rules of the form. */
import type { StatisticsForm } from '../plan/form-model';
import { cellsOf, type Cell } from './cells';
import { placesOf } from './decimal';
import { fault, type FigureFault } from './figure-fault';
import type { Figures } from './figures';

/** What was accepted of an earlier period; `period` sorts as time does (its key or its first day). */
export interface EarlierFigures {
  period: string;
  figures: Figures;
}

/** @param history earlier periods of the same unit and rule, in any order; this period is not among them */
export function checkFigures(form: StatisticsForm, figures: Figures, _history: readonly EarlierFigures[] = []): FigureFault[] {
  const cells = cellsOf(form);
  const known = new Set(cells.map(({ key }) => key));
  const strange = Object.keys(figures).filter((key) => !known.has(key));
  return [...strange.map((key) => fault.unknownCell(key)), ...cells.flatMap((cell) => faultsOfCell(cell, figures[cell.key] ?? null))];
}

function faultsOfCell(cell: Cell, value: number | null): FigureFault[] {
  if (value === null) return cell.required ? [fault.required(cell)] : [];
  if (typeof value !== 'number' || !Number.isFinite(value)) return [fault.noNumber(cell, value)];
  const places = placesOf(value);
  if (places === null) return [fault.tooManyDigits(cell, value)];
  return places > cell.decimals ? [fault.tooManyDecimals(cell, value)] : [];
}
