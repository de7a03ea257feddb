import type { UnitRecord } from '../../domain/units';
import { unitVersion } from './unit-version';

/** A unit as it is answered and stored with an answer: plain JSON. */
export interface UnitView extends UnitRecord {
  code: string | null;
  version: string;
}

export const unitView = (unit: UnitRecord): UnitView => ({ ...unit, code: unit.code ?? null, version: unitVersion(unit) });
