/** The names a plan prints, what they are bound to, and what the register makes of them: the page on which a coordinator binds. */
import { civilDateOf } from '../../domain/calendar';
import { printedNames, unitsBoundTo, type PrintedName } from '../../domain/plan/bindings';
import { matchUnit, type UnitMatch, type UnitProposal } from '../../domain/units';
import type { StoredPlan } from '../ports/plans';
import type { PlanDesk } from './desk';
import { matchContext } from './match-units';

export interface PlanUnit extends PrintedName {
  unitIds: readonly string[];
  match: UnitMatch;
}

/** In the order of appearance. No statement of its own beyond the register's. */
export async function planUnits(desk: Pick<PlanDesk, 'units' | 'clock'>, plan: StoredPlan): Promise<PlanUnit[]> {
  const register = await desk.units.current();
  const context = matchContext(plan.unitId, plan.content, civilDateOf(desk.clock.now()));
  return printedNames(plan.content).map((printed) => ({
    ...printed,
    unitIds: unitsBoundTo(printed.name, plan.bindings),
    match: matchUnit(printed.name, register, context),
  }));
}

/** Units that the register does not know and the plan needs, as they could be added to it. */
export async function proposedUnits(desk: Pick<PlanDesk, 'units' | 'clock'>, plan: StoredPlan): Promise<(UnitProposal & { printed: string })[]> {
  const units = await planUnits(desk, plan);
  return units.flatMap(({ name, unitIds, match, required }) =>
    required && unitIds.length === 0 && match.kind === 'unknown' && match.proposal ? { ...match.proposal, printed: name } : [],
  );
}
