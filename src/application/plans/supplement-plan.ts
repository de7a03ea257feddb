/**
 * A supplementary notice (补充通知), read into a plan of its own, is worked into the plan of a running campaign as its next revision. It counts
 * when the campaign takes that revision over (AMEND).
 */
import { civilDateOf } from '../../domain/calendar';
import { bindingsFor } from '../../domain/plan/bindings';
import { supplemented } from '../../domain/plan/supplement';
import type { StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { changePlan, type PlanCall, type PlanCallRefusal } from './change-plan';
import { checkPlan } from './check-plan';
import { refuse, type PlanDesk } from './desk';
import { around, certainBindings, references } from './match-units';
import { campaignIsOver, closedToChanges } from './published';
import { plansOwn } from './sight';

export interface SupplementPlan extends PlanCall {
  /** The draft plan that was read from the supplementary notice, of the same office. */
  supplementId: string;
}

export type SupplementPlanRefusal = PlanCallRefusal | 'PLAN_ALREADY_PUBLISHED' | 'PLAN_NOT_PUBLISHED';

/** PLAN_NOT_PUBLISHED: a draft is corrected, not supplemented. PLAN_ALREADY_PUBLISHED: the campaign is over. */
export async function supplementPlan(desk: PlanDesk, viewer: Viewer, call: SupplementPlan): Promise<Answer<StoredPlan, SupplementPlanRefusal>> {
  const [found] = await desk.plans.plans([call.supplementId]);
  const own = await plansOwn(desk, viewer, found ?? null);
  const prepare = async (plan: StoredPlan) => ({
    references: await references(desk, civilDateOf(desk.clock.now())),
    over: await campaignIsOver(desk, plan),
  });
  const command = { name: 'supplementPlan', body: call.supplementId };
  return changePlan(desk, viewer, command, call, prepare, async (plan, prepared, tx): Promise<Answer<StoredPlan, SupplementPlanRefusal>> => {
    if (!own.ok) return own;
    if (plan.status !== 'PUBLISHED') return refuse('PLAN_NOT_PUBLISHED');
    const closed = closedToChanges(plan, true, prepared.over);
    if (closed) return closed;
    const merged = supplemented(plan.content, own.value.content);
    const context = around(prepared.references, plan.unitId, merged);
    const known = { ...bindingsFor(merged, own.value.bindings), ...bindingsFor(merged, plan.bindings) };
    const bindings = { ...certainBindings(merged, context), ...known };
    const content = { ...merged, diagnostics: checkPlan(merged, bindings, context) };
    const changed: StoredPlan = { ...plan, title: content.title, content, bindings, revision: plan.revision + 1, updatedAt: desk.clock.now() };
    await tx.plans.changePlan(changed, viewer.accountId);
    return { ok: true, value: changed };
  });
}
