import { campaignVisibility } from '../policy';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';

/** Before its launch a campaign is its office's own affair. */
export function seesCampaign(viewer: Viewer, campaign: StoredSubject): boolean {
  const unitsTakingPart = campaign.participants.flatMap((part) => (part.role === 'TAKING_PART' && part.active ? part.unitId : []));
  const { campaign: id, office } = policySubject(campaign).definition;
  const level = campaignVisibility(viewer, { campaign: id, office, unitsTakingPart });
  return level === 'FULL' || (level === 'TAKING_PART' && campaign.state !== 'DRAFT');
}

export const policySubject = (subject: StoredSubject) => ({
  definition: subject.definition as { campaign: string; office: string },
  participants: subject.participants,
});
