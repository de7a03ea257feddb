import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** Told to every process with the commit that changes accounts, roles, substitutions or sign-ins; who keeps any of it forgets it. */
export const PEOPLE_CHANGED = 'people_changed';

export async function tellPeopleChanged(em: SqlEntityManager): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [PEOPLE_CHANGED, '']);
}
