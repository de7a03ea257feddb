/** The coordinator corrects the plan: the whole of it, checked, as a new revision. */
import { civilDateOf } from '../../domain/calendar';
import { bindingsFor } from '../../domain/plan/bindings';
import type { StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { changePlan, type PlanCallRefusal } from './change-plan';
import { closedToChanges, type AmendableCall } from './published';
import { checkPlan } from './check-plan';
import type { PlanDesk } from './desk';
import { certainBindings, surroundings } from './match-units';
import { validPlan } from './valid-plan';

export interface SavePlan extends AmendableCall {
  /** A plan in the shape of schema/plan.schema.json. Its diagnostics are ignored: they are found anew. */
  content: unknown;
}

export type SavePlanRefusal = PlanCallRefusal | 'PLAN_INVALID' | 'PLAN_ALREADY_PUBLISHED';

export async function savePlan(desk: PlanDesk, viewer: Viewer, call: SavePlan): Promise<Answer<StoredPlan, SavePlanRefusal>> {
  const valid = validPlan(call.content);
  return changePlan(desk, viewer, 'savePlan', call, call.content, async (plan, tx): Promise<Answer<StoredPlan, SavePlanRefusal>> => {
    const closed = await closedToChanges(desk, plan, call);
    if (closed) return closed;
    if (!valid.ok) return valid;
    const around = await surroundings(desk, plan.unitId, valid.value, civilDateOf(desk.clock.now()));
    // Names that are new are matched like those of a notice; what the coordinator has bound stays bound.
    const bindings = { ...certainBindings(valid.value, around), ...bindingsFor(valid.value, plan.bindings) };
    const content = { ...valid.value, diagnostics: checkPlan(valid.value, bindings, around, plan.content.diagnostics) };
    const changed: StoredPlan = { ...plan, title: content.title, content, bindings, revision: plan.revision + 1, updatedAt: desk.clock.now() };
    await tx.plans.changePlan(changed, viewer.accountId);
    return { ok: true, value: changed };
  });
}
