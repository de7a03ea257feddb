/** What the cursors of each list hold: the columns by which it is ordered. A cursor that holds anything else was made by nobody here. */
import { validate as isUuid } from 'uuid';
import { wellFormed } from './well-formed';

export type KeyPart = 'int' | 'bigint' | 'date' | 'uuid' | 'text';
export type KeyShape = readonly KeyPart[];

export const SORT_KEYS = {
  campaigns: ['uuid'],
  plans: ['uuid'],
  planVersions: ['int'],
  planObligations: ['date', 'text', 'text', 'uuid'],
  subjectsInPlanOrder: ['int', 'uuid'],
  subjectsByDue: ['date', 'int', 'uuid'],
  inbox: ['date', 'uuid', 'uuid', 'text'],
  messages: ['bigint', 'uuid'],
  history: ['int'],
  units: ['int', 'text', 'uuid'],
  accounts: ['text'],
  auditTrail: ['uuid'],
  anchors: ['int'],
  comparisons: ['date', 'text', 'text', 'uuid', 'uuid', 'int'],
  explainingRecords: ['date', 'uuid'],
} as const satisfies Record<string, KeyShape>;

const LONGEST_TEXT = 2_000;
const BIGGEST = 2n ** 63n - 1n;

const FITS: Readonly<Record<KeyPart, (part: unknown) => boolean>> = {
  int: (part) => Number.isInteger(part) && part === ((part as number) | 0),
  /** As text, because a number of JSON does not hold it exactly. */
  bigint: isBigint,
  date: (part) => typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part) && isDay(part),
  uuid: isUuid,
  text: (part) => typeof part === 'string' && part.length <= LONGEST_TEXT && wellFormed(part),
};

/** A whole number from 0 that a `bigint` of the database holds. */
export function isBigint(part: unknown): boolean {
  return typeof part === 'string' && /^\d{1,19}$/.test(part) && BigInt(part) <= BIGGEST;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.getUTCFullYear() > 0 && day.toISOString().startsWith(text);
}

export function fits(key: readonly unknown[], shape: KeyShape): boolean {
  return key.length === shape.length && shape.every((part, i) => FITS[part](key[i]));
}
