/** Whose totals a viewer may see: everything to who sees a campaign FULL; to who takes part, what stands below their own units. */
import { civilDateOf } from '../../domain/calendar';
import { pathOn, type UnitRegister } from '../../domain/units';
import type { Clock } from '../ports/clock';
import type { StoredSubject } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Sight } from '../reading/sight';

/** The units whose totals make up what is asked for: null for the top of the tree; none where the viewer may not see it. */
export async function standpoints(
  { units, clock }: { units: Pick<UnitDirectory, 'current'>; clock: Clock },
  sight: Sight,
  campaigns: readonly Pick<StoredSubject, 'campaignId'>[],
  unit: string | null,
): Promise<(string | null)[][]> {
  const levels = await sight.levels(campaigns.map(({ campaignId }) => campaignId));
  const register = await units.current();
  const today = civilDateOf(clock.now());
  const own = topmost(register, sight.units, today);
  return levels.map((level) => {
    if (level === 'FULL') return [unit];
    if (level !== 'TAKING_PART') return [];
    if (unit === null) return own;
    return pathOn(register, unit, today).some((node) => own.includes(node)) ? [unit] : [];
  });
}

/** Of one's own units those that stand below no other of them. */
const topmost = (register: UnitRegister, own: readonly string[], on: string): string[] =>
  own.filter(
    (unit) =>
      !pathOn(register, unit, on)
        .slice(1)
        .some((above) => own.includes(above)),
  );
