/** Whether a database can be used now, by the program as it is. */
import type { Pool } from 'pg';
import type { Unready } from '../../application/ports/readiness';
import { MIGRATIONS_TABLE } from './applied-migrations';

const PATIENCE_MS = 5_000;

/**
 * Asks at most once at a time, so that probes do not pile up on a database that hangs.
 * @param known the names of the program's migrations. That the database knows others as well is no reason against it: see `migrate`.
 */
export function readiness(pool: Pick<Pool, 'query'>, known: readonly string[], patienceMs = PATIENCE_MS): () => Promise<readonly Unready[]> {
  let asking: Promise<readonly Unready[]> | null = null;
  const ask = async (): Promise<readonly Unready[]> => {
    const { rows } = await pool.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE}`);
    const applied = new Set(rows.map(({ name }) => name));
    return known.every((name) => applied.has(name)) ? [] : ['DATABASE_OLDER_THAN_PROGRAM'];
  };
  return () => {
    if (asking) return within(patienceMs, asking);
    const answer = ask().catch((): readonly Unready[] => ['DATABASE_UNREACHABLE']);
    asking = answer;
    void answer.finally(() => (asking = null));
    return within(patienceMs, answer);
  };
}

async function within(ms: number, answer: Promise<readonly Unready[]>): Promise<readonly Unready[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Unready[]>((resolve) => (timer = setTimeout(() => resolve(['DATABASE_UNREACHABLE']), ms)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
