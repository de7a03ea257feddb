import { holdsOn, normaliseName, type UnitRecord } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister, unitToChange } from './change-register';
import type { UnitsDesk } from './desk';
import { refuse } from './refuse';
import { unitView } from './unit-view';

export interface NewAlias {
  unitId: string;
  alias: string;
  /** Null: ever since. */
  validFrom: string | null;
  /** The first day on which it no longer holds; null: still. */
  validTo: string | null;
  expectedVersion: string | null;
  idempotencyKey: string;
}

/**
 * What notices print instead of the official name. Several units may share an alias: then a notice that prints it asks which is meant.
 * Refuses: FORBIDDEN, UNIT_UNKNOWN, STALE_REVISION, UNIT_NAME_EMPTY, UNIT_UNCHANGED, UNIT_REGISTER_INVALID (dates).
 */
export async function addAlias(desk: UnitsDesk, viewer: Viewer, { idempotencyKey, ...body }: NewAlias) {
  const { unitId, validFrom, validTo, expectedVersion } = body;
  const alias = normaliseName(body.alias);
  return changeRegister(desk, viewer, { key: idempotencyKey, command: 'addAlias', body }, (records) => {
    const found = unitToChange(records, unitId, expectedVersion);
    if (!found.ok) return found;
    if (alias === '') return refuse('UNIT_NAME_EMPTY');
    const unit = found.value;
    if (unit.names.some((one) => one.name === alias && holdsOn(one, validFrom ?? '0001-01-01'))) return refuse('UNIT_UNCHANGED');
    const changed: UnitRecord = { ...unit, names: [...unit.names, { name: alias, kind: 'ALIAS', validFrom, validTo }] };
    return done({ records: [changed], action: 'UNIT_ALIAS_ADDED', data: { alias, validFrom, validTo }, answer: unitView(changed) });
  });
}
