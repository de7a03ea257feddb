export interface RefreshTokenRecord {
  id: string;
  familyId: string;
  accountId: string;
  tokenHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

/** Inside a transaction. A family is one sign-in: the chain of refresh tokens that came from it. */
export interface RefreshTokens {
  add(token: RefreshTokenRecord): Promise<void>;
  /** Locks the row, so that of two uses at once one is the second. */
  findForUse(tokenHash: Buffer): Promise<RefreshTokenRecord | null>;
  markUsed(id: string, at: Date): Promise<void>;
  /** When the sign-in began. */
  familySince(familyId: string): Promise<Date>;
  revokeFamily(familyId: string, at: Date): Promise<void>;
  revokeAllOf(accountId: string, at: Date): Promise<void>;
}

export type TokenRefusalCode = 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

/** Whom a token names, once its signature, issuer, audience and time have been verified. */
export type TokenClaims =
  | { kind: 'OWN'; accountId: string; family: string; expiresAt: Date }
  /** Of an OIDC provider; `userName` is the configured claim, null when the token has none. */
  | { kind: 'OIDC'; issuer: string; subject: string; userName: string | null; expiresAt: Date };

export interface AccessTokens {
  issue(claims: { accountId: string; family: string; now: Date; expiresAt: Date }): Promise<string>;
  /** Takes our own tokens and those of the configured OIDC providers; anything that is not a good token is a code, never an exception. */
  verify(token: string, now: Date): Promise<TokenClaims | { kind: 'REFUSED'; code: TokenRefusalCode }>;
}
