import { errors, type JWTPayload } from 'jose';
import type { TokenClaims, TokenRefusalCode } from '../../application/ports/tokens';

export type Verified = TokenClaims | { kind: 'REFUSED'; code: TokenRefusalCode };

export const expiryOf = (payload: JWTPayload): Date => new Date((payload.exp ?? 0) * 1000);

/** An expired token is told apart, because its owner can do something about it. Whatever is no fault of the token is thrown on. */
export function refusedFor(error: unknown): { kind: 'REFUSED'; code: TokenRefusalCode } {
  if (error instanceof errors.JWTExpired) return { kind: 'REFUSED', code: 'TOKEN_EXPIRED' };
  if (error instanceof errors.JOSEError || error instanceof TypeError) return { kind: 'REFUSED', code: 'TOKEN_INVALID' };
  throw error;
}
