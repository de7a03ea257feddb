/**
 * One event for many objects in one call: a result for each, in their order. All of them go to drive in the same turn of the event loop, so that
 * they share its batches; each is accepted or refused for itself.
 */
import { hash } from 'node:crypto';
import type { Drive, DriveCall, Outcome, Sender } from './drive/types';
import { done, type Answer } from './refusal';
import { standardRefusal } from './refusal-codes';

/** What one call may act on. A page of a list has at most half as many, and a batch of drive a third. */
export const MOST_ITEMS = 200;

export interface BulkItem {
  subject: DriveCall['subject'];
  input: Record<string, unknown>;
  expectedRevision: number | null;
}

export interface BulkCall {
  event: string;
  items: readonly BulkItem[];
  viewer: Sender;
  actingUnit: string | null;
  /** Of the whole call. A call that is sent again gets the first answer item by item, and what was refused as BUSY is tried again. */
  idempotencyKey: string;
}

/** Refused as a whole only with TOO_MANY_ITEMS; nothing was done then. */
export async function sendToMany(drive: Pick<Drive, 'driveMany'>, call: BulkCall): Promise<Answer<Outcome[], 'TOO_MANY_ITEMS'>> {
  const { event, items, viewer, actingUnit, idempotencyKey } = call;
  if (items.length > MOST_ITEMS) {
    return { ok: false, refusal: { ...standardRefusal('TOO_MANY_ITEMS', { max: MOST_ITEMS, found: items.length }), code: 'TOO_MANY_ITEMS' } };
  }
  const first = new Map<string, number>();
  for (const [index, { subject }] of items.entries()) if (!first.has(nameOf(subject))) first.set(nameOf(subject), index);
  const sent = items.filter(({ subject }, index) => first.get(nameOf(subject)) === index);
  const outcomes = await drive.driveMany(
    sent.map(({ subject, input, expectedRevision }) => ({
      ...{ subject, event: { type: event, input }, viewer, actingUnit, expectedRevision },
      idempotencyKey: idempotencyKey && keyOf(idempotencyKey, subject),
    })),
  );
  let next = 0;
  return done(
    items.map(({ subject }, index) => {
      if (first.get(nameOf(subject)) !== index) return { ok: false, refusal: standardRefusal('DUPLICATE_ITEM') };
      return inOwnWords(outcomes[next++] as Outcome, idempotencyKey);
    }),
  );
}

const nameOf = ({ campaignId, id }: DriveCall['subject']): string => `${campaignId}:${id}`;

/** By the object and not by its place: a call with fewer items, or in another order, still finds the first answers. */
function keyOf(key: string, subject: DriveCall['subject']): string {
  return `bulk ${hash('sha256', `${key}\0${nameOf(subject)}`, 'hex')}`;
}

/** The key that the client knows, not the one made from it. */
function inOwnWords(outcome: Outcome, key: string): Outcome {
  if (outcome.ok || outcome.refusal.code !== 'IDEMPOTENCY_KEY_REUSED') return outcome;
  return { ok: false, refusal: { ...outcome.refusal, data: { ...outcome.refusal.data, key } } };
}
