/** Which unit is meant in a ledger: by its id, or by a name or short form that can mean no other. */
import { matchUnit, pathOn, type UnitRegister } from '../../domain/units';
import type { NamedUnit } from '../../domain/records/read-field';

const CERTAIN = ['exact', 'alias', 'abbreviation', 'prefix'];
/** A name that the unit bears on another day can mean no other. */
const HARMLESS = [null, 'OTHER_TIME'];

export interface NamingContext {
  /** Names are those in force on this day. */
  on: string;
  /** Of two units that fit, the one nearer to it is meant. */
  office: string;
  /** Units that take part in the campaign: of several that fit, the one that takes part, or stands below one that does. */
  takingPart: readonly string[];
}

/** The same few units are named thousands of times, so what was found is kept. */
export function unitNaming(register: UnitRegister, context: NamingContext): NamedUnit {
  const known = new Map<string, ReturnType<NamedUnit>>();
  return (text) => {
    const found = known.get(text) ?? lookUp(text, register, context);
    known.set(text, found);
    return found;
  };
}

function lookUp(text: string, register: UnitRegister, { on, office, takingPart }: NamingContext): ReturnType<NamedUnit> {
  if (register.get(text)) return { ok: true, unit: text };
  const match = matchUnit(text, register, { date: on, within: office });
  if ('unitIds' in match && CERTAIN.includes(match.kind) && (!('doubt' in match) || HARMLESS.includes(match.doubt))) {
    const [unit] = match.unitIds;
    if (unit !== undefined) return { ok: true, unit };
  }
  if (match.kind === 'ambiguous') {
    const fitting = match.candidates.filter((unit) => answering(register, unit, on, takingPart).length > 0);
    const [only, ...others] = fitting;
    return only !== undefined && others.length === 0 ? { ok: true, unit: only } : { ok: false, code: 'RECORD_UNIT_AMBIGUOUS' };
  }
  return { ok: false, code: 'RECORD_UNIT_UNKNOWN' };
}

/** Of the unit and all above it that day those that take part, nearest first: who answers for what the unit does. None: it is no unit of the campaign. */
export const answering = (register: UnitRegister, unit: string, on: string, takingPart: readonly string[]): string[] =>
  pathOn(register, unit, on).filter((one) => takingPart.includes(one));
