/** What the desk asks of the database for people: accounts, their roles, who stands in for whom, and what was done to them. */
import type { HeldRole, Role } from './viewer';

/** Instants are Dates; periods are civil dates, from `validFrom` until the day before `validTo`, null for open. */
export interface Period {
  validFrom: string | null;
  validTo: string | null;
}

export interface AccountRecord {
  id: string;
  userName: string;
  displayName: string;
  /** argon2id; null for one that signs in through an OIDC provider only. */
  passwordHash: string | null;
  /** With an issuer and no subject yet, the account waits for its first sign-in through that provider (see viewerFromToken). */
  oidcIssuer: string | null;
  oidcSubject: string | null;
  email: string | null;
  failedAttempts: number;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  demo: boolean;
  createdAt: Date;
}
export type AccountChanges = Partial<
  Pick<AccountRecord, 'displayName' | 'passwordHash' | 'oidcIssuer' | 'oidcSubject' | 'email' | 'failedAttempts' | 'lockedUntil' | 'disabledAt'>
>;

export interface MembershipRecord extends Period {
  id: string;
  accountId: string;
  role: Role;
  unitId: string | null;
  campaignId: string | null;
  grantedBy: string | null;
  createdAt: Date;
}

export interface SubstitutionRecord {
  id: string;
  absentId: string;
  substituteId: string;
  validFrom: string;
  validTo: string;
  reason: string;
  createdBy: string;
  createdAt: Date;
  endedAt: Date | null;
}

/** An account with what it holds on a day, own roles and those of absent people, in one statement. */
export interface Holdings {
  account: Pick<AccountRecord, 'id' | 'userName' | 'displayName' | 'disabledAt'>;
  /** False once the sign-in was ended; true where none was asked about. */
  signedIn: boolean;
  roles: HeldRole[];
}

export interface AccountPage {
  rows: AccountRecord[];
  more: boolean;
}

/** Inside a transaction. */
export interface People {
  account(id: string): Promise<AccountRecord | null>;
  /** The same, and nobody else changes the account or its roles until the transaction ends. */
  accountForChange(id: string): Promise<AccountRecord | null>;
  accountByUserName(userName: string): Promise<AccountRecord | null>;
  accountByOidc(issuer: string, subject: string): Promise<AccountRecord | null>;
  accountsOfName(displayName: string): Promise<AccountRecord[]>;
  /** Ordered by user name; `text` is part of the user name or the display name. */
  accounts(request: { after: string | null; limit: number; text: string | null }): Promise<AccountPage>;
  displayNames(ids: readonly string[]): Promise<Map<string, string>>;
  /** False when the user name or the identity is taken. */
  addAccount(account: AccountRecord): Promise<boolean>;
  changeAccount(id: string, changes: AccountChanges): Promise<void>;

  holdings(accountId: string, on: string, family: string | null): Promise<Holdings | null>;
  memberships(accountIds: readonly string[]): Promise<MembershipRecord[]>;
  membership(id: string): Promise<MembershipRecord | null>;
  addMembership(membership: MembershipRecord): Promise<void>;
  endMembership(id: string, validTo: string): Promise<void>;

  /** Those not ended, in which any of the accounts is absent or the substitute. */
  substitutions(accountIds: readonly string[]): Promise<SubstitutionRecord[]>;
  /** All that are not ended and not over on that day, and nobody else arranges one until the transaction ends. */
  substitutionsForChange(on: string): Promise<SubstitutionRecord[]>;
  substitution(id: string): Promise<SubstitutionRecord | null>;
  addSubstitution(substitution: SubstitutionRecord): Promise<void>;
  endSubstitution(id: string, at: Date): Promise<void>;

  /** The unit that owns a campaign; null when there is no such campaign. */
  officeOfCampaign(campaignId: string): Promise<string | null>;
}

export interface AuditEntry {
  at: Date;
  /** Who did it; null for what nobody signed in did, such as a failed sign-in. */
  accountId: string | null;
  action: string;
  target: string | null;
  data: Record<string, unknown>;
}
export interface StoredAuditEntry extends AuditEntry {
  /** Rises with time. */
  id: string;
}

export interface AuditTrail {
  write(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(request: { before: string | null; limit: number }): Promise<{ rows: StoredAuditEntry[]; more: boolean }>;
}

/** What is made once for a server and kept in its database. */
export interface Settings {
  read(name: string): Promise<unknown>;
  /** Keeps the first value: of several servers that start at once all get the same. */
  readOrKeep(name: string, value: unknown): Promise<unknown>;
}
