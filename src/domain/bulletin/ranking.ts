/**
 * How units compare in a bulletin (通报排名), by rules that the plan states. Each measure is a share between 0 and 100 %:
 * - COMPLETENESS: handed in, of what was owed;
 * - TIMELINESS: handed in on time, of what was owed;
 * - RETURNS: never returned, of what was owed; nothing for a unit that handed in nothing;
 * - TASK_PROGRESS: parts in accepted tasks, of its parts in tasks;
 * - CASEWORK: its figure in one cell of a form, of the largest figure that a unit has there.
 * A measure that does not apply to a unit (it owed nothing, has no task, no unit has cases) does not count for it, and its other measures weigh
 * accordingly more. The score is the weighted mean. Units of equal score share a rank, and the ranks behind them stay free (1, 1, 3).
 *
 * Who is commended (表扬) and criticised (批评): the first and the last as many as the plan asks for, and units of equal score alike. Those who share
 * the last place of that number are all taken in, unless that would be more than twice the number or everybody: then none of them. So nobody is
 * named where all have the same score. Nobody is criticised whose score is full, and nobody both commended and criticised.
 */
import { equal, larger, percent, share, shareOfDecimals, weightedMean, type Fraction } from './fraction';

export const RANKING_MEASURES = ['COMPLETENESS', 'TIMELINESS', 'RETURNS', 'TASK_PROGRESS', 'CASEWORK'] as const;
export type RankingMeasure = (typeof RANKING_MEASURES)[number];

export interface RankingItem {
  measure: RankingMeasure;
  /** A whole number from 1. */
  weight: number;
  /** CASEWORK: the cell's key, `7.1`, and the form it belongs to where the plan has several. */
  cell: string | null;
  form: string | null;
}

export interface RankingRules {
  items: readonly RankingItem[];
  /** How many of the first are commended, and of the last criticised; who shares a place is treated alike, as said above. */
  commend: number;
  criticise: number;
}

/** What a plan without rules of its own ranks by. */
export const USUAL_RANKING: RankingRules = {
  items: [
    { measure: 'COMPLETENESS', weight: 40, cell: null, form: null },
    { measure: 'TIMELINESS', weight: 30, cell: null, form: null },
    { measure: 'RETURNS', weight: 10, cell: null, form: null },
    { measure: 'TASK_PROGRESS', weight: 20, cell: null, form: null },
  ],
  commend: 3,
  criticise: 3,
};

/** What is counted of a unit in the bulletin's period. */
export interface UnitCounts {
  unit: string;
  expected: number;
  submitted: number;
  timely: number;
  late: number;
  missing: number;
  overdue: number;
  zero: number;
  returned: number;
  parts: number;
  partsAccepted: number;
  /** Figures by `form cell`, as decimals; absent: nothing handed in. */
  figures: Readonly<Record<string, string>>;
}

export interface RankedMeasure {
  measure: RankingMeasure;
  cell: string | null;
  form: string | null;
  weight: number;
  /** In percent with two decimals; null: does not apply to this unit. */
  percent: string | null;
}

export interface RankedUnit {
  unit: string;
  /** null: no measure applies to it. */
  rank: number | null;
  score: string | null;
  measures: RankedMeasure[];
  commended: boolean;
  criticised: boolean;
}

export const figureName = ({ form, cell }: Pick<RankingItem, 'form' | 'cell'>): string => `${form ?? ''} ${cell ?? ''}`.trim();

/** Best first; units of equal score, and those without one at the end, in the order given. */
export function rankUnits(units: readonly UnitCounts[], rules: RankingRules): RankedUnit[] {
  const best = bestFigures(units, rules.items);
  const scored = units.map((counts) => {
    const shares = rules.items.map((item) => ({ item, share: shareOf(item, counts, best) }));
    const applying = shares.flatMap(({ item, share: one }) => (one ? [{ share: one, weight: item.weight }] : []));
    const measures = shares.map(({ item, share: one }): RankedMeasure => ({ ...item, percent: one && percent(one) }));
    return { unit: counts.unit, measures, mean: applying.length > 0 ? weightedMean(applying) : null };
  });
  const ordered = scored.toSorted((a, b) => {
    if (!a.mean || !b.mean) return Number(!a.mean) - Number(!b.mean);
    return larger(a.mean, b.mean) ? -1 : larger(b.mean, a.mean) ? 1 : 0;
  });
  const ranked = ordered.filter(({ mean }) => mean !== null);
  const ranks = new Map<(typeof ordered)[number], number>();
  for (const [i, one] of ranked.entries()) {
    const before = ranked[i - 1];
    ranks.set(one, before && alike(before, one) ? (ranks.get(before) ?? i) : i + 1);
  }
  const [first, last] = [namedFrom(ranked, rules.commend), namedFrom(ranked.toReversed(), rules.criticise)];
  return ordered.map((one) => {
    const { unit, measures, mean } = one;
    const commended = first.has(one);
    const full = mean !== null && mean.of === mean.over;
    return {
      unit,
      rank: ranks.get(one) ?? null,
      score: mean && percent(mean),
      measures,
      commended,
      criticised: last.has(one) && !full && !commended,
    };
  });
}

interface Scored {
  mean: Fraction | null;
}
const alike = (a: Scored, b: Scored): boolean => a.mean !== null && b.mean !== null && equal(a.mean, b.mean);

/** From one end of the ranking, those of equal score together, up to the number asked for. */
function namedFrom<Unit extends Scored>(ordered: readonly Unit[], asked: number): Set<Unit> {
  const named = new Set<Unit>();
  while (named.size < asked) {
    const next = ordered[named.size];
    const sharing = next ? ordered.filter((one) => alike(one, next)) : [];
    const total = named.size + sharing.length;
    if (sharing.length === 0 || total > 2 * asked || total === ordered.length) break;
    for (const one of sharing) named.add(one);
  }
  return named;
}

function bestFigures(units: readonly UnitCounts[], items: readonly RankingItem[]): Map<string, string> {
  const best = new Map<string, string>();
  for (const item of items.filter(({ measure }) => measure === 'CASEWORK')) {
    const name = figureName(item);
    for (const { figures } of units) {
      const figure = figures[name];
      if (figure === undefined || figure.startsWith('-') || !/[1-9]/.test(figure)) continue;
      const known = best.get(name);
      if (known === undefined || larger(shareOfDecimals(figure, '1'), shareOfDecimals(known, '1'))) best.set(name, figure);
    }
  }
  return best;
}

function shareOf(item: RankingItem, counts: UnitCounts, best: ReadonlyMap<string, string>): Fraction | null {
  const { expected, submitted, timely, returned, parts, partsAccepted, figures } = counts;
  switch (item.measure) {
    case 'COMPLETENESS':
      return expected > 0 ? share(submitted, expected) : null;
    case 'TIMELINESS':
      return expected > 0 ? share(timely, expected) : null;
    case 'RETURNS':
      return expected > 0 ? share(submitted === 0 ? 0 : expected - returned, expected) : null;
    case 'TASK_PROGRESS':
      return parts > 0 ? share(partsAccepted, parts) : null;
    case 'CASEWORK': {
      const most = best.get(figureName(item));
      const figure = figures[figureName(item)] ?? '0';
      return most === undefined ? null : shareOfDecimals(figure.startsWith('-') ? '0' : figure, most);
    }
  }
}
