import type { Pool } from 'pg';
import type { Settings } from '../../application/ports/people';

/** What every start reads of the settings, without the ORM. */
export function keptSettings(pool: Pick<Pool, 'query'>): Pick<Settings, 'read'> {
  return {
    async read(name) {
      const { rows } = await pool.query<{ value: unknown }>('select value from setting where name = $1', [name]);
      return rows[0]?.value ?? null;
    },
  };
}
