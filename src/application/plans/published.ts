/** A plan that has been published goes on growing revisions, but none of them counts before the campaign takes it over (AMEND). */
import type { StoredPlan } from '../ports/plans';
import type { Refusal } from '../refusal';
import type { PlanCall } from './change-plan';
import { refuse, type PlanDesk } from './desk';

export interface AmendableCall extends PlanCall {
  /** The caller knows that the plan is published, and prepares an amendment of its campaign. Without it such a plan is not changed. */
  amending?: boolean;
}

/** Whether the campaign that a published plan has become is over, or is not there. */
export async function campaignIsOver(desk: Pick<PlanDesk, 'records'>, plan: StoredPlan): Promise<boolean> {
  const [campaign] = plan.campaignId ? await desk.records.campaigns([plan.campaignId]) : [];
  return !campaign || campaign.closed;
}

/** The refusal of a change to a published plan: always after the campaign is over, and before that unless it is meant as an amendment. */
export function closedToChanges(
  plan: StoredPlan,
  amending: boolean,
  over: boolean,
): { ok: false; refusal: Refusal<'PLAN_ALREADY_PUBLISHED'> } | null {
  if (plan.status !== 'PUBLISHED') return null;
  return amending && !over ? null : refuse('PLAN_ALREADY_PUBLISHED', { campaignId: plan.campaignId });
}
