/** Units as they stand today, for showing: names in force, the unit above, the units below. From the register kept in the process. */
import { civilDateOf } from '../domain/calendar';
import { displayNameOn, holdsOn, nameOn, parentOn, type UnitRecord, type UnitRegister } from '../domain/units';
import type { Clock } from './ports/clock';
import type { UnitDirectory } from './ports/units';
import { unitVersion } from './units';

export interface UnitNow {
  id: string;
  code: string | null;
  kind: string;
  name: string;
  aliases: string[];
  /** Official names it bore before, with the first day on which each was no longer the name. */
  formerNames: { name: string; validTo: string | null }[];
  parentId: string | null;
  childIds: string[];
  /** Named by changes of the unit, so that nobody overwrites what another has changed. */
  version: string;
}

export interface UnitsNowDesk {
  directory: UnitDirectory;
  clock: Clock;
}

const below = new WeakMap<UnitRegister, { on: string; children: Map<string, string[]> }>();

/** In the order asked; null where there is none. */
export async function unitsNow({ directory, clock }: UnitsNowDesk, ids: readonly string[]): Promise<(UnitNow | null)[]> {
  const register = await directory.current();
  const on = civilDateOf(clock.now());
  const children = childrenOn(register, on);
  return ids.map((id) => {
    const unit = register.get(id);
    return unit ? unitNow(unit, on, children.get(id) ?? []) : null;
  });
}

function unitNow(unit: UnitRecord, on: string, childIds: string[]): UnitNow {
  const name = displayNameOn(unit, on);
  const officialBefore = unit.names.filter((one) => one.kind === 'OFFICIAL' && one.validTo !== null && one.validTo <= on && one.name !== name);
  return {
    ...{ id: unit.id, code: unit.code ?? null, kind: unit.kind, name, childIds },
    aliases: unit.names.filter((one) => one.kind === 'ALIAS' && holdsOn(one, on)).map((one) => one.name),
    formerNames: officialBefore.map((one) => ({ name: one.name, validTo: one.validTo })),
    parentId: parentOn(unit, on),
    version: unitVersion(unit),
  };
}

/** The tree of one day, kept with the register that it was read from. */
function childrenOn(register: UnitRegister, on: string): Map<string, string[]> {
  const known = below.get(register);
  if (known?.on === on) return known.children;
  const children = new Map<string, string[]>();
  for (const unit of register.units) {
    const parent = parentOn(unit, on);
    if (parent === null || nameOn(unit, on) === null) continue;
    children.set(parent, [...(children.get(parent) ?? []), unit.id]);
  }
  below.set(register, { on, children });
  return children;
}
