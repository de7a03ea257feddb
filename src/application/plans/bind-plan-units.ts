/** The coordinator says which units the printed names mean. */
import { civilDateOf } from '../../domain/calendar';
import { printedNames, type Bindings } from '../../domain/plan/bindings';
import type { StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { changePlan, type PlanCallRefusal } from './change-plan';
import { campaignIsOver, closedToChanges, type AmendableCall } from './published';
import { checkPlan } from './check-plan';
import { refuse, type PlanDesk } from './desk';
import { around, references } from './match-units';

export interface BindPlanUnits extends AmendableCall {
  /** One name to one unit or, for a group, to several; to none takes the binding back. Names not mentioned stay as they are. */
  bindings: readonly { printed: string; unitIds: readonly string[] }[];
}

export type BindPlanUnitsRefusal = PlanCallRefusal | 'PLAN_ALREADY_PUBLISHED' | 'BAD_INPUT' | 'UNIT_UNKNOWN';

/** BAD_INPUT: a name the plan does not print (`data.printed`). UNIT_UNKNOWN: an id the register does not have (`data.unit`). */
export async function bindPlanUnits(desk: PlanDesk, viewer: Viewer, call: BindPlanUnits): Promise<Answer<StoredPlan, BindPlanUnitsRefusal>> {
  const prepare = async (plan: StoredPlan) => ({
    references: await references(desk, civilDateOf(desk.clock.now())),
    over: await campaignIsOver(desk, plan),
  });
  const command = { name: 'bindPlanUnits', body: [call.bindings, call.amending === true] };
  return changePlan(desk, viewer, command, call, prepare, async (plan, prepared, tx): Promise<Answer<StoredPlan, BindPlanUnitsRefusal>> => {
    const closed = closedToChanges(plan, call.amending === true, prepared.over);
    if (closed) return closed;
    const context = around(prepared.references, plan.unitId, plan.content);
    const names = new Set(printedNames(plan.content).map((printed) => printed.name));
    const bound = new Map(Object.entries(plan.bindings));
    for (const { printed, unitIds } of call.bindings) {
      if (!names.has(printed.trim())) return refuse('BAD_INPUT', { problem: `“${printed}”`, printed });
      const unknown = unitIds.find((unit) => context.register.get(unit) === undefined);
      if (unknown !== undefined) return refuse('UNIT_UNKNOWN', { unit: unknown, printed });
      if (unitIds.length === 0) bound.delete(printed.trim());
      else bound.set(printed.trim(), [...new Set(unitIds)]);
    }
    const bindings: Bindings = Object.fromEntries(bound);
    const content = { ...plan.content, diagnostics: checkPlan(plan.content, bindings, context) };
    const changed: StoredPlan = { ...plan, content, bindings, revision: plan.revision + 1, updatedAt: desk.clock.now() };
    await tx.plans.changePlan(changed, viewer.accountId);
    return { ok: true, value: changed };
  });
}
