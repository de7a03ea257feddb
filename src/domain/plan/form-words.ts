/** Forms and their rules as a coordinator reads them. */
import { words, type Words } from './bilingual';
import type { Accumulation, FaultSeverity, FigureComparison, FormRule, MissingStrategy } from './form-model';

export const ACCUMULATION_WORDS: Readonly<Record<Accumulation, Words>> = {
  FLOW: words('本期数', 'per period'),
  CUMULATIVE: words('累计数', 'total so far'),
  STOCK: words('期末数', 'at the end of the period'),
};

export const MISSING_WORDS: Readonly<Record<MissingStrategy, Words>> = {
  SKIP_IF_ANY_MISSING: words('有缺则不审', 'not compared if any is missing'),
  SKIP_IF_ALL_MISSING: words('全缺则不审', 'not compared if all are missing'),
  NEVER_SKIP: words('一律审核，缺数按0计', 'always compared, missing counts as 0'),
};

export const RULE_SPAN_WORDS: Readonly<Record<FormRule['over'], Words>> = {
  PERIOD: words('本期', 'the period'),
  CUMULATIVE: words('累计', 'all so far'),
};

export const FAULT_SEVERITY_WORDS: Readonly<Record<FaultSeverity, Words>> = {
  ERROR: words('错误', 'error'),
  WARNING: words('警告', 'warning'),
};

export const COMPARISON_WORDS: Readonly<Record<FigureComparison, Words>> = {
  EQUAL: words('应等于', 'must equal'),
  NOT_EQUAL: words('不应等于', 'must not equal'),
  GREATER: words('应大于', 'must be greater than'),
  GREATER_OR_EQUAL: words('应大于或等于', 'must be at least'),
  LESS: words('应小于', 'must be less than'),
  LESS_OR_EQUAL: words('应小于或等于', 'must be at most'),
  BOTH_OR_NEITHER: words('应与之同填或同空', 'must be filled in exactly when the other is:'),
  NOT_BOTH: words('不得与之同填', 'must not be filled in together with'),
};

type Said = Pick<FormRule, 'kind' | 'left' | 'op' | 'right' | 'cell' | 'factor' | 'over'>;

/** The rule in one line: 累计 [7.2] 应小于或等于 [7.1]. */
export function formRuleWords({ kind, left, op, right, cell, factor, over }: Said): Words {
  if (kind === 'MONOTONE') return words(`[${cell ?? ''}] 累计不应减少`, `the total of [${cell ?? ''}] must not fall`);
  if (kind === 'OUTLIER')
    return words(`[${cell ?? ''}] 不应偏离历史中位数${factor ?? 3}倍以上`, `[${cell ?? ''}] must be within ${factor ?? 3} deviations of its median`);
  const how = op === null ? words('', '') : COMPARISON_WORDS[op];
  const whole = over === 'CUMULATIVE' ? words('累计 ', 'so far, ') : words('', '');
  return words(`${whole.zh}${left ?? ''} ${how.zh} ${right ?? ''}`, `${whole.en}${left ?? ''} ${how.en} ${right ?? ''}`);
}
