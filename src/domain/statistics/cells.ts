/** The cells of a form: each takes one figure. */
import type { Accumulation, Indicator, StatisticsForm } from '../plan/form-model';

export interface Cell {
  /** `7`, or `7.1` of a compound indicator */
  key: string;
  /** number of its indicator */
  indicator: number;
  /** which part of a compound indicator, from 1; null of a plain one */
  part: number | null;
  label: string;
  unit: string;
  decimals: number;
  required: boolean;
  accumulation: Accumulation;
  group: string | null;
  guidance: string;
}

/** Amounts of money and what is measured are seldom whole; what is counted always is. */
const MEASURED = /元|吨|斤|克|米|里$|亩|公顷|升|立方|百分|%|‰|率/;

/** 件/件/人 names one for each part; 已解决人数、金额 are counted in 人、万元. Anything else is the unit of all of them. */
export function partUnits({ parts, unit }: Pick<Indicator, 'parts' | 'unit'>): string[] {
  const units = unit.split(/[/／、]/).map((one) => one.trim());
  return parts.map((_, i) => (units.length === parts.length ? (units[i] ?? unit) : unit));
}

export const decimalsOf = (decimals: number | null | undefined, unit: string): number => decimals ?? (MEASURED.test(unit) ? 2 : 0);

/** In the form's order. Of indicators with one and the same number the first counts; lint names the others. */
export function cellsOf({ indicators }: Pick<StatisticsForm, 'indicators'>): Cell[] {
  const seen = new Set<number>();
  return indicators.flatMap((indicator) => {
    if (seen.has(indicator.number)) return [];
    seen.add(indicator.number);
    return cellsOfIndicator(indicator);
  });
}

export function cellsByIndicator(form: Pick<StatisticsForm, 'indicators'>): Map<number, Cell[]> {
  const byIndicator = new Map<number, Cell[]>();
  for (const cell of cellsOf(form)) byIndicator.set(cell.indicator, [...(byIndicator.get(cell.indicator) ?? []), cell]);
  return byIndicator;
}

function cellsOfIndicator({ number, name, parts, unit, decimals, required, accumulation, group, guidance }: Indicator): Cell[] {
  const same = { indicator: number, required, accumulation, group, guidance };
  if (parts.length === 0) return [{ key: String(number), ...same, part: null, label: name, unit, decimals: decimalsOf(decimals, unit) }];
  const units = partUnits({ parts, unit });
  return parts.map((part, i) => {
    const own = units[i] ?? unit;
    return { key: `${number}.${i + 1}`, ...same, part: i + 1, label: `${name}：${part}`, unit: own, decimals: decimalsOf(decimals, own) };
  });
}
