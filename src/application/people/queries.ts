/** What is read of people. Each costs a fixed number of statements. */
import { civilDateOf } from '../../domain/calendar';
import { forbidden, mayReadAccounts, mayReadAudit } from '../policy';
import type { StoredAuditEntry } from '../ports/people';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { accountView, roleView, substitutionView, type AccountView, type RoleView, type SubstitutionView } from './account-view';
import { normalisedUserName } from './create-account';
import type { PeopleDesk } from './desk';

/** Ordered by user name; `after` is the user name before the page. Refuses FORBIDDEN. */
export async function listAccounts(desk: PeopleDesk, viewer: Viewer, request: { after: string | null; first: number; text: string | null }) {
  if (!mayReadAccounts(viewer)) return forbidden('READ_ACCOUNTS');
  const page = await desk.transactions.look(({ people }) => people.accounts({ ...request, limit: request.first }));
  return done({ rows: page.rows.map(accountView), more: page.more });
}

/** The account as administrators see it; null when there is none. Refuses FORBIDDEN. */
export async function accountById(desk: PeopleDesk, viewer: Viewer, id: string) {
  if (!mayReadAccounts(viewer) && viewer.accountId !== id) return forbidden('READ_ACCOUNTS');
  const account = await desk.transactions.look(({ people }) => people.account(id));
  return done<AccountView | null>(account && accountView(account));
}

/** Every role, past and to come, of these accounts. Refuses FORBIDDEN; one's own are for everybody. */
export async function rolesOf(desk: PeopleDesk, viewer: Viewer, accountIds: readonly string[]) {
  if (!mayReadAccounts(viewer) && accountIds.some((id) => id !== viewer.accountId)) return forbidden('READ_ACCOUNTS');
  const memberships = await desk.transactions.look(({ people }) => people.memberships(accountIds));
  return done<RoleView[]>(memberships.map(roleView));
}

/** Substitutions not ended in which the viewer is absent or the substitute, and not over yet. */
export async function ownSubstitutions(desk: PeopleDesk, viewer: Viewer): Promise<SubstitutionView[]> {
  const today = civilDateOf(desk.clock.now());
  const found = await desk.transactions.look(({ people }) => people.substitutions([viewer.accountId]));
  return found.filter((one) => one.validTo > today).map(substitutionView);
}

/**
 * A person by exact user name, for whoever grants a role or arranges a substitution: only who it is. There is no list of people for those who
 * are not administrators. Null: nobody who can sign in.
 */
export async function findPerson(desk: PeopleDesk, _viewer: Viewer, userName: string): Promise<{ id: string; displayName: string } | null> {
  const account = await desk.transactions.look(({ people }) => people.accountByUserName(normalisedUserName(userName)));
  return account && !account.disabledAt ? { id: account.id, displayName: account.displayName } : null;
}

/** For logs that are shown: account id -> name, of those that exist. One statement. */
export function displayNames(desk: PeopleDesk, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? Promise.resolve(new Map()) : desk.transactions.look(({ people }) => people.displayNames(ids));
}

/** Newest first; `before` is the id of the entry before the page. Refuses FORBIDDEN. */
export async function auditTrail(desk: PeopleDesk, viewer: Viewer, { before, first }: { before: string | null; first: number }) {
  if (!mayReadAudit(viewer)) return forbidden('READ_AUDIT');
  return done<{ rows: StoredAuditEntry[]; more: boolean }>(await desk.transactions.look(({ audit }) => audit.page({ before, limit: first })));
}
