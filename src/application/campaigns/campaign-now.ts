/** A campaign as it runs, read from its stored state: what its phases are now, and where it is. */
import type { CampaignContext, CampaignPhase } from '../../../workflows/campaign/context';
import { presentPhase } from '../../../workflows/campaign/context';
import type { StoredSubject } from '../ports/store';

export interface PhasesNow {
  /** With the dates that extensions and amendments gave them. */
  phases: CampaignPhase[];
  /** The phase it is in; undefined before the launch and after the end. */
  current: CampaignPhase | undefined;
  launchedOn: string | null;
}

export function phasesNow(campaign: Pick<StoredSubject, 'snapshot'>): PhasesNow {
  const context = campaign.snapshot.context as unknown as CampaignContext;
  return { phases: context.phases, current: presentPhase(context), launchedOn: context.launchedOn };
}
