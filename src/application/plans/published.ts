/** A plan that has been published goes on growing revisions, but none of them counts before the campaign takes it over (AMEND). */
import type { StoredPlan } from '../ports/plans';
import type { Refusal } from '../refusal';
import type { PlanCall } from './change-plan';
import { refuse, type PlanDesk } from './desk';

export interface AmendableCall extends PlanCall {
  /** The caller knows that the plan is published, and prepares an amendment of its campaign. Without it such a plan is not changed. */
  amending?: boolean;
}

/** The refusal of a change to a published plan: always after the campaign is over, and before that unless it is meant as an amendment. */
export async function closedToChanges(
  desk: Pick<PlanDesk, 'records'>,
  plan: StoredPlan,
  { amending }: AmendableCall,
): Promise<{ ok: false; refusal: Refusal<'PLAN_ALREADY_PUBLISHED'> } | null> {
  if (plan.status !== 'PUBLISHED' || !plan.campaignId) return null;
  const [campaign] = amending ? await desk.records.campaigns([plan.campaignId]) : [];
  return campaign && !campaign.closed ? null : refuse('PLAN_ALREADY_PUBLISHED', { campaignId: plan.campaignId });
}
