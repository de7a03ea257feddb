/** What a bulletin stands on: the reports of its period, the tasks as they are, ranked by the rules of the plan. Three statements for any number. */
import type { BulletinContent, BulletinCounts, BulletinRow, BulletinSource, CampaignDefinition } from '../../../workflows';
import { figureName, rankUnits, USUAL_RANKING, type RankingItem, type RankingRules, type UnitCounts } from '../../domain/bulletin/ranking';
import type { ReportKind } from '../../domain/plan/model';
import { titleOf } from '../../domain/plan/obligations';
import { ruleBehind, ruleKeysOf } from '../../domain/plan/rule-keys';
import { cellsOf, formOfRule, totalsOf, type Cell, type CellTotal } from '../../domain/statistics';
import type { ContributionTotal, FigureReading } from '../ports/figure-reading';
import { TALLY_COUNTS } from '../ports/figures';
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
  const counts = new Map<string, BulletinCounts>();
  const counted = units.flatMap((unit): UnitCounts[] => {
    const own = reportsOf.get(unit) ?? [];
    const { parts = 0, accepted = 0 } = progress.get(unit) ?? {};
    // The office, leaders from above: nothing is owed by them and nothing done.
    if (own.length === 0 && parts === 0) return [];
    const of = { ...countsOf(own), parts, partsAccepted: accepted };
    counts.set(unit, of);
    return [{ unit, ...of, figures: rankedFigures(forms, own, rules.items) }];
  });
  const rows = rankUnits(counted, rules).map(({ unit, rank, score, measures, commended, criticised }): BulletinRow => {
    const own = reportsOf.get(unit) ?? [];
    return {
      ...{ unit, rank, score, percents: measures.map(({ percent }) => percent), counts: counts.get(unit) as BulletinCounts },
      reports: own.map(({ subjectId }) => subjectId),
      sources: own.map(sourceOf),
      figures: totalsByForm(forms, own).map(({ value }) => value),
      ...{ commended, criticised },
    };
  });
  return {
    asOf,
    measures: rules.items.map(({ measure, weight, form, cell }) => ({ measure, weight, form, cell })),
    totals: totalOf(rows.map((row) => row.counts)),
    units: rows,
    figures: totalsByForm(forms, reports).map(({ form, cell, value, filled, expected }) => ({
      ...{ form, cell: cell.key, label: cell.label, unit: cell.unit, value, filled, expected },
    })),
    rules: rulesNamed(plan, campaign, reports),
  };
}

const sourceOf = ({ rule, period, counts }: ContributionTotal): BulletinSource => ({
  ...{ rule, period: period.key },
  counts: TALLY_COUNTS.filter((name) => name !== 'expected' && counts[name] > 0),
});

type FormTotal = Pick<CellTotal, 'value' | 'filled' | 'expected'> & { form: string; cell: Cell };

/** Every cell of every form, in order. */
function totalsByForm(forms: readonly FormOfRule[], reports: readonly ContributionTotal[]): FormTotal[] {
  return forms.flatMap(({ key, rule, cells }) => {
    const totals = totalsOf(
      cells,
      reports.filter((report) => report.rule === rule),
    );
    return cells.map((cell, i): FormTotal => {
      const { value = null, filled = 0, expected = 0 } = totals[i] ?? {};
      return { form: key, cell, value, filled, expected };
    });
  });
}

/** What the rules that anything was reported on are called. */
function rulesNamed(
  plan: StoredPlan['content'],
  { ruleKeys }: CampaignDefinition,
  reports: readonly ContributionTotal[],
): { rule: string; title: string }[] {
  return [...new Set(reports.map(({ rule }) => rule))].sort().map((key) => {
    const [, kind] = key.split('.');
    const rule = ruleBehind(plan, ruleKeys, key);
    const title = rule && titleOf(rule, (kind as ReportKind | undefined) ?? rule.what, new Set([rule.what, ...rule.also]).size, null);
    return { rule: key, title: title ?? key };
  });
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

/** Of a unit, what it is ranked by. */
function rankedFigures(forms: readonly FormOfRule[], reports: readonly ContributionTotal[], items: readonly RankingItem[]): Record<string, string> {
  const figures: Record<string, string> = {};
  for (const item of items) {
    const form = item.cell === null ? undefined : forms.find(({ key }) => item.form === null || key === item.form);
    const value = form && totalsByForm([form], reports).find(({ cell }) => cell.key === item.cell)?.value;
    if (value) figures[figureName(item)] = value;
  }
  return figures;
}

const REPORT_COUNTS = ['expected', 'submitted', 'timely', 'late', 'missing', 'overdue', 'zero', 'returned'] as const;
type ReportCounts = Omit<BulletinCounts, 'parts' | 'partsAccepted'>;

function countsOf(reports: readonly ContributionTotal[]): ReportCounts {
  const sum = (name: (typeof REPORT_COUNTS)[number]): number => reports.reduce((total, { counts }) => total + counts[name], 0);
  const such = (is: (counts: ContributionTotal['counts']) => boolean): number => reports.filter(({ counts }) => is(counts)).length;
  return {
    ...(Object.fromEntries(REPORT_COUNTS.map((name) => [name, sum(name)])) as Pick<BulletinCounts, (typeof REPORT_COUNTS)[number]>),
    sentBack: such(({ timely, late, submitted }) => timely + late > 0 && submitted === 0),
    supplied: such(({ missing, submitted }) => missing > 0 && submitted > 0),
  };
}

const TOTALLED = [...REPORT_COUNTS, 'parts', 'partsAccepted', 'sentBack', 'supplied'] as const;
const totalOf = (all: readonly BulletinCounts[]): BulletinCounts =>
  Object.fromEntries(TOTALLED.map((name) => [name, all.reduce((sum, counts) => sum + (counts[name] ?? 0), 0)])) as unknown as BulletinCounts;
