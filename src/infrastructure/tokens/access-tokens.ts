import type { KeyObject } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { AccessTokens, TokenClaims } from '../../application/ports/tokens';
import type { OidcVerifier } from './oidc-verifier';
import { expiryOf, refusedFor, type Verified } from './verified';

/** Both name this program: a token of another service, even under the same key, is none of ours. */
const NAME = 'muster';
/** One, and named when verifying: what the token says of itself decides nothing. */
const ALGORITHM = 'HS256';
/** A token takes about a kilobyte. */
const MOST_KEPT = 5_000;

type Own = Extract<TokenClaims, { kind: 'OWN' }>;

/** Our own tokens, signed with the server's key; those of OIDC providers go to who knows their keys, by the issuer they claim. */
export function accessTokens(key: KeyObject, providers: readonly OidcVerifier[] = []): AccessTokens {
  /**
   * Tokens of ours that were verified: the same one comes with every request until it ends. Whether its sign-in still goes on and what its
   * account may do is not in the token, and is asked elsewhere.
   */
  const verified = new LRUCache<string, Own>({ max: MOST_KEPT });
  return {
    issue: ({ accountId, family, now, expiresAt }) =>
      new SignJWT({ sid: family })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
        .setIssuer(NAME)
        .setAudience(NAME)
        .setSubject(accountId)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(key),

    async verify(token, now): Promise<Verified> {
      const known = verified.get(token);
      if (known && known.expiresAt > now) return known;
      const issuer = issuerOf(token);
      const provider = providers.find((one) => one.issuer === issuer);
      if (provider) return provider.verify(token, now);
      try {
        const options = {
          algorithms: [ALGORITHM],
          issuer: NAME,
          audience: NAME,
          typ: 'at+jwt',
          currentDate: now,
          requiredClaims: ['sub', 'exp', 'sid'],
        };
        const { payload } = await jwtVerify(token, key, options);
        const { sub, sid } = payload;
        if (!sub || typeof sid !== 'string') return { kind: 'REFUSED', code: 'TOKEN_INVALID' };
        const claims: Own = { kind: 'OWN', accountId: sub, family: sid, expiresAt: expiryOf(payload) };
        verified.set(token, claims);
        return claims;
      } catch (error) {
        return refusedFor(error);
      }
    },
  };
}

/** What the token claims before anything is verified; decides only who is asked to verify it. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
