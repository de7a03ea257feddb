import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { expiryOf, refusedFor, type Verified } from './verified';

export interface OidcProvider {
  /** Exactly as in the provider's tokens. */
  issuer: string;
  /** What the provider calls this server; a token for somebody else is refused. */
  audience: string;
  /** Where its keys are; null: found through `<issuer>/.well-known/openid-configuration`. */
  jwksUri: string | null;
  /** The claim that holds the user name of accounts not bound yet, for example preferred_username; null: nobody is bound by name. */
  userNameClaim: string | null;
  /** An unknown key id asks the provider for its keys again, at most once in this time; 30 s unless told. */
  askAgainAfterMs?: number;
}

export interface OidcVerifier {
  issuer: string;
  verify(token: string, now: Date): Promise<Verified>;
}

/** Public-key algorithms only. With one that takes a shared secret, anybody could sign with the public key; `none` is signed by nobody. */
export const OIDC_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;
/** Clocks of two machines differ. */
const TOLERANCE_SECONDS = 30;

/**
 * Verifies tokens of one provider against its published keys. The keys are kept for ten minutes; an unknown key id asks again, so that
 * a rotated key works soon, but not for every made-up one.
 */
export function oidcVerifier(provider: OidcProvider): OidcVerifier {
  let keys: Promise<JWTVerifyGetKey> | null = provider.jwksUri === null ? null : Promise.resolve(keysAt(provider.jwksUri, provider));
  const currentKeys = (): Promise<JWTVerifyGetKey> => {
    if (keys) return keys;
    const finding = discovered(provider.issuer).then((uri) => keysAt(uri, provider));
    keys = finding;
    // A provider that was down is asked again by the next token.
    finding.catch(() => (keys = null));
    return finding;
  };
  return {
    issuer: provider.issuer,
    async verify(token, now) {
      const getKey = await currentKeys();
      try {
        const { payload } = await jwtVerify(token, getKey, {
          algorithms: [...OIDC_ALGORITHMS],
          issuer: provider.issuer,
          audience: provider.audience,
          currentDate: now,
          clockTolerance: TOLERANCE_SECONDS,
          requiredClaims: ['sub', 'exp'],
        });
        const name = provider.userNameClaim === null ? null : payload[provider.userNameClaim];
        if (!payload.sub) return { kind: 'REFUSED', code: 'TOKEN_INVALID' };
        return {
          ...{ kind: 'OIDC', issuer: provider.issuer, subject: payload.sub, expiresAt: expiryOf(payload) },
          userName: typeof name === 'string' ? name : null,
        };
      } catch (error) {
        if (error instanceof KeysUnavailable) throw error;
        return refusedFor(error);
      }
    },
  };
}

/** The provider does not answer: that is no fault of the token, and nobody is told that it was. */
class KeysUnavailable extends Error {}

/** What the set of keys says about a token; anything else that comes out of it is about the fetching. */
const FAULTS_OF_TOKEN: readonly string[] = [errors.JWKSNoMatchingKey.code, errors.JWKSMultipleMatchingKeys.code, errors.JOSENotSupported.code];

function keysAt(uri: string, { issuer, askAgainAfterMs = 30_000 }: OidcProvider): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(uri), { cooldownDuration: askAgainAfterMs, cacheMaxAge: 600_000, timeoutDuration: 5_000 });
  return (header, token) =>
    keys(header, token).catch((error: unknown) => {
      if (error instanceof errors.JOSEError && FAULTS_OF_TOKEN.includes(error.code)) throw error;
      throw new KeysUnavailable(`The keys of ${issuer} cannot be fetched`, { cause: error });
    });
}

/** OpenID Connect Discovery 1.0, section 4: the document names the same issuer, or it is somebody else's. */
async function discovered(issuer: string): Promise<string> {
  const uri = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(uri, { signal: AbortSignal.timeout(5_000), redirect: 'error' });
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  const document: unknown = await response.json();
  if (typeof document !== 'object' || document === null || !('issuer' in document) || !('jwks_uri' in document))
    throw new Error(`${uri} is no discovery document`);
  if (document.issuer !== issuer) throw new Error(`${uri} names another issuer: ${String(document.issuer)}`);
  return String(document.jwks_uri);
}
