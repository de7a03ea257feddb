/** Where messages are mailed to: written by the administrator, and by each person for themselves. The audit says that it changed, not to what. */
import { idempotently } from '../idempotently';
import { forbidden, mayManageAccounts } from '../policy';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { accountView, type AccountView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { writtenEmail } from './email';
import { refuse } from './refuse';

export interface EmailCommand extends Keyed {
  accountId: string;
  /** Null or empty: nothing is mailed any more. */
  email: string | null;
}

/** Refuses: FORBIDDEN, EMAIL_INVALID, NOT_FOUND. */
export async function setAccountEmail(desk: PeopleDesk, viewer: Viewer, command: EmailCommand) {
  return mayManageAccounts(viewer) ? change(desk, viewer, 'setAccountEmail', command) : forbidden('MANAGE_ACCOUNTS');
}

/** Refuses: EMAIL_INVALID, NOT_FOUND. */
export async function setOwnEmail(desk: PeopleDesk, viewer: Viewer, command: Omit<EmailCommand, 'accountId'>) {
  return change(desk, viewer, 'setOwnEmail', { ...command, accountId: viewer.accountId });
}

async function change(desk: PeopleDesk, viewer: Viewer, command: string, { accountId, email, idempotencyKey }: EmailCommand) {
  const written = writtenEmail(email);
  if (written === undefined) return refuse('EMAIL_INVALID');
  const request = { key: idempotencyKey, command, body: { accountId, email: written } };
  return idempotently(desk, viewer, request, async ({ people, audit }) => {
    const account = await people.accountForChange(accountId);
    if (!account) return refuse('NOT_FOUND');
    await people.changeAccount(accountId, { email: written });
    await audit.write({ at: desk.wall.now(), accountId: viewer.accountId, action: 'EMAIL_CHANGED', target: accountId, data: {} });
    return done<AccountView>(accountView({ ...account, email: written }));
  });
}
