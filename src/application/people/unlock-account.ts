import type { Viewer } from '../ports/viewer';
import { changeAccount, type AccountCommand } from './change-account';
import type { PeopleDesk } from './desk';

/** Ends a lock-out after failed sign-ins before its time. Refuses: FORBIDDEN, NOT_FOUND. */
export const unlockAccount = (desk: PeopleDesk, viewer: Viewer, command: AccountCommand) =>
  changeAccount(desk, viewer, command, {
    command: 'unlockAccount',
    action: 'ACCOUNT_UNLOCKED',
    to: () => ({ failedAttempts: 0, lockedUntil: null }),
  });
