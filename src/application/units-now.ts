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

/** Of one day, kept with the register that they were read from: shared by all who ask, so nobody may change them. */
interface Day {
  on: string;
  children: Map<string, string[]>;
  views: Map<string, UnitNow>;
}
const days = new WeakMap<UnitRegister, Day>();

/** In the order asked; null where there is none. */
export async function unitsNow({ directory, clock }: UnitsNowDesk, ids: readonly string[]): Promise<(UnitNow | null)[]> {
  const register = await directory.current();
  const { on, children, views } = dayOf(register, civilDateOf(clock.now()));
  return ids.map((id) => {
    const known = views.get(id);
    if (known) return known;
    const unit = register.get(id);
    if (!unit) return null;
    const view = unitNow(unit, on, children.get(id) ?? []);
    views.set(id, view);
    return view;
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

function dayOf(register: UnitRegister, on: string): Day {
  const known = days.get(register);
  if (known?.on === on) return known;
  const children = new Map<string, string[]>();
  for (const unit of register.units) {
    const parent = parentOn(unit, on);
    if (parent === null || nameOn(unit, on) === null) continue;
    children.set(parent, [...(children.get(parent) ?? []), unit.id]);
  }
  const day = { on, children, views: new Map<string, UnitNow>() };
  days.set(register, day);
  return day;
}
