/** What a correction of a record says, read by the columns of its kind. */
import type { CampaignContext, RecordDefinition } from '../../../workflows';
import type { CampaignDefinition } from '../../../workflows/definitions';
import type { Facts } from '../../../workflows/facts';
import { daysOfCampaign } from '../../domain/records/campaign-days';
import { readRecord } from '../../domain/records/read-record';
import type { FactProvider, FactRequest } from '../drive/types';
import { activeUnitsOf } from '../records/campaign-ledgers';
import { faultInWords, givenFields, type GivenField } from '../records/given-fields';
import { unitNaming } from '../records/unit-named';
import { provider, unique, type FactSources } from './sources';

type Sources = Pick<FactSources, 'plans' | 'records' | 'units'>;

const fieldsIn = ({ event }: FactRequest): GivenField[] =>
  (Array.isArray(event.input.fields) ? (event.input.fields as unknown[]) : []).flatMap((one) => {
    const { column, value } = (typeof one === 'object' && one !== null ? one : {}) as { column?: unknown; value?: unknown };
    return typeof column === 'string' ? [{ column, value: typeof value === 'string' ? value : null }] : [];
  });

export function recordFacts({ plans, records, units }: Sources): Record<'recordFields', FactProvider> {
  return {
    recordFields: provider(async (requests) => {
      const ids = unique(requests.map(({ subject }) => subject.campaignId));
      const [campaigns, register] = await Promise.all([records.campaigns(ids), units.current()]);
      const found = campaigns.flatMap((campaign) => campaign ?? []);
      const stored = await plans.plansAt(
        found.map(({ definition }) => ({ id: (definition as CampaignDefinition).plan, revision: (definition as CampaignDefinition).planRevision })),
      );
      const around = new Map(
        found.map((campaign, i) => {
          const { phases } = campaign.snapshot.context as unknown as CampaignContext;
          const days = daysOfCampaign(stored[i]?.content ?? { period: null }, phases);
          return [campaign.id, { days, takingPart: activeUnitsOf(campaign), office: (campaign.definition as CampaignDefinition).office }];
        }),
      );
      return requests.map((request): Facts['recordFields'] => {
        const { kind } = request.subject.definition as RecordDefinition;
        const known = around.get(request.subject.campaignId);
        if (!known) throw new Error(`Record ${request.subject.id} has no campaign`);
        const today = request.event.on;
        const unitNamed = unitNaming(register, { on: today, ...known });
        const { given, unknown } = givenFields(kind, fieldsIn(request));
        const { fields, faults } = readRecord(kind, given, { campaign: known.days, today, unitNamed }, false);
        return { fields, faults: [...unknown, ...faults].map((fault) => faultInWords(fault)) };
      });
    }),
  };
}
