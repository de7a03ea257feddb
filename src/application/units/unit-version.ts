import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { UnitRecord } from '../../domain/units';

/** Changes with everything about the unit. A unit has no log and so no revision; this does what a revision does: see `expectedVersion`. */
export function unitVersion({ code, kind, names, parents }: UnitRecord): string {
  const sorted = (list: readonly object[]): string[] => list.map((one) => stringify(one) ?? '').sort();
  return createHash('sm3')
    .update(stringify([code ?? null, kind, sorted(names), sorted(parents)]) ?? '')
    .digest('base64url')
    .slice(0, 16);
}
