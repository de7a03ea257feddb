/** A coordinator drafts a bulletin of a period: counted, ranked and worded by the desk, then the office's to revise. */
import { v7 } from 'uuid';
import type { BulletinDefinition, CampaignDefinition } from '../../../workflows';
import { civilDateOf } from '../../domain/calendar';
import type { Drive, DriveRefusalCode } from '../drive/types';
import { relations, type PolicySubject } from '../policy';
import type { Clock } from '../ports/clock';
import type { Reading } from '../ports/reading';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import { createSight } from '../reading/sight';
import type { Answer } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';
import { countBulletins, type BulletinSources } from './count-bulletin';
import { usualWords } from './usual-words';

export interface BulletinDesk extends BulletinSources {
  reading: Reading;
  drive: Pick<Drive, 'create'>;
  clock: Clock;
}

export interface DraftBulletin {
  campaignId: string;
  /** Civil dates, both included. */
  period: { from: string; to: string };
  /** Null: as the desk words it. */
  title: string | null;
  actingUnit: string | null;
  idempotencyKey: string;
}

const LAUNCHED = ['RUNNING', 'SUSPENDED', 'CONCLUDED', 'ARCHIVED'];

/** FORBIDDEN unless one coordinates the campaign; BULLETIN_PERIOD_INVALID when its days are reversed or to come; CAMPAIGN_NOT_LAUNCHED. */
export async function draftBulletin(
  desk: BulletinDesk,
  viewer: Viewer,
  call: DraftBulletin,
): Promise<Answer<StoredSubject, RefusalCode | DriveRefusalCode | (string & {})>> {
  const key = { campaignId: call.campaignId, id: call.campaignId };
  const [seen] = await createSight(viewer, desk.reading).see(await desk.reading.subjects([key]));
  if (seen?.subject.kind !== 'CAMPAIGN') return refuse('NOT_FOUND');
  const campaign = seen.subject;
  const standing = relations(viewer, campaign as unknown as PolicySubject, call.actingUnit, { who: ['COORDINATOR'] });
  if (!standing.ok) return standing;
  if (!standing.value.relations.includes('COORDINATOR')) return refuse('FORBIDDEN');
  const now = desk.clock.now();
  const on = civilDateOf(now);
  const { period } = call;
  if (period.from > period.to || period.from > on) return refuse('BULLETIN_PERIOD_INVALID', { ...period });
  if (!LAUNCHED.includes(campaign.state)) return refuse('CAMPAIGN_NOT_LAUNCHED');
  const [content] = await countBulletins(desk, [{ campaign, period, on }]);
  if (!content) throw new Error('A bulletin was not counted');
  const { office, title } = campaign.definition as CampaignDefinition;
  const words = usualWords(title, period, content);
  const definition: BulletinDefinition = {
    ...{ campaign: campaign.id, office, period, content },
    words: call.title?.trim() ? { ...words, title: call.title.trim() } : words,
  };
  const created = await desk.drive.create({
    campaignId: campaign.campaignId,
    subject: { kind: 'BULLETIN', id: v7({ msecs: now.getTime() }), definition, ordinal: 0, phase: null },
    by: { account: viewer.accountId, ...standing.value },
    idempotencyKey: call.idempotencyKey,
    request: { command: 'draftBulletin', campaign: campaign.id, period, title: call.title },
  });
  return created.ok ? { ok: true, value: created.value.subject } : created;
}

const refuse = (code: RefusalCode, data: Record<string, unknown> = {}) => ({ ok: false as const, refusal: { ...standardRefusal(code, data), code } });
