/** What drive says when it says no. */
import type { Decision } from '../../../workflows/contract';
import type { StoredSubject } from '../ports/store';
import { refused, type Refusal } from '../refusal';
import type { DriveRefusalCode, EventRefused } from './types';

export type Refused = { ok: false; refusal: Refusal<DriveRefusalCode | (string & {})> };

export const notFound = (): Refused => refused('NOT_FOUND', '没有找到，或您无权查看。', 'Not found, or not visible to you.');

export const alreadyExists = (subject: StoredSubject): Refused =>
  refused('ALREADY_EXISTS', `“${subject.title}”已经存在。`, `"${subject.title}" exists already.`, { campaignId: subject.campaignId, id: subject.id });

export const stale = (expected: number, actual: number): Refused =>
  refused(
    'STALE_REVISION',
    `内容已被他人更新（当前版本 ${actual}，您看到的是版本 ${expected}），请刷新后重试。`,
    `Somebody changed this meanwhile (now revision ${actual}, you saw ${expected}); please reload and try again.`,
    { expected, actual },
  );

export const keyReused = (key: string): Refused =>
  refused('IDEMPOTENCY_KEY_REUSED', '同一幂等键已用于另一个请求。', 'This idempotency key was already used for another request.', { key });

export const badInput = (problem: { zh: string; en: string }, path: string[]): Refused =>
  refused('BAD_INPUT', `输入有误：${problem.zh}`, `The input is not valid: ${problem.en}`, { problem: problem.en, path });

export const busy = (retryAfterMs: number): Refused =>
  refused('BUSY', '系统繁忙，请稍后重试。', 'The server is busy; please try again shortly.', { retryAfterMs, retryable: true });

export const unavailable = (): Refused =>
  refused(
    'DATABASE_UNAVAILABLE',
    '数据库暂时不可用，请稍后用同一幂等键重试。',
    'The database is not available at the moment; please try again shortly with the same idempotency key.',
    { retryAfterMs: 1_000, retryable: true },
  );

export const outdated = (): Refused =>
  refused(
    'PROGRAM_OUTDATED',
    '系统正在升级，本服务器版本较旧，请稍后用同一幂等键重试。',
    'The system is being upgraded and this server is still older; please try again shortly with the same idempotency key.',
    { retryAfterMs: 5_000, retryable: true },
  );

export const readOnly = (): Refused =>
  refused('READ_ONLY', '系统当前为只读状态，暂不能办理。', 'The system is read-only at the moment; nothing can be changed.', { retryable: true });

/** The law's refusal, with everything a client needs to offer something better. */
export function eventRefused(
  subject: StoredSubject,
  decision: Extract<Decision, { outcome: 'refused' }>,
  label: { zh: string; en: string },
): Refused {
  const why = decision.reasons.map((reason) => reason.label);
  const data: EventRefused = {
    subject: { campaignId: subject.campaignId, id: subject.id, kind: subject.kind },
    event: decision.event,
    lawCode: decision.code,
    fromState: decision.fromState,
    reasons: decision.reasons,
    allowedEvents: decision.allowedEvents,
  };
  return refused(
    'EVENT_REFUSED',
    `不能执行“${label.zh}”${why.length > 0 ? `：${why.map(({ zh }) => zh).join('；')}` : ''}。`,
    `"${label.en}" is not possible${why.length > 0 ? `: ${why.map(({ en }) => en).join('; ')}` : ''}.`,
    { ...data },
  );
}
