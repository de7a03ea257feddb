import type { Facts } from '../../../workflows/facts';
import type { FactProvider } from '../drive/types';
import { provider, unique, type FactSources } from './sources';

const STANDING: Readonly<Record<string, Facts['campaignStanding']>> = {
  SUSPENDED: 'SUSPENDED',
  CONCLUDED: 'OVER',
  ARCHIVED: 'OVER',
  TERMINATED: 'OVER',
};

/** Where the campaign of a task or report stands, as this call leaves it. */
export function standingFacts({ records }: Pick<FactSources, 'records'>): Record<'campaignStanding', FactProvider> {
  return {
    campaignStanding: provider(async (requests) => {
      const ids = unique(requests.map((request) => request.subject.campaignId));
      const stored = new Map((await records.campaigns(ids)).map((campaign, i) => [ids[i], campaign]));
      return requests.map(({ subject, changed }) => {
        const campaign = changed.find((one) => one.id === subject.campaignId) ?? stored.get(subject.campaignId);
        return STANDING[campaign?.state ?? ''] ?? 'RUNNING';
      });
    }),
  };
}
