/** The unit register: the tree of units on any day. Immutable; made of records that hold together, or refused with every fault. */
import type { CivilDate } from '../calendar';
import { faultsOf } from './register-faults';
import type { UnitRegisterFault } from './register-faults';
import { nameOn, parentOn } from './unit';
import type { UnitId, UnitRecord } from './unit';

export interface UnitRegister {
  /** In the order given. */
  readonly units: readonly UnitRecord[];
  get(id: UnitId): UnitRecord | undefined;
}

export type UnitRegisterAnswer =
  { readonly ok: true; readonly register: UnitRegister } | { readonly ok: false; readonly refused: readonly UnitRegisterFault[] };

export function unitRegister(records: readonly UnitRecord[]): UnitRegisterAnswer {
  const refused = faultsOf(records);
  if (refused.length > 0) return { ok: false, refused };
  const byId = new Map(records.map((unit) => [unit.id, unit]));
  return { ok: true, register: Object.freeze<UnitRegister>({ units: [...records], get: (id) => byId.get(id) }) };
}

/** From the parent to the top of the tree that day; empty for an unknown unit. */
export function ancestorsOn(register: UnitRegister, id: UnitId, date: CivilDate): UnitRecord[] {
  const chain: UnitRecord[] = [];
  for (let unit = above(register, register.get(id), date); unit; unit = above(register, unit, date)) chain.push(unit);
  return chain;
}

function above(register: UnitRegister, unit: UnitRecord | undefined, date: CivilDate): UnitRecord | undefined {
  const parentId = unit ? parentOn(unit, date) : null;
  return parentId === null ? undefined : register.get(parentId);
}

/** The unit itself and all that is below it that day, parents before children; units without a name that day are left out. */
export function subtreeOn(register: UnitRegister, id: UnitId, date: CivilDate): UnitRecord[] {
  const children = new Map<UnitId, UnitRecord[]>();
  for (const unit of register.units) {
    const parentId = parentOn(unit, date);
    if (parentId === null || nameOn(unit, date) === null) continue;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(unit);
    else children.set(parentId, [unit]);
  }
  const top = register.get(id);
  const found = top ? [top] : [];
  // `found` grows while it is walked: breadth first.
  for (const unit of found) found.push(...(children.get(unit.id) ?? []));
  return found;
}

/** The unit itself, or the nearest unit above it, of which `is` holds. */
export function nearestOn(register: UnitRegister, id: UnitId, date: CivilDate, is: (unit: UnitRecord) => boolean): UnitRecord | undefined {
  const unit = register.get(id);
  return unit && [unit, ...ancestorsOn(register, id, date)].find(is);
}
