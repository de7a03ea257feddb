/** What the plan asks of a report: the form of its figures, and the sections of its text. That of the revision which the campaign carries out now. */
import { LRUCache } from 'lru-cache';
import type { CampaignDefinition, ReportDefinition } from '../../../workflows/definitions';
import type { Plan } from '../../domain/plan/model';
import type { StatisticsForm } from '../../domain/plan/form-model';
import { ruleBehind } from '../../domain/plan/rule-keys';
import { storedPlan } from '../../domain/plan/stored-plan';
import { recordedCells } from '../../domain/records/kinds';
import { formOfRule, formVersion } from '../../domain/statistics';
import type { CampaignRecords } from '../ports/campaigns';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';

export interface ReportForm {
  /** Of STATISTICS, where the plan has one for it. */
  form: StatisticsForm | null;
  version: string | null;
  /** Of NARRATIVE and FINAL_SUMMARY. */
  sections: readonly string[];
  /** Keys of the cells that records of single cases add to. */
  recorded: ReadonlySet<string>;
}

const NOTHING: ReportForm = { form: null, version: null, sections: [], recorded: new Set() };
const WITH_SECTIONS: readonly string[] = ['NARRATIVE', 'FINAL_SUMMARY'];
const MOST_PLANS = 100;

/** In the order asked. `changed`: campaigns that the call itself has changed. */
export type ReportForms = (
  reports: readonly Pick<StoredSubject, 'campaignId' | 'definition'>[],
  changed?: readonly StoredSubject[],
) => Promise<ReportForm[]>;

/** A revision of a plan never changes, so what was read once is kept. */
export function createReportForms({ records, plans }: { records: Pick<CampaignRecords, 'campaigns'>; plans: Pick<Plans, 'plansAt'> }): ReportForms {
  const kept = new LRUCache<string, Plan>({ max: MOST_PLANS });

  async function plansOf(campaigns: readonly CampaignDefinition[]): Promise<Map<string, Plan>> {
    const named = new Map(campaigns.map(({ plan, planRevision }) => [`${plan} ${planRevision}`, { id: plan, revision: planRevision }]));
    const missing = [...named].filter(([name]) => !kept.has(name));
    const read = missing.length > 0 ? await plans.plansAt(missing.map(([, revision]) => revision)) : [];
    const found = new Map([...named.keys()].flatMap((name) => (kept.has(name) ? [[name, kept.get(name) as Plan] as const] : [])));
    missing.forEach(([name], i) => {
      const plan = read[i];
      if (!plan) return;
      const content = storedPlan(plan.content);
      kept.set(name, content);
      found.set(name, content);
    });
    return found;
  }

  return async (reports, changed = []) => {
    const asking = reports.filter((report) => asks(definitionOf(report)));
    if (asking.length === 0) return reports.map(() => NOTHING);
    const ids = [...new Set(asking.map(({ campaignId }) => campaignId))];
    const newer = new Map(changed.filter(({ kind }) => kind === 'CAMPAIGN').map((campaign) => [campaign.id, campaign]));
    const stored = ids.some((id) => !newer.has(id)) ? await records.campaigns(ids) : [];
    const campaigns = new Map(ids.map((id, i) => [id, (newer.get(id) ?? stored[i])?.definition as CampaignDefinition | undefined]));
    const found = await plansOf([...campaigns.values()].flatMap((campaign) => campaign ?? []));
    return reports.map((report) => {
      const campaign = campaigns.get(report.campaignId);
      const plan = campaign && found.get(`${campaign.plan} ${campaign.planRevision}`);
      return plan && asks(definitionOf(report)) ? formFor(plan, campaign.ruleKeys, definitionOf(report)) : NOTHING;
    });
  };
}

const definitionOf = ({ definition }: Pick<StoredSubject, 'definition'>): ReportDefinition => definition as ReportDefinition;
const asks = ({ reportKind }: ReportDefinition): boolean => reportKind === 'STATISTICS' || WITH_SECTIONS.includes(reportKind);

function formFor(plan: Plan, ruleKeys: readonly string[] | undefined, { rule, reportKind }: ReportDefinition): ReportForm {
  const behind = ruleBehind(plan, ruleKeys, rule);
  if (!behind) return NOTHING;
  if (WITH_SECTIONS.includes(reportKind)) return { ...NOTHING, sections: behind.sections };
  const form = formOfRule(plan, behind);
  return form ? { form, version: formVersion(form), sections: [], recorded: recordedCells(plan, form.key) } : NOTHING;
}
