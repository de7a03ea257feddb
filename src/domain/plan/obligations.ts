/**
 * Who owes what by when. A reporting rule is unfolded into periods, the periods into one obligation per unit and kind of report.
 *
 * A period is owed when it touches the campaign and falls due on or after the day the notice was issued ("每月24日前" in a notice of the 25th
 * starts with the next month). The last period may fall due after the campaign's end ("每月2号前报送上个月").
 */
import { addDays, dayInMonth, firstDayOf, lastDayOf, monthOf, shiftMonth, weekdayOf } from '../calendar';
import { unitsBoundTo } from './bindings';
import type { Bindings } from './bindings';
import { phaseOn } from './compile-phases';
import type { DatedPhase } from './compile-phases';
import type { Obligation } from './compiled';
import type { Plan, ReportingRule, ReportKind } from './model';

/** One period of a rule: civil dates, both included; what is owed once covers no period. */
export interface OwedPeriod {
  key: string;
  start: string | null;
  end: string | null;
  dueOn: string;
}
type Unfolded = OwedPeriod & { start: string; end: string };

interface Window {
  start: string;
  end: string;
  issuedOn: string | null;
}

const TITLES: Record<ReportKind, string> = {
  STATISTICS: '统计表',
  NARRATIVE: '工作小结',
  LIAISON_ROSTER: '联络员名单',
  IMPLEMENTATION_PLAN: '实施方案',
  FINAL_SUMMARY: '总结',
};

export function obligationsOf(plan: Plan, phases: readonly DatedPhase[], owing: readonly string[], bindings: Bindings): Obligation[] {
  return plan.reporting.flatMap((rule, index) => obligationsOfRule(rule, index, plan, phases, owing, bindings));
}

function obligationsOfRule(
  rule: ReportingRule,
  index: number,
  plan: Plan,
  phases: readonly DatedPhase[],
  owing: readonly string[],
  bindings: Bindings,
): Obligation[] {
  const named = unitsBoundTo(rule.owedBy, bindings);
  const units = named.length > 0 ? named : owing;
  const recurring = rule.cadence !== 'ONCE';
  const kinds = [...new Set([rule.what, ...rule.also])];
  return periodsOfRule(rule, plan, phases).flatMap((period) =>
    kinds.flatMap((what) =>
      units.map((unit): Obligation => ({
        key: [`r${index + 1}`, what, period.key, unit].join('/'),
        unit,
        rule: what === rule.what ? `r${index + 1}` : `r${index + 1}.${what}`,
        what,
        title: titleOf(rule, what, kinds.length, recurring ? period.key : null),
        phase: phaseOf(what, recurring, period, phases)?.key ?? 'p1',
        dueOn: period.dueOn,
        movesWithPhase: !recurring && !rule.dueDate,
        period: { key: period.key, start: period.start, end: period.end },
        recurring,
      })),
    ),
  );
}

/**
 * A report belongs to the phase in which it falls due. Rosters and implementation plans belong to the mobilisation whatever their date: they
 * are what it has to bring about, and in seed 001 the roster is due after the month of the mobilisation.
 */
function phaseOf(what: ReportKind, recurring: boolean, period: OwedPeriod, phases: readonly DatedPhase[]): DatedPhase | undefined {
  return !recurring && isOfMobilisation(what) ? mobilisation(phases) : phaseOn(phases, period.dueOn);
}

const isOfMobilisation = (what: ReportKind): boolean => what === 'LIAISON_ROSTER' || what === 'IMPLEMENTATION_PLAN';
const mobilisation = (phases: readonly DatedPhase[]): DatedPhase | undefined => phases.find((phase) => phase.kind === 'MOBILIZATION') ?? phases[0];

/** The printed title serves one kind; a rule that owes two ("工作小结和统计表") names each by its kind. */
function titleOf(rule: ReportingRule, what: ReportKind, kinds: number, period: string | null): string {
  const title = kinds === 1 && rule.title.trim() ? rule.title.trim() : TITLES[what];
  return period === null ? title : `${title}（${period}）`;
}

/** The periods of a rule within the plan, in order. */
export function periodsOfRule(rule: ReportingRule, plan: Plan, phases: readonly DatedPhase[]): OwedPeriod[] {
  const start = phases.reduce((earliest, phase) => (phase.start < earliest ? phase.start : earliest), phases[0]?.start ?? '');
  const end = phases.reduce((latest, phase) => (phase.end > latest ? phase.end : latest), phases[0]?.end ?? '');
  if (rule.cadence === 'ONCE') return [{ key: 'ONCE', start: null, end: null, dueOn: rule.dueDate ?? usualDueOnOf(rule.what, phases, end) }];
  const window: Window = { start, end, issuedOn: plan.issuedOn ? firstDayOf(plan.issuedOn) : null };
  // What begins before the notice was issued is owed from its date on, whatever the phases say (seed 001 mobilises before its own date).
  return unfold(rule, window).filter(
    (period) => period.end >= start && period.start <= end && period.dueOn >= start && period.dueOn >= (window.issuedOn ?? start),
  );
}

/** Without a printed date, a roster or a plan is due when the mobilisation ends, anything else when the campaign does. */
function usualDueOnOf(what: ReportKind, phases: readonly DatedPhase[], end: string): string {
  return (isOfMobilisation(what) ? mobilisation(phases)?.end : undefined) ?? end;
}

function unfold(rule: ReportingRule, window: Window): Unfolded[] {
  switch (rule.cadence) {
    case 'ONCE':
      return [];
    case 'MONTHLY':
      return everyMonths(rule, window, 1, (start) => start.slice(0, 7));
    case 'QUARTERLY':
      return everyMonths(rule, window, 3, (start) => `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`);
    case 'SEMIANNUAL':
      return everyMonths(rule, window, 6, (start) => `${start.slice(0, 4)}-H${start.slice(5, 7) === '01' ? 1 : 2}`);
    case 'WEEKLY':
      return weeks(rule, window);
    case 'DAILY':
      return everyDays(rule, window, 1);
    case 'EVERY_N_DAYS':
      return everyDays(rule, window, rule.dueDay ?? 10);
  }
}

function everyMonths(rule: ReportingRule, window: Window, months: number, label: (start: string) => string): Unfolded[] {
  const periods: Unfolded[] = [];
  const month = Number(window.start.slice(5, 7));
  let first = shiftMonth(monthOf(window.start), -((month - 1) % months));
  while (`${first}-01` <= window.end) {
    const start = `${first}-01`;
    const last = shiftMonth(first, months - 1);
    const dueMonth = rule.period === 'PREVIOUS' ? shiftMonth(last, 1) : last;
    periods.push({ key: label(start), start, end: lastDayOf(last), dueOn: dayInMonth(dueMonth, rule.dueDay ?? 31) });
    first = shiftMonth(first, months);
  }
  return periods;
}

/** Weeks from Monday to Sunday; due on Friday unless the notice names the day. */
function weeks(rule: ReportingRule, window: Window): Unfolded[] {
  const periods: Unfolded[] = [];
  let monday = addDays(window.start, 1 - weekdayOf(window.start));
  while (monday <= window.end) {
    const due = addDays(monday, Math.min(rule.dueDay ?? 5, 7) - 1);
    periods.push({ key: weekOf(monday), start: monday, end: addDays(monday, 6), dueOn: rule.period === 'PREVIOUS' ? addDays(due, 7) : due });
    monday = addDays(monday, 7);
  }
  return periods;
}

/** ISO 8601: a week belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;
  return `${thursday.slice(0, 4)}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

function everyDays(rule: ReportingRule, window: Window, days: number): Unfolded[] {
  const periods: Unfolded[] = [];
  for (let start = window.start; start <= window.end; start = addDays(start, days)) {
    const end = addDays(start, days - 1);
    periods.push({ key: days === 1 ? start : `${start}/${end}`, start, end, dueOn: rule.period === 'PREVIOUS' ? addDays(end, 1) : end });
  }
  return periods;
}
