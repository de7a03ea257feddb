/**
 * Where in the tree everything is counted. A period that goes on follows the tree: what is owed for it is counted below the units that stand
 * above its unit on the day on which the period ends, as far as that is known today. A period that is over keeps the tree of its last day for
 * ever, so that no total and no rate of the past changes when bureaus are merged, moved or dissolved.
 */
import { civilDateOf } from '../../domain/calendar';
import { pathOn, type UnitRegister } from '../../domain/units';
import type { Clock } from '../ports/clock';
import type { FigureCounts, OpenPlace, SettledPlace } from '../ports/figures';
import type { UnitDirectory } from '../ports/units';

export interface SettlingDesk {
  figures: Pick<FigureCounts, 'openPlaces' | 'settle' | 'uncarried' | 'carry'>;
  units: Pick<UnitDirectory, 'current'>;
  clock: Clock;
}

const PLACES_AT_ONCE = 500;

/** `everything`: also what is not over yet, which is worth looking at only when the register has changed. Answers how many were moved or frozen. */
export async function settlePaths({ figures, units, clock }: SettlingDesk, everything: boolean): Promise<number> {
  const today = civilDateOf(clock.now());
  const register = await units.current();
  let settled = 0;
  for await (const page of figures.openPlaces(everything ? null : today)) {
    const places = page.flatMap((place) => settledPlace(register, place, today));
    for (let i = 0; i < places.length; i += PLACES_AT_ONCE) settled += await figures.settle(places.slice(i, i + PLACES_AT_ONCE));
  }
  return settled;
}

/** Carries forward what has ended, so that a window of many periods costs no more than one of a few. Answers how many days were carried. */
export async function carryForward({ figures, clock }: Pick<SettlingDesk, 'figures' | 'clock'>): Promise<number> {
  const found = await figures.uncarried(civilDateOf(clock.now()));
  for (const one of found) await figures.carry(one);
  return found.length;
}

function settledPlace(register: UnitRegister, { unit, end, path }: OpenPlace, today: string): SettledPlace[] {
  const now = pathOn(register, unit, end);
  const freeze = end < today;
  if (!freeze && path !== null && path.length === now.length && path.every((node, i) => node === now[i])) return [];
  return [{ unit, end, path: now, freeze }];
}

/** Does it whenever it is due: all of it when the register is another one than the last time, and when a day has passed. */
export function pathSettler(desk: SettlingDesk): () => Promise<number> {
  let last: { register: UnitRegister; day: string } | null = null;
  return async () => {
    const register = await desk.units.current();
    const day = civilDateOf(desk.clock.now());
    const settled = await settlePaths(desk, last?.register !== register || last.day !== day);
    if (settled > 0 || last?.day !== day) await carryForward(desk);
    last = { register, day };
    return settled;
  };
}
