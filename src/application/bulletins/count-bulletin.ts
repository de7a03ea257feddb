/** What a bulletin stands on: the reports of its period, the tasks as they are, ranked by the rules of the plan. Three statements for any number. */
import type { BulletinContent, BulletinCounts, BulletinRow, CampaignDefinition } from '../../../workflows';
import { figureName, rankUnits, USUAL_RANKING, type RankingItem, type RankingRules, type UnitCounts } from '../../domain/bulletin/ranking';
import { ruleKeysOf } from '../../domain/plan/rule-keys';
import { cellsOf, formOfRule, totalsOf, type Cell } from '../../domain/statistics';
import type { ContributionTotal, FigureReading } from '../ports/figure-reading';
import type { Plans, StoredPlan } from '../ports/plans';
import type { Reading } from '../ports/reading';
import type { StoredSubject } from '../ports/store';

export interface BulletinSources {
  figures: Pick<FigureReading, 'contributions'>;
  plans: Pick<Plans, 'plansAt'>;
  reading: Pick<Reading, 'standings'>;
}

export interface BulletinAsked {
  campaign: StoredSubject;
  /** Days, both included: of what falls into a period that ends between them. */
  period: { from: string; to: string };
  /** Today. */
  on: string;
}

const ALWAYS = '9999-12-31';

export async function countBulletins({ figures, plans, reading }: BulletinSources, asked: readonly BulletinAsked[]): Promise<BulletinContent[]> {
  const campaigns = asked.map(({ campaign }) => campaign.definition as CampaignDefinition);
  const stored = await plans.plansAt(campaigns.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision })));
  const questions = asked.map(({ campaign, period: { from, to } }) => ({
    ...{ campaignId: campaign.campaignId, source: 'REPORTED' as const, rules: null, unit: null, window: { from, to, begunBy: ALWAYS } },
  }));
  const reports = await figures.contributions(questions, 'BELOW');
  const standings = await reading.standings(
    asked.map(({ campaign }) => campaign.campaignId),
    null,
  );
  return asked.map(({ on }, i) => {
    const plan = stored[i];
    const campaign = campaigns[i];
    if (!plan || !campaign) throw new Error(`The plan of campaign ${asked[i]?.campaign.campaignId} is not in the database`);
    return contentOf(plan, campaign, reports[i] ?? [], standings[i] ?? [], on);
  });
}

function byUnit(reports: readonly ContributionTotal[]): Map<string, ContributionTotal[]> {
  const found = new Map<string, ContributionTotal[]>();
  for (const report of reports) found.set(report.unit, [...(found.get(report.unit) ?? []), report]);
  return found;
}

interface FormOfRule {
  key: string;
  rule: string;
  cells: Cell[];
}

function contentOf(
  { content: plan }: StoredPlan,
  campaign: CampaignDefinition,
  reports: readonly ContributionTotal[],
  standings: Awaited<ReturnType<Reading['standings']>>[number],
  asOf: string,
): BulletinContent {
  const rules: RankingRules = plan.ranking ?? USUAL_RANKING;
  const forms = formsOfCampaign(plan, campaign);
  const progress = new Map(standings.map((standing) => [standing.unitId, standing]));
  const reportsOf = byUnit(reports);
  const units = [...new Set([...campaign.units, ...standings.map(({ unitId }) => unitId), ...reportsOf.keys()])];
  const counted = units.flatMap((unit): UnitCounts[] => {
    const own = reportsOf.get(unit) ?? [];
    const { parts = 0, accepted = 0 } = progress.get(unit) ?? {};
    // The office, leaders from above: nothing is owed by them and nothing done.
    if (own.length === 0 && parts === 0) return [];
    return [{ unit, ...sumOf(own), parts, partsAccepted: accepted, figures: figuresOf(forms, own, rules.items) }];
  });
  const of = new Map(counted.map((one) => [one.unit, one]));
  const rows = rankUnits(counted, rules).map(({ unit, rank, score, measures, commended, criticised }): BulletinRow => {
    const { figures: _figures, unit: _unit, ...counts } = of.get(unit) as UnitCounts;
    const reportIds = (reportsOf.get(unit) ?? []).map(({ subjectId }) => subjectId);
    return { unit, rank, score, percents: measures.map(({ percent }) => percent), counts, reports: reportIds, commended, criticised };
  });
  return {
    asOf,
    measures: rules.items.map(({ measure, weight, form, cell }) => ({ measure, weight, form, cell })),
    totals: totalOf(rows.map(({ counts }) => counts)),
    units: rows,
    figures: forms.flatMap(({ key, rule, cells }) => {
      const totals = totalsOf(
        cells,
        reports.filter((report) => report.rule === rule),
      );
      return cells.map((cell, i) => ({ form: key, cell: cell.key, label: cell.label, unit: cell.unit, value: totals[i]?.value ?? null }));
    }),
  };
}

/** Each form with the key under which its reports run; a form that nobody reports has no figures. */
function formsOfCampaign(plan: StoredPlan['content'], { ruleKeys }: CampaignDefinition): FormOfRule[] {
  const keys = ruleKeysOf(plan, ruleKeys);
  const found = plan.reporting.flatMap((rule, place): FormOfRule[] => {
    const form = formOfRule(plan, rule);
    return form ? [{ key: form.key, rule: rule.what === 'STATISTICS' ? `${keys[place]}` : `${keys[place]}.STATISTICS`, cells: cellsOf(form) }] : [];
  });
  return found.filter(({ rule }, i) => found.findIndex((one) => one.rule === rule) === i);
}

function figuresOf(forms: readonly FormOfRule[], reports: readonly ContributionTotal[], items: readonly RankingItem[]): Record<string, string> {
  const figures: Record<string, string> = {};
  for (const item of items) {
    const form = item.cell === null ? undefined : forms.find(({ key }) => item.form === null || key === item.form);
    if (!form) continue;
    const totals = totalsOf(
      form.cells,
      reports.filter(({ rule }) => rule === form.rule),
    );
    const value = totals.find(({ key }) => key === item.cell)?.value ?? null;
    if (value !== null) figures[figureName(item)] = value;
  }
  return figures;
}

const REPORT_COUNTS = ['expected', 'submitted', 'timely', 'late', 'missing', 'overdue', 'zero', 'returned'] as const;

const sumOf = (reports: readonly ContributionTotal[]): Pick<BulletinCounts, (typeof REPORT_COUNTS)[number]> =>
  Object.fromEntries(REPORT_COUNTS.map((name) => [name, reports.reduce((sum, { counts }) => sum + counts[name], 0)])) as Pick<
    BulletinCounts,
    (typeof REPORT_COUNTS)[number]
  >;

const totalOf = (all: readonly BulletinCounts[]): BulletinCounts =>
  Object.fromEntries(
    [...REPORT_COUNTS, 'parts' as const, 'partsAccepted' as const].map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)]),
  ) as unknown as BulletinCounts;
