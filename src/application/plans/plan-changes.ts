/** What became of a plan since an earlier revision of it, for whoever sees it as its office does. */
import { planDiff, type PlanChange } from '../../domain/plan/diff';
import type { StoredPlan } from '../ports/plans';
import type { Viewer } from '../ports/viewer';
import type { PlanDesk } from './desk';
import { seesAsOffice } from './sight';

/** The revision as it was read from the notice. */
export const READING = 1;

/**
 * The changes of each plan since its revision `since`, in the order asked; at most one statement, however many plans. Null where the viewer sees
 * the plan as a unit that takes part (drafts are the office's own affair), and where the plan has had no such revision.
 */
export async function planChanges(
  desk: Pick<PlanDesk, 'plans'>,
  viewer: Viewer,
  asked: readonly { plan: Pick<StoredPlan, 'id' | 'unitId' | 'campaignId' | 'revision' | 'content'>; since: number }[],
): Promise<(PlanChange[] | null)[]> {
  const shown = asked.map(({ plan, since }) => seesAsOffice(viewer, plan) && since >= READING && since <= plan.revision);
  const earlier = asked.filter(({ plan, since }, i) => shown[i] && since < plan.revision);
  const read = earlier.length > 0 ? await desk.plans.plansAt(earlier.map(({ plan, since }) => ({ id: plan.id, revision: since }))) : [];
  const contents = new Map(read.flatMap((plan) => (plan ? [[`${plan.id} ${plan.revision}`, plan.content] as const] : [])));
  return asked.map(({ plan, since }, i) => {
    if (!shown[i]) return null;
    const before = since === plan.revision ? plan.content : contents.get(`${plan.id} ${since}`);
    return before ? planDiff(before, plan.content) : null;
  });
}
