/** A campaign as it runs, read from its stored state: what its phases are now, and where it is. */
import type { CampaignDefinition, PhaseDefinition } from '../../../workflows/definitions';
import type { StoredSubject } from '../ports/store';

export interface PhasesNow {
  /** With the dates that extensions and amendments gave them. */
  phases: PhaseDefinition[];
  /** The phase it is in; undefined before the launch. */
  current: PhaseDefinition | undefined;
  launchedOn: string | null;
}

export function phasesNow(campaign: Pick<StoredSubject, 'definition' | 'snapshot'>): PhasesNow {
  const context = (campaign.snapshot?.context ?? {}) as { phases?: PhaseDefinition[]; phase?: string | null; launchedOn?: string | null };
  const phases = context.phases ?? (campaign.definition as CampaignDefinition).phases;
  return { phases, current: phases.find((phase) => phase.key === context.phase), launchedOn: context.launchedOn ?? null };
}
