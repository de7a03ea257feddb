import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { IdempotencyLedger } from '../../application/ports/transaction';
import { Idempotency } from '../persistence/entities/log';

/**
 * The same table as the engine's, for commands without a machine. The key is claimed first and the answer put in at the end: a second call
 * under the same key waits at the claim until the first has committed, so it can never do the work a second time.
 */
export function idempotencyRows(em: SqlEntityManager): IdempotencyLedger {
  return {
    async claim(accountId, key, requestHash, at) {
      const sql = `insert into idempotency (account_id, key, request_hash, answer, created_at) values (?, ?, ?, 'null'::jsonb, ?)
        on conflict do nothing returning key`;
      const claimed = await em.execute<unknown[]>(sql, [accountId, key, requestHash, at]);
      if (claimed.length > 0) return null;
      const known = await em.findOneOrFail(Idempotency, { accountId, key }, { disableIdentityMap: true });
      return { requestHash: Buffer.from(known.requestHash), answer: known.answer };
    },
    async settle(accountId, key, answer) {
      const sql = 'update idempotency set answer = ?::jsonb where account_id = ? and key = ?';
      await em.execute(sql, [JSON.stringify(answer), accountId, key]);
    },
  };
}
