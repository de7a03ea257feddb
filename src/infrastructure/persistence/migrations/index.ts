import type { Migration } from '@mikro-orm/migrations';
import { FirstSchema } from './0001-first-schema';

type MigrationClass = new (...arguments_: ConstructorParameters<typeof Migration>) => Migration;

/** Every migration, oldest first. Names are stored in the database: they never change, and a migration that was released is never edited. */
export const migrations: readonly { readonly name: string; readonly class: MigrationClass }[] = [{ name: '0001-first-schema', class: FirstSchema }];
