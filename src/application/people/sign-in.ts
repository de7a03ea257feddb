import { done } from '../refusal';
import { normalisedUserName } from './create-account';
import type { PeopleDesk } from './desk';
import { beginAttempt } from './password-attempt';
import { refuse } from './refuse';
import { continueSession, type Session } from './session';

/**
 * Refuses: SIGN_IN_FAILED (unknown user name or wrong password: same answer, same time), ACCOUNT_LOCKED (`until`; whatever the password),
 * ACCOUNT_DISABLED (only to who knows the password).
 */
export async function signIn(desk: PeopleDesk, { userName, password }: { userName: string; password: string }) {
  const name = normalisedUserName(userName);
  const attempt = await beginAttempt(desk, (people) => people.accountByUserName(name));
  if (!attempt.ok) return attempt;
  const right = await desk.passwords.verify(attempt.value?.passwordHash ?? null, password);
  const known = attempt.value;
  const rehashed = right && known?.passwordHash && desk.passwords.outdated(known.passwordHash) ? await desk.passwords.hash(password) : null;
  const answer = await desk.transactions.run(async (tx) => {
    const at = desk.wall.now();
    const account = known && (await tx.people.accountForChange(known.id));
    // A password that was changed while this one was being checked is no longer the right one.
    if (!account || !right || account.passwordHash !== known.passwordHash) {
      const data = { userName: name.slice(0, 64) };
      await tx.audit.write({ at, accountId: null, action: 'SIGN_IN_FAILED', target: account?.id ?? null, data });
      return refuse('SIGN_IN_FAILED');
    }
    await tx.people.changeAccount(account.id, { failedAttempts: 0, lockedUntil: null, ...(rehashed ? { passwordHash: rehashed } : {}) });
    const refusedAs = account.disabledAt ? 'DISABLED' : null;
    const action = refusedAs ? 'SIGN_IN_REFUSED' : 'SIGNED_IN';
    await tx.audit.write({ at, accountId: account.id, action, target: account.id, data: refusedAs ? { because: refusedAs } : {} });
    if (refusedAs) return refuse('ACCOUNT_DISABLED');
    return done<Session>(await continueSession(desk, tx, { accountId: account.id, family: desk.newId(), since: at }));
  });
  return answer;
}
