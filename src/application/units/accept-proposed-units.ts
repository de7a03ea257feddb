import { matchUnit, normaliseName, unitRegister, type UnitKind, type UnitMatch, type UnitRecord } from '../../domain/units';
import { civilDateOf } from '../../domain/calendar';
import { may } from '../policy';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { changeRegister } from './change-register';
import type { UnitsDesk } from './desk';
import { refuse } from './refuse';
import { newUnitRecord } from './register-unit';
import { unitView } from './unit-view';

export interface AcceptedUnits {
  /** The unit whose plan it is; its coordinator may accept. */
  office: string;
  /** Every unit name that the plan prints. */
  printed: readonly string[];
  /** What the coordinator chose to register, as proposed or corrected. */
  units: readonly { name: string; kind: UnitKind; parentId: string | null }[];
  /** The notice's day: the day on which a name is or is not known. Null: today. */
  on: string | null;
  idempotencyKey: string;
}

/**
 * Registers units that a plan names and the register does not know: only those chosen one by one, and none that the register can read already.
 * Refuses: FORBIDDEN, UNIT_NOT_PROPOSED, UNIT_ALREADY_KNOWN, UNIT_UNKNOWN (a parent), and what the register refuses.
 */
export async function acceptProposedUnits(desk: UnitsDesk, viewer: Viewer, { idempotencyKey, ...body }: AcceptedUnits) {
  const { office, printed, units } = body;
  const on = body.on ?? civilDateOf(desk.clock.now());
  const allowed = may(viewer, 'ACCEPT_PROPOSED_UNITS', { unit: office });
  const request = { key: idempotencyKey, command: 'acceptProposedUnits', body };
  const plan = (records: readonly UnitRecord[]) => {
    const register = unitRegister(records);
    if (!register.ok) throw new Error('The stored unit register does not hold together');
    const context = { date: on, within: register.register.get(office) ? office : undefined };
    const offered = offeredNames(printed, (name) => matchUnit(name, register.register, context));
    for (const { name, parentId } of units) {
      if (!offered.has(normaliseName(name))) return refuse('UNIT_NOT_PROPOSED', { name });
      if (parentId !== null && !register.register.get(parentId)) return refuse('UNIT_UNKNOWN', { unit: parentId });
      const match = matchUnit(name, register.register, context);
      const known = 'unitIds' in match ? match.unitIds : 'candidates' in match ? match.candidates : [];
      // A name that is only guessed at may well be another unit: that is what the coordinator is asked for.
      if (known.length > 0 && !('doubt' in match && match.doubt !== null)) return refuse('UNIT_ALREADY_KNOWN', { name, unitIds: known });
    }
    const added = units.map((unit) => {
      // Under the name that was proposed for it, the unit must still be found by the one that the notice prints.
      const alias = offered.get(normaliseName(unit.name)) ?? unit.name;
      const aliases = normaliseName(alias) === normaliseName(unit.name) ? [] : [alias];
      return newUnitRecord(desk.newId(), { ...unit, code: null, aliases, validFrom: null });
    });
    return done({ records: added, action: 'UNIT_ACCEPTED_FROM_PLAN', data: { office }, answer: added.map(unitView) });
  };
  return changeRegister(desk, viewer, request, plan, allowed);
}

/** What may be registered: each printed name, and the full name that is proposed for it; both lead to the printed one. */
function offeredNames(printed: readonly string[], match: (name: string) => UnitMatch): Map<string, string> {
  const offered = new Map<string, string>();
  for (const name of printed) {
    const found = match(name);
    if (found.kind === 'unknown' && found.proposal) offered.set(normaliseName(found.proposal.name), name);
  }
  for (const name of printed) offered.set(normaliseName(name), name);
  return offered;
}
