/** Who sees which plan: the office it belongs to, and once it is a campaign everybody who sees the campaign. Who changes it: the office's coordinators. */
import type { CampaignDefinition } from '../../../workflows/definitions';
import { campaignVisibility, forbidden, fullSightOf, mayWritePlansOf } from '../policy';
import type { StoredPlan } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { refuse, type PlanDesk } from './desk';

/**
 * The office sees the newest revision; the units of the campaign the one in force, since an amendment is nobody's business before it is made.
 * At most two statements, however many plans.
 */
export async function visiblePlans(
  desk: Pick<PlanDesk, 'records' | 'plans'>,
  viewer: Viewer,
  plans: readonly (StoredPlan | null)[],
): Promise<(StoredPlan | null)[]> {
  const asked = [...new Set(plans.flatMap((plan) => (plan?.campaignId && !seesAsOffice(viewer, plan) ? plan.campaignId : [])))];
  const campaigns = asked.length > 0 ? await desk.records.campaigns(asked) : [];
  const inForce = campaigns.flatMap((campaign) => (campaign && seesAsUnit(viewer, campaign) ? [campaign.definition as CampaignDefinition] : []));
  const read = inForce.length > 0 ? await desk.plans.plansAt(inForce.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision }))) : [];
  const shown = new Map(read.flatMap((plan) => (plan ? [[plan.id, plan] as const] : [])));
  return plans.map((plan) => (plan && seesAsOffice(viewer, plan) ? plan : (shown.get(plan?.id ?? '') ?? null)));
}

export function seesAsOffice(viewer: Viewer, plan: Pick<StoredPlan, 'unitId' | 'campaignId'>): boolean {
  const sight = fullSightOf(viewer);
  return sight.everything || sight.offices.includes(plan.unitId) || (plan.campaignId !== null && sight.campaigns.includes(plan.campaignId));
}

/** Before its launch a campaign is the office's own affair. */
function seesAsUnit(viewer: Viewer, campaign: StoredSubject): boolean {
  if (campaign.state === 'DRAFT') return false;
  const unitsTakingPart = campaign.participants.flatMap((part) => (part.role === 'TAKING_PART' && part.active ? part.unitId : []));
  const { office } = campaign.definition as CampaignDefinition;
  return campaignVisibility(viewer, { campaign: campaign.id, office, unitsTakingPart }) !== 'NONE';
}

/** The plan for somebody who wants to change it: NOT_FOUND when not visible, FORBIDDEN when visible and not theirs to change. */
export async function plansOwn(
  desk: Pick<PlanDesk, 'records' | 'plans'>,
  viewer: Viewer,
  plan: StoredPlan | null,
): Promise<Answer<StoredPlan, 'NOT_FOUND' | 'FORBIDDEN'>> {
  if (plan && mayWritePlansOf(viewer, plan.unitId)) return { ok: true, value: plan };
  const [seen] = await visiblePlans(desk, viewer, [plan]);
  return seen ? forbidden('WRITE_PLANS') : refuse('NOT_FOUND');
}
