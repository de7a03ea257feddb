import type { Period, SubstitutionRecord } from '../ports/people';
import { commonPeriod } from './role-rules';

type Link = Pick<SubstitutionRecord, 'absentId' | 'substituteId' | 'validFrom' | 'validTo'>;

/**
 * The people of the circle that `wanted` would close on some day, from the absent person round to them again; null when there is none.
 * B stands in for A, C for B and A for C, all on one day: nobody would be there.
 */
export function substitutionCycle(wanted: Link, existing: readonly Link[]): string[] | null {
  const follow = (at: string, days: Period, path: readonly string[]): string[] | null => {
    if (at === wanted.absentId) return [...path, at];
    for (const link of existing) {
      const together = link.absentId === at && !path.includes(at) ? commonPeriod(days, link) : null;
      const found = together && follow(link.substituteId, together, [...path, at]);
      if (found) return found;
    }
    return null;
  };
  return follow(wanted.substituteId, wanted, [wanted.absentId]);
}
