/**
 * DATABASE_UNREACHABLE: it did not answer in time. DATABASE_OLDER_THAN_PROGRAM: a migration of this program is not (or no longer) applied there,
 * as after a restore of an older backup underneath a running server.
 */
export type Unready = 'DATABASE_UNREACHABLE' | 'DATABASE_OLDER_THAN_PROGRAM';
