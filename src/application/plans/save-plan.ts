/** The coordinator corrects the plan: the whole of it, checked, as a new revision. What did not change keeps the place it was read at. */
import { civilDateOf } from '../../domain/calendar';
import { bindingsFor } from '../../domain/plan/bindings';
import { withSpansKept } from '../../domain/plan/diff-spans';
import type { StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { changePlan, type PlanCallRefusal } from './change-plan';
import { campaignIsOver, closedToChanges, type AmendableCall } from './published';
import { checkPlan } from './check-plan';
import type { PlanDesk } from './desk';
import { around, certainBindings, references } from './match-units';
import { validPlan } from './valid-plan';

export interface SavePlan extends AmendableCall {
  /** A plan in the shape of schema/plan.schema.json. Its diagnostics are ignored: they are found anew. */
  content: unknown;
}

export type SavePlanRefusal = PlanCallRefusal | 'PLAN_INVALID' | 'PLAN_ALREADY_PUBLISHED';

export async function savePlan(desk: PlanDesk, viewer: Viewer, call: SavePlan): Promise<Answer<StoredPlan, SavePlanRefusal>> {
  const valid = validPlan(call.content);
  const prepare = async (plan: StoredPlan) => ({
    references: await references(desk, civilDateOf(desk.clock.now())),
    over: await campaignIsOver(desk, plan),
  });
  const command = { name: 'savePlan', body: [call.content, call.amending === true] };
  return changePlan(desk, viewer, command, call, prepare, async (plan, prepared, tx): Promise<Answer<StoredPlan, SavePlanRefusal>> => {
    const closed = closedToChanges(plan, call.amending === true, prepared.over);
    if (closed) return closed;
    if (!valid.ok) return valid;
    const corrected = withSpansKept(plan.content, valid.value);
    const context = around(prepared.references, plan.unitId, corrected);
    // Names that are new are matched like those of a notice; what the coordinator has bound stays bound.
    const bindings = { ...certainBindings(corrected, context), ...bindingsFor(corrected, plan.bindings) };
    const content = { ...corrected, diagnostics: checkPlan(corrected, bindings, context, plan.content.diagnostics) };
    const changed: StoredPlan = { ...plan, title: content.title, content, bindings, revision: plan.revision + 1, updatedAt: desk.clock.now() };
    await tx.plans.changePlan(changed, viewer.accountId);
    return { ok: true, value: changed };
  });
}
