import type { Holdings } from '../ports/people';
import type { TokenClaims } from '../ports/tokens';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { normalisedUserName } from './create-account';
import type { PeopleDesk } from './desk';
import { refuse } from './refuse';

/** What a request is answered for. `expiresAt`: when a subscription that began with this token must end. */
export interface SignedIn {
  viewer: Viewer;
  expiresAt: Date;
}

/**
 * Who is asking: the account that a verified token names, with the roles in force today, its own and by substitution. Asked anew for
 * every request, so that a role or an account that ended reaches no further than the seconds that `viewers` keeps it.
 * Refuses: TOKEN_EXPIRED, TOKEN_INVALID (also: signed out, no such account, an OIDC identity without an account), ACCOUNT_DISABLED.
 */
export async function viewerFromToken(desk: PeopleDesk, token: string) {
  const claims = await desk.tokens.verify(token, desk.wall.now());
  if (claims.kind === 'REFUSED') return refuse(claims.code);
  const found = claims.kind === 'OWN' ? await desk.viewers.holdings(claims.accountId, claims.family) : await oidcHoldings(desk, claims);
  if (!found || !found.signedIn) return refuse('TOKEN_INVALID');
  if (found.account.disabledAt) return refuse('ACCOUNT_DISABLED');
  const { id: accountId, userName, displayName } = found.account;
  return done<SignedIn>({ viewer: { accountId, userName, displayName, roles: found.roles }, expiresAt: claims.expiresAt });
}

/**
 * By issuer and subject, which never change hands. Else, once, by the provider's user name: only for an account that an administrator made
 * for this issuer and that is not bound yet; from then on it is bound to the subject, and a later owner of the name does not get in.
 */
async function oidcHoldings(desk: PeopleDesk, claims: Extract<TokenClaims, { kind: 'OIDC' }>): Promise<Holdings | null> {
  const bound = await desk.transactions.look(({ people }) => people.accountByOidc(claims.issuer, claims.subject));
  const accountId = bound?.id ?? (await bind(desk, claims));
  return accountId === null ? null : desk.viewers.holdings(accountId, null);
}

async function bind(desk: PeopleDesk, { issuer, subject, userName }: Extract<TokenClaims, { kind: 'OIDC' }>): Promise<string | null> {
  if (userName === null) return null;
  return desk.transactions.run(async ({ people, audit }) => {
    const named = await people.accountByUserName(normalisedUserName(userName));
    const account = named && (await people.accountForChange(named.id));
    if (!account || account.oidcIssuer !== issuer) return null;
    // Of two first requests at once the second finds it bound, to the same person or to another.
    if (account.oidcSubject !== null) return account.oidcSubject === subject ? account.id : null;
    await people.changeAccount(account.id, { oidcSubject: subject });
    const data = { issuer, subject };
    await audit.write({ at: desk.wall.now(), accountId: account.id, action: 'IDENTITY_BOUND', target: account.id, data });
    return account.id;
  });
}
