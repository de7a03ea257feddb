/** The shape that disabling, enabling and unlocking have in common: one account is changed, audited, and its viewer forgotten. */
import { idempotently } from '../idempotently';
import { forbidden, mayManageAccounts } from '../policy';
import type { AccountChanges, AccountRecord } from '../ports/people';
import type { RegisterTransaction } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import { done } from '../refusal';
import { accountView, type AccountView } from './account-view';
import type { Keyed, PeopleDesk } from './desk';
import { refuse } from './refuse';

export interface AccountCommand extends Keyed {
  accountId: string;
}

export async function changeAccount(
  desk: PeopleDesk,
  viewer: Viewer,
  { accountId, idempotencyKey }: AccountCommand,
  change: {
    command: string;
    action: string;
    to(account: AccountRecord): AccountChanges;
    also?(tx: RegisterTransaction, account: AccountRecord): Promise<void>;
  },
) {
  if (!mayManageAccounts(viewer)) return forbidden('MANAGE_ACCOUNTS');
  const request = { key: idempotencyKey, command: change.command, body: { accountId } };
  const answer = await idempotently(desk, viewer, request, async (tx: RegisterTransaction) => {
    const account = await tx.people.accountForChange(accountId);
    if (!account) return refuse('NOT_FOUND');
    const changes = change.to(account);
    await tx.people.changeAccount(accountId, changes);
    await change.also?.(tx, account);
    await tx.audit.write({ at: desk.wall.now(), accountId: viewer.accountId, action: change.action, target: accountId, data: {} });
    return done<AccountView>(accountView({ ...account, ...changes }));
  });
  desk.viewers.forget();
  return answer;
}
