/** Holds one subject's rows against what its log comes to. */
import { isDeepStrictEqual } from 'node:util';
import { canonical } from '../drive/chain';
import type { Chain, LedgerDeadline } from '../ports/ledger';
import type { StoredParticipant } from '../ports/store';
import { fold, ReplayRefused, type LawBook, type Rebuilt } from './fold';

export interface Difference {
  campaignId: string;
  id: string;
  kind: string;
  /** `subject`, `subject.state`, `participant.LEAD.<unit>`, `deadline.<key>`, `log.<seq>`. */
  what: string;
  stored: unknown;
  rebuilt: unknown;
}

const COLUMNS = [
  ...(['lawVersion', 'definition', 'snapshot', 'revision', 'headHash', 'title', 'number', 'ordinal', 'phase'] as const),
  ...(['state', 'timeliness', 'attention', 'dueOn', 'closed'] as const),
];

export function compareChain(book: LawBook, chain: Chain): Difference[] {
  const { campaignId, id, subject, events } = chain;
  const kind = subject?.kind ?? events[0]?.kind ?? 'UNKNOWN';
  const differences: Difference[] = [];
  const differ = (what: string, stored: unknown, rebuilt: unknown): void => {
    if (alike(stored, rebuilt)) return;
    if (canonical(plain(stored)) !== canonical(plain(rebuilt)))
      differences.push({ campaignId, id, kind, what, stored: plain(stored), rebuilt: plain(rebuilt) });
  };
  let rebuilt: Rebuilt | null;
  try {
    rebuilt = fold(book, events);
  } catch (error) {
    const seq = error instanceof ReplayRefused ? error.event.seq : events.length;
    return [{ campaignId, id, kind, what: `log.${seq}`, stored: events.find((event) => event.seq === seq)?.type ?? null, rebuilt: why(error) }];
  }
  if (!subject || !rebuilt) {
    differ('subject', subject && { revision: subject.revision }, rebuilt && { revision: rebuilt.subject.revision });
    return differences;
  }
  for (const column of COLUMNS) differ(`subject.${column}`, subject[column], rebuilt.subject[column]);
  differ('subject.createdAt', subject.createdAt, rebuilt.createdAt);
  differ('subject.updatedAt', subject.updatedAt, rebuilt.updatedAt);
  const [stored, made] = [participants(subject.participants), participants(rebuilt.subject.participants)];
  for (const key of new Set([...stored.keys(), ...made.keys()])) differ(`participant.${key}`, stored.get(key) ?? null, made.get(key) ?? null);
  const deadlines = new Map(chain.deadlines.map((deadline) => [deadline.key, deadline]));
  for (const key of new Set([...deadlines.keys(), ...rebuilt.deadlines.keys()])) {
    const row = deadlines.get(key);
    // The log keeps what happened; that a delivery was refused did not happen to the subject.
    if (row?.refused) continue;
    const set = rebuilt.deadlines.get(key);
    differ(`deadline.${key}`, row?.status === 'PENDING' ? shown(row) : null, set ? shown(set) : null);
  }
  return differences;
}

const participants = (rows: readonly StoredParticipant[]): Map<string, StoredParticipant> =>
  new Map(rows.map((row) => [`${row.role}.${row.unitId}`, row]));

const shown = ({ dueOn, dueAt, event, input, setBySeq }: Pick<LedgerDeadline, 'dueOn' | 'dueAt' | 'event' | 'input' | 'setBySeq'>): unknown => ({
  ...{ dueOn, dueAt, event, input, setBySeq },
});

/**
 * Whether both have the same content, for plain data and whatever else compares strictly; false may also mean that it cannot be told here. Node's
 * own comparison takes four times as long, and a log has a dozen of these for every subject.
 */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isPlain(a) || !isPlain(b)) return isDeepStrictEqual(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && alike(a[key], b[key]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

/** Bytes as hexadecimal, so that a report can be read. */
const plain = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('hex') : value);

const why = (error: unknown): string =>
  error instanceof ReplayRefused ? `refused: ${error.code}` : `failed: ${error instanceof Error ? error.message : String(error)}`;
