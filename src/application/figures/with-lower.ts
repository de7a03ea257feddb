/**
 * Totals of a campaign and of those below it. Each campaign is added up by itself, because what stands is taken from its own last period; then
 * the campaigns are added up, cell by cell.
 */
import { decimalText, scaledText } from '../../domain/statistics';
import type { FigureReading, FigureWindow, LowerGrouping, LowerTotal } from '../ports/figure-reading';
import {
  countsOf,
  grouped,
  groupOf,
  reportOf,
  type CampaignShare,
  type FigureForm,
  type FigureGroup,
  type FigureGrouping,
  type FigureReport,
} from './groups';
import type { LowerParty } from './lower-parties';

export interface OwnFigures {
  campaignId: string;
  title: string;
  rule: string;
  form: FigureForm | null;
  groups: readonly FigureGroup[];
}

/** One campaign with those below it, of one unit and window. */
export interface LowerAsked {
  campaignId: string;
  rule: string;
  lower: readonly LowerParty[];
  unit: string | null;
  window: FigureWindow;
}

/** One statement; what is answered names its party by its place in `lower`. */
export async function readLower(reading: Pick<FigureReading, 'lower'>, asked: readonly LowerAsked[], by: LowerGrouping): Promise<LowerTotal[][]> {
  const found = await reading.lower(
    asked.map(({ campaignId, rule, lower, unit, window }) => ({
      parties: [{ campaignId, rule }, ...partiesOf(lower).map((party) => ({ campaignId: party.campaignId, rule: party.form.rule }))],
      ...{ unit, window },
    })),
    by,
  );
  return found.map((totals, i) =>
    totals.map((total) => ({ ...total, party: (asked[i]?.lower ?? []).indexOf(partiesOf(asked[i]?.lower ?? [])[total.party - 1] as LowerParty) })),
  );
}

type Asking = LowerParty & { form: FigureForm };
const partiesOf = (lower: readonly LowerParty[]): Asking[] => lower.filter((party): party is Asking => party.form !== null);

/** The groups of the campaign, with those of the campaigns below added to them; groups that only these have come after. */
export function together(
  own: OwnFigures,
  lower: readonly LowerParty[],
  totals: readonly LowerTotal[],
  by: readonly FigureGrouping[],
  whole: string | null,
): FigureGroup[] {
  const groups = new Map<string, FigureGroup>();
  const { campaignId, title, rule } = own;
  const ownShare = (counts: CampaignShare['counts']): CampaignShare => ({ campaignId, title, rule, counts, leftOut: 0 });
  for (const group of own.groups) groups.set(nameOf(group), { ...group, campaigns: [ownShare(group.counts)] });
  lower.forEach((party, place) => {
    const of = totals.filter(({ party: at }) => at === place);
    for (const one of grouped(of, by)) {
      const unit = one.unit ?? whole;
      const name = nameOf({ unit, period: one.period });
      // A group of what is left out alone would say nothing.
      if (!groups.has(name) && one.of.every((total) => total.leftOut)) continue;
      const before = groups.get(name) ?? { ...groupOf(own.form, [], unit, one.period), campaigns: [ownShare(countsOf([]))] };
      const counting = one.of.filter(({ leftOut }) => !leftOut);
      const leftOut = countsOf(one.of.filter((total) => total.leftOut)).expected;
      const added = groupOf(party.form, counting, unit, one.period);
      const share = { campaignId: party.campaignId, title: party.title, rule: party.form?.rule ?? null, counts: added.counts, leftOut };
      groups.set(name, { ...withCells(before, added, party.cells), campaigns: [...before.campaigns, share] });
    }
  });
  const found = [...groups.values()];
  return by.includes('PERIOD') ? found.sort((a, b) => ((a.period?.end ?? '') < (b.period?.end ?? '') ? -1 : 1)) : found;
}

const nameOf = ({ unit, period }: Pick<FigureGroup, 'unit' | 'period'>): string => [unit, period?.end, period?.key].join(' ');

function withCells(group: FigureGroup, added: FigureGroup, cells: ReadonlyMap<string, string>): FigureGroup {
  const theirs = new Map(added.cells.flatMap((cell) => (cells.has(cell.key) ? [[cells.get(cell.key), cell] as const] : [])));
  const counts = { ...group.counts };
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += added.counts[name];
  const from = [group.covers?.from, added.covers?.from].filter((day) => day !== undefined).sort()[0];
  const to = [group.covers?.to, added.covers?.to]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return {
    ...group,
    counts,
    covers: from !== undefined && to !== undefined ? { from, to } : null,
    cells: group.cells.map((cell) => {
      const more = theirs.get(cell.key);
      if (!more) return cell;
      const values = [cell.value, more.value].filter((value) => value !== null);
      return {
        ...cell,
        value: values.length === 0 ? null : decimalText(values.reduce((sum, value) => sum + scaledText(value), 0n)),
        filled: cell.filled + more.filled,
        expected: cell.expected + more.expected,
        // Of two that were taken from different periods, or of which one is a sum, no single period can be named.
        period: cell.value === null ? more.period : more.value === null || more.period === cell.period ? cell.period : null,
      };
    }),
  };
}

/** The reports of lower campaigns that were added up, in the cells of the form above. */
export function lowerReports(own: FigureForm | null, lower: readonly LowerParty[], totals: readonly LowerTotal[]): FigureReport[] {
  return totals.flatMap((total) => {
    const party = lower[total.party];
    if (!party || total.leftOut || total.subjectId === null) return [];
    const report = reportOf(party.form, party.campaignId, { ...total, subjectId: total.subjectId });
    const named = new Map((own?.cells ?? []).map((cell) => [cell.key, cell]));
    const cells = report.cells.flatMap((cell) => {
      const key = party.cells.get(cell.key);
      return key === undefined ? [] : [{ ...cell, key, cell: named.get(key) ?? null }];
    });
    return [{ ...report, cells }];
  });
}
