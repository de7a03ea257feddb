import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Reads, RegisterTransaction, Transactions } from '../../application/ports/transaction';

/**
 * `registerTransactions` over an ORM that is loaded, with all that needs it, for the first of them: a start has none, unless it has something
 * to write.
 */
export function lateTransactions(orm: () => Promise<MikroORM<PostgreSqlDriver>>): Transactions<RegisterTransaction> & Reads<RegisterTransaction> {
  const register = async () => {
    const { registerTransactions } = await import('./register-transactions');
    return registerTransactions(await orm());
  };
  return {
    run: async (work) => (await register()).run(work),
    look: async (work) => (await register()).look(work),
  };
}
