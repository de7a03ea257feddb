import type { AccountRecord, MembershipRecord, SubstitutionRecord } from '../ports/people';

/** An account as administrators see it: without the password's hash. Plain JSON, instants as RFC 3339. */
export interface AccountView {
  id: string;
  userName: string;
  displayName: string;
  signsInWith: 'PASSWORD' | 'OIDC';
  oidcIssuer: string | null;
  email: string | null;
  lockedUntil: string | null;
  disabledAt: string | null;
  demo: boolean;
  createdAt: string;
}

export function accountView(account: AccountRecord): AccountView {
  const { id, userName, displayName, oidcIssuer, email, lockedUntil, disabledAt, demo, createdAt } = account;
  return {
    ...{ id, userName, displayName, oidcIssuer, email, demo },
    signsInWith: account.passwordHash === null ? 'OIDC' : 'PASSWORD',
    lockedUntil: lockedUntil?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export type RoleView = Omit<MembershipRecord, 'createdAt'> & { createdAt: string };
export const roleView = (membership: MembershipRecord): RoleView => ({ ...membership, createdAt: membership.createdAt.toISOString() });

export type SubstitutionView = Omit<SubstitutionRecord, 'createdAt' | 'endedAt'> & { createdAt: string; endedAt: string | null };
export const substitutionView = (substitution: SubstitutionRecord): SubstitutionView => ({
  ...substitution,
  createdAt: substitution.createdAt.toISOString(),
  endedAt: substitution.endedAt?.toISOString() ?? null,
});
