import type { Migration } from '@mikro-orm/migrations';
import { FirstSchema } from './0001-first-schema';
import { PlansByName } from './0002-plans-by-name';
import { Anchors } from './0003-anchors';
import { KeyedByCampaign } from './0004-keyed-by-campaign';
import { PagesByIndex } from './0005-pages-by-index';
import { Figures } from './0007-figures';
import { Attachments } from './0008-attachments';

type MigrationClass = new (...arguments_: ConstructorParameters<typeof Migration>) => Migration;

/**
 * Every migration, oldest first. Names are stored in the database: they never change, and a migration that was released is never edited.
 * Programs of the version before run on beside a new one while servers are replaced one after another, so a migration only adds: tables, columns
 * that may be left out, indexes. One that takes something away, or asks for more, ends its name in `-breaking`: programs that do not know it then
 * refuse to start. It comes a version after the last program that needs what it takes.
 */
export const migrations: readonly { readonly name: string; readonly class: MigrationClass }[] = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-plans-by-name', class: PlansByName },
  { name: '0003-anchors', class: Anchors },
  { name: '0004-keyed-by-campaign-breaking', class: KeyedByCampaign },
  { name: '0005-pages-by-index', class: PagesByIndex },
  { name: '0007-figures', class: Figures },
  { name: '0008-attachments', class: Attachments },
];
