import type { DifferenceDefinition, DifferenceNow } from '../../../workflows';
import { formsComparedIn } from '../differences/held-against';
import type { FactProvider } from '../drive/types';
import type { CampaignRecords } from '../ports/campaigns';
import type { ComparedCell, ComparisonQuestion, Differences } from '../ports/differences';
import type { Plans } from '../ports/plans';
import { provider, unique } from './sources';

export interface DifferenceSources {
  differences: Pick<Differences, 'compare'>;
  plans: Pick<Plans, 'plansAt'>;
  records: Pick<CampaignRecords, 'campaigns'>;
}

/** What the report and the records say now of the cells that were asked about. */
export function differenceFacts({ differences, plans, records }: DifferenceSources): Record<'differenceNow', FactProvider> {
  return {
    differenceNow: provider(async (requests) => {
      const campaigns = (await records.campaigns(unique(requests.map(({ subject }) => subject.campaignId)))).flatMap((campaign) => campaign ?? []);
      const forms = new Map((await formsComparedIn(plans, campaigns)).map((found, i) => [campaigns[i]?.campaignId, found]));
      const asked = requests.map(({ subject }) => subject.definition as DifferenceDefinition);
      const questions = asked.map((difference): ComparisonQuestion => {
        const known = forms.get(difference.campaign)?.find(({ rule }) => rule === difference.rule)?.compared;
        const cells = difference.cells.map(({ cell }) => known?.cells.find(({ key }) => key === cell) ?? noLongerCompared(cell));
        const { end } = difference.period;
        return {
          ...{ campaignId: difference.campaign, nodes: null, period: difference.period.key, reports: [difference.report], differing: false },
          rules: [{ rule: difference.rule, form: difference.form, cells }],
          window: { from: end, to: end, begunBy: end },
        };
      });
      const pages = await differences.compare(questions, null);
      return asked.map(({ cells }, i) => {
        const rows = new Map((pages[i]?.rows ?? []).map(({ row }) => [row.cell, row]));
        return cells.map(({ cell }): DifferenceNow => {
          const row = rows.get(cell);
          return { cell, reported: row?.reported ?? null, recorded: row?.recorded ?? null };
        });
      });
    }),
  };
}

/** The plan has changed since: what was recorded then stays counted as it was. */
const noLongerCompared = (key: string): ComparedCell => ({ key, alias: null, running: false });
