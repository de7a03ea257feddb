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
import { certainBindings, surroundings } from './match-units';
import { closedToChanges } from './published';
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
  return changePlan(desk, viewer, 'supplementPlan', call, call.supplementId, async (plan, tx): Promise<Answer<StoredPlan, SupplementPlanRefusal>> => {
    if (!own.ok) return own;
    if (plan.status !== 'PUBLISHED') return refuse('PLAN_NOT_PUBLISHED');
    const closed = await closedToChanges(desk, plan, { ...call, amending: true });
    if (closed) return closed;
    const merged = supplemented(plan.content, own.value.content);
    const around = await surroundings(desk, plan.unitId, merged, civilDateOf(desk.clock.now()));
    const known = { ...bindingsFor(merged, own.value.bindings), ...bindingsFor(merged, plan.bindings) };
    const bindings = { ...certainBindings(merged, around), ...known };
    const content = { ...merged, diagnostics: checkPlan(merged, bindings, around) };
    const changed: StoredPlan = { ...plan, title: content.title, content, bindings, revision: plan.revision + 1, updatedAt: desk.clock.now() };
    await tx.plans.changePlan(changed, viewer.accountId);
    return { ok: true, value: changed };
  });
}
