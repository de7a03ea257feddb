/**
 * All that a plan asks for, in order of dates, as a list that is never written out: thousands of units by tens of periods are some hundred rows of
 * rule and period, each with its units. Pure.
 */
import type { Obligation } from './compiled';
import { obligationOf, type OwedByRule } from './obligations';

/** Where an obligation stands: due date, rule, period, unit. */
export type OwedKey = readonly [dueOn: string, rule: string, period: string, unit: string];

export interface OwedPage {
  rows: { row: Obligation; sortKey: OwedKey }[];
  more: boolean;
}

export interface OwedList {
  total: number;
  /** `from`: the key behind (before) which the page begins; a key that is gone stands for its place. Rows are in list order either way. */
  page(request: { limit: number; direction: 'FORWARD' | 'BACKWARD'; from: OwedKey | null }): OwedPage;
}

interface Row {
  owed: OwedByRule;
  period: OwedByRule['periods'][number];
  units: readonly string[];
  /** Place of its first unit in the whole list. */
  offset: number;
}

/** `only`: of one unit, of one rule. */
export function owedList(owed: readonly OwedByRule[], only: { unit?: string | null; rule?: string | null } = {}): OwedList {
  const rows: Row[] = owed
    .filter(({ key }) => only.rule == null || key === only.rule)
    .flatMap((one) => {
      const units = only.unit == null ? [...one.units].sort() : one.units.filter((unit) => unit === only.unit);
      return units.length === 0 ? [] : one.periods.map((period) => ({ owed: one, period, units, offset: 0 }));
    })
    .sort((a, b) => compared(keyOf(a), keyOf(b)));
  let total = 0;
  for (const row of rows) {
    row.offset = total;
    total += row.units.length;
  }
  /** How many come before the key, and whether the key itself is there. */
  const placeOf = (key: OwedKey): { before: number; there: boolean } => {
    const row = rows.find((one) => compared(keyOf(one), key) >= 0);
    if (!row) return { before: total, there: false };
    if (compared(keyOf(row), key) > 0) return { before: row.offset, there: false };
    const at = row.units.findIndex((unit) => unit >= key[3]);
    return at < 0 ? { before: row.offset + row.units.length, there: false } : { before: row.offset + at, there: row.units[at] === key[3] };
  };
  const between = (start: number, end: number): OwedPage['rows'] =>
    rows.flatMap((row) =>
      row.units.slice(Math.max(start - row.offset, 0), Math.max(end - row.offset, 0)).map((unit) => ({
        row: obligationOf(row.owed, row.period, unit),
        sortKey: [...keyOf(row), unit] as unknown as OwedKey,
      })),
    );
  return {
    total,
    page({ limit, direction, from }) {
      const place = from && placeOf(from);
      if (direction === 'FORWARD') {
        const start = place ? place.before + (place.there ? 1 : 0) : 0;
        return { rows: between(start, start + limit), more: start + limit < total };
      }
      const end = place ? place.before : total;
      return { rows: between(Math.max(end - limit, 0), end), more: end > limit };
    },
  };
}

const keyOf = ({ owed, period }: Row): readonly [string, string, string] => [period.dueOn, owed.key, period.key];

/** By the first three parts. */
function compared(a: readonly string[], b: readonly string[]): number {
  for (const i of [0, 1, 2]) {
    const [x, y] = [a[i] ?? '', b[i] ?? ''];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
