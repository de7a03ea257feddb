/**
 * What a law is made of. A law describes one kind of long-lived thing (a campaign, a task, a report ...): an XState v5 machine compiled
 * from data, and beside the chart, as data, who may send which event, what it is called and which checks stand before it.
 *
 * Everything here is pure. Time, counts and relations arrive in the event (`at`, `on`, `facts`), so that replaying a log gives the same
 * states for ever. A machine never reads a clock or a database, uses neither `after` nor `invoke`, and is never started as an actor.
 */
import type { AnyStateMachine } from 'xstate';
import type { Contribution } from './contribution';
import type { FactName } from './facts';

export const SUBJECT_KINDS = ['CAMPAIGN', 'TASK', 'REPORT', 'COORDINATING_BODY', 'BULLETIN', 'RECORD', 'DIFFERENCE'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** How the sender stands to the subject; found out by the desk from memberships and participants, never taken from an argument. */
export const RELATIONS = [
  'COORDINATOR',
  'LEADER',
  'SUPERVISOR',
  'LEAD_UNIT',
  'PART_UNIT',
  'OWING_UNIT',
  'RECORDING_UNIT',
  'UNIT_HEAD', // beside one of the unit relations: the sender heads the acting unit
  'CLOCK',
  'ENGINE', // a signal from another instance, or the creation of this one
] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Label {
  zh: string;
  en: string;
}

/** Who acts. `account` null for the clock and the engine; `onBehalfOf` names the absent person in a substitution (代理). */
export interface By {
  account: string | null;
  unit: string | null;
  onBehalfOf: string | null;
  relations: Relation[];
}

/** An event as it is decided and logged. `at` is the instant (RFC 3339 UTC), `on` the civil date in Asia/Shanghai. */
export interface LawEvent {
  type: string;
  at: string;
  on: string;
  by: By;
  input: Record<string, unknown>;
  facts: Record<string, unknown>;
}

/** Why an event is not possible. `code` is stable, SCREAMING_SNAKE_CASE; `data` carries numbers and ids (units by id), never prose. */
export interface Reason {
  code: string;
  label: Label;
  data: Record<string, unknown>;
}

/**
 * A named check before a transition. `about` says what it looks at: an `input` check is left out when only asking what is possible
 * (available actions), because the input is not known yet.
 */
export interface Check<C = unknown> {
  about: 'state' | 'fact' | 'input';
  /** null: passes. */
  test(context: C, event: LawEvent, where: Where): Reason | null;
}

/** Where a check is asked: the seat whose transition it guards (`lead0`, `part3`; null elsewhere) and the state before the event. */
export interface Where {
  seat: string | null;
  value: Record<string, unknown>;
}

/**
 * An input field of an event, from which the mutation's input and the command line are made. UNIT and ID are ids, DATE a civil date,
 * CHOICE one of `values`, RECORD a JSON object, LIST a JSON array.
 */
export interface InputField {
  name: string;
  type: 'TEXT' | 'DATE' | 'INTEGER' | 'FLAG' | 'CHOICE' | 'UNIT' | 'UNITS' | 'ID' | 'IDS' | 'RECORD' | 'LIST';
  required: boolean;
  values?: readonly string[];
  label: Label;
}

export interface EventRule {
  label: Label;
  description: Label;
  /** The one GraphQL mutation that sends it (verb + noun); null for what only the clock or the engine sends. */
  mutation: string | null;
  /** The mutation that sends it to many at once (verb + plural noun), where people act on many; absent: one at a time. */
  bulk?: string;
  /** Any of these relations may send it. */
  who: readonly Relation[];
  /** Only the head of the acting unit (with a unit relation). */
  headOnly?: boolean;
  /** What the sender fills in; checked by the kernel before any check of the law (INPUT_REQUIRED, REASON_REQUIRED, INPUT_INVALID). */
  inputs?: readonly InputField[];
  /** Names of the facts the desk must gather before the decision. */
  facts?: readonly FactName[];
  /** Facts that a later release asks for as well: gathered like the others, but logs from before lack them, and the law does without. */
  laterFacts?: readonly FactName[];
  /** Names of the deadlines this event sets, up to a colon (documentation, diagrams; the effects themselves are in the chart, and a test holds both together). */
  deadlines?: readonly string[];
  /** Inputs that stay with the people of the unit that sent the event, and with auditors: a draft is nobody else's business. */
  confidential?: readonly string[];
  /** May also be sent while the campaign is suspended. */
  whileSuspended?: boolean;
}

/** Every fact that the desk gathers for an event. */
export const factsOf = ({
  facts = [],
  laterFacts = [],
}: {
  facts?: readonly FactName[] | undefined;
  laterFacts?: readonly FactName[] | undefined;
}): readonly FactName[] => [...facts, ...laterFacts];

/** What a transition asks of the desk. All of it happens in the transaction that stores the event. */
export type Effect =
  | {
      effect: 'SET_DEADLINE';
      key: string;
      dueOn: string;
      /** START_OF_WORK: 09:00, for what people are told. */
      at: 'START_OF_DAY' | 'START_OF_WORK' | 'END_OF_DAY';
      event: string;
      input: Record<string, unknown>;
      label: Label;
    }
  | { effect: 'CANCEL_DEADLINE'; key: string }
  /**
   * To one instance of the same campaign (`subject` its id; the campaign's own id is the campaign's), or announced to many, who let it pass by
   * where it does not apply: to `subjects`, or to all open instances of the kinds, with `phase` those whose definition names that phase, with `unit` those in which that unit is an active participant, with `role` in that role.
   */
  | {
      effect: 'SIGNAL';
      to: { subject: string } | { subjects: string[] } | { kinds: SubjectKind[]; phase?: string; unit?: string; role?: string };
      event: string;
      input: Record<string, unknown>;
    }
  /** The desk expands these from the plan: OPEN_TASKS, OPEN_REPORTS {phase}, OPEN_BODY, OPEN_OBLIGATIONS_OF_UNIT ... Each creates instances. */
  | { effect: 'OPEN'; what: string; input: Record<string, unknown> }
  /** Tell units or people; goes to the outbox. */
  | { effect: 'TELL'; units: string[]; message: string; data: Record<string, unknown> };

/** The stored form of a state: what XState's resolveState takes back. */
export interface LawSnapshot<C = Record<string, unknown>> {
  value: unknown;
  context: C;
}

/** A unit's part in an instance, one row in the database. What an inbox is made of. */
export interface Participant {
  unit: string;
  /** LEAD, COOPERATING, RESPONSIBLE, IMPLEMENTING; OWING for a report and a question about one; OWNER and TAKING_PART for a campaign; REVIEWER for the coordinating office; ADDRESSEE of a bulletin; RECORDING of a record. */
  role: string;
  state: string;
  /** The ball is in this unit's court. */
  mustAct: boolean;
  /** Still in it: false once withdrawn, waived or removed. A unit that has left can no longer act. */
  active: boolean;
  /** Civil date by which it must act. */
  dueOn: string | null;
}

/** What is stored beside the snapshot so that lists, counts and inboxes need no machine. A pure function of definition and snapshot. */
export interface Projection {
  /** The one-word state, SCREAMING_SNAKE_CASE, one of the law's `states`. */
  state: string;
  title: string;
  number: string | null;
  /** Its place among its kind, where that may change; absent: as it was created. */
  ordinal?: number;
  dueOn: string | null;
  /** A campaign's present phase; the phase that a task or report belongs to. Null or absent where there is none. */
  phase?: string | null;
  timeliness: 'ON_TRACK' | 'DUE_SOON' | 'OVERDUE' | 'TIMELY' | 'LATE' | 'MISSING' | 'PENDING' | null;
  attention: 'NORMAL' | 'URGED' | 'SUPERVISED' | null;
  closed: boolean;
  participants: Participant[];
}

export interface Law<D = unknown, C = Record<string, unknown>> {
  kind: SubjectKind;
  /** Raised when stored snapshots need `migrate`; snapshots of every released version stay in the tests. */
  version: number;
  label: Label;
  /** The event that creates an instance; its input is `{ definition }`, its facts what `creationFacts` names. */
  creation: string;
  states: Readonly<Record<string, Label>>;
  events: Readonly<Record<string, EventRule>>;
  checks: Readonly<Record<string, Check<C>>>;
  /** Context at creation from the definition and the creating event. */
  begin(definition: D, event: LawEvent): C;
  /** What the machine's regions depend on; machines are cached by it. When an event changes it, new regions enter at their initial state. */
  shape(definition: D, context: C): string;
  /** Compiles the machine for a definition and context of one shape. */
  compile(definition: D, context: C): AnyStateMachine;
  project(definition: D, snapshot: LawSnapshot<C>): Projection;
  /** What it adds to figures and rates; at most one for each source, rule, unit and period. Absent: this kind adds nothing. */
  contribute?(definition: D, snapshot: LawSnapshot<C>): Contribution[];
  /** How the sender really stands, from the context: the desk says which unit acts, the law knows where that unit sits. */
  relate?(context: C, by: By): readonly Relation[];
  /** Why somebody without a relation is refused (UNIT_HAS_LEFT, NOT_IN_THIS_TASK); NOT_YOUR_ROLE where it says nothing. */
  stranger?(context: C, by: By): Reason | null;
  /** The definition after an accepted event (an amendment changes it); the same object where nothing changed. */
  redefine?(definition: D, event: LawEvent): D;
  /** Brings a snapshot stored by an older version of this law to the present one. */
  migrate?(snapshot: LawSnapshot<C>, fromVersion: number): LawSnapshot<C>;
}

export type Decision<D = unknown> =
  | { outcome: 'accepted'; definition: D; snapshot: LawSnapshot; effects: Effect[]; projection: Projection }
  | { outcome: 'refused'; code: string; fromState: string; event: string; reasons: Reason[]; allowedEvents: string[] };

/** One row of `availableActions`. */
export interface PossibleEvent {
  event: string;
  rule: EventRule;
  allowed: boolean;
  reasons: Reason[];
}
