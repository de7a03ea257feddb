/**
 * The hash chain of a subject's log: hash = SM3(previous hash, canonical JSON of the event); before the first event stand 32 zero bytes.
 */
import stringify from 'safe-stable-stringify';
import type { LoggedEvent } from '../ports/store';
import { sm3 } from '../sm3';

export const CHAIN_START: Buffer = Buffer.alloc(32);

/** Keys sorted, no spaces: the same text for the same content, also after a database has kept it as jsonb. */
export const canonical = (value: unknown): string => stringify(value) ?? 'null';

export function linkHash(prevHash: Buffer, event: Omit<LoggedEvent, 'prevHash' | 'hash'>): Buffer {
  const { campaignId, id, seq, kind, type, by, on, at, input, facts, cause } = event;
  const content = canonical({ campaignId, subjectId: id, seq, kind, type, by, on, at: at.toISOString(), input, facts, cause });
  return sm3(prevHash, content);
}

/** Tells one request from another under the same idempotency key. */
export const requestHash = (request: unknown): Buffer => sm3(canonical(request));

/** NUL and half a surrogate pair have a JSON escape, which PostgreSQL's jsonb refuses to keep. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** The value as it will be read back from the log, or null when no database can keep it. */
export function storable<T>(value: T): { value: T } | null {
  const text = JSON.stringify(value);
  return text.includes('\\u') && UNSTORABLE.test(text) ? null : { value: JSON.parse(text) as T };
}
