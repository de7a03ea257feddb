import { idempotently } from '../idempotently';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import type { Keyed, PeopleDesk } from './desk';
import { beginAttempt } from './password-attempt';
import { passwordFault } from './password-rules';
import { refuse } from './refuse';

export interface PasswordChange extends Keyed {
  present: string;
  wanted: string;
}

/**
 * Ends every sign-in of the account, this one too: whoever knew the old password is out.
 * Refuses: ACCOUNT_LOCKED, NO_PASSWORD, PASSWORD_WRONG (counts as a failed sign-in), PASSWORD_TOO_WEAK, NOT_FOUND.
 */
export async function changeOwnPassword(desk: PeopleDesk, viewer: Viewer, { present, wanted, idempotencyKey }: PasswordChange) {
  const attempt = await beginAttempt(desk, (people) => people.account(viewer.accountId));
  if (!attempt.ok) return attempt;
  const account = attempt.value;
  if (!account) return refuse('NOT_FOUND');
  const right = await desk.passwords.verify(account.passwordHash, present);
  const fault = passwordFault(wanted, account.userName);
  const passwordHash = right && !fault ? await desk.passwords.hash(wanted) : null;
  const request = { key: idempotencyKey, command: 'changeOwnPassword', body: {} };
  const answer = await idempotently(desk, viewer, request, async ({ people, refreshTokens, audit }) => {
    const reset = { failedAttempts: 0, lockedUntil: null };
    if (account.passwordHash === null) return refuse('NO_PASSWORD');
    if (!right) return refuse('PASSWORD_WRONG');
    const now = desk.wall.now();
    await people.changeAccount(account.id, passwordHash === null ? reset : { ...reset, passwordHash });
    if (fault) return fault;
    await refreshTokens.revokeAllOf(account.id, now);
    await audit.write({ at: now, accountId: account.id, action: 'PASSWORD_CHANGED', target: account.id, data: {} });
    return done({ accountId: account.id });
  });
  desk.viewers.forget();
  return answer;
}
