/** Effective-dated values of which one holds on any day: what a new one does to those that are there. */
import type { Effective } from '../../domain/units';

/**
 * From `from` on (null: ever since) `value` holds: what held that day ends there, what would have begun later is dropped, because whoever
 * says "from this day" knows no later change. Nothing before that day is touched.
 */
export function succeeded<T extends Effective>(values: readonly T[], value: T, from: string | null): T[] {
  return [...endedAt(values, from), { ...value, validFrom: from, validTo: null }];
}

export function endedAt<T extends Effective>(values: readonly T[], from: string | null): T[] {
  if (from === null) return [];
  return values.flatMap((one) => {
    if (one.validFrom !== null && one.validFrom >= from) return [];
    return [one.validTo === null || one.validTo > from ? { ...one, validTo: from } : one];
  });
}
