/** What a plan compiles to: exact dates, unit ids, and every obligation; plain data from which the laws' definitions are made. */
import type { AssignmentRole, BodyKind, Criterion, MemberRole, OnDayOff, PhaseKind, ReportKind, Target } from './model';

export interface CompiledPhase {
  /** `p1`, `p2` ... in the plan's order. */
  key: string;
  name: string;
  kind: PhaseKind;
  /** Civil dates, both included. */
  start: string;
  end: string;
  exit: Criterion[];
  advancesByItself: boolean;
}

/** A unit's place in a task. A group named once in the notice becomes a seat per unit. */
export interface CompiledSeat {
  unit: string;
  role: AssignmentRole;
  section: string | null;
  person: string | null;
  /** The name the notice prints. */
  printed: string;
}

export interface CompiledTask {
  /** Stable within the plan: the printed number, or the number and a counter where a number comes twice. */
  key: string;
  /** Counts from 1 in the plan's order. */
  ordinal: number;
  number: string;
  title: string;
  text: string;
  area: string;
  /** Key of the phase whose end is the due date, and moves it; null where the notice gives the task a date of its own. */
  phase: string | null;
  dueOn: string;
  seats: CompiledSeat[];
  targets: Target[];
}

export interface CompiledMember {
  role: MemberRole;
  name: string | null;
  post: string | null;
  /** null where the printed unit is not bound (leaders from above) or none is printed. */
  unit: string | null;
  printed: string | null;
}

export interface CompiledBody {
  kind: BodyKind;
  name: string;
  members: CompiledMember[];
  officeUnit: string | null;
  officeHead: string | null;
  dissolvesOnCompletion: boolean;
}

/** One thing that one unit owes for one period. */
export interface Obligation {
  /** Stable within the campaign: rule (with its kind), period and unit. */
  key: string;
  unit: string;
  /** The campaign's key of the rule, `r1`, `r2` ... (rule-keys.ts); `r2.STATISTICS` for what the rule owes beside its first kind. */
  rule: string;
  what: ReportKind;
  title: string;
  /** The phase whose opening opens it: the one in which it falls due. */
  phase: string;
  dueOn: string;
  /** The day on which the period closes by itself, `closesAfter` working days after the due date; null: the office closes it. */
  closesOn: string | null;
  closesAfter: number | null;
  /** What the plan says of a due day that is a day off: already applied to `dueOn`, and again when the phase moves. */
  onDayOff: OnDayOff;
  /** The first year whose days off are not announced yet: the dates are an estimate over weekends. Null: they are certain. */
  notAnnounced: number | null;
  /** The due date is the end of that phase, and moves with it. */
  movesWithPhase: boolean;
  /** `2022-09`, `2022-09-D1` (旬), `2022-W36`, `2022-Q3`, `2022-H2`, a date, or `2022-09-01/2022-09-10`; `ONCE` without dates for what is owed once. */
  period: { key: string; start: string | null; end: string | null };
  recurring: boolean;
}

export interface CompiledPlan {
  title: string;
  documentNumber: string | null;
  start: string;
  end: string;
  acknowledgeWithin: number;
  phases: CompiledPhase[];
  tasks: CompiledTask[];
  body: CompiledBody | null;
  obligations: Obligation[];
  /** Every unit that takes part: seats, members of the body, the office; each once. */
  units: string[];
  /** Units that owe what "every unit" owes: seats and members, not the leaders' own units. */
  owing: string[];
}

/** Why a plan has no meaning as a program. Paths are those of the plan's JSON: `phases.1.end`. */
export interface CompileProblem {
  code: 'NO_DATES' | 'DATES_REVERSED' | 'NO_TASKS';
  path: string;
  message: { zh: string; en: string };
}

export type CompileResult = { outcome: 'compiled'; plan: CompiledPlan } | { outcome: 'refused'; problems: CompileProblem[] };
