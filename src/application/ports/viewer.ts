/** Who is asking. Made from a verified token and the database, never from an argument. */
export const ROLES = ['COORDINATOR', 'LEADER', 'SUPERVISOR', 'UNIT_HEAD', 'UNIT_STAFF', 'AUDITOR', 'SYSTEM_ADMINISTRATOR'] as const;
export type Role = (typeof ROLES)[number];

/** A role in force today. `onBehalfOf` is the account of the absent person where it is held by substitution (代理). */
export interface HeldRole {
  role: Role;
  unitId: string | null;
  campaignId: string | null;
  onBehalfOf: string | null;
}

export interface Viewer {
  accountId: string;
  userName: string;
  displayName: string;
  roles: readonly HeldRole[];
}
