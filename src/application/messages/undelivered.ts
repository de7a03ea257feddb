/** What did not arrive by mail or webhook: for the coordinators of its campaign; for administrators only how often, and why. */
import { policySubject, seesCampaign } from '../campaigns/sees-campaign';
import { forbidden, mayReadAccounts, relations } from '../policy';
import type { CampaignRecords } from '../ports/campaigns';
import type { Deliveries, DeliveryFailure, Undelivered } from '../ports/message-channel';
import type { Viewer } from '../ports/viewer';
import { done, type Answer } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';

export interface DeliveryDesk {
  records: Pick<CampaignRecords, 'campaigns'>;
  deliveries: Deliveries;
}

const MOST = 100;

/** The newest hundred. NOT_FOUND: no such campaign for this viewer. FORBIDDEN: not its coordinator. */
export async function undeliveredMessages(desk: DeliveryDesk, viewer: Viewer, campaignId: string): Promise<Answer<Undelivered[], RefusalCode>> {
  const [campaign] = await desk.records.campaigns([campaignId]);
  if (!campaign) return { ok: false, refusal: standardRefusal('NOT_FOUND') };
  const standing = relations(viewer, policySubject(campaign), null, { who: ['COORDINATOR'] });
  if (!standing.ok || !standing.value.relations.includes('COORDINATOR'))
    return { ok: false, refusal: standardRefusal(seesCampaign(viewer, campaign) ? 'FORBIDDEN' : 'NOT_FOUND') };
  return done(await desk.deliveries.undelivered(campaignId, MOST));
}

export async function deliveryFailures(desk: DeliveryDesk, viewer: Viewer): Promise<Answer<DeliveryFailure[], 'FORBIDDEN'>> {
  return mayReadAccounts(viewer) ? done(await desk.deliveries.failures()) : forbidden('READ_ACCOUNTS');
}
