/** Campaigns below others, with the rule of each whose form asks for the most of what the form above asks for. */
import { agreeingCells } from '../../domain/statistics';
import type { CampaignRecords } from '../ports/campaigns';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import { formsIn } from './form-asked';
import type { FigureForm } from './groups';

/** `form` null: it asks for nothing that the form above asks for. */
export interface LowerParty {
  campaignId: string;
  title: string;
  form: FigureForm | null;
  /** From its cells to those of the form above. */
  cells: ReadonlyMap<string, string>;
}

export interface LowerDesk {
  records: Pick<CampaignRecords, 'lower'>;
  plans: Pick<Plans, 'plansAt'>;
}

/** In the order in which they count: nearer ones first, then older ones. Two statements, however many campaigns. */
export async function lowerParties(
  { records, plans }: LowerDesk,
  campaigns: readonly StoredSubject[],
  forms: readonly (FigureForm | null)[],
): Promise<LowerParty[][]> {
  const below = await records.lower(campaigns.map(({ campaignId }) => campaignId));
  const all = below.flat().map(({ campaign }) => campaign);
  const asked = await formsIn(plans, all);
  let place = 0;
  return below.map((found, i) =>
    found.map(({ campaign }): LowerParty => {
      const own = forms[i]?.cells ?? [];
      const [best] = (asked[place++] ?? [])
        .map((form) => ({ form, cells: agreeingCells(own, form.cells) }))
        .filter(({ cells }) => cells.size > 0)
        .sort((a, b) => b.cells.size - a.cells.size);
      return { campaignId: campaign.campaignId, title: campaign.title, form: best?.form ?? null, cells: best?.cells ?? new Map() };
    }),
  );
}
