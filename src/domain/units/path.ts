/** Where a unit stands in the tree on a day: for adding up what units report. */
import { addDays, type CivilDate } from '../calendar';
import type { UnitRegister } from './register';
import { nameOn, parentOn, type UnitId, type UnitRecord } from './unit';

/**
 * The unit itself and all above it that day, nearest first. Of a unit that was gone by then (merged, dissolved) it is where it stood on the last
 * day on which it was there, so that what it reported before does not drop out of the total above it.
 */
export function pathOn(register: UnitRegister, id: UnitId, date: CivilDate): UnitId[] {
  const known = pathsOf(register);
  const name = `${date} ${id}`;
  let path = known.get(name);
  if (!path) known.set(name, (path = walk(register, id, date)));
  return path;
}

const kept = new WeakMap<UnitRegister, Map<string, UnitId[]>>();
function pathsOf(register: UnitRegister): Map<string, UnitId[]> {
  let known = kept.get(register);
  if (!known) kept.set(register, (known = new Map()));
  return known;
}

function walk(register: UnitRegister, id: UnitId, date: CivilDate): UnitId[] {
  const path = [id];
  for (let unit = register.get(id); unit;) {
    const above = parentOn(unit, dayThere(unit, date));
    // Two units that were gone on different days could name each other.
    if (above === null || path.includes(above)) break;
    path.push(above);
    unit = register.get(above);
  }
  return path;
}

/** That day, or the last one before it on which the unit had a name. */
function dayThere(unit: UnitRecord, date: CivilDate): CivilDate {
  if (nameOn(unit, date) !== null) return date;
  const ended = unit.names.flatMap(({ kind, validTo }) => (kind === 'OFFICIAL' && validTo !== null && validTo <= date ? [validTo] : []));
  const last = ended.sort().at(-1);
  return last === undefined ? date : addDays(last, -1);
}
