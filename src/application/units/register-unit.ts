import { normaliseName, type UnitKind, type UnitRecord } from '../../domain/units';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister } from './change-register';
import type { UnitsDesk } from './desk';
import { refuse } from './refuse';
import { unitView, type UnitView } from './unit-view';

export interface NewUnit {
  name: string;
  kind: UnitKind;
  parentId: string | null;
  code: string | null;
  aliases: readonly string[];
  /** The day it came to be; null: it was there before anyone asks. */
  validFrom: string | null;
}

/** The record of a new unit. */
export function newUnitRecord(id: string, { name, kind, parentId, code, aliases, validFrom }: NewUnit): UnitRecord {
  const since = { validFrom, validTo: null };
  const others = [...new Set(aliases.map(normaliseName))].filter((alias) => alias !== '' && alias !== normaliseName(name));
  return {
    ...{ id, code: code?.trim() || null, kind },
    names: [{ name: normaliseName(name), kind: 'OFFICIAL', ...since }, ...others.map((alias) => ({ name: alias, kind: 'ALIAS' as const, ...since }))],
    parents: parentId === null ? [] : [{ parentId, ...since }],
  };
}

/** Refuses: FORBIDDEN, UNIT_NAME_EMPTY, UNIT_UNKNOWN (the parent), UNIT_NAME_TAKEN, UNIT_CODE_TAKEN, UNIT_REGISTER_INVALID. */
export async function registerUnit(desk: UnitsDesk, viewer: Viewer, { idempotencyKey, ...body }: NewUnit & { idempotencyKey: string }) {
  return changeRegister(desk, viewer, { key: idempotencyKey, command: 'registerUnit', body }, (records) => {
    if (normaliseName(body.name) === '') return refuse('UNIT_NAME_EMPTY');
    if (body.parentId !== null && !records.some((unit) => unit.id === body.parentId)) return refuse('UNIT_UNKNOWN', { unit: body.parentId });
    const unit = newUnitRecord(desk.newId(), body);
    return done({ records: [unit], action: 'UNIT_REGISTERED', data: { ...body }, answer: unitView(unit) satisfies UnitView });
  });
}
