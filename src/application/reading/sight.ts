/**
 * What one viewer sees of subjects, found out once per request. Most of it needs no look-up: who coordinates the office, and whose unit has
 * an active part, is seen from the subject itself; only for the rest is the campaign asked who takes part in it, all campaigns at once.
 */
import type { SubjectKind } from '../../../workflows/contract';
import { campaignVisibility, fullSightOf, seatRelations, seeingUnits, subjectVisibility, type CampaignLevel, type SubjectLevel } from '../policy';
import type { CampaignScope, Reading } from '../ports/reading';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';

export interface Seen {
  subject: StoredSubject;
  level: Exclude<SubjectLevel, 'NONE'>;
  campaignLevel: Exclude<CampaignLevel, 'NONE'>;
}

export interface Sight {
  readonly viewer: Viewer;
  /** The units through whose parts the viewer sees campaigns. */
  readonly units: readonly string[];
  readonly scope: CampaignScope;
  /** In the order given; null for what does not exist for this viewer. */
  see(subjects: readonly (StoredSubject | null)[]): Promise<(Seen | null)[]>;
  /** In the order asked. */
  levels(campaignIds: readonly string[]): Promise<CampaignLevel[]>;
}

const officeOf = (subject: StoredSubject): string => (subject.definition as { office: string }).office;

export function createSight(viewer: Viewer, reading: Reading): Sight {
  const units = seeingUnits(viewer);
  const full = fullSightOf(viewer);
  const known = new Map<string, CampaignLevel>();

  const seesFully = (subject: StoredSubject): boolean =>
    full.everything || full.campaigns.includes(subject.campaignId) || full.offices.includes(officeOf(subject));

  /** Whoever holds an active part in something of a campaign takes part in it; an inbox of one's own tasks needs no more than this. */
  const holdsPart = (subject: StoredSubject): boolean =>
    subject.kind !== 'CAMPAIGN' && subject.participants.some((part) => part.active && part.role in seatRelations && units.includes(part.unitId));

  /**
   * A campaign's own row tells that it is seen FULL, a task or report that one takes part in it: neither need be asked again. A body names an
   * office of its own, so nothing is learnt from it.
   */
  function remember({ kind, campaignId }: StoredSubject, level: CampaignLevel): void {
    if (kind === 'CAMPAIGN' ? level === 'FULL' : level === 'TAKING_PART' && (kind === 'TASK' || kind === 'REPORT')) {
      if (!known.has(campaignId)) known.set(campaignId, level);
    }
  }

  const seenAtOnce = (subject: StoredSubject): CampaignLevel | null => (seesFully(subject) ? 'FULL' : holdsPart(subject) ? 'TAKING_PART' : null);

  /** What a subject itself cannot tell: two statements, however many campaigns. */
  async function learn(campaignIds: readonly string[]): Promise<void> {
    const missing = [...new Set(campaignIds)].filter((id) => !known.has(id));
    if (missing.length === 0) return;
    const [campaigns, takenPartIn] = await Promise.all([
      reading.subjects(missing.map((id) => ({ campaignId: id, id }))),
      reading.takenPartIn(missing, units),
    ]);
    campaigns.forEach((campaign, i) => {
      const id = missing[i] as string;
      const unitsTakingPart = takenPartIn.includes(id) ? units : [];
      known.set(id, campaign ? campaignVisibility(viewer, { campaign: id, office: officeOf(campaign), unitsTakingPart }) : 'NONE');
    });
  }

  return {
    viewer,
    units,
    scope: { all: full.everything, ownedByUnits: full.offices, campaignIds: full.campaigns, unitsTakingPart: units },

    async see(subjects) {
      const atOnce = subjects.map((subject) => subject && seenAtOnce(subject));
      subjects.forEach((subject, i) => subject && atOnce[i] && remember(subject, atOnce[i]));
      await learn(subjects.flatMap((subject, i) => (subject && !atOnce[i] ? [subject.campaignId] : [])));
      return subjects.map((subject, i) => {
        if (!subject) return null;
        const campaignLevel = atOnce[i] ?? known.get(subject.campaignId) ?? 'NONE';
        const level = subjectVisibility(viewer, { kind: subject.kind as SubjectKind, participants: subject.participants }, campaignLevel);
        return level === 'NONE' || campaignLevel === 'NONE' ? null : { subject, level, campaignLevel };
      });
    },

    async levels(campaignIds) {
      await learn(campaignIds);
      return campaignIds.map((id) => known.get(id) ?? 'NONE');
    },
  };
}
