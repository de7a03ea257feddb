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
  /** May lie below zero. */
  negative: boolean;
  accumulation: Accumulation;
  group: string | null;
  guidance: string;
}

/** Amounts of money and what is measured are seldom whole; what is counted always is. */
const MEASURED = /元|吨|斤|克|米|里$|亩|公顷|升|立方|百分|%|‰|率/;

/** What is counted or paid is never less than nothing; a share of last year's may be, and so may what is called a difference. */
const RELATIVE = /[%‰℃]|百分|率$/;
const DIFFERENCE = /增减|净增|增长|增幅|升降|同比|环比|差额|盈亏/;

export const mayBeNegative = (negative: boolean | undefined, label: string, unit: string): boolean =>
  negative === true || RELATIVE.test(unit) || DIFFERENCE.test(label);

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

function cellsOfIndicator({ number, name, parts, unit, decimals, required, negative, accumulation, group, guidance }: Indicator): Cell[] {
  const same = { indicator: number, required, accumulation, group, guidance };
  const said = (label: string, own: string) => ({
    ...{ label, unit: own, decimals: decimalsOf(decimals, own), negative: mayBeNegative(negative, label, own) },
  });
  if (parts.length === 0) return [{ key: String(number), ...same, part: null, ...said(name, unit) }];
  const units = partUnits({ parts, unit });
  return parts.map((part, i) => {
    const own = units[i] ?? unit;
    return { key: `${number}.${i + 1}`, ...same, part: i + 1, ...said(`${name}：${part}`, own) };
  });
}
