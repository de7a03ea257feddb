/** The campaign that another names as its superior. */
import { ancestorsOn } from '../../domain/units';
import type { CampaignDefinition } from '../../../workflows';
import type { SuperiorCampaign } from '../../../workflows/facts';
import type { FactProvider } from '../drive/types';
import { provider, type FactSources } from './sources';

export function superiorFacts({ units, records }: Pick<FactSources, 'units' | 'records'>): Record<'superiorCampaign', FactProvider> {
  return {
    superiorCampaign: provider(async (requests) => {
      const named = requests.map(({ event: { input } }) => (isId(input.superior) ? input.superior : null));
      const ids = [...new Set(named.filter((id) => id !== null))];
      const [register, campaigns, above] = await Promise.all([units.current(), records.campaigns(ids), records.superiors(ids)]);
      return requests.map(({ subject, event: { on } }, i): SuperiorCampaign | null => {
        const place = ids.indexOf(named[i] ?? '');
        const superior = campaigns[place];
        if (!superior || superior.kind !== 'CAMPAIGN') return null;
        const { office } = subject.definition as CampaignDefinition;
        const { office: other } = superior.definition as CampaignDefinition;
        const unitsAbove = (unit: string): string[] => ancestorsOn(register, unit, on).map(({ id }) => id);
        // As a notice is sent: to an office, or to a unit above it that is not above both.
        const addressed = [office, ...unitsAbove(office).filter((unit) => !unitsAbove(other).includes(unit))];
        const wasSent = superior.participants.some(({ unitId, role, active }) => role === 'TAKING_PART' && active && addressed.includes(unitId));
        return {
          title: superior.title,
          isAbove: other === office || unitsAbove(office).includes(other) || wasSent,
          isBelow: superior.id === subject.campaignId || (above[place] ?? []).includes(subject.campaignId),
        };
      });
    }),
  };
}

/** What is no id at all is no campaign, and not asked of the database. */
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
