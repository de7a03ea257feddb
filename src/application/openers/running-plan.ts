/** The plan that a campaign carries out, compiled with the phases as they are now. */
import type { CampaignDefinition } from '../../../workflows/definitions';
import { compile } from '../../domain/plan/compile';
import type { WorkCalendar } from '../../domain/calendar';
import type { CompiledPlan } from '../../domain/plan/compiled';
import type { OpenRequest } from '../drive/types';
import type { CampaignRecords } from '../ports/campaigns';
import type { Plans, StoredPlan } from '../ports/plans';
import type { WorkCalendars } from '../ports/calendar';

export interface OpenerSources {
  plans: Pick<Plans, 'plansAt'>;
  records: CampaignRecords;
  calendars: WorkCalendars;
}

export interface RunningPlan {
  stored: StoredPlan;
  compiled: CompiledPlan;
  owner: { campaign: string; office: string };
  options: { calendar: WorkCalendar; ruleKeys: readonly string[] | undefined };
}

/** Openings are asked of the campaign, whose definition names the plan and the revision of it. */
export async function runningPlan({ plans, calendars }: Pick<OpenerSources, 'plans' | 'calendars'>, { subject }: OpenRequest): Promise<RunningPlan> {
  const { campaign, office, plan, planRevision, ruleKeys } = subject.definition as CampaignDefinition;
  const [stored] = await plans.plansAt([{ id: plan, revision: planRevision }]);
  if (!stored) throw new Error(`Campaign ${campaign} carries out revision ${planRevision} of plan ${plan}, which is not in the database`);
  const options = { calendar: await calendars.current(), ruleKeys };
  const compiled = compile(stored.content, stored.bindings, options);
  if (compiled.outcome === 'refused') throw new Error(`Plan ${plan}, revision ${planRevision}, was published and cannot be compiled`);
  return { stored, compiled: compiled.plan, owner: { campaign, office }, options };
}
