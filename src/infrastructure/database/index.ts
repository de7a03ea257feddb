export type { Database, DatabaseConfig } from './database';
export { dumpDataDir, restoreDataDir } from './data-dir';
export type { NotificationHandler } from './channel-listener';
export { openPool } from './connect';
export { migrate, pendingMigrations } from './migrate';
export { openDatabase, overPglite } from './open-database';
export { createOrm, ormOptions, type Entities, type Migrations } from './orm';
export { readiness } from './readiness';
export { DatabaseRefused, type DatabaseRefusalCode } from './refused';
