/** A sign-in that goes on: a short access token, and a refresh token that is used once and kept as a hash only. */
import { createHash, randomBytes } from 'node:crypto';
import type { RegisterTransaction } from '../ports/transaction';
import type { PeopleDesk } from './desk';
import { sessionRules } from './session-rules';

/** Plain JSON; instants as RFC 3339. */
export interface Session {
  accountId: string;
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
}

export const refreshTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Adds the next refresh token of the family, which began at `since`, and issues the access token beside it. */
export async function continueSession(
  desk: PeopleDesk,
  { refreshTokens }: Pick<RegisterTransaction, 'refreshTokens'>,
  { accountId, family, since }: { accountId: string; family: string; since: Date },
): Promise<Session> {
  const { accessMinutes, idleMinutes, longestHours } = desk.session ?? sessionRules;
  const now = desk.wall.now();
  const end = since.getTime() + longestHours * 3_600_000;
  const until = (minutes: number): Date => new Date(Math.min(now.getTime() + minutes * 60_000, end));
  const [accessExpiresAt, refreshExpiresAt] = [until(accessMinutes), until(idleMinutes)];
  const refreshToken = randomBytes(32).toString('base64url');
  await refreshTokens.add({
    ...{ id: desk.newId(), familyId: family, accountId, tokenHash: refreshTokenHash(refreshToken) },
    ...{ createdAt: now, expiresAt: refreshExpiresAt, usedAt: null, revokedAt: null },
  });
  const accessToken = await desk.tokens.issue({ accountId, family, now, expiresAt: accessExpiresAt });
  return {
    ...{ accountId, accessToken, refreshToken },
    accessExpiresAt: accessExpiresAt.toISOString(),
    refreshExpiresAt: refreshExpiresAt.toISOString(),
  };
}
