/**
 * Figures and rates as one viewer may see them: everything to who sees a campaign FULL; to who takes part, what stands below their own units.
 * Every method costs a fixed number of statements, whatever the number of campaigns, groups and reports.
 */
import { addDays, civilDateOf } from '../../domain/calendar';
import { ruleKeysOf } from '../../domain/plan/rule-keys';
import { cellsOf, formOfRule, percentOf, totalsOf, totalsOfWindow, type Cell, type CellTotal } from '../../domain/statistics';
import { pathOn, type UnitRegister } from '../../domain/units';
import type { CampaignDefinition } from '../../../workflows';
import type { Clock } from '../ports/clock';
import type { ContributionTotal, FigureQuestion, FigureReading, FigureWindow, MatrixRow, TallyTotal } from '../ports/figure-reading';
import { TALLY_COUNTS, type ContributionSource, type TallyCount } from '../ports/figures';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Sight } from '../reading/sight';

export const FIGURE_SPANS = ['PERIOD', 'YEAR_TO_DATE', 'SINCE_START'] as const;
export type FigureSpan = (typeof FIGURE_SPANS)[number];

/** Either a span up to the period that holds `on` (today), or any range: a period belongs to it when it ends in it. */
export interface WindowAsked {
  span: FigureSpan | null;
  on: string | null;
  from: string | null;
  to: string | null;
}

/** UNIT: each that owes, wherever it stands; BELOW: those directly below the unit that is asked about. */
export const FIGURE_GROUPINGS = ['UNIT', 'BELOW', 'PERIOD'] as const;
export type FigureGrouping = (typeof FIGURE_GROUPINGS)[number];
export const RATE_GROUPINGS = ['UNIT', 'BELOW', 'PERIOD', 'RULE'] as const;
export type RateGrouping = (typeof RATE_GROUPINGS)[number];

/** One campaign's form of one rule. */
export interface FigureForm {
  rule: string;
  title: string;
  key: string;
  cells: Cell[];
}

export interface FiguresAsked {
  rule: string | null;
  form: string | null;
  source: ContributionSource;
  window: FigureWindow;
  unit: string | null;
  by: readonly FigureGrouping[];
}

/** A group of totals. `unit` null: everything that the viewer may see. */
export interface FigureGroup {
  unit: string | null;
  period: TallyTotal['period'] | null;
  counts: Record<TallyCount, number>;
  cells: (CellTotal & { cell: Cell | null })[];
  /** From the first day of the first period in it to the last day of the last; null where there is none. */
  covers: { from: string; to: string } | null;
}

export interface FigureTable {
  campaignId: string;
  form: FigureForm | null;
  rule: string;
  source: ContributionSource;
  window: FigureWindow;
  /** Whose totals make up what was asked for; null is the top of the tree. */
  standing: (string | null)[];
  groups: FigureGroup[];
}

/** A group that was shown, and the window of which its parts are asked. */
export interface WithinTable {
  table: FigureTable;
  unit: string | null;
  window: FigureWindow;
}

export interface RatesAsked {
  rule: string | null;
  window: FigureWindow;
  unit: string | null;
  by: readonly RateGrouping[];
}
export interface Rate {
  unit: string | null;
  period: TallyTotal['period'] | null;
  rule: string | null;
  counts: Record<TallyCount, number>;
  /** Of what is expected, with two places, never above 100; null where nothing is. */
  submittedPercent: string | null;
  timelyPercent: string | null;
}

export interface FigureReader {
  /** As asked, in days. */
  window(asked: WindowAsked | null): FigureWindow;
  /** In the order of the campaigns; null where there is nothing the viewer may see, or no such rule. */
  figures(sight: Sight, campaigns: readonly StoredSubject[], asked: FiguresAsked): Promise<(FigureTable | null)[]>;
  /** What stands directly below each group's unit, for following a total down. */
  below(groups: readonly WithinTable[]): Promise<FigureGroup[][]>;
  /** The reports of each group's unit itself, with what each adds. */
  reports(groups: readonly WithinTable[]): Promise<FigureReport[][]>;
  /** Totals of what has been read, told apart. */
  fold(form: FigureForm | null, totals: readonly TallyTotal[], by: readonly FigureGrouping[]): FigureGroup[];
  rates(sight: Sight, campaigns: readonly StoredSubject[], asked: RatesAsked): Promise<Rate[][]>;
  matrix(
    sight: Sight,
    campaigns: readonly StoredSubject[],
    asked: { rule: string | null; window: FigureWindow; unit: string | null },
  ): Promise<MatrixRow[][]>;
}
export type FigureReport = Omit<FigureGroup, 'unit' | 'covers'> & { subjectId: string };

export interface FigureDesk {
  reading: FigureReading;
  plans: Pick<Plans, 'plansAt'>;
  units: Pick<UnitDirectory, 'current'>;
  clock: Clock;
}

const BEGINNING = '0001-01-01';
const END = '9999-12-31';

export function createFigureReader({ reading, plans, units, clock }: FigureDesk): FigureReader {
  /** The units whose totals make up what is asked for: null for the top of the tree; none where the viewer may not see it. */
  async function standpoints(sight: Sight, campaigns: readonly StoredSubject[], unit: string | null): Promise<(string | null)[][]> {
    const levels = await sight.levels(campaigns.map(({ campaignId }) => campaignId));
    const register = await units.current();
    const today = civilDateOf(clock.now());
    const own = topmost(register, sight.units, today);
    return levels.map((level) => {
      if (level === 'FULL') return [unit];
      if (level !== 'TAKING_PART') return [];
      if (unit === null) return own;
      return pathOn(register, unit, today).some((node) => own.includes(node)) ? [unit] : [];
    });
  }

  async function formsFor(campaigns: readonly StoredSubject[], asked: Pick<FiguresAsked, 'rule' | 'form'>): Promise<(FigureForm | null)[]> {
    const definitions = campaigns.map(({ definition }) => definition as CampaignDefinition);
    const stored = await plans.plansAt(definitions.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision })));
    return definitions.map(({ ruleKeys }, i) => {
      const content = stored[i]?.content;
      if (!content) return null;
      const keys = ruleKeysOf(content, ruleKeys);
      const found = content.reporting.flatMap((rule, place) => {
        const form = formOfRule(content, rule);
        const key = rule.what === 'STATISTICS' ? keys[place] : `${keys[place]}.STATISTICS`;
        return form && key !== undefined ? [{ rule: key, title: form.title, key: form.key, cells: cellsOf(form) }] : [];
      });
      if (asked.rule === null) return found.find(({ key }) => asked.form === null || key === asked.form) ?? null;
      return found.find(({ rule }) => rule === asked.rule) ?? { rule: asked.rule, title: '', key: '', cells: [] };
    });
  }

  const questionOf = (
    campaignId: string,
    table: { rule: string | null; source: ContributionSource; window: FigureWindow },
    unit: string | null,
  ): FigureQuestion => ({
    ...{ campaignId, unit, source: table.source, window: table.window },
    rules: table.rule === null ? null : [table.rule],
  });

  /** Totals by campaign, at the fineness that the grouping needs. */
  async function gather(questions: readonly FigureQuestion[], by: readonly string[]): Promise<TallyTotal[][]> {
    if (by.includes('UNIT')) return reading.contributions(questions, 'BELOW');
    return by.includes('BELOW') ? reading.below(questions) : reading.totals(questions);
  }

  /** One unit's whole window, where it can be told without reading every period. */
  async function wholeWindow(
    forms: readonly (FigureForm | null)[],
    questions: readonly FigureQuestion[],
    { by, unit }: Pick<FiguresAsked, 'by' | 'unit'>,
  ): Promise<FigureGroup | null> {
    const [only, other] = questions;
    const [form] = forms;
    const [rule] = only?.rules ?? [];
    if (!only || other || by.length > 0 || only.unit === null || rule === undefined || forms.length > 1 || !form) return null;
    const standing = form.cells.some(({ accumulation }) => accumulation !== 'FLOW');
    const { counts, cells, last, covers } = await reading.window({ ...only, unit: only.unit, rules: [rule], standing });
    const totals = totalsOfWindow(form.cells, { counts, cells }, last);
    const named = new Map(form.cells.map((cell) => [cell.key, cell]));
    return totals && { unit, period: null, counts, cells: totals.map((total) => ({ ...total, cell: named.get(total.key) ?? null })), covers };
  }

  return {
    window: (asked) => windowOf(asked, civilDateOf(clock.now())),

    async figures(sight, campaigns, asked) {
      const [views, forms] = await Promise.all([standpoints(sight, campaigns, asked.unit), formsFor(campaigns, asked)]);
      const questions: FigureQuestion[] = [];
      const of: number[] = [];
      campaigns.forEach(({ campaignId }, i) => {
        const form = forms[i];
        for (const unit of form ? (views[i] ?? []) : []) {
          questions.push(questionOf(campaignId, { ...asked, rule: form?.rule ?? null }, unit));
          of.push(i);
        }
      });
      const at = await wholeWindow(forms, questions, asked);
      const found = at ? [] : await gather(questions, asked.by);
      return campaigns.map(({ campaignId }, i) => {
        const form = forms[i];
        if (!form || (views[i] ?? []).length === 0) return null;
        const totals = found.filter((_, q) => of[q] === i).flat();
        const named = form.cells.length > 0 ? form : null;
        const table = { campaignId, form: named, rule: form.rule, source: asked.source, window: asked.window, standing: views[i] ?? [] };
        if (at) return { ...table, groups: [at] };
        const whole = asked.by.includes('UNIT') || asked.by.includes('BELOW') ? null : asked.unit;
        return { ...table, groups: grouped(totals, asked.by).map(({ of: rows, unit, period }) => groupOf(named, rows, unit ?? whole, period)) };
      });
    },

    async below(groups) {
      const asked = groups.map(({ table, unit, window }) => {
        // Everything that one may see is made of one's own units, or of what stands at the top.
        const own = unit === null && !table.standing.includes(null);
        return { own, questions: (own ? table.standing : [unit]).map((node) => questionOf(table.campaignId, { ...table, window }, node)) };
      });
      const others = asked.flatMap(({ own, questions }) => (own ? [] : questions));
      const owned = asked.flatMap(({ own, questions }) => (own ? questions : []));
      const [ofOthers, ofOwned] = await Promise.all([reading.below(others), reading.totals(owned)]);
      const found = new Map([...others.map((one, i) => [one, ofOthers[i]] as const), ...owned.map((one, i) => [one, ofOwned[i]] as const)]);
      return asked.map(({ questions }, i) => {
        const totals = questions.flatMap((one) => found.get(one) ?? []);
        return grouped(totals, ['BELOW']).map(({ of, unit }) => groupOf(groups[i]?.table.form ?? null, of, unit, null));
      });
    },

    async reports(groups) {
      const asked = groups.filter(({ unit }) => unit !== null);
      const questions = asked.map(({ table, unit, window }) => questionOf(table.campaignId, { ...table, window }, unit));
      const found = await reading.contributions(questions, 'OWN');
      return groups.map((group) => (found[asked.indexOf(group)] ?? []).map((one) => reportOf(group.table.form, one)));
    },

    fold: (form, totals, by) => grouped(totals, by).map(({ of, unit, period }) => groupOf(form, of, unit, period)),

    async rates(sight, campaigns, asked) {
      const views = await standpoints(sight, campaigns, asked.unit);
      const questions = campaigns.flatMap(({ campaignId }, i) =>
        (views[i] ?? []).map((unit) => ({ i, question: questionOf(campaignId, { ...asked, source: 'REPORTED' }, unit) })),
      );
      const found = await gather(
        questions.map(({ question }) => question),
        asked.by,
      );
      return campaigns.map((_, i) => {
        if ((views[i] ?? []).length === 0) return [];
        const totals = questions.flatMap((one, q) => (one.i === i ? (found[q] ?? []) : []));
        return grouped(totals, asked.by).map(({ of, unit, period, rule }) => rateOf(of, { unit, period, rule: rule ?? asked.rule }));
      });
    },

    async matrix(sight, campaigns, { rule, window, unit }) {
      const views = await standpoints(sight, campaigns, unit);
      const questions = campaigns.flatMap(({ campaignId }, i) =>
        (views[i] ?? []).map((node) => ({ i, question: questionOf(campaignId, { rule, source: 'REPORTED', window }, node) })),
      );
      const found = await reading.matrix(questions.map(({ question }) => question));
      return campaigns.map((_, i) => questions.flatMap((one, q) => (one.i === i ? (found[q] ?? []) : [])));
    },
  };
}

/** Of one's own units those that stand below no other of them. */
const topmost = (register: UnitRegister, own: readonly string[], on: string): string[] =>
  own.filter(
    (unit) =>
      !pathOn(register, unit, on)
        .slice(1)
        .some((above) => own.includes(above)),
  );

export function windowOf(asked: WindowAsked | null, today: string): FigureWindow {
  const on = asked?.on ?? today;
  // Periods are as long as a year at most: what holds the day ends within one of it.
  const holding = { to: addDays(on, 366), begunBy: on };
  if (asked?.span === 'PERIOD') return { from: on, ...holding };
  if (asked?.span === 'YEAR_TO_DATE') return { from: `${on.slice(0, 4)}-01-01`, ...holding };
  if (asked?.from || asked?.to) return { from: asked.from ?? BEGINNING, to: asked.to ?? END, begunBy: END };
  return { from: BEGINNING, ...holding };
}

interface Grouped<T> {
  unit: string | null;
  period: TallyTotal['period'] | null;
  rule: string | null;
  of: T[];
}

/** In the order in which they come; one group of everything where nothing is asked apart. */
function grouped<T extends TallyTotal>(totals: readonly T[], by: readonly string[]): Grouped<T>[] {
  const byUnit = by.includes('UNIT') || by.includes('BELOW');
  const groups = new Map<string, Grouped<T>>();
  if (by.length === 0) groups.set('', { unit: null, period: null, rule: null, of: [] });
  for (const total of totals) {
    const unit = byUnit ? total.unit : null;
    const period = by.includes('PERIOD') ? total.period : null;
    const rule = by.includes('RULE') ? total.rule : null;
    const name = by.length === 0 ? '' : [unit, period?.end, period?.key, rule].join(' ');
    const group = groups.get(name) ?? { unit, period, rule, of: [] };
    groups.set(name, group);
    group.of.push(total);
  }
  return [...groups.values()];
}

function countsOf(totals: readonly TallyTotal[]): Record<TallyCount, number> {
  const counts = {} as Record<TallyCount, number>;
  for (const name of TALLY_COUNTS) counts[name] = totals.reduce((sum, total) => sum + total.counts[name], 0);
  return counts;
}

function cellsFor(form: FigureForm | null, totals: readonly TallyTotal[]): FigureGroup['cells'] {
  const cells = new Map((form?.cells ?? []).map((cell) => [cell.key, cell]));
  return totalsOf(form?.cells ?? [], totals).map((total) => ({ ...total, cell: cells.get(total.key) ?? null }));
}

function groupOf(form: FigureForm | null, totals: readonly TallyTotal[], unit: string | null, period: TallyTotal['period'] | null): FigureGroup {
  const starts = totals.map((total) => total.period.start).sort();
  const ends = totals.map((total) => total.period.end).sort();
  const [from, to] = [starts[0], ends.at(-1)];
  const covers = from !== undefined && to !== undefined ? { from, to } : null;
  return { unit, period, counts: countsOf(totals), cells: cellsFor(form, totals), covers };
}

const reportOf = (form: FigureForm | null, one: ContributionTotal): FigureReport => ({
  ...{ subjectId: one.subjectId, period: one.period, counts: one.counts, cells: cellsFor(form, [one]) },
});

function rateOf(totals: readonly TallyTotal[], group: Pick<Rate, 'unit' | 'period' | 'rule'>): Rate {
  const counts = countsOf(totals);
  return {
    ...group,
    counts,
    submittedPercent: percentOf(counts.submitted, counts.expected),
    timelyPercent: percentOf(counts.timely, counts.expected),
  };
}
