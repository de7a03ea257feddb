/**
 * The first answer to an idempotency key, for commands that are no events of a machine (those are `drive`'s, with the same meaning). The
 * answer is stored in the transaction of the work itself, accepted or refused alike: a repeated call gets it back and does nothing.
 */
import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Clock } from './ports/clock';
import type { IdempotencyLedger, Transactions } from './ports/transaction';
import type { Viewer } from './ports/viewer';
import { refused, type Answer } from './refusal';

export interface IdempotencyDeps<Tx extends { idempotency: IdempotencyLedger }> {
  transactions: Transactions<Tx>;
  clock: Clock;
}

export interface Request {
  key: string;
  /** The name of the command; part of what must be the same. */
  command: string;
  /** What must be the same on a repeated call. Never a secret: its hash is stored. */
  body: unknown;
}

/** SM3 over the canonical JSON (keys sorted) of command and body. */
export const requestHash = ({ command, body }: Pick<Request, 'command' | 'body'>): Buffer =>
  createHash('sm3')
    .update(stringify([command, body]) ?? '')
    .digest();

/**
 * `work` refuses before it writes, and answers with JSON (dates as text), because the answer is stored. Refuses by itself:
 * IDEMPOTENCY_KEY_REQUIRED for an empty key, IDEMPOTENCY_KEY_REUSED for a key that came with another body before.
 */
export async function idempotently<T, Code extends string, Tx extends { idempotency: IdempotencyLedger }>(
  { transactions, clock }: IdempotencyDeps<Tx>,
  viewer: Pick<Viewer, 'accountId'>,
  { key, command, body }: Request,
  work: (tx: Tx) => Promise<Answer<T, Code>>,
): Promise<Answer<T, Code | 'IDEMPOTENCY_KEY_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED'>> {
  if (key.trim() === '') return refused('IDEMPOTENCY_KEY_REQUIRED', '缺少幂等键。', 'An idempotency key is missing.');
  const hash = requestHash({ command, body });
  return transactions.run(async (tx) => {
    const known = await tx.idempotency.claim(viewer.accountId, key, hash, clock.now());
    if (!known) {
      const answer = await work(tx);
      await tx.idempotency.settle(viewer.accountId, key, answer);
      return answer;
    }
    if (!known.requestHash.equals(hash))
      return refused('IDEMPOTENCY_KEY_REUSED', '同一幂等键已用于另一个请求。', 'This idempotency key was already used for another request.');
    // The ledger holds what `work` of the same command answered before: same command, same shape.
    return known.answer as Answer<T, Code>;
  });
}
