/** Transactions for commands on plans, on the calendar and on files, on the pool's connections. */
import type { Pool, PoolClient } from 'pg';
import type { AttachmentTransaction } from '../../application/ports/attachments';
import type { CalendarTransaction } from '../../application/ports/calendar';
import type { FigureSnapshotTransaction } from '../../application/ports/figure-snapshots';
import type { PlanTransaction } from '../../application/ports/plans';
import type { IdempotencyLedger, Transactions } from '../../application/ports/transaction';
import { calendarYears } from '../calendar/work-calendars';
import { figureSnapshotWork } from '../figures';
import { attachmentWork } from '../reports/attachments';
import { planWork } from './plan-work';

export function createPlanTransactions(
  pool: Pool,
): Transactions<PlanTransaction & CalendarTransaction & AttachmentTransaction & FigureSnapshotTransaction> {
  return {
    async run(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work({
          plans: planWork(client),
          calendarYears: calendarYears(client),
          attachments: attachmentWork(client),
          figureSnapshots: figureSnapshotWork(client),
          idempotency: ledger(client),
        });
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        // A connection whose rollback fails is in no known state: it is thrown away.
        const broken = await client.query('rollback').then(
          () => undefined,
          (failure: Error) => failure,
        );
        client.release(broken);
        throw error;
      }
    },
  };
}

/** The key is claimed first: a repetition waits at the claim for the first call's commit, and claims it itself if that call came to nothing. */
function ledger(client: PoolClient): IdempotencyLedger {
  return {
    async claim(accountId, key, requestHash, at) {
      const claimed = await client.query(
        `insert into idempotency (account_id, key, request_hash, answer, created_at) values ($1, $2, $3, 'null', $4) on conflict do nothing`,
        [accountId, key, requestHash, at],
      );
      if (claimed.rowCount === 1) return null;
      const { rows } = await client.query<{ request_hash: Buffer; answer: unknown }>(
        'select request_hash, answer from idempotency where account_id = $1 and key = $2',
        [accountId, key],
      );
      if (!rows[0]) throw new Error('The record of an idempotency key vanished between two statements');
      return { requestHash: rows[0].request_hash, answer: rows[0].answer };
    },
    async settle(accountId, key, answer) {
      await client.query('update idempotency set answer = $3 where account_id = $1 and key = $2', [accountId, key, JSON.stringify(answer)]);
    },
  };
}
