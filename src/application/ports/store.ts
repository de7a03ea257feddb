/** What the desk asks of the database for everything that has a machine. Implemented in the plumbing. */

export interface SubjectKey {
  campaignId: string;
  id: string;
}

export interface StoredParticipant {
  unitId: string;
  role: string;
  state: string;
  mustAct: boolean;
  active: boolean;
  dueOn: string | null;
}

/** An instance as it stands, with the rows that say which units are in it. */
export interface StoredSubject extends SubjectKey {
  kind: string;
  lawVersion: number;
  definition: unknown;
  snapshot: { value: unknown; context: Record<string, unknown> };
  /** Number of events so far; 0 for one that is being created. */
  revision: number;
  headHash: Buffer;
  title: string;
  number: string | null;
  ordinal: number;
  phase: string | null;
  state: string;
  timeliness: string | null;
  attention: string | null;
  dueOn: string | null;
  closed: boolean;
  participants: StoredParticipant[];
}

/** One event of the log, exactly what is hashed. */
export interface LoggedEvent extends SubjectKey {
  seq: number;
  kind: string;
  type: string;
  by: unknown;
  on: string;
  at: Date;
  input: Record<string, unknown>;
  facts: Record<string, unknown>;
  cause: { subjectId: string; seq: number } | null;
  prevHash: Buffer;
  hash: Buffer;
}

/** A committed event by name. `position` is opaque; see ports/publisher.ts. */
export interface EventReference {
  campaignId: string;
  subjectId: string;
  kind: string;
  seq: number;
  type: string;
  position: string;
}

export interface DeadlineName extends SubjectKey {
  key: string;
}

export interface DueDeadline extends DeadlineName {
  kind: string;
  /** Civil date. */
  dueOn: string;
  dueAt: Date;
  event: string;
  input: Record<string, unknown>;
  /** The event that set it; a deadline that was moved meanwhile has another. */
  setBySeq: number;
}

/** A change of one deadline row. `DELIVER` is written with the event that the deadline became, or with the law's refusal of it. */
export type DeadlineChange = DeadlineName & { kind: string } & (
    | {
        change: 'SET';
        dueOn: string;
        dueAt: Date;
        event: string;
        input: Record<string, unknown>;
        label: { zh: string; en: string };
        setBySeq: number;
      }
    | { change: 'CANCEL' }
    | { change: 'DELIVER'; setBySeq: number; refusal: unknown | null }
  );

export interface OutboxEntry extends SubjectKey {
  seq: number;
  message: string;
  units: string[];
  data: Record<string, unknown>;
}

export interface IdempotencyName {
  accountId: string;
  key: string;
}

export interface IdempotencyRecord extends IdempotencyName {
  requestHash: Buffer;
  answer: unknown;
}

export interface SubjectWrite {
  /** The revision the decision was made on; 0 creates. */
  expected: number;
  after: StoredSubject;
  /** Without it the stored definition stays as it is. */
  definitionChanged: boolean;
  participants: { upsert: StoredParticipant[]; remove: { unitId: string; role: string }[] };
}

/**
 * What a subject adds to the figures of its campaign, as it is to stand. The difference to what stood before is added to every unit above: to
 * those it was counted for before, or else to those above the unit on the day on which the period ends.
 */
export interface ContributionWrite extends SubjectKey {
  source: string;
  rule: string;
  unit: string;
  period: { key: string; start: string; end: string };
  /** In the order of TALLY_COUNTS. */
  counts: readonly number[];
  cells: Readonly<Record<string, number>>;
  /** It no longer contributes here. */
  gone: boolean;
}

/** What belongs together: all of it is written, or none. Each subject, each deadline and each idempotency key is named once. */
export interface WriteUnit {
  at: Date;
  subjects: SubjectWrite[];
  events: LoggedEvent[];
  deadlines: DeadlineChange[];
  outbox: OutboxEntry[];
  idempotency: IdempotencyRecord[];
  /** Absent where nothing contributes. Each source, rule, unit and period of a subject is named once. */
  contributions?: ContributionWrite[] | undefined;
}

/** CONFLICT: a subject is no longer at the expected revision; nothing of this unit was written. */
export type WriteResult = { written: true; events: EventReference[] } | { written: false; why: 'CONFLICT' };

export interface LoadRequest {
  subjects: readonly SubjectKey[];
  idempotency: readonly IdempotencyName[];
  deadlines: readonly DeadlineName[];
}

/** All of one instant. What is not there is left out. */
export interface Loaded {
  subjects: StoredSubject[];
  idempotency: IdempotencyRecord[];
  deadlines: (DeadlineName & { setBySeq: number; pending: boolean })[];
}

export type Alone = <T>(name: string, work: () => Promise<T>) => Promise<T | null>;

export interface Store {
  /** One statement. */
  load(request: LoadRequest): Promise<Loaded>;
  /** The subjects of these kinds in the campaign that are not closed, in plan order. */
  openSubjects(campaignId: string, kinds: readonly string[], phase: string | null): Promise<StoredSubject[]>;
  /**
   * One statement, one transaction, a result per unit: a unit in conflict is left out, the others are written.
   * @throws {StoreFailure} and then nothing of any unit was written, unless the connection broke (UNAVAILABLE): then it is not known
   */
  write(units: readonly WriteUnit[]): Promise<WriteResult[]>;
  /** The log of one subject up to and including `upTo`. */
  events(key: SubjectKey, upTo: number): Promise<LoggedEvent[]>;
  /** The committed events of these names; what is not there is left out. */
  references(names: readonly (SubjectKey & { seq: number })[]): Promise<EventReference[]>;
  /** The campaigns that have deadlines due at `now`, the longest due first. */
  campaignsDue(now: Date, limit: number): Promise<string[]>;
  /** The earliest deadlines of one campaign that are due at `now` and later than `after`: all of one instant, at most `limit`, by subject. */
  nextDue(campaignId: string, now: Date, after: Date | null, limit: number): Promise<DueDeadline[]>;
  /**
   * Lets `work` claim names one by one: `alone` runs its work unless another process holds that name, and then answers null. A process that
   * dies loses its claims. Takes no connection from the pool, which the work itself may need.
   */
  claiming<R>(work: (alone: Alone) => Promise<R>): Promise<R>;
}

/**
 * UNAVAILABLE: not reachable, shutting down or out of space; try later. READ_ONLY: a replica, or set read-only by its administrator.
 * CONTENDED: the database gave up a deadlock or a serialization conflict, or a key was inserted by somebody else in the same moment; the
 * whole statement was undone and can be repeated.
 */
export class StoreFailure extends Error {
  constructor(
    readonly reason: 'UNAVAILABLE' | 'READ_ONLY' | 'CONTENDED',
    cause: unknown,
  ) {
    super(`The database is ${reason.toLowerCase().replace('_', '-')}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoreFailure';
  }
}
