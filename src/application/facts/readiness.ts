/** Whether the plan can be carried out: at the launch the one that was published, at an amendment the revision that the event names. */
import type { CampaignDefinition } from '../../../workflows/definitions';
import type { Facts } from '../../../workflows/facts';
import { unboundNames } from '../../domain/plan/bindings';
import type { FactProvider, FactRequest } from '../drive/types';
import { checkPlan, errorsOf } from '../plans/check-plan';
import { around, references } from '../plans/match-units';
import type { StoredPlan } from '../ports/plans';
import { provider, type FactSources } from './sources';

export function readinessFacts(sources: Pick<FactSources, 'plans' | 'units' | 'calendars'>): Record<'lintErrors' | 'unboundUnits', FactProvider> {
  const planOf = (requests: readonly FactRequest[]): Promise<(StoredPlan | null)[]> =>
    sources.plans.plansAt(
      requests.map((request) => {
        const { plan, planRevision } = request.subject.definition as CampaignDefinition;
        return { id: plan, revision: typeof request.event.input.planRevision === 'number' ? request.event.input.planRevision : planRevision };
      }),
    );
  return {
    lintErrors: provider(async (requests) => {
      const plans = await planOf(requests);
      return Promise.all(
        requests.map(async ({ event }, i): Promise<Facts['lintErrors']> => {
          const plan = plans[i];
          if (!plan) return [{ code: 'PLAN_MISSING', message: 'The plan of this campaign is not in the database' }];
          const context = around(await references(sources, event.on), plan.unitId, plan.content);
          return errorsOf(checkPlan(plan.content, plan.bindings, context)).map(({ code, message }) => ({ code, message }));
        }),
      );
    }),
    unboundUnits: provider(async (requests) => (await planOf(requests)).map((plan) => (plan ? unboundNames(plan.content, plan.bindings) : []))),
  };
}
