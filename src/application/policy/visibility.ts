/** Who sees how much: of a campaign, of a subject in it, and which fields that leaves. Everything is looked up in the policy's table. */
import type { SubjectKind } from '../../../workflows/contract';
import type { Viewer } from '../ports/viewer';
import type { PolicySubject } from './relations';
import { ALL_FIELDS, fullSight, sightByUnit, sightInside, visibleFields, type CampaignLevel, type SubjectLevel } from './table';

export interface CampaignFacts {
  campaign: string;
  office: string;
  /** Units with an active part in the campaign. */
  unitsTakingPart: readonly string[];
}

/** NONE is answered as if the campaign did not exist. */
export function campaignVisibility(viewer: Viewer, { campaign, office, unitsTakingPart }: CampaignFacts): CampaignLevel {
  const full = viewer.roles.some((held) =>
    fullSight.some(({ role, scope }) => {
      if (role !== held.role) return false;
      if (scope === 'CAMPAIGN') return held.campaignId === campaign;
      return scope === 'EVERYWHERE' || (held.campaignId === null && held.unitId === office);
    }),
  );
  if (full) return 'FULL';
  const unitsSeen = seeingUnits(viewer);
  return unitsTakingPart.some((unit) => unitsSeen.includes(unit)) ? 'TAKING_PART' : 'NONE';
}

/** The units through whose part in a campaign the viewer sees it; for SQL that asks the same of many campaigns at once. */
export function seeingUnits({ roles }: Viewer): readonly string[] {
  const known = unitsOf.get(roles);
  if (known) return known;
  const units = [...new Set(roles.flatMap((held) => (held.unitId !== null && sightByUnit.includes(held.role) ? [held.unitId] : [])))];
  unitsOf.set(roles, units);
  return units;
}
/** Asked for every row of a list. */
const unitsOf = new WeakMap<Viewer['roles'], readonly string[]>();

/** Of the people of a unit: what it has not handed in yet is nobody else's business. */
export const isOfUnit = ({ roles }: Viewer, unit: string): boolean => roles.some((held) => held.unitId === unit && sightByUnit.includes(held.role));

/** The campaigns that the viewer sees FULL, as SQL can ask it: all of them, or these campaigns and those owned by these units. */
export function fullSightOf(viewer: Viewer): { everything: boolean; campaigns: string[]; offices: string[] } {
  const sight = { everything: false, campaigns: new Set<string>(), offices: new Set<string>() };
  for (const held of viewer.roles) {
    for (const { role, scope } of fullSight) {
      if (role !== held.role) continue;
      if (scope === 'EVERYWHERE') sight.everything = true;
      if (scope === 'CAMPAIGN' && held.campaignId !== null) sight.campaigns.add(held.campaignId);
      if (scope === 'OFFICE' && held.campaignId === null && held.unitId !== null) sight.offices.add(held.unitId);
    }
  }
  return { everything: sight.everything, campaigns: [...sight.campaigns], offices: [...sight.offices] };
}

/** How much of a subject; `level` is what `campaignVisibility` said of its campaign. */
export function subjectVisibility(
  viewer: Viewer,
  subject: Pick<PolicySubject, 'participants'> & { kind: SubjectKind },
  level: CampaignLevel,
): SubjectLevel {
  if (level === 'NONE') return 'NONE';
  if (level === 'FULL') return 'WHOLE';
  const { own, ownWhileActive, others } = sightInside[subject.kind];
  const unitsSeen = seeingUnits(viewer);
  const takesPart = subject.participants.some((p) => unitsSeen.includes(p.unitId) && (p.active || !ownWhileActive));
  return takesPart ? own : others;
}

/** Inside a campaign that one sees TAKING_PART, nothing of this kind in which one's unit has no part. */
export const hiddenFromOthers = (kind: SubjectKind): boolean => sightInside[kind].others === 'NONE';

export function fieldVisible(kind: SubjectKind, level: SubjectLevel, field: string): boolean {
  const fields = visibleFields[kind][level];
  return fields.includes(ALL_FIELDS) || fields.includes(field);
}

/** The log of a subject is for those who see it whole: it names people and gives their reasons. */
export const mayReadLog = (level: SubjectLevel): boolean => level === 'WHOLE';
