/** Every form of every unit's names on a day, to be looked up by what a notice prints. */
import type { CivilDate } from '../calendar';
import { shortForms } from './abbreviations';
import { normaliseName } from './normalise-name';
import { readings, regionsOf } from './region';
import type { UnitRegister } from './register';
import { holdsOn, parentOn } from './unit';
import type { UnitId, UnitRecord } from './unit';

/** How a form stands to the unit's names, best first. OTHER_TIME: a name it had before or took later. */
export const GRADES = ['OFFICIAL', 'ALIAS', 'SHORT', 'OTHER_TIME'] as const;
export type Grade = (typeof GRADES)[number];

export interface IndexedUnit {
  readonly unit: UnitRecord;
  readonly regions: readonly (readonly string[])[];
  /** Names in force that day, with and without region and parent. */
  readonly cores: readonly string[];
  /** All forms with their best grade. */
  readonly forms: ReadonlyMap<string, Grade>;
}

export interface NameIndex {
  readonly units: ReadonlyMap<UnitId, IndexedUnit>;
  /** Units that have this form. */
  readonly byForm: ReadonlyMap<string, readonly IndexedUnit[]>;
  /** Every region's printed forms. */
  readonly regions: ReadonlySet<string>;
}

const latest = new WeakMap<UnitRegister, { readonly date: CivilDate; readonly index: NameIndex }>();

/** The index of the register on that day; the last one asked for is kept, since a notice asks for one day many times. */
export function nameIndex(register: UnitRegister, date: CivilDate): NameIndex {
  const kept = latest.get(register);
  if (kept?.date === date) return kept.index;
  const index = build(register, date);
  latest.set(register, { date, index });
  return index;
}

function build(register: UnitRegister, date: CivilDate): NameIndex {
  const units = new Map<UnitId, IndexedUnit>();
  const byForm = new Map<string, IndexedUnit[]>();
  const regions = new Set<string>();
  for (const unit of register.units) {
    const indexed = indexUnit(register, unit, date);
    units.set(unit.id, indexed);
    for (const region of indexed.regions.flat()) regions.add(region);
    for (const form of indexed.forms.keys()) {
      const list = byForm.get(form);
      if (list) list.push(indexed);
      else byForm.set(form, [indexed]);
    }
  }
  return { units, byForm, regions };
}

function indexUnit(register: UnitRegister, unit: UnitRecord, date: CivilDate): IndexedUnit {
  const regions = regionsOf(register, unit, date);
  const parentId = parentOn(unit, date);
  const parentNames = (parentId === null ? undefined : register.get(parentId))?.names.map((name) => normaliseName(name.name)) ?? [];
  const forms = new Map<string, Grade>();
  const cores = new Set<string>();
  const add = (form: string, grade: Grade): void => {
    const known = forms.get(form);
    if (known === undefined || GRADES.indexOf(grade) < GRADES.indexOf(known)) forms.set(form, grade);
  };
  for (const name of unit.names) {
    const holds = holdsOn(name, date);
    const grade = !holds ? 'OTHER_TIME' : name.kind === 'OFFICIAL' ? 'OFFICIAL' : 'ALIAS';
    const printed = normaliseName(name.name);
    for (const { core } of readings(printed, [...regions.flat(), ...parentNames])) {
      if (holds) cores.add(core);
      add(core, grade);
      for (const short of shortForms(core)) add(short, short === core ? grade : holds ? 'SHORT' : 'OTHER_TIME');
    }
  }
  return { unit, regions, cores: [...cores], forms };
}
