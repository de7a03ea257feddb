/**
 * The keys by which a campaign knows the reporting rules of its plan: `r1`, `r2` ... in the plan's order at launch. An amendment keeps the keys
 * of the rules it keeps, wherever they stand now, and gives new ones keys never used before: the reports that run are known by them.
 */
import type { Plan, ReportingRule } from './model';

/** By place in `plan.reporting`. `assigned`: those of the campaign; absent before it was ever amended. */
export const ruleKeysOf = (plan: Pick<Plan, 'reporting'>, assigned?: readonly string[] | null): string[] =>
  plan.reporting.map((_, i) => assigned?.[i] ?? `r${i + 1}`);

/** The rule behind a report: a report's `rule` is its key, with `.KIND` for what the rule owes beside its first kind. */
export function ruleBehind(plan: Pick<Plan, 'reporting'>, assigned: readonly string[] | null | undefined, rule: string): ReportingRule | undefined {
  const [key] = rule.split('.');
  return plan.reporting[ruleKeysOf(plan, assigned).indexOf(key ?? '')];
}

/**
 * The keys of the next plan's rules. The same rule: what is owed is always the same, and beside it the words of the plan, from all of them to
 * fewer; of several alike, in their order. `used`: every key that a report of the campaign bears.
 */
export function matchRuleKeys(
  before: readonly ReportingRule[],
  keysBefore: readonly string[],
  next: readonly ReportingRule[],
  used: Iterable<string> = [],
): string[] {
  const keys = new Map<number, string>();
  const free = new Set(before.keys());
  for (const alike of ALIKE) {
    for (const [i, rule] of next.entries()) {
      if (keys.has(i)) continue;
      const match = [...free].find((k) => alike(before[k] as ReportingRule) === alike(rule));
      const key = match === undefined ? undefined : keysBefore[match];
      if (match === undefined || key === undefined) continue;
      keys.set(i, key);
      free.delete(match);
    }
  }
  let highest = Math.max(0, ...[...keysBefore, ...used].map((key) => Number(/^r(\d+)/.exec(key)?.[1] ?? 0)));
  return next.map((_, i) => keys.get(i) ?? `r${(highest += 1)}`);
}

const words = (...parts: unknown[]): string => JSON.stringify(parts);
/** The kinds always count: a rule that owes something else is another rule. */
const ALIKE: ((rule: ReportingRule) => string)[] = [
  ({ what, also, form, title, cadence, dueDay, dueDate, period, onDayOff, closesAfter, owedBy, to }) =>
    words(what, also, form, title, cadence, dueDay, dueDate, period, onDayOff, closesAfter, owedBy, to),
  ({ what, also, form, title, cadence, owedBy }) => words(what, also, form, title, cadence, owedBy),
  ({ what, also, title, cadence, owedBy }) => words(what, also, title, cadence, owedBy),
  ({ what, title, cadence, owedBy }) => words(what, title, cadence, owedBy),
  ({ what, cadence, dueDay, dueDate, owedBy }) => words(what, cadence, dueDay, dueDate, owedBy),
  ({ what, title, cadence }) => words(what, title, cadence),
  ({ what, cadence }) => words(what, cadence),
  ({ what, title }) => words(what, title),
];
