/**
 * 催报: everybody who is late, in one call. Late is what is not there, or has come back, and whose date has passed. Each report is urged for itself, as
 * by hand: sent again under the same key, it gets its first answer, and who has become late since is urged too.
 */
import { reportLaw } from '../../../workflows';
import { sendToMany, MOST_ITEMS } from '../bulk';
import { policySubject, seesCampaign } from '../campaigns/sees-campaign';
import { civilDateOf } from '../../domain/calendar';
import type { Drive, Outcome } from '../drive/types';
import { relations } from '../policy';
import type { CampaignRecords, LateReport, LateReports } from '../ports/campaigns';
import type { Clock } from '../ports/clock';
import type { Viewer } from '../ports/viewer';
import { done, type Answer } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';

export interface UrgeDesk {
  records: Pick<CampaignRecords, 'campaigns'> & LateReports;
  drive: Pick<Drive, 'driveMany'>;
  clock: Clock;
}

export interface UrgeLateReports {
  campaignId: string;
  /** Key of a reporting rule; null: all. */
  rule: string | null;
  /** Key of a period; null: all. */
  period: string | null;
  message: string | null;
  actingUnit: string | null;
  idempotencyKey: string;
}

export interface UrgedLate {
  results: { report: LateReport; outcome: Outcome }[];
  /** There are still others: call again. */
  more: boolean;
}

/** A whole country's counties for one period. */
export const MOST_URGED = 3_000;

const URGERS = { who: reportLaw.events.URGE?.who ?? [] };

/** NOT_FOUND: no such campaign for this viewer. FORBIDDEN: neither its coordinator nor a leader or supervisor of it. */
export async function urgeLateReports(desk: UrgeDesk, viewer: Viewer, call: UrgeLateReports): Promise<Answer<UrgedLate, RefusalCode>> {
  const [campaign] = await desk.records.campaigns([call.campaignId]);
  if (!campaign) return refuse('NOT_FOUND');
  const standing = relations(viewer, policySubject(campaign), call.actingUnit, URGERS);
  if (!standing.ok) return standing;
  if (!standing.value.relations.some((relation) => URGERS.who.includes(relation)))
    return refuse(seesCampaign(viewer, campaign) ? 'FORBIDDEN' : 'NOT_FOUND');
  const { campaignId, rule, period, message, actingUnit, idempotencyKey } = call;
  const late = await desk.records.lateReports({ campaignId, rule, period, on: civilDateOf(desk.clock.now()), most: MOST_URGED + 1 });
  const urged = late.slice(0, MOST_URGED);
  const results: UrgedLate['results'] = [];
  for (let from = 0; from < urged.length; from += MOST_ITEMS) {
    const some = urged.slice(from, from + MOST_ITEMS);
    const items = some.map(({ id }) => ({
      subject: { campaignId, id, kind: 'REPORT' as const },
      input: message === null ? {} : { message },
      expectedRevision: null,
    }));
    const sent = await sendToMany(desk.drive, { event: 'URGE', items, viewer, actingUnit, idempotencyKey });
    if (!sent.ok) return sent;
    some.forEach((report, i) => results.push({ report, outcome: sent.value[i] as Outcome }));
  }
  return done({ results, more: late.length > MOST_URGED });
}

const refuse = (code: RefusalCode) => ({ ok: false as const, refusal: standardRefusal(code) });
