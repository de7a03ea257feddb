import type { AuditTrail, People, Settings } from './people';
import type { RefreshTokens } from './tokens';
import type { Units } from './units';

export interface IdempotencyLedger {
  /**
   * Claims the key for the transaction. Null: it is ours, and `settle` must follow. Else what was stored under it; a call under the same key
   * that is still running is waited for.
   */
  claim(accountId: string, key: string, requestHash: Buffer, at: Date): Promise<{ requestHash: Buffer; answer: unknown } | null>;
  settle(accountId: string, key: string, answer: unknown): Promise<void>;
}

/** All or nothing: when `work` throws, nothing of it is kept. */
export interface Transactions<Tx> {
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Without a transaction, for what one statement answers. */
export interface Reads<Tx> {
  look<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** What commands without a machine write through. */
export interface RegisterTransaction {
  people: People;
  refreshTokens: RefreshTokens;
  units: Units;
  audit: AuditTrail;
  settings: Settings;
  idempotency: IdempotencyLedger;
}
