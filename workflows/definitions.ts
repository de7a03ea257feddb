/**
 * The data from which each machine is compiled. A definition is what a subject was created from (the input of its creating event) and,
 * after an amendment, what it is made of now. Dates are civil dates `YYYY-MM-DD` in Asia/Shanghai; units are ids of the register.
 */

/** A unit's place in a task. `section` 责任股室 and `person` as the notice names them; `printed` the unit as the notice prints it. */
export interface Seat {
  unit: string;
  section: string | null;
  person: string | null;
  printed: string;
}

export const PART_ROLES = ['COOPERATING', 'RESPONSIBLE', 'IMPLEMENTING'] as const;
export type PartRole = (typeof PART_ROLES)[number];
export type PartSeat = Seat & { role: PartRole };

export interface ExitCriterion {
  /** LIAISONS_REGISTERED, IMPLEMENTATION_PLANS_FILED, TASKS_ACCEPTED, REPORTS_ACCEPTED, ORDERS_CLOSED, CASES_CLOSED. */
  kind: string;
  percent: number;
}

/** `key` is `p1`, `p2` ... at launch; an amendment keeps the keys of the phases it keeps and gives new ones new keys. */
export interface PhaseDefinition {
  key: string;
  name: string;
  kind: string;
  start: string | null;
  end: string | null;
  exit: ExitCriterion[];
  /** Moves on by itself when its end has passed and its criteria are met. */
  advancesByItself: boolean;
}

export interface CampaignDefinition {
  campaign: string;
  /** The unit that owns the campaign: the office (办公室) of the coordinating body. */
  office: string;
  title: string;
  plan: string;
  planRevision: number;
  phases: PhaseDefinition[];
  /** Every unit that takes part: leads, parts, owing units. */
  units: string[];
  /**
   * By place in the plan's list of reporting rules, the key under which this campaign knows each; absent: `r1`, `r2` ... A rule keeps its key
   * when an amendment moves it to another place (src/domain/plan/rule-keys.ts).
   */
  ruleKeys?: string[];
}

export interface TargetDefinition {
  what: string;
  op: '>' | '>=' | '=' | '<=' | '<';
  value: number;
  unit: string;
}

export interface TaskDefinition {
  campaign: string;
  office: string;
  number: string;
  area: string;
  title: string;
  text: string;
  targets: TargetDefinition[];
  /** Key of the phase whose end is the due date; null where the task has a date of its own, or none. */
  phase: string | null;
  dueOn: string | null;
  /** Working days to acknowledge or object. */
  acknowledgeWithin: number;
  /** None: RESPONSIBLE parts hand in jointly; without any of those either, a lead must be appointed first. */
  leads: Seat[];
  parts: PartSeat[];
}

export const REPORT_CONTENT_KINDS = ['STATISTICS', 'NARRATIVE', 'LIAISON_ROSTER', 'IMPLEMENTATION_PLAN', 'FINAL_SUMMARY'] as const;
export type ReportContentKind = (typeof REPORT_CONTENT_KINDS)[number];

export interface ReportDefinition {
  campaign: string;
  office: string;
  /** The unit that owes it. */
  unit: string;
  /** Key of the reporting rule in the plan. */
  rule: string;
  reportKind: ReportContentKind;
  title: string;
  /** What it covers; `key` is unique within unit and rule (`ONCE`, `2022-09`); null dates for one-off kinds. */
  period: { key: string; start: string | null; end: string | null };
  dueOn: string;
  /** Key of the phase in which it is owed; null for the whole campaign. */
  phase: string | null;
  /** The due date is the end of that phase, and moves with it. */
  movesWithPhase?: boolean;
  /** When the period is closed by the clock: what has not come by then is missing. Null: only the coordinator closes it. */
  closesOn?: string | null;
  /** That day is so many working days after the due date; null or absent: it has none of its own. */
  closesAfter?: number | null;
  /** What a due day becomes that is a day off, where it is the end of a phase and moves; absent: it stays as it is. */
  onDayOff?: 'AS_PRINTED' | 'NEXT_WORKING_DAY' | 'PREVIOUS_WORKING_DAY';
  /** How the unit is chased; absent from what was opened before there was chasing. */
  chasing?: ChasingDefinition;
}

/** In days before (after) the date by which a report is owed: working days where days off are quiet, else all days. */
export interface ChasingDefinition {
  remindBefore: number[];
  remindAfter: number[];
  /** null: the head of the unit is never told. */
  escalateAfter: number | null;
  quietOnDaysOff: boolean;
}

export const BODY_MEMBER_ROLES = ['LEADER', 'CONVENER', 'DEPUTY', 'MEMBER'] as const;
export type BodyMemberRole = (typeof BODY_MEMBER_ROLES)[number];

export interface BodyMemberDefinition {
  id: string;
  role: BodyMemberRole;
  name: string | null;
  post: string | null;
  unit: string | null;
  from: string;
}

export interface BodyDefinition {
  campaign: string;
  office: string;
  name: string;
  /** LEADING_GROUP, JOINT_CONFERENCE, TASK_FORCE. */
  bodyKind: string;
  members: BodyMemberDefinition[];
  officeHead: string | null;
  dissolvesOnCompletion: boolean;
  /** Opened by a launch: it is active at once. False or absent: it forms until ACTIVATE. */
  activeFromStart?: boolean;
}

/** What the office writes; null: nothing. */
export interface BulletinWords {
  title: string;
  /** 发文字号. */
  number: string | null;
  /** 主送机关. */
  addressee: string | null;
  /** How things stand. */
  overview: string | null;
  /** What is asked next. */
  requirements: string | null;
  /** 抄送机关. */
  copyTo: string | null;
}

/** How many reports there are of each sort, and parts in tasks. */
export interface BulletinCounts {
  expected: number;
  submitted: number;
  timely: number;
  late: number;
  missing: number;
  overdue: number;
  zero: number;
  returned: number;
  parts: number;
  partsAccepted: number;
  /** Of `timely` and `late`: returned, and not come again, so that nothing of them counts as `submitted`. Absent where it was not yet counted. */
  sentBack?: number;
  /** Of `missing`: supplied after the period was closed. Absent where it was not yet counted. */
  supplied?: number;
}

/** A report as it was counted. */
export interface BulletinSource {
  /** Keys of rule and period, as the report has them. */
  rule: string;
  period: string;
  /** Which of the counts it adds to, `expected` aside. */
  counts: string[];
}

export interface BulletinRow {
  unit: string;
  /** null where no measure applies. */
  rank: number | null;
  /** 0 to 100 with two decimals. */
  score: string | null;
  /** In the order of `BulletinContent.measures`, in percent; null where it does not apply. */
  percents: (string | null)[];
  counts: BulletinCounts;
  /** Ids of the reports that were counted. */
  reports: string[];
  /** What each was counted as, in the same order; absent where it was not yet kept. */
  sources?: BulletinSource[];
  /** Its own, in the order of `BulletinContent.figures`; null: it has not filled the cell in. Absent where it was not yet kept. */
  figures?: (string | null)[];
  commended: boolean;
  criticised: boolean;
}

/** What was counted, as of a day. Nobody writes it: every figure can be counted again from the reports and tasks of the period. */
export interface BulletinContent {
  asOf: string;
  measures: { measure: string; weight: number; form: string | null; cell: string | null }[];
  totals: BulletinCounts;
  /** Best first. */
  units: BulletinRow[];
  /**
   * Of statistics forms: the sums of the period, as decimals; null: nobody filled the cell in. `filled` of `expected` reports have filled it in, or
   * reported that there was nothing; absent where it was not yet counted.
   */
  figures: { form: string; cell: string; label: string; unit: string; value: string | null; filled?: number; expected?: number }[];
  /** What the keys of rules in `sources` are called. */
  rules?: { rule: string; title: string }[];
}

export interface BulletinDefinition {
  campaign: string;
  office: string;
  /** The days it speaks of, both included. */
  period: { from: string; to: string };
  words: BulletinWords;
  content: BulletinContent;
}

export const RECORD_COLUMN_KINDS = ['TEXT', 'DATE', 'INTEGER', 'DECIMAL', 'UNIT', 'CHOICE'] as const;

export interface RecordColumnDefinition {
  name: string;
  kind: (typeof RECORD_COLUMN_KINDS)[number];
  required: boolean;
  decimals: number | null;
  choices: string[];
}

/** What each record adds to a cell of a form: `amount` is `ONE` or the name of the column that holds it; it counts on the day in `dateColumn`. */
export interface RecordAdditionDefinition {
  form: string;
  cell: string;
  amount: string;
  dateColumn: string;
  when: { column: string; oneOf: string[] } | null;
}

/** A ledger of the plan as it was when the record was made: its columns, and what its records add. */
export interface RecordKindDefinition {
  key: string;
  title: string;
  columns: RecordColumnDefinition[];
  /** Names of columns. */
  identity: string;
  unitColumn: string | null;
  dateColumn: string;
  adds: RecordAdditionDefinition[];
}

/** By the name of the column: texts, civil dates and ids of units as strings; null where nothing stands. */
export type RecordFields = Record<string, string | number | null>;

export interface RecordDefinition {
  campaign: string;
  office: string;
  /** Whose record it is. */
  unit: string;
  /** False: it is below a unit that takes part, and takes no part itself. An entry in a ledger opens no campaign to anybody. Absent: it takes part. */
  takesPart?: boolean;
  /** Units above it that take part, nearest first, on the day it was made: their people may do what the unit's own may. */
  above: string[];
  kind: RecordKindDefinition;
  /** Under which it is known: unique for campaign, kind and unit. */
  identity: string;
  fields: RecordFields;
  /** Where it was read; null where it was written by hand. */
  source: { file: string; row: number } | null;
}

/** A cell of a report whose figure is not what the records say, as it stood when it was asked about. */
export interface DifferenceCell {
  /** `7` or `7.1`. */
  cell: string;
  label: string;
  /** Unit of measure. */
  measure: string;
  /** Decimals as text; null: the report says nothing there. */
  reported: string | null;
  recorded: string;
}

export interface DifferenceDefinition {
  campaign: string;
  office: string;
  /** Whoever owes the report. */
  unit: string;
  /** Key of the reporting rule. */
  rule: string;
  /** Key of its form. */
  form: string;
  /** Id of the report. */
  report: string;
  /** Days both included, as the report's figures count. */
  period: { key: string; start: string; end: string };
  cells: DifferenceCell[];
  question: string;
  /** By when an answer is wanted. */
  dueOn: string | null;
  title: string;
}
