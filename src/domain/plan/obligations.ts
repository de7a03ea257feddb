/**
 * Who owes what by when. A reporting rule is unfolded into periods, the periods into one obligation per unit and kind of report.
 *
 * A period is owed when it touches the campaign and falls due on or after the day the notice was issued ("每月24日前" in a notice of the 25th
 * starts with the next month). The last period may fall due after the campaign's end ("每月2号前报送上个月"). The day that counts is the one the
 * report is really due by, after the plan's rule for days off.
 */
import { firstDayOf } from '../calendar';
import type { WorkCalendar } from '../calendar';
import { unitsBoundTo } from './bindings';
import type { Bindings } from './bindings';
import { phaseOn } from './compile-phases';
import type { DatedPhase } from './compile-phases';
import type { Obligation } from './compiled';
import { closingDay, onWorkingDay, WEEKENDS_ALONE } from './due-days';
import type { DueDay } from './due-days';
import type { Plan, ReportingRule, ReportKind } from './model';
import { unfold } from './periods';
import { ruleKeysOf } from './rule-keys';

/** One period of a rule: civil dates, both included; what is owed once covers no period. */
export interface OwedPeriod {
  key: string;
  start: string | null;
  end: string | null;
  dueOn: string;
  /** The day on which the period closes by itself; null: the office closes it. */
  closesOn: string | null;
  /** The first year whose days off are not announced yet: the dates are an estimate over weekends. Null: they are certain. */
  notAnnounced: number | null;
}

/** What one rule asks for in one kind: every unit of `units` owes every period. */
export interface OwedByRule {
  rule: ReportingRule;
  /** `r1`; `r1.STATISTICS` for what the rule owes beside its first kind. */
  key: string;
  what: ReportKind;
  periods: (OwedPeriod & { title: string; phase: string })[];
  units: readonly string[];
}

export interface ObligationOptions {
  /** Absent: weekends alone. */
  calendar?: WorkCalendar | undefined;
  /** The campaign's keys of the rules, by place; absent: `r1`, `r2` ... */
  ruleKeys?: readonly string[] | undefined;
}

const TITLES: Record<ReportKind, string> = {
  STATISTICS: '统计表',
  NARRATIVE: '工作小结',
  LIAISON_ROSTER: '联络员名单',
  IMPLEMENTATION_PLAN: '实施方案',
  FINAL_SUMMARY: '总结',
};

export function obligationsOf(
  plan: Plan,
  phases: readonly DatedPhase[],
  owing: readonly string[],
  bindings: Bindings,
  options: ObligationOptions = {},
): Obligation[] {
  return owedByRules(plan, phases, owing, bindings, options).flatMap((owed) =>
    owed.periods.flatMap((period) => owed.units.map((unit) => obligationOf(owed, period, unit))),
  );
}

/** The same before it is multiplied by the units: what a plan of thousands of units is paged through by. */
export function owedByRules(
  plan: Plan,
  phases: readonly DatedPhase[],
  owing: readonly string[],
  bindings: Bindings,
  { calendar = WEEKENDS_ALONE, ruleKeys }: ObligationOptions = {},
): OwedByRule[] {
  const keys = ruleKeysOf(plan, ruleKeys);
  return plan.reporting.flatMap((rule, index) => {
    const named = unitsBoundTo(rule.owedBy, bindings);
    const units = named.length > 0 ? named : owing;
    const kinds = [...new Set([rule.what, ...rule.also])];
    const periods = periodsOfRule(rule, plan, phases, calendar);
    const key = keys[index] ?? `r${index + 1}`;
    return kinds.map((what): OwedByRule => ({
      ...{ rule, what, units, key: what === rule.what ? key : `${key}.${what}` },
      periods: periods.map((period) => ({
        ...period,
        title: titleOf(rule, what, kinds.length, rule.cadence === 'ONCE' ? null : period.key),
        phase: phaseOf(what, rule.cadence !== 'ONCE', period, phases)?.key ?? 'p1',
      })),
    }));
  });
}

export function obligationOf(
  { rule, key, what }: Omit<OwedByRule, 'periods' | 'units'>,
  period: OwedByRule['periods'][number],
  unit: string,
): Obligation {
  const recurring = rule.cadence !== 'ONCE';
  const { start, end, title, phase, dueOn, closesOn, notAnnounced } = period;
  return {
    key: [key, period.key, unit].join('/'),
    ...{ unit, rule: key, what, title, phase, dueOn, closesOn, notAnnounced, recurring },
    closesAfter: rule.closesAfter,
    onDayOff: rule.onDayOff,
    movesWithPhase: !recurring && !rule.dueDate,
    period: { key: period.key, start, end },
  };
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
export function titleOf(rule: Pick<ReportingRule, 'title'>, what: ReportKind, kinds: number, period: string | null): string {
  const title = kinds === 1 && rule.title.trim() ? rule.title.trim() : TITLES[what];
  return period === null ? title : `${title}（${period}）`;
}

/** The periods of a rule within the plan, in order. */
export function periodsOfRule(
  rule: ReportingRule,
  plan: Pick<Plan, 'issuedOn'>,
  phases: readonly DatedPhase[],
  calendar: WorkCalendar = WEEKENDS_ALONE,
): OwedPeriod[] {
  const start = phases.reduce((earliest, phase) => (phase.start < earliest ? phase.start : earliest), phases[0]?.start ?? '');
  const end = phases.reduce((latest, phase) => (phase.end > latest ? phase.end : latest), phases[0]?.end ?? '');
  const dated = (due: DueDay): Pick<OwedPeriod, 'dueOn' | 'closesOn' | 'notAnnounced'> => {
    const closes = closingDay(due, rule.closesAfter, calendar);
    return { dueOn: due.date, closesOn: closes?.date ?? null, notAnnounced: closes?.notAnnounced ?? due.notAnnounced };
  };
  if (rule.cadence === 'ONCE') {
    const due = onWorkingDay(rule.dueDate ?? usualDueOnOf(rule.what, phases, end), rule.onDayOff, calendar);
    return [{ key: 'ONCE', start: null, end: null, ...dated(due) }];
  }
  const issuedOn = plan.issuedOn ? firstDayOf(plan.issuedOn) : start;
  // What begins before the notice was issued is owed from its date on, whatever the phases say (seed 001 mobilises before its own date).
  return unfold(rule, { start, end }, calendar)
    .map(({ due, ...period }) => ({ ...period, ...dated(due) }))
    .filter((period) => period.end >= start && period.start <= end && period.dueOn >= start && period.dueOn >= issuedOn);
}

/** Without a printed date, a roster or a plan is due when the mobilisation ends, anything else when the campaign does. */
function usualDueOnOf(what: ReportKind, phases: readonly DatedPhase[], end: string): string {
  return (isOfMobilisation(what) ? mobilisation(phases)?.end : undefined) ?? end;
}
