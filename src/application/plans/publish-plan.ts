/**
 * A plan becomes a campaign, in draft: it runs when a coordinator launches it. Once; whoever publishes coordinates that campaign.
 *
 * The plan is marked first, with the campaign's id, and the campaign is created after it. If the server stops between the two, the next
 * call finds the plan marked and the campaign missing, and creates it: nobody was told that it was done.
 */
import { v7 } from 'uuid';
import { civilDateOf } from '../../domain/calendar';
import { unboundNames } from '../../domain/plan/bindings';
import { compile } from '../../domain/plan/compile';
import { campaignDefinition } from '../campaigns/definitions';
import type { DriveRefusalCode } from '../drive/types';
import { rightOf } from '../policy';
import type { StoredPlan } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Answer } from '../refusal';
import { changePlan, type PlanCall, type PlanCallRefusal } from './change-plan';
import { checkPlan, errorsOf } from './check-plan';
import { refuse, type PlanDesk } from './desk';
import { around, references } from './match-units';

export type PublishPlanRefusal = PlanCallRefusal | 'PLAN_ALREADY_PUBLISHED' | 'PLAN_HAS_ERRORS' | 'UNITS_NOT_BOUND';

export interface Published {
  plan: StoredPlan;
  campaign: StoredSubject;
}

export async function publishPlan(
  desk: PlanDesk,
  viewer: Viewer,
  call: PlanCall,
): Promise<Answer<Published, PublishPlanRefusal | DriveRefusalCode | (string & {})>> {
  const prepare = async (plan: StoredPlan) => ({
    references: await references(desk, civilDateOf(desk.clock.now())),
    unfinished: plan.status === 'PUBLISHED' && (await campaignOf(desk, plan)) === null,
  });
  const command = { name: 'publishPlan', body: null };
  const answer = await changePlan(
    desk,
    viewer,
    command,
    call,
    prepare,
    async (plan, prepared, tx): Promise<Answer<StoredPlan, PublishPlanRefusal>> => {
      if (plan.status === 'PUBLISHED') {
        return prepared.unfinished ? { ok: true, value: plan } : refuse('PLAN_ALREADY_PUBLISHED', { campaignId: plan.campaignId });
      }
      const at = desk.clock.now();
      const faults = errorsOf(checkPlan(plan.content, plan.bindings, around(prepared.references, plan.unitId, plan.content)));
      if (faults.length > 0) return refuse('PLAN_HAS_ERRORS', { count: faults.length, diagnostics: faults });
      const unbound = unboundNames(plan.content, plan.bindings);
      if (unbound.length > 0) return refuse('UNITS_NOT_BOUND', { units: unbound });
      const compiled = compile(plan.content, plan.bindings);
      if (compiled.outcome === 'refused') return refuse('PLAN_HAS_ERRORS', { count: compiled.problems.length, diagnostics: compiled.problems });

      const published: StoredPlan = {
        ...plan,
        status: 'PUBLISHED',
        revision: plan.revision + 1,
        campaignId: v7({ msecs: at.getTime() }),
        updatedAt: at,
      };
      await tx.plans.changePlan(published, viewer.accountId);
      return { ok: true, value: published };
    },
  );
  if (!answer.ok) return answer;
  const campaign = await createCampaign(desk, viewer, answer.value);
  return campaign.ok ? { ok: true, value: { plan: answer.value, campaign: campaign.value } } : campaign;
}

async function campaignOf(desk: Pick<PlanDesk, 'records'>, plan: StoredPlan): Promise<StoredSubject | null> {
  const [campaign] = plan.campaignId ? await desk.records.campaigns([plan.campaignId]) : [];
  return campaign ?? null;
}

/** Creates the campaign of a published plan, unless it is there. */
async function createCampaign(desk: PlanDesk, viewer: Viewer, plan: StoredPlan): Promise<Answer<StoredSubject, DriveRefusalCode | (string & {})>> {
  const there = await campaignOf(desk, plan);
  if (there) return { ok: true, value: there };
  const compiled = compile(plan.content, plan.bindings, { calendar: await desk.calendars.current() });
  if (compiled.outcome === 'refused' || !plan.campaignId) throw new Error(`Plan ${plan.id} was published and cannot be compiled`);
  const right = rightOf(viewer, 'WRITE_PLANS', { unit: plan.unitId });
  const onBehalfOf = typeof right === 'object' && right !== null ? right.onBehalfOf : null;
  const definition = campaignDefinition(
    compiled.plan,
    { campaign: plan.campaignId, office: plan.unitId },
    { plan: plan.id, planRevision: plan.revision },
  );
  const created = await desk.drive.create({
    campaignId: plan.campaignId,
    subject: { kind: 'CAMPAIGN', id: plan.campaignId, definition, ordinal: 0, phase: null },
    by: { account: viewer.accountId, unit: plan.unitId, onBehalfOf, relations: ['COORDINATOR'] },
  });
  if (created.ok) return { ok: true, value: created.value.subject };
  // Somebody else has finished it in the same moment.
  const now = created.refusal.code === 'ALREADY_EXISTS' ? await campaignOf(desk, plan) : null;
  return now ? { ok: true, value: now } : created;
}
