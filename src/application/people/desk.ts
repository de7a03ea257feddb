import type { Clock } from '../ports/clock';
import type { Passwords } from '../ports/passwords';
import type { AccessTokens } from '../ports/tokens';
import type { Reads, RegisterTransaction, Transactions } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import type { SessionRules } from './session-rules';
import type { Viewers } from './viewers';

/** What the use cases of people work with. */
export interface PeopleDesk {
  transactions: Transactions<RegisterTransaction> & Reads<RegisterTransaction>;
  /** The day it is for roles and substitutions; moves with the campaign's clock. */
  clock: Clock;
  /** Real time, for sign-ins and the audit: moving the campaign's clock must sign nobody out. */
  wall: Clock;
  passwords: Passwords;
  tokens: AccessTokens;
  viewers: Viewers;
  /** `sessionRules` unless configured otherwise. */
  session?: SessionRules;
  newId(): string;
}

/** Every command takes one; the answer to a repeated call is the first one. */
export interface Keyed {
  idempotencyKey: string;
}

/** Who runs the command line on the server itself: the rights of a system administrator, and no account. */
export const OPERATOR: Viewer = {
  accountId: '00000000-0000-0000-0000-000000000000',
  userName: 'operator',
  displayName: '服务器管理员',
  roles: [{ role: 'SYSTEM_ADMINISTRATOR', unitId: null, campaignId: null, onBehalfOf: null }],
};
