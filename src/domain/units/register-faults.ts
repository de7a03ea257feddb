/** What keeps a set of unit records from being a register. */
import { isCivilDate } from '../calendar';
import { parentOn } from './unit';
import type { Effective, UnitId, UnitRecord } from './unit';

export type UnitRegisterFaultCode =
  | 'UNIT_ID_TWICE'
  | 'UNIT_CODE_TWICE'
  | 'UNIT_WITHOUT_OFFICIAL_NAME'
  | 'UNIT_NAME_EMPTY'
  | 'UNIT_DATE_INVALID'
  | 'UNIT_PERIOD_REVERSED'
  | 'UNIT_OFFICIAL_NAMES_OVERLAP'
  | 'UNIT_PARENTS_OVERLAP'
  | 'UNIT_PARENT_UNKNOWN'
  | 'UNIT_PARENT_CYCLE';

export interface UnitRegisterFault {
  readonly code: UnitRegisterFaultCode;
  readonly unitId: UnitId;
  readonly message: { readonly zh: string; readonly en: string };
}

const EVER = '0001-01-01';

/** Every fault, in the order of the records; cycles only once the dates and parents are sound. */
export function faultsOf(records: readonly UnitRecord[]): UnitRegisterFault[] {
  const ids = new Set(records.map((unit) => unit.id));
  const faults = [...twice(records), ...records.flatMap((unit) => [...nameFaults(unit), ...parentFaults(unit, ids)])];
  return faults.length > 0 ? faults : cycles(records);
}

function twice(records: readonly UnitRecord[]): UnitRegisterFault[] {
  const ids = new Set<string>();
  const codes = new Set<string>();
  return records.flatMap((unit) => {
    const faults: UnitRegisterFault[] = [];
    if (ids.has(unit.id)) faults.push(fault('UNIT_ID_TWICE', unit, '标识重复', 'has the id of another unit'));
    if (unit.code && codes.has(unit.code))
      faults.push(fault('UNIT_CODE_TWICE', unit, `编码${unit.code}重复`, `has the code ${unit.code} of another unit`));
    ids.add(unit.id);
    if (unit.code) codes.add(unit.code);
    return faults;
  });
}

function nameFaults(unit: UnitRecord): UnitRegisterFault[] {
  const official = unit.names.filter((name) => name.kind === 'OFFICIAL');
  return [
    ...(official.length === 0 ? [fault('UNIT_WITHOUT_OFFICIAL_NAME', unit, '没有规范名称', 'has no official name')] : []),
    ...unit.names.filter((name) => name.name.trim() === '').map(() => fault('UNIT_NAME_EMPTY', unit, '名称为空', 'has an empty name')),
    ...periodFaults(unit, unit.names),
    ...overlaps(official).map((date) => fault('UNIT_OFFICIAL_NAMES_OVERLAP', unit, `${date}有两个规范名称`, `has two official names on ${date}`)),
  ];
}

function parentFaults(unit: UnitRecord, ids: ReadonlySet<UnitId>): UnitRegisterFault[] {
  return [
    ...unit.parents
      .filter((parent) => !ids.has(parent.parentId))
      .map((parent) =>
        fault('UNIT_PARENT_UNKNOWN', unit, `上级单位${parent.parentId}不存在`, `has a parent ${parent.parentId} that is not in the register`),
      ),
    ...periodFaults(unit, unit.parents),
    ...overlaps(unit.parents).map((date) => fault('UNIT_PARENTS_OVERLAP', unit, `${date}有两个上级单位`, `has two parents on ${date}`)),
  ];
}

function periodFaults(unit: UnitRecord, periods: readonly Effective[]): UnitRegisterFault[] {
  return periods.flatMap(({ validFrom, validTo }) => {
    const wrong = [validFrom, validTo].filter((date) => date !== null && !isCivilDate(date));
    if (wrong.length > 0) return wrong.map((date) => fault('UNIT_DATE_INVALID', unit, `“${date}”不是日期`, `has "${date}" for a date`));
    if (validFrom === null || validTo === null || validFrom < validTo) return [];
    return [
      fault(
        'UNIT_PERIOD_REVERSED',
        unit,
        `期限${validFrom}至${validTo}前后颠倒`,
        `has a period that ends (${validTo}) before it begins (${validFrom})`,
      ),
    ];
  });
}

/** The first day of each overlap. */
function overlaps(periods: readonly Effective[]): string[] {
  const ordered = periods.toSorted((a, b) => ((a.validFrom ?? EVER) < (b.validFrom ?? EVER) ? -1 : 1));
  return ordered.flatMap((period, i) => {
    const before = ordered[i - 1];
    const from = period.validFrom ?? EVER;
    return before && (before.validTo === null || from < before.validTo) ? [from] : [];
  });
}

/**
 * A cycle stands on a day when all its links hold; the youngest of those links began on a day when the others held already. So it
 * is enough to climb from each link on the day it begins.
 */
function cycles(records: readonly UnitRecord[]): UnitRegisterFault[] {
  const byId = new Map(records.map((unit) => [unit.id, unit]));
  return records.flatMap((unit) =>
    unit.parents.flatMap((link) => {
      const date = link.validFrom ?? EVER;
      const seen = new Set<UnitId>();
      let at: UnitId | null = link.parentId;
      while (at !== null && at !== unit.id && !seen.has(at)) {
        seen.add(at);
        const next: UnitRecord | undefined = byId.get(at);
        at = next ? parentOn(next, date) : null;
      }
      if (at !== unit.id) return [];
      const since = link.validFrom === null ? { zh: '', en: '' } : { zh: `自${date}起`, en: ` from ${date}` };
      return [fault('UNIT_PARENT_CYCLE', unit, `${since.zh}成为自己的上级`, `stands above itself${since.en}`)];
    }),
  );
}

function fault(code: UnitRegisterFaultCode, unit: UnitRecord, zh: string, en: string): UnitRegisterFault {
  const called = unit.names[0]?.name || unit.id;
  return { code, unitId: unit.id, message: { zh: `${called}：${zh}`, en: `${called} ${en}` } };
}
