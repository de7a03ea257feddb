/** What must not reach a statement that a call shares with others: one malformed id would fail them all. */
import { storable } from './chain';
import { badInput, notFound, type Refused } from './refusals';
import type { CreateCall, DriveCall } from './types';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_KEY = 255;

/** An id that is no uuid names nothing; one in capitals would be another name for the same row. */
export function unfitCall({ subject, idempotencyKey }: DriveCall): Refused | null {
  return UUID.test(subject.campaignId) && UUID.test(subject.id) ? unfitKey(idempotencyKey) : notFound();
}

export function unfitCreation({ campaignId, subject, idempotencyKey }: CreateCall): Refused | null {
  if (!UUID.test(campaignId) || !UUID.test(subject.id)) return badInput({ zh: '编号不是 UUID', en: 'an id is not a UUID' }, ['id']);
  return unfitKey(idempotencyKey);
}

function unfitKey(key: string | null | undefined): Refused | null {
  if (!key || (key.length <= LONGEST_KEY && storable(key))) return null;
  const problem = { zh: `幂等键须为不超过 ${LONGEST_KEY} 个字符的文本`, en: `the idempotency key must be text of at most ${LONGEST_KEY} characters` };
  return badInput(problem, ['idempotencyKey']);
}
