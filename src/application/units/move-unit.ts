import { isCivilDate } from '../../domain/calendar';
import { parentOn, type UnitRecord } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister, unitToChange } from './change-register';
import type { UnitsDesk } from './desk';
import { endedAt, succeeded } from './periods';
import { refuse } from './refuse';
import { unitView } from './unit-view';

export interface Move {
  unitId: string;
  /** Null: to the top of the tree. */
  parentId: string | null;
  /** The first day below the new parent. */
  from: string;
  expectedVersion: string | null;
  idempotencyKey: string;
}

/**
 * Refuses: FORBIDDEN, UNIT_UNKNOWN (unit or parent), STALE_REVISION, BAD_INPUT (no such day), UNIT_UNCHANGED,
 * UNIT_WOULD_BE_ITS_OWN_ANCESTOR (on any day), UNIT_NAME_TAKEN, UNIT_REGISTER_INVALID.
 */
export async function moveUnit(desk: UnitsDesk, viewer: Viewer, { idempotencyKey, ...body }: Move) {
  const { unitId, parentId, from, expectedVersion } = body;
  return changeRegister(desk, viewer, { key: idempotencyKey, command: 'moveUnit', body }, (records) => {
    const found = unitToChange(records, unitId, expectedVersion);
    if (!found.ok) return found;
    if (parentId !== null && !records.some((one) => one.id === parentId)) return refuse('UNIT_UNKNOWN', { unit: parentId });
    if (!isCivilDate(from)) return refuse('BAD_INPUT', { problem: from });
    const unit = found.value;
    if (parentOn(unit, from) === parentId) return refuse('UNIT_UNCHANGED');
    const parents = parentId === null ? endedAt(unit.parents, from) : succeeded(unit.parents, { parentId, validFrom: from, validTo: null }, from);
    const changed: UnitRecord = { ...unit, parents };
    return done({ records: [changed], action: 'UNIT_MOVED', data: { parentId, from, before: parentOn(unit, from) }, answer: unitView(changed) });
  });
}
