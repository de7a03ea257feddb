/** Gives the first answer to an idempotency key again: the subject as it stood then, rebuilt from its log if it has moved on. */
import { subjectAt } from '../replay/subject-at';
import type { IdempotencyRecord, StoredSubject } from '../ports/store';
import type { Pending, StoredAnswer } from './pending';
import { keyReused, notFound } from './refusals';
import type { DrivePorts, Outcome } from './types';

export async function replayedAnswer(
  ports: DrivePorts,
  pending: Pending,
  record: IdempotencyRecord,
  current: StoredSubject | undefined,
): Promise<Outcome> {
  if (!pending.idempotency?.requestHash.equals(record.requestHash)) return keyReused(record.key);
  const answer = record.answer as StoredAnswer;
  if (!answer.ok) return answer;
  const { campaignId, id, revision, seq } = answer;
  const same = current?.id === id && current.campaignId === campaignId && current.revision === revision;
  const subject = same ? current : await subjectAt(ports, { campaignId, id }, revision);
  const names = [{ campaignId, id, seq }, ...answer.also.map((other) => ({ campaignId, ...other }))];
  const [event, ...also] = await ports.store.references(names);
  return subject && event ? { ok: true, value: { subject, event, also, replayed: true } } : notFound();
}
