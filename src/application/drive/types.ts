/**
 * The one path by which state changes: what goes in and what comes out.
 *
 *   const drive = createDrive({ store, clock, laws, decide, relations, visible, facts, openers, publish });
 *   await drive.drive({ subject: { campaignId, id }, event: { type: 'ACKNOWLEDGE', input: {} }, viewer, expectedRevision: 3, idempotencyKey: 'k' });
 *   -> { ok: true, value: { subject, event, also, replayed } } | { ok: false, refusal: { code, message: { zh, en }, data } }
 *
 * Every expected "no" is a refusal. What is thrown nobody expected; of a call that throws, nothing was written.
 */
import type { By, Decision, EventRule, Law, LawEvent, LawSnapshot, Reason, Relation, SubjectKind } from '../../../workflows/contract';
import type { Clock } from '../ports/clock';
import type { DueDeadline, EventReference, Store, StoredSubject, SubjectKey } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Answer, Refusal } from '../refusal';

/** A person, or the clock worker, or the engine itself (a repair, an import; never reachable from the door). */
export type Sender = Viewer | 'CLOCK' | 'ENGINE';

export interface DriveCall {
  /** With a `kind`, a subject of another kind is NOT_FOUND: laws have events of the same name. */
  subject: SubjectKey & { kind?: string };
  event: { type: string; input: Record<string, unknown> };
  viewer: Sender;
  /** For a viewer who could act for several units. */
  actingUnit?: string | null;
  /** Refused with STALE_REVISION when the subject is at another one. */
  expectedRevision?: number | null;
  /** Belongs to the account. The first answer, refusals included, comes back for the same call; another call under the key is refused. */
  idempotencyKey?: string | null;
  /** The deadline that this call delivers; only the clock worker's calls have one. */
  deadline?: DueDeadline;
  /** Calls that name the same sequence are decided and committed in the order in which they were made. */
  sequence?: string;
}

/** A new instance. Its law's creation event is its first, with `{ definition, ordinal, phase }` as input. */
export interface NewSubject {
  kind: SubjectKind;
  /** Chosen by whoever creates: a second creation under the same id is refused with ALREADY_EXISTS. */
  id: string;
  definition: unknown;
  /** Place in the plan's order. */
  ordinal: number;
  phase: string | null;
}

export interface CreateCall {
  campaignId: string;
  subject: NewSubject;
  /** Who creates. That they may, the caller has found out: before it exists nobody has a relation to it. */
  by: By;
  idempotencyKey?: string | null;
  /** What the client asked for: tells a repetition from another request under the same key, when id and definition are made up anew each time. */
  request?: unknown;
}

/** What an accepted call has done. */
export interface Driven {
  /** As it stands after this call's own event and the signals that came back to it. */
  subject: StoredSubject;
  event: EventReference;
  /** Everything else that was created or signalled in the same transaction, in order. */
  also: EventReference[];
  /** True when this is the first answer to an idempotency key that was sent again. */
  replayed: boolean;
}

/**
 * NOT_FOUND also for what the viewer may not see. EVENT_REFUSED: the law says no, `data` is EventRefused. STALE_REVISION: `data` { expected,
 * actual }. IDEMPOTENCY_KEY_REUSED: same key, other call. ACTING_UNIT_REQUIRED and ACTING_UNIT_NOT_YOURS: `data.units`. ALREADY_EXISTS: only
 * from `create`. BAD_INPUT: text that no database can keep (NUL, half a surrogate pair). BUSY, DATABASE_UNAVAILABLE: `data.retryAfterMs`,
 * nothing was acknowledged; send it again with the same idempotency key. READ_ONLY: the database takes no writes.
 * PROGRAM_OUTDATED: during an upgrade, a newer server has written the subject; another server, or this one when it is renewed, can do it.
 */
export const DRIVE_REFUSALS = [
  'NOT_FOUND',
  'EVENT_REFUSED',
  'STALE_REVISION',
  'IDEMPOTENCY_KEY_REUSED',
  'ACTING_UNIT_REQUIRED',
  'ACTING_UNIT_NOT_YOURS',
  'ALREADY_EXISTS',
  'BAD_INPUT',
  'BUSY',
  'DATABASE_UNAVAILABLE',
  'READ_ONLY',
  'PROGRAM_OUTDATED',
] as const;
export type DriveRefusalCode = (typeof DRIVE_REFUSALS)[number];

/** `data` of EVENT_REFUSED. When a signal to another instance was refused, `subject` names that one and `event` the signal. */
export interface EventRefused {
  subject: SubjectKey & { kind: string };
  event: string;
  /** The law's own code: why, in one word. */
  lawCode: string;
  fromState: string;
  reasons: Reason[];
  allowedEvents: string[];
}

/** A refusal by a fact provider keeps the provider's own code, hence `string`. */
export type Outcome = Answer<Driven, DriveRefusalCode | (string & {})>;

export interface Drive {
  drive(call: DriveCall): Promise<Outcome>;
  /** Each call for itself: some may be accepted and others refused. Same order as the calls. */
  driveMany(calls: readonly DriveCall[]): Promise<Outcome[]>;
  create(call: CreateCall): Promise<Outcome>;
  /** Lets the calls that were taken finish; new ones are refused with BUSY. */
  close(): Promise<void>;
}

/** One question to a fact provider. */
export interface FactRequest {
  /** As it stands before the event; of one that is being created only key, kind, definition, ordinal and phase are filled. */
  subject: StoredSubject;
  event: Omit<LawEvent, 'facts'>;
  /** What this call has changed so far, newest state: not in the database yet. */
  changed: readonly StoredSubject[];
}

/**
 * Finds one fact for many events at once: one answer per request, in order. Plain JSON, since it is logged with the event. A refusal refuses
 * the call (the calendar of a year not announced).
 */
export type FactProvider = (requests: readonly FactRequest[]) => Promise<Answer<unknown, string>[]> | Answer<unknown, string>[];

/** Expands an OPEN effect into new instances of the subject's campaign; each is then created with its own first event, by ENGINE. */
export type Opener = (request: OpenRequest) => Promise<NewSubject[]> | NewSubject[];
export interface OpenRequest {
  /** The instance whose event asked, after that event. */
  subject: StoredSubject;
  event: LawEvent;
  input: Record<string, unknown>;
  changed: readonly StoredSubject[];
}

export type RelationsOf = (
  viewer: Viewer,
  subject: StoredSubject,
  actingUnit: string | null,
  rule: Pick<EventRule, 'who' | 'headOnly'>,
) =>
  | { ok: true; value: { relations: Relation[]; unit: string | null; onBehalfOf: string | null } }
  | { ok: false; refusal: Refusal<'ACTING_UNIT_REQUIRED' | 'ACTING_UNIT_NOT_YOURS'> };

/** Pure. `snapshot` null creates. */
export type Decide = (law: Law, state: { definition: unknown; snapshot: LawSnapshot | null }, event: LawEvent) => Decision;

export type Laws = Readonly<Partial<Record<SubjectKind, Law>>>;

export interface DriveLimits {
  /** Batches that are on their way to the database at once. */
  lanes: number;
  /** Calls in one batch. */
  batch: number;
  /** Calls that may wait; more are refused with BUSY. */
  queue: number;
  /** Subjects that are remembered between two events; 0: each is read again for each event. */
  remembered: number;
  /** How often a call is decided again after somebody else changed its subject, before BUSY. */
  attempts: number;
  /** Events that one call may cause, signals and creations counted. */
  eventsPerCall: number;
}

export interface DrivePorts {
  store: Store;
  clock: Clock;
  laws: Laws;
  decide: Decide;
  relations: RelationsOf;
  /** Asked only for a viewer without any relation to the subject: does it exist for them? */
  visible(viewer: Viewer, subject: StoredSubject): Promise<boolean>;
  facts: Readonly<Record<string, FactProvider>>;
  openers: Readonly<Record<string, Opener>>;
  /** After the commit, when the callers have been answered. Must neither throw nor wait. */
  publish(events: readonly EventReference[]): void;
  limits?: Partial<DriveLimits>;
}
