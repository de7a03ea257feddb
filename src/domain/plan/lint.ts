/** The lint: a plan checked like a program. Pure; what it needs beside the plan comes in the context. */
import { LINT_RULES } from './lint/registry';
import type { LintContext } from './lint/rule';
import type { Diagnostic, Plan } from './model';

export { lintDocumentation } from './lint/documentation';
export { LINT_RULES } from './lint/registry';
export type { LintContext, Rule } from './lint/rule';

/**
 * Every finding in a plan, in the order of the rules. `plan.diagnostics` is neither read nor changed: NOTICE… codes in it stay true
 * of the text, PLAN… codes are to be replaced by what this returns after an edit.
 */
export const lintPlan = (plan: Plan, context: LintContext = {}): Diagnostic[] =>
  LINT_RULES.flatMap((rule) =>
    (rule.check?.(plan, context) ?? []).map((finding) => ({
      code: rule.code,
      severity: rule.severity,
      message: finding.message,
      span: finding.span,
      hint: finding.hint ?? rule.hint,
    })),
  );

/** Whether a plan may be launched: no ERROR among its diagnostics. */
export const isLaunchable = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.every((d) => d.severity !== 'ERROR');
