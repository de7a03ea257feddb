/** A call on its way, and who waits for it. */
import type { LoggedEvent, SubjectKey } from '../ports/store';
import { requestHash } from './chain';
import { nameOf } from './draft';
import type { CreateCall, DriveCall, Outcome } from './types';

interface OnItsWay {
  /** The subject that the answer is about. */
  primary: SubjectKey;
  /** Subjects (and a sequence) that no other batch may hold at the same time. */
  names: Set<string>;
  /** Further subjects that it is known to need, since an earlier attempt met them. */
  alsoNeeds: Map<string, SubjectKey>;
  idempotency: { accountId: string; key: string; requestHash: Buffer } | null;
  /** How often somebody else was faster. */
  attempts: number;
  /** To be decided from what the database has, not from what this process remembers. */
  fresh: boolean;
  /** Goes into a batch of its own, because it may be what made a batch fail. */
  single: boolean;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

export type Pending = OnItsWay & ({ kind: 'EVENT'; call: DriveCall } | { kind: 'CREATE'; call: CreateCall });

export function pendingEvent(call: DriveCall, settle: Pick<OnItsWay, 'resolve' | 'reject'>): Pending {
  const { subject, event, viewer, actingUnit = null, expectedRevision = null, idempotencyKey } = call;
  const names = new Set([nameOf(subject)]);
  if (call.sequence !== undefined) names.add(`sequence ${call.sequence}`);
  const idempotency =
    idempotencyKey && typeof viewer === 'object'
      ? { accountId: viewer.accountId, key: idempotencyKey, requestHash: requestHash({ subject, event, actingUnit, expectedRevision }) }
      : null;
  return { kind: 'EVENT', call, primary: subject, names, alsoNeeds: new Map(), idempotency, attempts: 0, fresh: false, single: false, ...settle };
}

export function pendingCreation(call: CreateCall, settle: Pick<OnItsWay, 'resolve' | 'reject'>): Pending {
  const { campaignId, subject, by, idempotencyKey, request = { campaignId, subject } } = call;
  const primary = { campaignId, id: subject.id };
  const idempotency =
    idempotencyKey && by.account !== null
      ? { accountId: by.account, key: idempotencyKey, requestHash: requestHash({ create: subject.kind, request }) }
      : null;
  return {
    kind: 'CREATE',
    call,
    primary,
    names: new Set([nameOf(primary)]),
    alsoNeeds: new Map(),
    idempotency,
    attempts: 0,
    fresh: false,
    single: false,
    ...settle,
  };
}

/** What is kept under an idempotency key. */
export type StoredAnswer =
  | { ok: true; campaignId: string; id: string; revision: number; seq: number; also: { id: string; seq: number }[] }
  | { ok: false; refusal: { code: string; message: { zh: string; en: string }; data: Record<string, unknown> } };

/** `own` is the call's own event: its first. */
export function answerOf(events: readonly LoggedEvent[], own: LoggedEvent, revision: number): StoredAnswer {
  const also = events.filter((event) => event !== own).map(({ id, seq }) => ({ id, seq }));
  return { ok: true, campaignId: own.campaignId, id: own.id, revision, seq: own.seq, also };
}
