import { Pool, TypeOverrides, type ClientBase, type ClientConfig, type PoolConfig } from 'pg';
import { ChannelListener } from './channel-listener';
import type { Database, DatabaseConfig } from './database';
import { SilenceLimit } from './silence';

const DEFAULT_POOL_SIZE = 10;
/** How long `close` waits for connections that are still lent out before it cuts them. */
const LENT_OUT_MS = 10_000;
/** How long a caller waits for a connection, one of the pool's or a new one, before it is told to come again. */
const CONNECTION_MS = 10_000;
const DATE_OID = 1082;

export interface Server {
  readonly kind: Database['kind'];
  readonly serverVersion: string;
  readonly databaseName: string;
  readonly connection: ClientConfig;
  /** What `connection` is under, when it goes over a network. */
  readonly silence?: SilenceLimit;
  /** Shuts the server itself, when it is ours. */
  readonly stop: () => Promise<void>;
}

/** The pool and the listener over a server, whichever it is. */
export function connect(server: Server, config: Pick<DatabaseConfig, 'poolSize' | 'onConnectionError'>): Database {
  const onError = config.onConnectionError ?? (() => undefined);
  const poolSize = config.poolSize ?? DEFAULT_POOL_SIZE;
  const silence = server.silence ?? new SilenceLimit(null);
  const pool = openPool(server.connection, { max: poolSize }, onError, silence.ms);
  const listener = new ChannelListener(server.connection, onError, silence.ms);
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
    patiently: (work) => silence.during(work),
    close: () => (closing ??= close()),
  };
}

/** A pool as `Database.pool` describes it: in UTC, dates as text. `onError` hears of connections that break while nobody uses them. */
export function openPool(connection: ClientConfig, limits: PoolConfig, onError: (error: Error) => void, silenceMs: number | null = null): Pool {
  const types = new TypeOverrides();
  types.setTypeParser(DATE_OID, (text: string) => text);
  const waiting = silenceMs === null ? {} : { connectionTimeoutMillis: Math.min(CONNECTION_MS, silenceMs) };
  const pool = new Pool({ ...connection, types, onConnect: (client: ClientBase) => prepare(client, silenceMs), ...waiting, ...limits });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', onError);
  return pool;
}

/** In UTC; and a transaction that we no longer speak to, since we were cut off, keeps its locks no longer than we would wait for it. */
async function prepare(client: ClientBase, silenceMs: number | null): Promise<void> {
  await client.query(`set time zone 'UTC'${silenceMs === null ? '' : `; set idle_in_transaction_session_timeout = ${silenceMs}`}`);
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
