/** What the desk asks of the database for everything that has a machine. Implemented with group commit in the plumbing. */

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

export interface DeadlineChange extends SubjectKey {
  key: string;
  kind: string;
  /** null cancels. */
  set: { dueOn: string; dueAt: Date; event: string; input: Record<string, unknown>; label: { zh: string; en: string } } | null;
  setBySeq: number;
}

export interface OutboxEntry extends SubjectKey {
  seq: number;
  message: string;
  units: string[];
  data: Record<string, unknown>;
  at: Date;
}

export interface IdempotencyRecord {
  accountId: string;
  key: string;
  requestHash: Buffer;
  answer: unknown;
}

/** Everything that one accepted call writes; all or nothing. `expected` is the revision the decision was made on. */
export interface CallWrites {
  subjects: { expected: number; after: StoredSubject; definitionChanged: boolean; participantsChanged: boolean }[];
  events: LoggedEvent[];
  deadlines: DeadlineChange[];
  outbox: OutboxEntry[];
  idempotency: IdempotencyRecord | null;
  at: Date;
}
