/** Printed names against the register. Bound by itself is only what leaves no doubt; everything else is shown to the coordinator. */
import { isCivilDate, type WorkCalendar } from '../../domain/calendar';
import { printedNames, type Bindings } from '../../domain/plan/bindings';
import type { Plan } from '../../domain/plan/model';
import { matchUnit, type MatchContext, type UnitMatch, type UnitRegister } from '../../domain/units';
import type { CheckContext } from './check-plan';
import type { PlanDesk } from './desk';

/** Names and parents are those in force on the day of the notice; a notice dated by its month alone counts from the first. */
export function matchContext(officeId: string, plan: Plan, today: string): MatchContext {
  const issued = plan.issuedOn && (isCivilDate(plan.issuedOn) ? plan.issuedOn : `${plan.issuedOn}-01`);
  return { date: issued || today, within: officeId };
}

/** What plans are checked and matched against, as it is now. */
export interface References {
  register: UnitRegister;
  calendar: WorkCalendar;
  today: string;
}

export async function references(desk: Pick<PlanDesk, 'units' | 'calendars'>, today: string): Promise<References> {
  const [register, calendar] = await Promise.all([desk.units.current(), desk.calendars.current()]);
  return { register, calendar, today };
}

/** The same, seen from one plan of one office. */
export const around = ({ register, calendar, today }: References, officeId: string, plan: Plan): CheckContext => ({
  register,
  calendar,
  match: matchContext(officeId, plan, today),
});

/** The units a match means beyond doubt; none where somebody must look. */
export function certainUnits(match: UnitMatch): readonly string[] {
  if (match.kind === 'group') return match.selection === 'ALL' ? match.unitIds : [];
  if (match.kind === 'group-of-participants' || match.kind === 'ambiguous' || match.kind === 'unknown') return [];
  return match.doubt === null ? match.unitIds : [];
}

/** Every printed name whose units are certain. */
export function certainBindings(plan: Plan, { register, match }: Pick<CheckContext, 'register' | 'match'>): Bindings {
  const matched = printedNames(plan).map(({ name }) => [name, [...certainUnits(matchUnit(name, register, match))]] as const);
  return Object.fromEntries(matched.filter(([, units]) => units.length > 0));
}
