import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Reads, RegisterTransaction, Transactions } from '../../application/ports/transaction';
import { refreshTokenRows } from '../tokens/refresh-token-rows';
import { unitRows } from '../units/unit-rows';
import { auditRows, settingRows } from './audit-rows';
import { idempotencyRows } from './idempotency-rows';
import { inTransaction } from './in-transaction';
import { peopleRows } from './people-rows';

const over = (em: SqlEntityManager): RegisterTransaction => ({
  people: peopleRows(em),
  refreshTokens: refreshTokenRows(em),
  units: unitRows(em),
  audit: auditRows(em),
  settings: settingRows(em),
  idempotency: idempotencyRows(em),
});

/** Transactions for the commands without a machine, on connections of the ORM. What is read is always fresh: nothing is kept between two. */
export function registerTransactions(orm: MikroORM<PostgreSqlDriver>): Transactions<RegisterTransaction> & Reads<RegisterTransaction> {
  return {
    run: (work) => inTransaction(orm.em, (em) => work(over(em))),
    look: (work) => work(over(orm.em.fork())),
  };
}
