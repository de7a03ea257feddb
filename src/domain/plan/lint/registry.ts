/** All rules in one table, by code. */
import { dateRules } from './dates';
import { formRules } from './forms';
import { loadRules } from './load';
import { peopleRules } from './people';
import { readingRules } from './reading';
import { recordRules } from './records';
import { reportRules } from './reports';
import type { Rule } from './rule';
import { structureRules } from './structure';

export const LINT_RULES: readonly Rule[] = [
  ...structureRules,
  ...dateRules,
  ...peopleRules,
  ...reportRules,
  ...formRules,
  ...recordRules,
  ...loadRules,
  ...readingRules,
];

const byCode = new Map(LINT_RULES.map((rule) => [rule.code, rule]));

/** @throws Error for a code that is not in the table: a slip in the program, not in a notice */
export const readerRule = (code: string): Rule => {
  const rule = byCode.get(code);
  if (!rule) throw new Error(`no such rule: ${code}`);
  return rule;
};
