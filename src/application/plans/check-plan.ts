/** Everything that is found fault with in a plan, anew: what the reader saw in the notice stays, the lint runs again with register and calendar. */
import type { WorkCalendar } from '../../domain/calendar';
import { unitsBoundTo, type Bindings } from '../../domain/plan/bindings';
import { compile } from '../../domain/plan/compile';
import { lintPlan } from '../../domain/plan/lint';
import type { Diagnostic, Plan } from '../../domain/plan/model';
import { matchUnit, type MatchContext, type UnitRegister } from '../../domain/units';

export interface CheckContext {
  register: UnitRegister;
  match: MatchContext;
  calendar: WorkCalendar;
}

/** `noticed`: the diagnostics the plan had; of these only the reader's own (NOTICE…) are kept. */
export function checkPlan(
  plan: Plan,
  bindings: Bindings,
  { register, match, calendar }: CheckContext,
  noticed: readonly Diagnostic[] = plan.diagnostics,
): Diagnostic[] {
  const known = (printed: string): boolean => unitsBoundTo(printed, bindings).length > 0 || matchUnit(printed, register, match).kind !== 'unknown';
  const lint = lintPlan({ ...plan, diagnostics: [] }, { knownUnits: known, dayOff: (date) => dayOff(calendar, date) });
  const found = [...noticed.filter(({ code }) => code.startsWith('NOTICE')), ...lint];
  // The lint speaks of what people wrote; what then still has no meaning as a program is said in the compiler's words.
  const compiled = compile(plan, bindings);
  if (compiled.outcome === 'refused' && !lint.some(({ severity }) => severity === 'ERROR')) {
    found.push(
      ...compiled.problems.map(({ code, path, message }): Diagnostic => ({ code, severity: 'ERROR', message: message.zh, span: null, hint: path })),
    );
  }
  return found.sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
}

export const errorsOf = (diagnostics: readonly Diagnostic[]): Diagnostic[] => diagnostics.filter(({ severity }) => severity === 'ERROR');

function dayOff(calendar: WorkCalendar, date: string): boolean | null {
  const works = calendar.isWorkingDay(date);
  return works === 'NOT_ANNOUNCED' ? null : !works;
}
