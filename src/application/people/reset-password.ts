import { idempotently } from '../idempotently';
import { forbidden, mayManageAccounts } from '../policy';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { accountView, type AccountView } from './account-view';
import type { AccountCommand } from './change-account';
import type { PeopleDesk } from './desk';
import { newPassword } from './password-rules';
import { refuse } from './refuse';

/**
 * A new password made by the server, told with the first answer only (`temporaryPassword`) and stored nowhere; unlocks, and signs the
 * person out everywhere. Refuses: FORBIDDEN, NOT_FOUND, NO_PASSWORD.
 */
export async function resetPassword(desk: PeopleDesk, viewer: Viewer, { accountId, idempotencyKey }: AccountCommand) {
  if (!mayManageAccounts(viewer)) return forbidden('MANAGE_ACCOUNTS');
  const found = await desk.transactions.look(({ people }) => people.account(accountId));
  const made = newPassword(found?.userName ?? accountId);
  const passwordHash = await desk.passwords.hash(made);
  let first = false;
  const request = { key: idempotencyKey, command: 'resetPassword', body: { accountId } };
  const answer = await idempotently(desk, viewer, request, async ({ people, refreshTokens, audit }) => {
    const account = await people.accountForChange(accountId);
    if (!account) return refuse('NOT_FOUND');
    if (account.passwordHash === null) return refuse('NO_PASSWORD');
    const now = desk.wall.now();
    const changes = { passwordHash, failedAttempts: 0, lockedUntil: null };
    await people.changeAccount(accountId, changes);
    await refreshTokens.revokeAllOf(accountId, now);
    await audit.write({ at: now, accountId: viewer.accountId, action: 'PASSWORD_RESET', target: accountId, data: {} });
    first = true;
    return done<AccountView>(accountView({ ...account, ...changes }));
  });
  desk.viewers.forget();
  return answer.ok ? done({ account: answer.value, temporaryPassword: first ? made : null }) : answer;
}
