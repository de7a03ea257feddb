/** A plan held against the superior one that its basis names, where that one is in the system and the viewer's office was addressed by it. */
import type { CampaignDefinition } from '../../../workflows/definitions';
import { civilDateOf } from '../../domain/calendar';
import { gapReport, type GapReport } from '../../domain/plan/cascade';
import { groundOf, plainName, planNamed, type SuperiorGround } from '../../domain/plan/superior-name';
import { ancestorsOn } from '../../domain/units';
import { fullSightOf } from '../policy';
import type { StoredPlan } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { PlanDesk } from './desk';
import { seesAsOffice, visiblePlans } from './sight';

export interface PlanGaps {
  superior: StoredPlan;
  foundBy: SuperiorGround | 'CHOSEN';
  report: GapReport;
}

type Desk = Pick<PlanDesk, 'plans' | 'records' | 'units' | 'clock'>;

/** Plans looked at for the names of one request: first those that bear a number or title named, then those that hold one, newest first. */
const MOST = 50;

/**
 * In the order asked; a fixed number of statements, however many plans. Null for a plan that the viewer does not see as its office does, and
 * where no superior plan is found. `superiorId` chooses one, by the same rule of what may be seen.
 *
 * A superior plan may be held against by whoever sees it, and besides by the office of a plan whose own unit, or a unit above it, takes part in
 * the superior's launched campaign: the notice was sent to them. A unit that is above both does not count, or a mayor at the head of a city's
 * campaign would open it to the whole city. They are quoted the plan in force, and nothing of how the campaign goes.
 */
export async function gapReports(
  desk: Desk,
  viewer: Viewer,
  plans: readonly StoredPlan[],
  superiorId: string | null = null,
): Promise<(PlanGaps | null)[]> {
  const lower = plans.filter((plan) => seesAsOffice(viewer, plan));
  const candidates = await candidatesFor(desk, viewer, lower, superiorId);
  if (candidates.length === 0) return plans.map(() => null);
  const visible = await visiblePlans(desk, viewer, candidates);
  const hidden = candidates.filter((plan, i) => !visible[i] && plan.campaignId !== null);
  const addressed = await addressedBy(desk, hidden);
  const open = candidates.flatMap((candidate, i) => {
    const seen = visible[i];
    return seen ? [{ superior: seen, to: null }] : (addressed.get(candidate.id) ?? []);
  });
  const register = await desk.units.current();
  const today = civilDateOf(desk.clock.now());
  const above = (unit: string): string[] => ancestorsOn(register, unit, today).map(({ id }) => id);
  const wasSent = (plan: StoredPlan, superior: StoredPlan, to: readonly string[]): boolean => {
    const common = above(superior.unitId);
    const addressees = [plan.unitId, ...above(plan.unitId).filter((unit) => !common.includes(unit))];
    return addressees.some((unit) => to.includes(unit));
  };
  return plans.map((plan) => {
    if (!lower.includes(plan)) return null;
    const mayBeHeldAgainst = open.filter(({ superior, to }) => superior.id !== plan.id && (to === null || wasSent(plan, superior, to)));
    const found = superiorId === null ? meant(plan, mayBeHeldAgainst) : mayBeHeldAgainst.map((one) => ({ ...one, foundBy: 'CHOSEN' as const }))[0];
    if (!found) return null;
    const { superior, foundBy } = found;
    return { superior, foundBy, report: gapReport(superior.content, plan.content) };
  });
}

async function candidatesFor(desk: Desk, viewer: Viewer, lower: readonly StoredPlan[], superiorId: string | null): Promise<StoredPlan[]> {
  if (lower.length === 0) return [];
  if (superiorId !== null) return (await desk.plans.plans([superiorId])).filter((plan) => plan !== null);
  const cited = lower.flatMap(({ content }) => content.basis);
  const names = [...new Set(cited.flatMap((name) => [plainName(name), planNamed(name)]))].filter((name) => name !== '');
  if (names.length === 0) return [];
  const sight = fullSightOf(viewer);
  return desk.plans.namedBy(names, sight.everything ? null : sight.offices, MOST);
}

interface Open {
  superior: StoredPlan;
  /** The units it was sent to; null: the viewer sees it in any case. */
  to: readonly string[] | null;
}

/** The plans as their launched campaigns run them, with the units that take part. */
async function addressedBy(desk: Desk, plans: readonly StoredPlan[]): Promise<Map<string, Open>> {
  if (plans.length === 0) return new Map();
  const campaigns = await desk.records.campaigns(plans.flatMap(({ campaignId }) => campaignId ?? []));
  const launched = campaigns.filter((campaign): campaign is StoredSubject => campaign !== null && campaign.state !== 'DRAFT');
  const running = launched.map(({ definition, participants }) => ({ definition: definition as CampaignDefinition, participants }));
  const inForce = await desk.plans.plansAt(running.map(({ definition: { plan, planRevision } }) => ({ id: plan, revision: planRevision })));
  return new Map(
    running.flatMap(({ participants }, i): [string, Open][] => {
      const superior = inForce[i];
      const to = participants.filter(({ role, active }) => role === 'TAKING_PART' && active).map(({ unitId }) => unitId);
      return superior ? [[superior.id, { superior, to }]] : [];
    }),
  );
}

/** Named by its number before named by its title, then as the candidates come: newest first. */
function meant(plan: StoredPlan, candidates: readonly Open[]): (Open & { foundBy: SuperiorGround }) | undefined {
  const named = candidates.flatMap((candidate) => {
    const grounds = plan.content.basis.map((name) => groundOf(name, candidate.superior.content));
    const foundBy = grounds.includes('DOCUMENT_NUMBER') ? 'DOCUMENT_NUMBER' : grounds.includes('TITLE') ? 'TITLE' : null;
    return foundBy ? [{ ...candidate, foundBy } as const] : [];
  });
  return named.find(({ foundBy }) => foundBy === 'DOCUMENT_NUMBER') ?? named[0];
}
