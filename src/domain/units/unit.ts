/**
 * A unit (单位): an agency or a part of one. Its names and its parent are effective-dated, because bureaus are renamed, merged and
 * moved while a campaign of three years runs, and an old notice must still read as it was issued.
 */
import type { CivilDate } from '../calendar';

export type UnitId = string;

export const UNIT_KINDS = [
  'GOVERNMENT',
  'DEPARTMENT',
  'OFFICE',
  'SECTION',
  'SUBSTATION',
  'BRIGADE',
  'TOWN',
  'COURT',
  'PROCURATORATE',
  'INSTITUTION',
  'COMMITTEE',
  'OTHER',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_KIND_LABELS: Readonly<Record<UnitKind, { readonly zh: string; readonly en: string }>> = {
  GOVERNMENT: { zh: '人民政府', en: 'Government' },
  DEPARTMENT: { zh: '局委办', en: 'Department' },
  OFFICE: { zh: '办公室', en: 'Office' },
  SECTION: { zh: '股室', en: 'Section' },
  SUBSTATION: { zh: '所', en: 'Substation' },
  BRIGADE: { zh: '大队', en: 'Brigade' },
  TOWN: { zh: '镇街', en: 'Town or subdistrict' },
  COURT: { zh: '法院', en: 'Court' },
  PROCURATORATE: { zh: '检察院', en: 'Procuratorate' },
  INSTITUTION: { zh: '事业单位', en: 'Public institution' },
  COMMITTEE: { zh: '管委会', en: 'Administrative committee' },
  OTHER: { zh: '其他', en: 'Other' },
};

/** From `validFrom` (null: for as long as anyone knows) up to but not including `validTo` (null: still). */
export interface Effective {
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
}

export interface UnitName extends Effective {
  readonly name: string;
  /** OFFICIAL: the one name on the seal, at most one a day. ALIAS: what notices print instead. */
  readonly kind: 'OFFICIAL' | 'ALIAS';
}

export interface UnitParent extends Effective {
  readonly parentId: UnitId;
}

export interface UnitRecord {
  readonly id: UnitId;
  /** The unit's code in the organisation's own register, for example its unified social credit code. */
  readonly code?: string | null;
  readonly kind: UnitKind;
  readonly names: readonly UnitName[];
  readonly parents: readonly UnitParent[];
}

export function holdsOn(period: Effective, date: CivilDate): boolean {
  return (period.validFrom === null || period.validFrom <= date) && (period.validTo === null || date < period.validTo);
}

/** The official name in force that day; null when the unit had none, that is, did not exist. */
export function nameOn(unit: UnitRecord, date: CivilDate): string | null {
  return unit.names.find((name) => name.kind === 'OFFICIAL' && holdsOn(name, date))?.name ?? null;
}

/** For showing a unit on any day: the name in force, else the latest one before, else the first it was given. */
export function displayNameOn(unit: UnitRecord, date: CivilDate): string {
  const official = unit.names.filter((name) => name.kind === 'OFFICIAL').toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  return nameOn(unit, date) ?? official.findLast((name) => (name.validFrom ?? '') <= date)?.name ?? official[0]?.name ?? unit.id;
}

/** The unit above it that day; null at the top of the tree. */
export function parentOn(unit: UnitRecord, date: CivilDate): UnitId | null {
  return unit.parents.find((parent) => holdsOn(parent, date))?.parentId ?? null;
}
