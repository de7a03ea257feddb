/**
 * What a changed plan means for the reports that run: what is not due yet moves with its rule, or is no longer owed; what is owed from now on is
 * opened where its phase has begun. What was due, has come or is settled stays as it is. Pure.
 *
 * As with phases and tasks, what the plan said before is compared with what it says now: a report that was moved while the campaign ran keeps its
 * date unless the new plan speaks of it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { WorkCalendar } from '../calendar';
import type { Chasing } from './chasing-model';
import type { Obligation } from './compiled';
import { closingDay } from './due-days';
import type { OnDayOff } from './model';

export interface RunningReport {
  subject: string;
  unit: string;
  rule: string;
  period: string;
  dueOn: string;
  /** Owed or being drafted, neither due nor taken back from a review. */
  pending: boolean;
  /** Nothing is written yet. */
  untouched: boolean;
  waived: boolean;
}

/** What all the reports of a group are afterwards. */
export interface ReportTerms {
  rule: string;
  title: string;
  dueOn: string;
  closesOn: string | null;
  closesAfter: number | null;
  phase: string;
  movesWithPhase: boolean;
  onDayOff: OnDayOff;
}

export interface ReportsAmendment {
  change: (ReportTerms & { period: string; before: string; reports: RunningReport[] })[];
  drop: { rule: string; title: string; period: string; before: string; reports: RunningReport[] }[];
  open: { rule: string; title: string; period: string; dueOn: string; closesOn: string | null; units: string[] }[];
  /** Those that are chased otherwise from now on: what is not yet due and stays owed; null where the plan chases as before. */
  chase: { chasing: Chasing; reports: RunningReport[] } | null;
}

export interface ReportsAt {
  reports: readonly RunningReport[];
  /** Under the keys of the campaign: by the plan in force over the phases as they run, and by the next plan over the phases as they will be. */
  before: readonly Obligation[];
  next: readonly Obligation[];
  begunPhases: ReadonlySet<string>;
  takingPart: ReadonlySet<string>;
  on: string;
  /** When the time to acknowledge is over: what the plan now dates before `on` is due then, if it was not due earlier. */
  soonest: string;
  calendar: WorkCalendar;
  /** By the plan in force, and by the next one. */
  chasing: { before: Chasing; next: Chasing };
}

type Named = Pick<Obligation, 'rule' | 'unit'> & { period: { key: string } };
const nameOf = ({ rule, period, unit }: Named): string => [rule, period.key, unit].join(' ');

export function amendReports(at: ReportsAt): ReportsAmendment {
  const before = new Map(at.before.map((one) => [nameOf(one), one]));
  const next = new Map(at.next.map((one) => [nameOf(one), one]));
  const known = new Map<string, { waived: boolean }>();
  const changes = new Groups<ReportsAmendment['change'][number]>();
  const drops = new Groups<ReportsAmendment['drop'][number]>();
  for (const report of at.reports) {
    const name = nameOf({ ...report, period: { key: report.period } });
    known.set(name, { waived: report.waived && (known.get(name)?.waived ?? true) });
    const [said, says] = [before.get(name), next.get(name)];
    if (!report.pending || report.dueOn < at.on || !said) continue;
    const { rule, period } = report;
    if (!says) {
      if (report.untouched) drops.in({ rule, title: said.title, period, before: report.dueOn, reports: [] }).reports.push(report);
      continue;
    }
    const terms = termsOf(at, report, said, says);
    if (terms) changes.in({ ...terms, period, before: report.dueOn, reports: [] }).reports.push(report);
  }
  const dropped = new Set(drops.all().flatMap(({ reports }) => reports));
  const staying = at.reports.filter((report) => report.pending && report.dueOn >= at.on && !dropped.has(report));
  const opens = new Groups<ReportsAmendment['open'][number]>();
  for (const [name, says] of next) {
    const there = known.get(name);
    const owed = there ? there.waived && !before.has(name) : says.dueOn >= at.on || (!says.recurring && !before.has(name));
    if (!owed || !at.begunPhases.has(says.phase) || !at.takingPart.has(says.unit) || (says.recurring && says.dueOn < at.on)) continue;
    const { rule, title, period, dueOn, closesOn } = says;
    opens.in({ rule, title, period: period.key, dueOn, closesOn, units: [] }).units.push(says.unit);
  }
  const chase = isDeepStrictEqual(at.chasing.before, at.chasing.next) ? null : { chasing: at.chasing.next, reports: staying };
  return { change: changes.all(), drop: drops.all(), open: opens.all(), chase };
}

/** Null: the new plan says nothing else of it. The end of a phase moves its reports by itself. */
function termsOf({ on, soonest, calendar }: ReportsAt, report: RunningReport, said: Obligation, says: Obligation): ReportTerms | null {
  const followsPhase = said.movesWithPhase && says.movesWithPhase;
  const moved = !followsPhase && said.dueOn !== says.dueOn;
  const same = (['title', 'closesAfter', 'phase', 'movesWithPhase'] as const).every((field) => said[field] === says[field]);
  // What a day off makes of its date matters again only when its phase moves.
  const movesAlike = !followsPhase || said.onDayOff === says.onDayOff;
  if (same && !moved && movesAlike) return null;
  const passed = soonest < report.dueOn ? soonest : report.dueOn;
  const dueOn = followsPhase || moved ? (says.dueOn >= on ? says.dueOn : passed) : report.dueOn;
  const { rule, title, closesAfter, phase, movesWithPhase, onDayOff } = says;
  const closes = closingDay({ date: dueOn, notAnnounced: null }, closesAfter, calendar);
  return { rule, title, dueOn, closesOn: closes?.date ?? null, closesAfter, phase, movesWithPhase, onDayOff };
}

/** One row for all that are alike. */
class Groups<T extends object> {
  private readonly rows = new Map<string, T>();

  in(row: T): T {
    const key = JSON.stringify(row);
    const there = this.rows.get(key) ?? row;
    this.rows.set(key, there);
    return there;
  }

  all(): T[] {
    return [...this.rows.values()];
  }
}
