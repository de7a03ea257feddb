/** What the ledgers of a running campaign go by: their kinds, the days of the campaign, who takes part. */
import type { CampaignContext } from '../../../workflows';
import type { CampaignDefinition } from '../../../workflows/definitions';
import { storedPlan } from '../../domain/plan/stored-plan';
import { daysOfCampaign } from '../../domain/records/campaign-days';
import { resolvedKinds, type ResolvedRecordKind } from '../../domain/records/kinds';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';

export interface CampaignLedgers {
  kinds: ResolvedRecordKind[];
  days: { from: string | null; to: string | null };
  /** Units that take part and have not left. */
  takingPart: string[];
  office: string;
}

export const activeUnitsOf = ({ snapshot }: Pick<StoredSubject, 'snapshot'>): string[] =>
  (snapshot.context as unknown as CampaignContext).units.flatMap(({ unit, leftOn }) => (leftOn ? [] : [unit]));

/** By the plan that the campaign carries out now. */
export async function campaignLedgers({ plans }: { plans: Pick<Plans, 'plansAt'> }, campaign: StoredSubject): Promise<CampaignLedgers> {
  const { plan, planRevision, office } = campaign.definition as CampaignDefinition;
  const [stored] = await plans.plansAt([{ id: plan, revision: planRevision }]);
  if (!stored) throw new Error(`The plan of campaign ${campaign.id} is not in the database`);
  const content = storedPlan(stored.content);
  const { phases } = campaign.snapshot.context as unknown as CampaignContext;
  return { kinds: resolvedKinds(content), days: daysOfCampaign(content, phases), takingPart: activeUnitsOf(campaign), office };
}
