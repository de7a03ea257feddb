/**
 * The name of every migration, oldest first; apart from the migrations, so that a start that has none to apply loads none.
 * Names are stored in the database: they never change, and a migration that was released is never edited.
 * Programs of the version before run on beside a new one while servers are replaced one after another, so a migration only adds: tables, columns
 * that may be left out, indexes. One that takes something away, or asks for more, ends its name in `-breaking`: programs that do not know it then
 * refuse to start. It comes a version after the last program that needs what it takes.
 */
export const MIGRATION_NAMES = [
  '0001-first-schema',
  '0002-plans-by-name',
  '0003-anchors',
  '0004-keyed-by-campaign-breaking',
  '0005-pages-by-index',
  '0007-figures',
  '0008-attachments',
  '0009-channels',
  '0011-figure-snapshots',
  '0012-carried-figures',
  '0013-carried-days',
  '0014-lower-campaigns',
] as const;
export type MigrationName = (typeof MIGRATION_NAMES)[number];
