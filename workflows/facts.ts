/**
 * The facts a decision may need, by name. The desk gathers what an event's rule names (`rule.facts`), puts the values into the event and
 * logs them with it. A decision without a fact that its rule names is a fault of the program and throws (but for `laterFacts`, which
 * old logs do not have); asking what is possible may leave facts out, and then passes the checks that need them.
 */
import type {
  BulletinContent,
  ChasingDefinition,
  PartSeat,
  PhaseDefinition,
  RecordFields,
  Seat,
  TargetDefinition,
  TaskDefinition,
} from './definitions';

export interface Criterion {
  kind: string;
  percent: number;
  done: number;
  total: number;
  missing: { unit?: string; subject?: string; title: string }[];
}

/** What an amendment does to the running campaign, worked out by the desk from the running and the new plan. */
export interface PlanChange {
  planRevision: number;
  title?: string;
  /** The new list in order; phases that stay keep their keys, new ones have keys never used before. */
  phases: PhaseDefinition[];
  tasks: {
    add: TaskDefinition[];
    drop: { subject: string; reason?: string }[];
    change: ({ subject: string } & TaskAmendment)[];
  };
  /** Absent in logs from before rules could move, and where none does. */
  reports?: PlanReports;
  /** By place in the new plan, the campaign's keys of its reporting rules; absent in older logs. */
  ruleKeys?: string[];
}

/** The reports that run, and those owed from now on; grouped, because thousands are alike. */
export interface PlanReports {
  /** What AMENDED carries to each of `subjects`. */
  change: {
    subjects: string[];
    rule: string;
    title: string;
    dueOn: string;
    closesOn: string | null;
    closesAfter: number | null;
    phase: string;
    movesWithPhase: boolean;
    /** Absent in older logs: as it was. */
    onDayOff?: 'AS_PRINTED' | 'NEXT_WORKING_DAY' | 'PREVIOUS_WORKING_DAY';
  }[];
  /** No longer owed, where nothing is written yet. */
  drop: string[];
  open: { rule: string; period: string; units: string[] }[];
  /** What CHASING_CHANGED carries to each of `subjects`; absent where the plan chases as before. */
  chase?: { subjects: string[]; chasing: ChasingDefinition };
}

/** What AMENDED carries to a task: the task as the new plan has it. */
export interface TaskAmendment {
  title: string;
  text: string;
  number?: string;
  area?: string;
  targets?: TargetDefinition[];
  phase?: string | null;
  dueOn: string | null;
  leads: Seat[];
  parts: PartSeat[];
}

/** What the plan has against something that is written in a report; worked out by the desk from the form and the rules of the plan in force. */
export interface FormFault {
  /** CELL_UNKNOWN, SECTION_MISSING, NO_FIGURES and what the rules of forms say (docs/errors.md). */
  code: string;
  /** ERROR stands in the way; WARNING wants an explanation. */
  severity: 'ERROR' | 'WARNING';
  /** Keys of cells, `7` or `7.1`; titles of sections where it is about these. */
  cells: string[];
  /** Key of the form's rule; null for what every form asks. */
  rule: string | null;
  message: { zh: string; en: string };
  data?: Record<string, unknown>;
}

/** A file that was handed to the desk for this report. The log keeps this, the desk the bytes. */
export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** SHA-256, hexadecimal. */
  digest: string;
}

/** A day on which a unit is reminded of its report, or its head is told: key of the deadline (`remind:-3`, `remind:+1`, `escalate`) and civil date. */
export interface Chase {
  key: string;
  on: string;
}

/** What is wrong with a field of a record; worked out by the desk from the columns of its kind. */
export interface RecordFault {
  /** RECORD_… (docs/errors.md). */
  code: string;
  column: string;
  message: { zh: string; en: string };
  data: Record<string, unknown>;
}

/** What a report and the records say of one cell at a moment: decimals as text; null: the report says nothing, or is no longer owed. */
export interface DifferenceNow {
  cell: string;
  reported: string | null;
  recorded: string | null;
}

/** The campaign that another names as its superior. */
export interface SuperiorCampaign {
  title: string;
  /** Its office is the same, or stands above, or its notice was sent to the other's office or a unit above that. */
  isAbove: boolean;
  /** It is the other itself, or a lower campaign of it already. */
  isBelow: boolean;
}

export interface Facts {
  /** Civil date: `acknowledgeWithin` working days (input of the definition) from the event's day. */
  acknowledgeBy: string;
  /** Civil date: 3 working days before the definition's due date; null without one. At creation only. */
  dueSoonOn: string | null;
  /** Civil date: 3 working days before the due date this event gives the task (`dueDateAfter` names that date); null without one. */
  newDueSoonOn: string | null;
  /** Errors of the plan's lint; must be empty. */
  lintErrors: { code: string; message: string }[];
  /** Printed names that are bound to no unit; must be empty. */
  unboundUnits: string[];
  /** The exit criteria of the present phase with their numbers. */
  criteria: Criterion[];
  /** Tasks neither accepted, written off nor closed. */
  openTasks: { subject: string; number: string; title: string; state: string }[];
  /** Reports of kind FINAL_SUMMARY that are not accepted or waived. */
  openFinalReports: { subject: string; unit: string; title: string; state: string }[];
  /** Items of the acceptance list (the last phase's exit criteria) that are not met. */
  openAcceptanceItems: { title: string; done: number; total: number }[];
  change: PlanChange;
  /** Working days from the date the report was due by (after a return: by the return's date) to the event's day; 0 in time. */
  workingDaysLate: number;
  /**
   * MOVE_DUE: the dates after the move. The due date by the rule for days off; the closing `closesAfter` working days after it, unchanged
   * without such a number.
   */
  newDates: { dueOn: string; closesOn: string | null };
  /** The days of chasing that lie after the event's day, counted from the date by which the report is owed after this event; none without one. */
  chaseDates: Chase[];
  /**
   * The event's day as seen from the date the report is owed by: working days until then, or after it. `waitsUntil`: the next working day, where
   * the plan is quiet on days off and this is one.
   */
  chaseDay: { workingDays: number; waitsUntil: string | null };
  /** `input.unit` (DELEGATE: `input.toUnit`) is below the acting unit in the tree, on the event's day. */
  unitIsBelow: boolean;
  /** The unit that the event brings in (`input.unit`, TRANSFER and DELEGATE: `input.toUnit`) is in the register, on the event's day. */
  unitIsKnown: boolean;
  /** `input.unit` still has an active seat in an open task of the campaign other than the one whose signal (`cause`) this is. */
  unitHasOtherSeats: boolean;
  /** The campaign that `input.superior` names, as this one stands to it; null where there is none. */
  superiorCampaign: SuperiorCampaign | null;
  /** What is counted of a bulletin's period now. */
  bulletinContent: BulletinContent;
  /** The cells of a difference as they stand now, in its order. */
  differenceNow: DifferenceNow[];
  /** Where the campaign stands: decides whether something settled may be opened again. */
  campaignStanding: 'RUNNING' | 'SUSPENDED' | 'OVER';
  /** SAVE_DRAFT: cells of the input that the form does not have. SUBMIT: everything that the plan has against what is handed in. */
  formFaults: FormFault[];
  /** CORRECT: what `input.fields` says, read by the columns of the record's kind. */
  recordFields: { fields: RecordFields; faults: RecordFault[] };
  /** The files that `input.attachments` names, in that order, as far as they belong to this report. */
  attachments: Attachment[];
}
export type FactName = keyof Facts;

/** What OPEN asks of the desk; each creates instances, and each instance begins with its own creating event. */
export const OPENINGS = {
  /** One task per entry of the plan at LAUNCH (`input` empty), or of `input.tasks` (TaskDefinition[]) after an amendment. */
  OPEN_TASKS: 'tasks of the plan',
  /** `input.phase`: the one-off and recurring obligations owed in that phase, for every unit taking part on that day. */
  OPEN_REPORTS: 'obligations of a phase',
  /** The coordinating body of the plan, active from the start. Nothing, where the plan names none. */
  OPEN_BODY: 'coordinating body',
  /** `input.reports` (PlanReports.open): what an amendment has found owed from now on. */
  OPEN_AMENDED_REPORTS: 'reports of an amendment',
  /** `input.unit`, `input.phase`: what a unit that joins owes from now on; nothing before it joined. */
  OPEN_OBLIGATIONS_OF_UNIT: 'obligations of a unit that joins',
} as const;
export type Opening = keyof typeof OPENINGS;
