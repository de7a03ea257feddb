/**
 * What is read of everything that has a machine: lists, inboxes, counts, boards, histories. One port for every kind of subject, because they
 * all live in the same two tables. Every method costs a fixed number of SQL statements, whatever the number of rows.
 */
import type { StoredSubject, SubjectKey } from './store';

/** A page of a keyset-ordered list. `after`/`before` are the sort keys of the row next to the page, so that pages stay right while rows are inserted. */
export interface PageRequest {
  limit: number;
  /** Forwards from `after`, or backwards from `before`. */
  direction: 'FORWARD' | 'BACKWARD';
  from: readonly (string | number | null)[] | null;
}
export interface Page<T> {
  rows: { row: T; sortKey: readonly (string | number | null)[] }[];
  /** There is more in the direction of reading. */
  more: boolean;
}

export interface DateComparison {
  eq?: string | null;
  lt?: string | null;
  lte?: string | null;
  gt?: string | null;
  gte?: string | null;
}

export interface SubjectFilter {
  states?: readonly string[] | null;
  timeliness?: readonly string[] | null;
  phases?: readonly string[] | null;
  closed?: boolean | null;
  dueOn?: DateComparison | null;
  /** Taking part in it, in any of the roles, while active. */
  unitIds?: readonly string[] | null;
  roles?: readonly string[] | null;
  /** Part of the title or the number. */
  text?: string | null;
  /** Of records: of a ledger, of a unit or those that it answers for, and of the days from and to, both included. */
  record?: { kind: string | null; unit: string | null; from: string | null; to: string | null } | null;
}

export const SUBJECT_SORTS = ['PLAN_ORDER', 'DUE_FIRST'] as const;
export type SubjectSort = (typeof SUBJECT_SORTS)[number];

export interface InboxFilter {
  kinds?: readonly string[] | null;
  roles?: readonly string[] | null;
  dueOn?: DateComparison | null;
  timeliness?: readonly string[] | null;
  campaignId?: string | null;
}

/**
 * Whose inbox. A person acts for the seats of the own units; what waits for the coordinating office (role REVIEWER) reaches the coordinators
 * of that office or of that campaign only, although the office's unit may have seats of its own.
 */
export interface InboxScope {
  seatsOf: readonly string[];
  reviewsOf: readonly string[];
  reviewsInCampaigns: readonly string[];
}

/** One thing that one unit must act on. */
export interface InboxRow {
  subject: StoredSubject;
  unitId: string;
  role: string;
  partState: string;
  dueOn: string | null;
}

export const COUNT_DIMENSIONS = ['UNIT', 'ROLE', 'STATE', 'PART_STATE', 'TIMELINESS', 'PHASE'] as const;
export type CountDimension = (typeof COUNT_DIMENSIONS)[number];
export interface CountRow {
  group: Partial<Record<CountDimension, string | null>>;
  count: number;
}

/** A cell of the board: one unit's part in one subject. */
export interface BoardCell {
  subjectId: string;
  unitId: string;
  role: string;
  state: string;
  mustAct: boolean;
  active: boolean;
  dueOn: string | null;
}
export interface BoardRow {
  subjectId: string;
  number: string | null;
  title: string;
  state: string;
  timeliness: string | null;
  attention: string | null;
  dueOn: string | null;
  phase: string | null;
  /** For a report: which rule and period it belongs to, from its definition. */
  rule: string | null;
  period: string | null;
  cells: BoardCell[];
}

/** How a unit does in a campaign; what the ranking is made of. */
export interface UnitStanding {
  unitId: string;
  parts: number;
  accepted: number;
  open: number;
  overdue: number;
  mustAct: number;
  reportsOwed: number;
  reportsTimely: number;
  reportsLate: number;
  reportsMissing: number;
}

export interface HistoryRow {
  campaignId: string;
  subjectId: string;
  seq: number;
  /** As a subscription resumes from it; see ports/publisher.ts. */
  position: string;
  kind: string;
  type: string;
  by: { account: string | null; unit: string | null; onBehalfOf: string | null };
  on: string;
  at: Date;
  input: Record<string, unknown>;
  cause: { subjectId: string; seq: number } | null;
  hash: string;
}

export interface DeadlineRow extends SubjectKey {
  key: string;
  dueOn: string;
  dueAt: Date;
  event: string;
  label: { zh: string; en: string };
  status: string;
}

export interface MessageRow {
  id: string;
  unitId: string;
  campaignId: string;
  subjectId: string;
  message: string;
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
}

/** Campaigns that a viewer may see: all, those of owning units, those named, those in which a unit takes part. */
export interface CampaignScope {
  all: boolean;
  ownedByUnits: readonly string[];
  campaignIds: readonly string[];
  unitsTakingPart: readonly string[];
}

export interface Reading {
  /** In the order asked; null where there is none. */
  subjects(keys: readonly SubjectKey[]): Promise<(StoredSubject | null)[]>;
  campaigns(scope: CampaignScope, states: readonly string[] | null, page: PageRequest): Promise<Page<StoredSubject>>;
  /** A page of each campaign, in the order asked; so are the answers of the methods below that take campaigns. */
  subjectsOf(
    campaignIds: readonly string[],
    kind: string,
    filter: SubjectFilter,
    sort: SubjectSort,
    page: PageRequest,
  ): Promise<Page<StoredSubject>[]>;
  /**
   * Those of the campaigns, launched ones, in which one of the units takes part: named by the plan, or holding an active part in a task or a
   * report, as a section does to which its bureau has delegated work.
   */
  takenPartIn(campaignIds: readonly string[], unitIds: readonly string[]): Promise<string[]>;
  /** The first of a kind in each campaign, in the order asked: its coordinating body. */
  firstOf(campaignIds: readonly string[], kind: string): Promise<(StoredSubject | null)[]>;
  inbox(scope: InboxScope, filter: InboxFilter, page: PageRequest): Promise<Page<InboxRow>>;
  inboxCount(scope: InboxScope, filter: InboxFilter): Promise<number>;
  counts(campaignIds: readonly string[], kind: string, by: readonly CountDimension[], filter: SubjectFilter): Promise<CountRow[][]>;
  /** `unitIds` null: all of the campaign; else only subjects in which these units have an active part, with the cells of these units. */
  board(campaignIds: readonly string[], kind: string, unitIds: readonly string[] | null): Promise<BoardRow[][]>;
  standings(campaignIds: readonly string[], unitIds: readonly string[] | null): Promise<UnitStanding[][]>;
  /** One page of the history of each of the keys, newest last. */
  history(keys: readonly SubjectKey[], afterSeq: number, limit: number): Promise<HistoryRow[][]>;
  deadlines(keys: readonly SubjectKey[]): Promise<DeadlineRow[][]>;
  messages(unitIds: readonly string[], unreadOnly: boolean, page: PageRequest): Promise<Page<MessageRow>>;
  markRead(unitIds: readonly string[], messageIds: readonly string[], at: Date): Promise<number>;
}
