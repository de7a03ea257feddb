import type { SqlEntityManager } from '@mikro-orm/postgresql';

/**
 * The ORM's own way to run a transaction keeps it in an AsyncLocalStorage. Once one has been used, Node follows every promise of the process
 * for ever, which costs each request more than the rest of its bookkeeping. Here the transaction is handed on by hand.
 */
export function inTransaction<T>(em: SqlEntityManager, work: (inside: SqlEntityManager) => Promise<T>): Promise<T> {
  const outer = em.getTransactionContext();
  return em.getConnection().transactional(
    (transaction) => {
      const inside = em.fork();
      inside.setTransactionContext(transaction);
      return work(inside);
    },
    outer ? { ctx: outer } : {},
  );
}
