import type { Viewer } from '../ports/viewer';
import { changeAccount, type AccountCommand } from './change-account';
import type { PeopleDesk } from './desk';

/** Signs the person out everywhere and lets nobody in, neither them nor who stands in for them. Refuses: FORBIDDEN, NOT_FOUND. */
export const disableAccount = (desk: PeopleDesk, viewer: Viewer, command: AccountCommand) =>
  changeAccount(desk, viewer, command, {
    command: 'disableAccount',
    action: 'ACCOUNT_DISABLED',
    to: (account) => ({ disabledAt: account.disabledAt ?? desk.wall.now() }),
    also: ({ refreshTokens }, account) => refreshTokens.revokeAllOf(account.id, desk.wall.now()),
  });

/** Refuses: FORBIDDEN, NOT_FOUND. */
export const enableAccount = (desk: PeopleDesk, viewer: Viewer, command: AccountCommand) =>
  changeAccount(desk, viewer, command, { command: 'enableAccount', action: 'ACCOUNT_ENABLED', to: () => ({ disabledAt: null }) });
