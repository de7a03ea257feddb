import type { BulletinDefinition } from '../../../workflows';
import { countBulletins, type BulletinSources } from '../bulletins/count-bulletin';
import type { FactProvider } from '../drive/types';
import type { CampaignRecords } from '../ports/campaigns';
import { provider, unique } from './sources';

/** What is counted of a bulletin's period, on the day of the event. */
export function bulletinFacts(sources: BulletinSources & { records: Pick<CampaignRecords, 'campaigns'> }): Record<'bulletinContent', FactProvider> {
  return {
    bulletinContent: provider(async (requests) => {
      const ids = unique(requests.map(({ subject }) => subject.campaignId));
      const campaigns = new Map((await sources.records.campaigns(ids)).map((campaign, i) => [ids[i], campaign]));
      return countBulletins(
        sources,
        requests.map(({ subject, event }) => {
          const campaign = campaigns.get(subject.campaignId);
          if (!campaign) throw new Error(`Bulletin ${subject.id} has no campaign`);
          return { campaign, period: (subject.definition as BulletinDefinition).period, on: event.on };
        }),
      );
    }),
  };
}
