/** What a campaign remembers beside its chart. Its phases live here and not in the definition, because they move while it runs. */
import type { CampaignDefinition, PhaseDefinition } from '../definitions';
import type { LawEvent } from '../contract';
import type { Criterion } from '../facts';

export interface CampaignPhase extends PhaseDefinition {
  enteredOn?: string;
  leftOn?: string;
  /** Left with unmet criteria, by a leader. */
  override?: { reason: string; account: string | null; criteria: Criterion[] };
}

export interface CampaignUnit {
  unit: string;
  joinedOn: string;
  leftOn?: string;
  /** The unit it was merged into when it left. */
  mergedInto?: string;
}

export interface CampaignContext {
  campaign: string;
  office: string;
  planRevision: number;
  phases: CampaignPhase[];
  units: CampaignUnit[];
  launchedOn: string | null;
  extensions: { phase: string; from: string | null; to: string; on: string; reason: string }[];
  amendments: { planRevision: number; on: string; reason: string }[];
  suspensions: { on: string; reason: string; until: string | null }[];
  /** Tasks accepted or written off so far, and opened again since. */
  settledTasks: number;
  /** The campaign of a higher office, or of the same, that it is a part of, and since when. Absent or null: none. */
  superior?: { campaign: string; on: string } | null;
  /** Why it was terminated, and when it ended. */
  ended: { on: string; reason: string | null } | null;
}

export const beginCampaign = (definition: CampaignDefinition, { on }: LawEvent): CampaignContext => ({
  campaign: definition.campaign,
  office: definition.office,
  planRevision: definition.planRevision,
  phases: definition.phases,
  units: definition.units.map((unit) => ({ unit, joinedOn: on })),
  launchedOn: null,
  extensions: [],
  amendments: [],
  suspensions: [],
  settledTasks: 0,
  ended: null,
});

/** The phase that is entered and not left. */
export const presentPhase = (context: CampaignContext): CampaignPhase | undefined =>
  context.phases.find(({ enteredOn, leftOn }) => enteredOn && !leftOn);

export const activeUnits = (context: CampaignContext): string[] => context.units.filter(({ leftOn }) => !leftOn).map(({ unit }) => unit);

export const withPhase = (context: CampaignContext, key: string, change: Partial<CampaignPhase>): CampaignPhase[] =>
  context.phases.map((phase) => (phase.key === key ? { ...phase, ...change } : phase));

/** `total` 0 counts as met: nothing was asked for. */
export const isMet = ({ done, total, percent }: Criterion): boolean => done * 100 >= percent * total;
