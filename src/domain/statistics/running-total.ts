/** What a cell comes to over several periods. */
import type { Accumulation } from '../plan/form-model';
import type { Cell } from './cells';
import { placesOf, scaled, type Scaled } from './decimal';
import type { Figures } from './figures';

/** A figure that cannot be calculated with counts as not written; what is wrong with it is said of its cell. */
export const writtenIn = (figures: Figures, key: string): Scaled | null => {
  const figure = figures[key];
  return typeof figure === 'number' && placesOf(figure) !== null ? scaled(figure) : null;
};

/** A flow is added up; of a running total and of a stock the latest figure holds. Null: never written. `periods` in the order of time. */
export function totalOver({ key, accumulation }: Pick<Cell, 'key' | 'accumulation'>, periods: readonly Figures[]): Scaled | null {
  return fold(
    accumulation,
    periods.map((figures) => writtenIn(figures, key)),
  );
}

function fold(accumulation: Accumulation, values: readonly (Scaled | null)[]): Scaled | null {
  const written = values.filter((value) => value !== null);
  if (accumulation !== 'FLOW') return written.at(-1) ?? null;
  return written.length === 0 ? null : written.reduce((sum, value) => sum + value, 0n);
}
