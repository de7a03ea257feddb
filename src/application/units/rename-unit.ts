import { isCivilDate } from '../../domain/calendar';
import { nameOn, normaliseName, type UnitName, type UnitRecord } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister, unitToChange } from './change-register';
import type { UnitsDesk } from './desk';
import { succeeded } from './periods';
import { refuse } from './refuse';
import { unitView } from './unit-view';

export interface Renaming {
  unitId: string;
  name: string;
  /** The first day of the new name. Notices of the days before still read with the old one. */
  from: string;
  expectedVersion: string | null;
  idempotencyKey: string;
}

/**
 * Refuses: FORBIDDEN, UNIT_UNKNOWN, STALE_REVISION, UNIT_NAME_EMPTY, BAD_INPUT (no such day), UNIT_UNCHANGED, UNIT_NAME_TAKEN,
 * UNIT_REGISTER_INVALID.
 */
export async function renameUnit(desk: UnitsDesk, viewer: Viewer, { idempotencyKey, ...body }: Renaming) {
  const { unitId, from, expectedVersion } = body;
  const name = normaliseName(body.name);
  return changeRegister(desk, viewer, { key: idempotencyKey, command: 'renameUnit', body }, (records) => {
    const found = unitToChange(records, unitId, expectedVersion);
    if (!found.ok) return found;
    if (name === '') return refuse('UNIT_NAME_EMPTY');
    if (!isCivilDate(from)) return refuse('BAD_INPUT', { problem: from });
    const unit = found.value;
    if (nameOn(unit, from) === name) return refuse('UNIT_UNCHANGED');
    const official = unit.names.filter((one) => one.kind === 'OFFICIAL');
    const renamed: UnitName = { name, kind: 'OFFICIAL', validFrom: from, validTo: null };
    const names = [...succeeded(official, renamed, from), ...unit.names.filter((one) => one.kind === 'ALIAS')];
    const changed: UnitRecord = { ...unit, names };
    return done({ records: [changed], action: 'UNIT_RENAMED', data: { name, from, before: nameOn(unit, from) }, answer: unitView(changed) });
  });
}
