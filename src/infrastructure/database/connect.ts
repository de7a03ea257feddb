import { Pool, TypeOverrides, type ClientConfig, type PoolConfig } from 'pg';
import { ChannelListener } from './channel-listener';
import type { Database, DatabaseConfig } from './database';

const DEFAULT_POOL_SIZE = 10;
/** How long `close` waits for connections that are still lent out before it cuts them. */
const LENT_OUT_MS = 10_000;
const DATE_OID = 1082;

export interface Server {
  readonly kind: Database['kind'];
  readonly serverVersion: string;
  readonly databaseName: string;
  readonly connection: ClientConfig;
  /** Shuts the server itself, when it is ours. */
  readonly stop: () => Promise<void>;
}

/** The pool and the listener over a server, whichever it is. */
export function connect(server: Server, config: Pick<DatabaseConfig, 'poolSize' | 'onConnectionError'>): Database {
  const onError = config.onConnectionError ?? (() => undefined);
  const poolSize = config.poolSize ?? DEFAULT_POOL_SIZE;
  const pool = openPool(server.connection, { max: poolSize }, onError);
  const listener = new ChannelListener(server.connection, onError);
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await listener.close();
    await within(LENT_OUT_MS, pool.end());
    await server.stop();
  };
  return {
    kind: server.kind,
    serverVersion: server.serverVersion,
    databaseName: server.databaseName,
    connection: server.connection,
    pool,
    poolSize,
    listen: (channel, handler, missed) => listener.listen(channel, handler, missed),
    close: () => (closing ??= close()),
  };
}

/** A pool as `Database.pool` describes it: in UTC, dates as text. `onError` hears of connections that break while nobody uses them. */
export function openPool(connection: ClientConfig, limits: PoolConfig, onError: (error: Error) => void): Pool {
  const types = new TypeOverrides();
  types.setTypeParser(DATE_OID, (text: string) => text);
  const pool = new Pool({ ...connection, types, onConnect: inUtc, ...limits });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', onError);
  return pool;
}

async function inUtc(client: { query(sql: string): Promise<unknown> }): Promise<void> {
  await client.query("set time zone 'UTC'");
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
