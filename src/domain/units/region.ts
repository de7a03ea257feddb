/** Regions: the 云溪市 in 云溪市人民政府 and 云溪市公安局, which notices leave out or shorten to 市. */
import type { CivilDate } from '../calendar';
import { ancestorsOn } from './register';
import type { UnitRegister } from './register';
import { displayNameOn } from './unit';
import type { UnitId, UnitRecord } from './unit';

/** A printed name read with a prefix taken off, and what the prefix demands of the unit's region. */
export interface Reading {
  readonly core: string;
  /** A region's name (云溪市), its level alone (市), or null when nothing was taken off. */
  readonly region: string | null;
}

const LEVEL = /^(?:我|本|全)?([省市州盟县区旗])(?:级|直)?(?!场)(?=..)/;

/**
 * The unit's own region first, then those above it; each with the forms it is printed in, longest first (临江市云溪区, 云溪区).
 * Without a government in the register the region is read off the name of the topmost unit.
 */
export function regionsOf(register: UnitRegister, unit: UnitRecord, date: CivilDate): string[][] {
  const chain = [unit, ...ancestorsOn(register, unit.id, date)];
  const governments = chain.filter((above) => above.kind === 'GOVERNMENT').map((above) => regionOfGovernment(displayNameOn(above, date)));
  const names = governments.length > 0 ? governments : regionOfTop(displayNameOn(chain.at(-1) ?? unit, date));
  return names.map((name, i) => formsOf(name, names[i + 1] ?? ''));
}

function regionOfGovernment(name: string): string {
  return name.replace(/(人民)?政府$/, '');
}

function regionOfTop(name: string): string[] {
  const first = /^.{1,6}?[市县区旗](?!场)(?=..)/.exec(name)?.[0];
  if (!first) return [];
  const second = /^.{1,4}?[县区旗](?=..)/.exec(name.slice(first.length))?.[0];
  return second ? [second, first] : [first];
}

function formsOf(name: string, superior: string): string[] {
  const short = superior && name.startsWith(superior) ? name.slice(superior.length) : (/^.+?[省市州盟](.+[市县区旗])$/.exec(name)?.[1] ?? name);
  const forms = new Set([name, superior + short, short]);
  return [...forms].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}

/** The name as it stands, without a region named in `regions`, and without a bare level (市公安局, 我市…; not the 市 of 市场). */
export function readings(name: string, regions: Iterable<string>): Reading[] {
  const found: Reading[] = [{ core: name, region: null }];
  for (const region of regions) {
    if (name.startsWith(region) && name.length > region.length + 1) found.push({ core: name.slice(region.length), region });
  }
  const level = LEVEL.exec(name);
  if (level?.[1]) found.push({ core: name.slice(level[0].length), region: level[1] });
  return found;
}

/** Whether a unit in these regions can be meant: a named region must be its own (the first), a bare level must be that region's. */
export function regionFits(region: string | null, regions: readonly (readonly string[])[]): boolean {
  if (region === null) return true;
  if (region.length === 1) return regions.length === 0 || regions[0]?.[0]?.endsWith(region) === true;
  return regions[0]?.includes(region) === true;
}

/** The government of a region given by name, for callers who know the region and not the unit. */
export function governmentOf(register: UnitRegister, region: string, date: CivilDate): UnitId | undefined {
  const fits = (unit: UnitRecord): boolean => unit.kind === 'GOVERNMENT' && regionsOf(register, unit, date)[0]?.includes(region) === true;
  return register.units.find(fits)?.id;
}
