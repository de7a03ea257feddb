/** What an amendment does to the running campaign: the plan in force against the revision that the event names. */
import type { CampaignDefinition } from '../../../workflows/definitions';
import type { PlanChange } from '../../../workflows/facts';
import { amendmentAt } from '../campaigns/amendment-at';
import { briefsNow } from '../campaigns/brief';
import { planChange } from '../campaigns/plan-change';
import type { FactProvider } from '../drive/types';
import type { Answer } from '../refusal';
import { standardRefusal } from '../refusal-codes';
import type { FactSources } from './sources';

/** BAD_INPUT: there is no such revision of the campaign's plan, or it cannot be compiled. */
export function changeFacts(sources: Pick<FactSources, 'plans' | 'records' | 'calendars'>): Record<'change', FactProvider> {
  return {
    change: (requests) =>
      Promise.all(
        requests.map(async ({ subject, event, changed }): Promise<Answer<PlanChange, 'BAD_INPUT'>> => {
          const definition = subject.definition as CampaignDefinition;
          const planRevision = Number(event.input.planRevision);
          const tasks = (await sources.records.tasks(subject.campaignId)).map((task) => changed.find((one) => one.id === task.id) ?? task);
          const reports = await briefsNow(sources.records, subject.campaignId, ['REPORT'], changed);
          const found = await amendmentAt(sources, { campaign: subject, tasks, reports }, planRevision, event.on);
          if (!found)
            return {
              ok: false,
              refusal: { ...standardRefusal('BAD_INPUT', { problem: `planRevision ${planRevision}`, planRevision }), code: 'BAD_INPUT' },
            };
          const subjects = Array.isArray(event.input.subjects) ? event.input.subjects.map(String) : null;
          return { ok: true, value: planChange(found, definition, subjects) };
        }),
      ),
  };
}
