import { idempotently } from '../idempotently';
import { forbidden, mayManageAccounts } from '../policy';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { accountView, type AccountView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { writtenEmail } from './email';
import { newPassword, passwordFault } from './password-rules';
import { refuse } from './refuse';

export interface NewAccount extends Keyed {
  userName: string;
  displayName: string;
  /** A null password is made up and told once. An OIDC account without a subject is bound at its first sign-in, by the provider's user name. */
  signIn: { with: 'PASSWORD'; password: string | null } | { with: 'OIDC'; issuer: string; subject: string | null };
  /** Where messages are mailed to. */
  email?: string | null;
  /** Confirms that it is another person of a name that exists already. */
  namesake?: boolean;
}

const USER_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u;

/** One spelling: what looks the same signs in the same. */
export const normalisedUserName = (userName: string): string => userName.normalize('NFKC').trim().toLowerCase();

/**
 * Refuses: FORBIDDEN, USER_NAME_INVALID, DISPLAY_NAME_EMPTY, EMAIL_INVALID, PASSWORD_TOO_WEAK, USER_NAME_TAKEN, IDENTITY_TAKEN, NAMESAKE_EXISTS.
 * `temporaryPassword` is told with the first answer only, and is stored nowhere.
 */
export async function createAccount(desk: PeopleDesk, viewer: Viewer, input: NewAccount) {
  if (!mayManageAccounts(viewer)) return forbidden('MANAGE_ACCOUNTS');
  const { signIn, idempotencyKey, namesake = false } = input;
  const userName = normalisedUserName(input.userName);
  const displayName = input.displayName.trim();
  if (!USER_NAME.test(userName)) return refuse('USER_NAME_INVALID', { userName: input.userName });
  if (displayName === '') return refuse('DISPLAY_NAME_EMPTY');
  const email = writtenEmail(input.email ?? null);
  if (email === undefined) return refuse('EMAIL_INVALID');
  const made = signIn.with === 'PASSWORD' && signIn.password === null ? newPassword(userName) : null;
  const password = signIn.with === 'PASSWORD' ? (signIn.password ?? made) : null;
  const fault = password === null ? null : passwordFault(password, userName);
  if (fault) return fault;
  const passwordHash = password === null ? null : await desk.passwords.hash(password);
  const oidc = signIn.with === 'OIDC' ? { oidcIssuer: signIn.issuer, oidcSubject: signIn.subject } : { oidcIssuer: null, oidcSubject: null };

  let first = false;
  const body = { userName, displayName, namesake, ...oidc, ...(email && { email }) };
  const answer = await idempotently(desk, viewer, { key: idempotencyKey, command: 'createAccount', body }, async ({ people, audit }) => {
    if (await people.accountByUserName(userName)) return refuse('USER_NAME_TAKEN', { userName });
    if (oidc.oidcIssuer && oidc.oidcSubject && (await people.accountByOidc(oidc.oidcIssuer, oidc.oidcSubject))) return refuse('IDENTITY_TAKEN');
    const sameName = namesake ? [] : await people.accountsOfName(displayName);
    if (sameName.length > 0) return refuse('NAMESAKE_EXISTS', { displayName, userNames: sameName.map((account) => account.userName) });
    const now = desk.wall.now();
    const state = { failedAttempts: 0, lockedUntil: null, disabledAt: null, demo: false, createdAt: now };
    const account = { id: desk.newId(), userName, displayName, passwordHash, email, ...oidc, ...state };
    // Somebody else may have taken the name since we looked.
    if (!(await people.addAccount(account))) return refuse('USER_NAME_TAKEN', { userName });
    await audit.write({ at: now, accountId: viewer.accountId, action: 'ACCOUNT_CREATED', target: account.id, data: { userName, displayName } });
    first = true;
    return done<{ account: AccountView }>({ account: accountView(account) });
  });
  return answer.ok ? done({ account: answer.value.account, temporaryPassword: first ? made : null }) : answer;
}
