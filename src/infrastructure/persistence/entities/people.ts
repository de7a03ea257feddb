import { EntitySchema } from '@mikro-orm/core';

export interface AccountRow {
  id: string;
  userName: string;
  displayName: string;
  /** argon2id; null for an account that signs in through an OIDC provider only. */
  passwordHash: string | null;
  oidcIssuer: string | null;
  oidcSubject: string | null;
  /** Where messages are mailed to; null: nowhere. */
  email: string | null;
  failedAttempts: number;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  demo: boolean;
  createdAt: Date;
}
export const Account = new EntitySchema<AccountRow>({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: { type: 'uuid', primary: true },
    userName: { type: 'text', unique: true },
    displayName: { type: 'text' },
    passwordHash: { type: 'text', nullable: true },
    oidcIssuer: { type: 'text', nullable: true },
    oidcSubject: { type: 'text', nullable: true },
    email: { type: 'text', nullable: true },
    failedAttempts: { type: 'integer', default: 0 },
    lockedUntil: { type: 'datetime', columnType: 'timestamptz', nullable: true },
    disabledAt: { type: 'datetime', columnType: 'timestamptz', nullable: true },
    demo: { type: 'boolean', default: false },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
  },
  uniques: [{ name: 'account_oidc', properties: ['oidcIssuer', 'oidcSubject'] }],
});

/**
 * A role of a person. UNIT_HEAD and UNIT_STAFF name a unit. COORDINATOR, LEADER and SUPERVISOR name a campaign, or a unit: then they hold for
 * every campaign that unit owns. AUDITOR and SYSTEM_ADMINISTRATOR name neither and exclude every other role.
 */
export interface MembershipRow {
  id: string;
  accountId: string;
  role: string;
  unitId: string | null;
  campaignId: string | null;
  validFrom: string | null;
  validTo: string | null;
  grantedBy: string | null;
  createdAt: Date;
}
export const Membership = new EntitySchema<MembershipRow>({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: { type: 'uuid', primary: true },
    accountId: { type: 'uuid' },
    role: { type: 'text' },
    unitId: { type: 'uuid', nullable: true },
    campaignId: { type: 'uuid', nullable: true },
    validFrom: { type: 'date', nullable: true },
    validTo: { type: 'date', nullable: true },
    grantedBy: { type: 'uuid', nullable: true },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
  },
  indexes: [
    { name: 'membership_account', properties: ['accountId'] },
    { name: 'membership_unit', properties: ['unitId'] },
    { name: 'membership_campaign', properties: ['campaignId'] },
  ],
});

/** Substitution during absence (代理): from `validFrom` until the day before `validTo`, the substitute acts with the absent person's roles. */
export interface SubstitutionRow {
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
export const Substitution = new EntitySchema<SubstitutionRow>({
  name: 'Substitution',
  tableName: 'substitution',
  properties: {
    id: { type: 'uuid', primary: true },
    absentId: { type: 'uuid' },
    substituteId: { type: 'uuid' },
    validFrom: { type: 'date' },
    validTo: { type: 'date' },
    reason: { type: 'text' },
    createdBy: { type: 'uuid' },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
    endedAt: { type: 'datetime', columnType: 'timestamptz', nullable: true },
  },
  indexes: [{ name: 'substitution_substitute', properties: ['substituteId'] }],
});

/** A refresh token, kept as a hash, used once: a second use of the same one ends its whole family (theft). */
export interface RefreshTokenRow {
  id: string;
  familyId: string;
  accountId: string;
  tokenHash: Buffer;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}
export const RefreshToken = new EntitySchema<RefreshTokenRow>({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: {
    id: { type: 'uuid', primary: true },
    familyId: { type: 'uuid' },
    accountId: { type: 'uuid' },
    tokenHash: { type: 'blob', unique: true },
    createdAt: { type: 'datetime', columnType: 'timestamptz' },
    lastUsedAt: { type: 'datetime', columnType: 'timestamptz', nullable: true },
    expiresAt: { type: 'datetime', columnType: 'timestamptz' },
    usedAt: { type: 'datetime', columnType: 'timestamptz', nullable: true },
    revokedAt: { type: 'datetime', columnType: 'timestamptz', nullable: true },
  },
  indexes: [{ name: 'refresh_token_family', properties: ['familyId'] }],
});

/** What administrators do to accounts, roles and units, and every sign-in; kept at least six months. */
export interface AuditRow {
  id: string;
  at: Date;
  accountId: string | null;
  action: string;
  target: string | null;
  data: unknown;
}
export const Audit = new EntitySchema<AuditRow>({
  name: 'Audit',
  tableName: 'audit',
  properties: {
    id: { type: 'bigint', primary: true, columnType: 'bigint generated by default as identity' },
    at: { type: 'datetime', columnType: 'timestamptz(3)' },
    accountId: { type: 'text', nullable: true },
    action: { type: 'text' },
    target: { type: 'text', nullable: true },
    data: { type: 'json' },
  },
  indexes: [{ name: 'audit_at', properties: ['at'] }],
});

/** Server-wide settings that are made once: the token signing key on the embedded database, the movable clock of the demonstration. */
export interface SettingRow {
  name: string;
  value: unknown;
}
export const Setting = new EntitySchema<SettingRow>({
  name: 'Setting',
  tableName: 'setting',
  properties: { name: { type: 'text', primary: true }, value: { type: 'json' } },
});
