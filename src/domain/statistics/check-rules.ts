/** The rules of a form, held against its figures and what was accepted before. A rule that cannot be read is none: lint has said so. */
import type { FormRule } from '../plan/form-model';
import { COMPARISON_WORDS } from '../plan/form-words';
import type { Cell } from './cells';
import { holds, sideValue } from './compare';
import { decimalText, unscaled, type Scaled } from './decimal';
import { cellsIn, expressionText, parseExpression, type Expression } from './expression';
import { named, type FigureFault } from './figure-fault';
import type { Figures } from './figures';
import { findOutlier, USUAL_FACTOR } from './outlier';
import { totalOver, writtenIn } from './running-total';

export interface Filled {
  /** by their keys, in the form's order */
  cells: ReadonlyMap<string, Cell>;
  figures: Figures;
  /** in the order of time */
  earlier: readonly Figures[];
}

export function checkRule(rule: FormRule, filled: Filled): FigureFault[] {
  if (rule.kind === 'COMPARE') return compared(rule, filled);
  const cell = filled.cells.get(rule.cell ?? '');
  if (!cell) return [];
  return rule.kind === 'MONOTONE' ? monotone(rule, cell, filled) : outlier(rule, cell, filled);
}

function compared(rule: FormRule, filled: Filled): FigureFault[] {
  const [left, right] = [parsed(rule.left), parsed(rule.right)];
  if (!left || !right || rule.op === null) return [];
  const cells = [...new Set([...cellsIn(left), ...cellsIn(right)])];
  if (cells.some((key) => !filled.cells.has(key))) return [];
  const periods = rule.over === 'CUMULATIVE' ? [...filled.earlier, filled.figures] : [filled.figures];
  const valueOf = (key: string): Scaled | null => {
    const cell = filled.cells.get(key);
    return cell ? totalOver(cell, periods) : null;
  };
  const values = [sideValue(left, valueOf, rule.missing), sideValue(right, valueOf, rule.missing)] as const;
  if (holds(rule.op, ...values)) return [];
  const [zh, en] = comparedWords(rule, left, right, values, filled.cells);
  const data = { left: textOf(values[0]), op: rule.op, right: textOf(values[1]), over: rule.over };
  return [faultOf('RULE_BROKEN', rule, inOrder(cells, filled), zh, en, data)];
}

const parsed = (text: string | null): Expression | null => {
  const answer = text === null ? null : parseExpression(text);
  return answer?.ok ? answer.expression : null;
};

const textOf = (value: Scaled | null): string | null => (value === null ? null : decimalText(value));
const inOrder = (keys: readonly string[], { cells }: Filled): string[] => [...cells.keys()].filter((key) => keys.includes(key));

function comparedWords(
  { op, over }: FormRule,
  left: Expression,
  right: Expression,
  [leftValue, rightValue]: readonly [Scaled | null, Scaled | null],
  cells: ReadonlyMap<string, Cell>,
): [zh: string, en: string] {
  const said = (side: Expression): string =>
    expressionText(side, (key) => {
      const cell = cells.get(key);
      return cell ? named(cell) : `[${key}]`;
    });
  const how = COMPARISON_WORDS[op ?? 'EQUAL'];
  const [soFar, inAll] = over === 'CUMULATIVE' ? ['累计：', 'So far: '] : ['', ''];
  const isPair = op === 'BOTH_OR_NEITHER' || op === 'NOT_BOTH';
  const zh = isPair ? '' : `（现为${textOf(leftValue)}与${textOf(rightValue)}）`;
  const en = isPair ? '' : ` (it is ${textOf(leftValue)} against ${textOf(rightValue)})`;
  return [`${soFar}${said(left)} ${how.zh} ${said(right)}${zh}`, `${inAll}${said(left)} ${how.en} ${said(right)}${en}`];
}

function monotone(rule: FormRule, cell: Cell, { figures, earlier }: Filled): FigureFault[] {
  const before = totalOver(cell, earlier);
  const now = totalOver(cell, [...earlier, figures]);
  if (writtenIn(figures, cell.key) === null || before === null || now === null || now >= before) return [];
  const [was, is] = [decimalText(before), decimalText(now)];
  return [
    faultOf(
      'TOTAL_FALLS',
      rule,
      [cell.key],
      `${named(cell)}累计数减少：上期为${was}，本期为${is}`,
      `The total of ${named(cell)} falls from ${was} to ${is}`,
      { before: was, now: is },
    ),
  ];
}

function outlier(rule: FormRule, cell: Cell, { figures, earlier }: Filled): FigureFault[] {
  const written = [...earlier, figures].map((period) => writtenIn(period, cell.key));
  if (written.at(-1) === null) return [];
  const series = changesOf(cell, written.filter((value) => value !== null).map(unscaled));
  const value = series.at(-1) ?? 0;
  const found = findOutlier(value, series.slice(0, -1), rule.factor ?? USUAL_FACTOR, 10 ** -cell.decimals);
  if (!found) return [];
  const [median, from, to] = [found.median, found.from, found.to].map((one) => Number(one.toFixed(cell.decimals)) + 0);
  const ofWhat = cell.accumulation === 'CUMULATIVE' ? ['本期新增', 'grew by'] : ['为', 'is'];
  return [
    faultOf(
      'OUTLIER',
      rule,
      [cell.key],
      `${named(cell)}${ofWhat[0]}${value}，与以往各期差异较大（中位数${median}，通常在${from}至${to}之间）`,
      `${named(cell)} ${ofWhat[1]} ${value}, far from the periods before (median ${median}, usually from ${from} to ${to})`,
      { value, median, from, to },
    ),
  ];
}

/** A running total grows by nature: what is looked at is by how much. It begins from nothing. */
function changesOf({ accumulation, decimals }: Cell, values: readonly number[]): number[] {
  if (accumulation !== 'CUMULATIVE') return [...values];
  return values.map((value, i) => Number((value - (values[i - 1] ?? 0)).toFixed(decimals)));
}

function faultOf(code: FigureFault['code'], rule: FormRule, cells: string[], zh: string, en: string, data: Record<string, unknown>): FigureFault {
  const own = rule.message.trim();
  const severity = rule.severity ?? (rule.kind === 'OUTLIER' ? 'WARNING' : 'ERROR');
  return { code, severity, cells, rule: rule.key, message: own === '' ? { zh, en } : { zh: own, en: own }, data };
}
