import type { ClientConfig, Pool } from 'pg';
import type { NotificationHandler } from './channel-listener';

export interface DatabaseConfig {
  /** `postgres://…`: PostgreSQL 15 or later. Without it the embedded database in `dataDir` is used. */
  readonly databaseUrl?: string;
  /** The embedded database's folder, created when missing; ':memory:' for one that ends with the process. */
  readonly dataDir?: string;
  /** The most connections of the pool; 10 unless told. The ORM keeps as many of its own. */
  readonly poolSize?: number;
  /** Embedded only: whether a commit waits for the disk; true unless told. PostgreSQL has its own setting. */
  readonly fsync?: boolean;
  /** PostgreSQL only: a connection on which nothing is heard for so long is cut; 60 s unless told, null for never. */
  readonly silenceMs?: number | null;
  /** Hears of connections lost while nobody was using them; the next use opens new ones. */
  readonly onConnectionError?: (error: Error) => void;
}

/** A running database. Raw statements, the ORM and LISTEN all reach the same one. */
export interface Database {
  readonly kind: 'postgres' | 'pglite';
  /** PostgreSQL's version, as in `show server_version`. */
  readonly serverVersion: string;
  /**
   * Stock `pg` in UTC. int8 and numeric arrive as strings, as ever; `date` arrives as a 'YYYY-MM-DD' string and not as a JavaScript Date,
   * because a day has no time zone.
   */
  readonly pool: Pool;
  /** What `createOrm` connects with. */
  readonly connection: ClientConfig;
  /** The name of the database that `connection` leads to. */
  readonly databaseName: string;
  readonly poolSize: number;
  /**
   * Calls `handler` with the payload of every NOTIFY on the channel, from any process. On PostgreSQL a lost connection is replaced, and
   * `missed` is called then, since notifications in between are gone. Resolves, once the server listens, with the way to stop.
   */
  listen(channel: string, handler: NotificationHandler, missed?: () => void): Promise<() => Promise<void>>;
  /** While `work` runs, no connection is cut because its server says nothing: for what may take the server long, as migrations do. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** Lets running statements finish, then closes everything; the ORM must have been closed before. Twice does no harm. */
  close(): Promise<void>;
}
