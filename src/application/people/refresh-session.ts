import { done } from '../refusal';
import type { PeopleDesk } from './desk';
import { refuse } from './refuse';
import { continueSession, refreshTokenHash, type Session } from './session';

/**
 * A new pair of tokens for a refresh token, which is thereby used up. A second use means that two hold it, one of them a thief: the whole
 * sign-in ends. Refuses: REFRESH_TOKEN_INVALID (unknown, idle too long, older than the longest sign-in, ended, used before), ACCOUNT_DISABLED.
 */
export async function refreshSession(desk: PeopleDesk, { refreshToken }: { refreshToken: string }) {
  const answer = await desk.transactions.run(async (tx) => {
    const token = await tx.refreshTokens.findForUse(refreshTokenHash(refreshToken));
    const at = desk.wall.now();
    if (!token || token.revokedAt) return refuse('REFRESH_TOKEN_INVALID');
    const { accountId, familyId: family } = token;
    if (token.usedAt) {
      await tx.refreshTokens.revokeFamily(family, at);
      await tx.audit.write({ at, accountId: null, action: 'REFRESH_TOKEN_REUSED', target: accountId, data: { family } });
      return refuse('REFRESH_TOKEN_INVALID');
    }
    if (token.expiresAt <= at) return refuse('REFRESH_TOKEN_INVALID');
    const account = await tx.people.account(accountId);
    if (!account || account.disabledAt) return refuse('ACCOUNT_DISABLED');
    await tx.refreshTokens.markUsed(token.id, at);
    return done<Session>(await continueSession(desk, tx, { accountId, family, since: await tx.refreshTokens.familySince(family) }));
  });
  if (!answer.ok) desk.viewers.forget();
  return answer;
}
