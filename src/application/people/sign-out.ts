import { done } from '../refusal';
import type { PeopleDesk } from './desk';
import { refreshTokenHash } from './session';

/** Ends the sign-in that the refresh token belongs to, its access tokens too. An unknown token is signed out already: never refused. */
export async function signOut(desk: PeopleDesk, { refreshToken }: { refreshToken: string }) {
  await desk.transactions.run(async ({ refreshTokens, audit }) => {
    const token = await refreshTokens.findForUse(refreshTokenHash(refreshToken));
    if (!token || token.revokedAt) return;
    const at = desk.wall.now();
    await refreshTokens.revokeFamily(token.familyId, at);
    await audit.write({ at, accountId: token.accountId, action: 'SIGNED_OUT', target: token.accountId, data: {} });
  });
  desk.viewers.forget();
  return done({ signedOut: true });
}
