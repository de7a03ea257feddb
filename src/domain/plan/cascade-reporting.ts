/** Whether what a lower plan collects is enough for what the superior one asks it to report, and in time. */
import { matterOf } from './cascade-similarity';
import { isLater } from './cascade-dates';
import type { Plan, ReportKind, ReportingRule, StatisticsForm } from './model';

export type ReportingGap =
  | { gap: 'NOT_FED'; kind: ReportKind; superior: ReportingRule; own: null }
  | { gap: 'TOO_SELDOM' | 'LATER'; kind: ReportKind; superior: ReportingRule; own: ReportingRule };

type Indicator = StatisticsForm['indicators'][number];
export interface IndicatorGap {
  form: StatisticsForm;
  /** Null: the lower plan has no form at all. */
  indicator: Indicator | null;
}

/** A lower level names its own liaison and writes its own plan: neither is collected from below. */
const COLLECTED: readonly ReportKind[] = ['STATISTICS', 'NARRATIVE', 'FINAL_SUMMARY'];
/** What else can be made into it. */
const SERVES: Readonly<Partial<Record<ReportKind, readonly ReportKind[]>>> = { NARRATIVE: ['NARRATIVE', 'FINAL_SUMMARY'] };

const DAYS = { DAILY: 1, WEEKLY: 7, TEN_DAILY: 11, MONTHLY: 31, QUARTERLY: 92, SEMIANNUAL: 184 } as const;

/** Days from one report to the next; a single one never comes again. */
const interval = ({ cadence, dueDay }: ReportingRule): number =>
  cadence === 'ONCE' ? Number.POSITIVE_INFINITY : cadence === 'EVERY_N_DAYS' ? (dueDay ?? 1) : DAYS[cadence];

/** When within its period a report falls due; the period before is reported one period later. Null where no day is printed. */
const position = (rule: ReportingRule): number | null =>
  rule.dueDay === null || rule.cadence === 'EVERY_N_DAYS' ? null : rule.dueDay + (rule.period === 'PREVIOUS' ? interval(rule) : 0);

export function reportingGaps(superior: Plan, lower: Plan): ReportingGap[] {
  return superior.reporting.flatMap((rule) => {
    const kinds = [...new Set([rule.what, ...rule.also])].filter((kind) => COLLECTED.includes(kind));
    return kinds.map((kind) => gapOf(kind, rule, lower)).filter((gap) => gap !== null);
  });
}

function gapOf(kind: ReportKind, superior: ReportingRule, lower: Plan): ReportingGap | null {
  const serving = lower.reporting.filter(({ what, also }) => [what, ...also].some((own) => own === kind || SERVES[kind]?.includes(own)));
  const [first] = serving;
  if (!first) return { gap: 'NOT_FED', kind, superior, own: null };
  const often = serving.filter((rule) => interval(rule) <= interval(superior));
  const [enough] = often;
  if (!enough) return { gap: 'TOO_SELDOM', kind, superior, own: first };
  return often.every((rule) => comesLater(rule, superior)) ? { gap: 'LATER', kind, superior, own: enough } : null;
}

/** Only like is held against like: what comes more often than asked is there in time. */
function comesLater(own: ReportingRule, superior: ReportingRule): boolean {
  if (own.cadence !== superior.cadence) return false;
  if (own.cadence === 'ONCE') return own.dueDate !== null && superior.dueDate !== null && isLater(own.dueDate, superior.dueDate);
  const [here, there] = [position(own), position(superior)];
  return here !== null && there !== null && here > there;
}

/** The figures that the superior's forms ask for and no form of the lower plan has, by name. */
export function indicatorGaps(superior: Plan, lower: Plan): IndicatorGap[] {
  const collected = new Set(
    lower.forms.flatMap(({ indicators }) => indicators.flatMap(({ name, parts }) => [matterOf(name), ...parts.map(matterOf)])),
  );
  return superior.forms.flatMap((form): IndicatorGap[] => {
    if (form.indicators.length === 0) return [];
    if (collected.size === 0) return [{ form, indicator: null }];
    const missing = ({ name, parts }: Indicator): boolean =>
      !collected.has(matterOf(name)) && !(parts.length > 0 && parts.every((part) => collected.has(matterOf(part))));
    return form.indicators.filter(missing).map((indicator) => ({ form, indicator }));
  });
}
