/**
 * Figures and rates as one viewer may see them: everything to who sees a campaign FULL; to who takes part, what stands below their own units.
 * Every method costs a fixed number of statements, whatever the number of campaigns, groups and reports.
 */
import { civilDateOf } from '../../domain/calendar';
import { totalsOfWindow } from '../../domain/statistics';
import type { CampaignRecords } from '../ports/campaigns';
import type { Clock } from '../ports/clock';
import type { FigureQuestion, FigureReading, FigureWindow, MatrixRow, TallyTotal } from '../ports/figure-reading';
import type { ContributionSource } from '../ports/figures';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Seen, Sight } from '../reading/sight';
import { formsFor } from './form-asked';
import { grouped, groupOf, named, reportOf, type FigureForm, type FigureGroup, type FigureGrouping, type FigureReport } from './groups';
import { lowerParties, type LowerParty } from './lower-parties';
import { rateOf, type Rate, type RatesAsked } from './rates';
import { looksBack, runningByDay, sinceTheBeginning, withRunningTotals } from './recorded';
import { standpoints } from './standpoints';
import { windowOf, type WindowAsked } from './window-asked';
import { lowerReports, readLower, together, type LowerAsked } from './with-lower';

export interface FiguresAsked {
  rule: string | null;
  form: string | null;
  source: ContributionSource;
  window: FigureWindow;
  unit: string | null;
  by: readonly FigureGrouping[];
  /** With what is reported to lower campaigns; only for who sees the campaign FULL. */
  withLower?: boolean;
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
  title: string;
  /** The campaigns below that are added up with it, in the order in which they count; null where they are not asked for. */
  lower: LowerParty[] | null;
}

/** A group that was shown, and the window of which its parts are asked. */
export interface WithinTable {
  table: FigureTable;
  unit: string | null;
  window: FigureWindow;
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
  /** The campaigns that name each as their superior, as far as the viewer sees them, the older first. */
  lowerCampaigns(sight: Sight, campaignIds: readonly string[]): Promise<Seen[][]>;
  /** Totals of what has been read, told apart. */
  fold(form: FigureForm | null, totals: readonly TallyTotal[], by: readonly FigureGrouping[]): FigureGroup[];
  rates(sight: Sight, campaigns: readonly StoredSubject[], asked: RatesAsked): Promise<Rate[][]>;
  matrix(
    sight: Sight,
    campaigns: readonly StoredSubject[],
    asked: { rule: string | null; window: FigureWindow; unit: string | null },
  ): Promise<MatrixRow[][]>;
}

export interface FigureDesk {
  reading: FigureReading;
  plans: Pick<Plans, 'plansAt'>;
  records: Pick<CampaignRecords, 'lower'>;
  units: Pick<UnitDirectory, 'current'>;
  clock: Clock;
}

export function createFigureReader(desk: FigureDesk): FigureReader {
  const { reading, plans, records, clock } = desk;
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
    // A unit has a report for each period, and records by the hundred.
    if (by.includes('UNIT') && !by.includes('PERIOD') && questions.every(({ source }) => source === 'RECORDED')) return reading.byUnit(questions);
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
    return totals && { unit, period: null, counts, cells: named(form, totals), covers, campaigns: [] };
  }

  /** Where lower campaigns are asked for: only to who sees the campaign FULL, and of what is reported alone. */
  async function viewsOf(sight: Sight, campaigns: readonly StoredSubject[], { unit, withLower, source }: FiguresAsked): Promise<(string | null)[][]> {
    const views = await standpoints(desk, sight, campaigns, unit);
    if (!withLower) return views;
    const levels = await sight.levels(campaigns.map(({ campaignId }) => campaignId));
    return views.map((view, i) => (source === 'REPORTED' && levels[i] === 'FULL' ? view : []));
  }

  async function addLower(
    campaigns: readonly StoredSubject[],
    tables: readonly (FigureTable | null)[],
    asked: FiguresAsked,
  ): Promise<(FigureTable | null)[]> {
    const shown = tables.flatMap((table, i) => (table && campaigns[i] ? [{ table, campaign: campaigns[i] }] : []));
    const parties = await lowerParties(
      desk,
      shown.map(({ campaign }) => campaign),
      shown.map(({ table }) => table.form),
    );
    const withParties = shown.map(({ table }, i) => ({ ...table, lower: parties[i] ?? [] }));
    const grouping = asked.by.includes('UNIT') ? 'UNIT' : asked.by.includes('BELOW') ? 'BELOW' : 'ALL';
    const totals = await readLower(
      reading,
      withParties.map((table) => lowerAskedOf({ table, unit: asked.unit, window: asked.window })),
      grouping,
    );
    const added = withParties.map((table, i) => ({ ...table, groups: together(table, table.lower, totals[i] ?? [], asked.by, wholeOf(asked)) }));
    return tables.map((table) => table && (added[shown.findIndex((one) => one.table === table)] ?? null));
  }

  const reader: FigureReader = {
    window: (asked) => windowOf(asked, civilDateOf(clock.now())),

    async figures(sight, campaigns, asked) {
      const [views, forms] = await Promise.all([viewsOf(sight, campaigns, asked), formsFor(plans, campaigns, asked)]);
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
      const tables = campaigns.map(({ campaignId, title }, i): FigureTable | null => {
        const form = forms[i];
        if (!form || (views[i] ?? []).length === 0) return null;
        const totals = found.filter((_, q) => of[q] === i).flat();
        const known = form.cells.length > 0 ? form : null;
        const { source, window } = asked;
        const table = { campaignId, title, form: known, rule: form.rule, source, window, standing: views[i] ?? [], lower: null };
        if (at) return { ...table, groups: [at] };
        return {
          ...table,
          groups: grouped(totals, asked.by).map(({ of: rows, unit, period }) => groupOf(known, rows, unit ?? wholeOf(asked), period)),
        };
      });
      return asked.withLower ? addLower(campaigns, tables, asked) : tables;
    },

    async below(groups) {
      const asked = groups.map(({ table, unit, window }) => {
        // Everything that one may see is made of one's own units, or of what stands at the top.
        const own = unit === null && !table.standing.includes(null);
        return { own, questions: (own ? table.standing : [unit]).map((node) => questionOf(table.campaignId, { ...table, window }, node)) };
      });
      const others = asked.flatMap(({ own, questions }) => (own ? [] : questions));
      const owned = asked.flatMap(({ own, questions }) => (own ? questions : []));
      const [ofOthers, ofOwned, ofLower] = await Promise.all([
        reading.below(others),
        reading.totals(owned),
        readLower(reading, groups.map(lowerAskedOf), 'BELOW'),
      ]);
      const found = new Map([...others.map((one, i) => [one, ofOthers[i]] as const), ...owned.map((one, i) => [one, ofOwned[i]] as const)]);
      return groups.map(({ table }, i) => {
        const totals = (asked[i]?.questions ?? []).flatMap((one) => found.get(one) ?? []);
        const own = grouped(totals, ['BELOW']).map(({ of, unit }) => groupOf(table.form, of, unit, null));
        return table.lower ? together({ ...table, groups: own }, table.lower, ofLower[i] ?? [], ['BELOW'], null) : own;
      });
    },

    async reports(groups) {
      // Records are many: who wants to see them asks for the records.
      const asked = groups.filter(({ unit, table }) => unit !== null && table.source === 'REPORTED');
      const questions = asked.map(({ table, unit, window }) => questionOf(table.campaignId, { ...table, window }, unit));
      const [found, ofLower] = await Promise.all([reading.contributions(questions, 'OWN'), readLower(reading, asked.map(lowerAskedOf), 'OWN')]);
      return groups.map((group) => {
        const place = asked.indexOf(group);
        const { form, lower, campaignId } = group.table;
        const own = (found[place] ?? []).map((one) => reportOf(form, campaignId, one));
        return lower ? [...own, ...lowerReports(form, lower, ofLower[place] ?? [])] : own;
      });
    },

    async lowerCampaigns(sight, campaignIds) {
      const below = (await records.lower(campaignIds)).map((found) => found.filter(({ level }) => level === 1).map(({ campaign }) => campaign));
      const seen = await sight.see(below.flat());
      let place = 0;
      return below.map((found) => found.flatMap(() => seen[place++] ?? []));
    },

    fold: (form, totals, by) => grouped(totals, by).map(({ of, unit, period }) => groupOf(form, of, unit, period)),

    async rates(sight, campaigns, asked) {
      const views = await standpoints(desk, sight, campaigns, asked.unit);
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
      const views = await standpoints(desk, sight, campaigns, unit);
      const questions = campaigns.flatMap(({ campaignId }, i) =>
        (views[i] ?? []).map((node) => ({ i, question: questionOf(campaignId, { rule, source: 'REPORTED', window }, node) })),
      );
      const found = await reading.matrix(questions.map(({ question }) => question));
      return campaigns.map((_, i) => questions.flatMap((one, q) => (one.i === i ? (found[q] ?? []) : [])));
    },
  };

  return {
    ...reader,

    async figures(sight, campaigns, asked) {
      if (asked.source === 'REPORTED') return reader.figures(sight, campaigns, asked);
      const everything = { ...asked, window: sinceTheBeginning(asked.window) };
      if (asked.by.includes('PERIOD')) {
        const tables = await reader.figures(sight, campaigns, everything);
        return tables.map((table) => table && { ...table, window: asked.window, groups: runningByDay(table.form, table.groups, asked.window) });
      }
      const tables = await reader.figures(sight, campaigns, asked);
      if (!tables.some((table) => looksBack(table?.form ?? null, asked.window))) return tables;
      const all = await reader.figures(sight, campaigns, everything);
      return tables.map((table, i) => table && { ...table, groups: withRunningTotals(table.form, table.groups, all[i]?.groups ?? []) });
    },

    async below(groups) {
      const parts = await reader.below(groups);
      if (!groups.some(({ table, window }) => looksBack(table.form, window))) return parts;
      const all = await reader.below(groups.map((group) => ({ ...group, window: sinceTheBeginning(group.window) })));
      return groups.map(({ table, window }, i) =>
        looksBack(table.form, window) ? withRunningTotals(table.form, parts[i] ?? [], all[i] ?? []) : (parts[i] ?? []),
      );
    },
  };
}

/** The unit of a group in which units are not told apart. */
const wholeOf = ({ by, unit }: Pick<FiguresAsked, 'by' | 'unit'>): string | null => (by.includes('UNIT') || by.includes('BELOW') ? null : unit);

const lowerAskedOf = ({ table: { campaignId, rule, lower }, unit, window }: WithinTable): LowerAsked => ({
  ...{ campaignId, rule, lower: lower ?? [], unit, window },
});
