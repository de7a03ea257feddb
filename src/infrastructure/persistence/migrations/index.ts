import type { Migration } from '@mikro-orm/migrations';
import { FirstSchema } from './0001-first-schema';
import { PlansByName } from './0002-plans-by-name';
import { Anchors } from './0003-anchors';

type MigrationClass = new (...arguments_: ConstructorParameters<typeof Migration>) => Migration;

/** Every migration, oldest first. Names are stored in the database: they never change, and a migration that was released is never edited. */
export const migrations: readonly { readonly name: string; readonly class: MigrationClass }[] = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-plans-by-name', class: PlansByName },
  { name: '0003-anchors', class: Anchors },
];
