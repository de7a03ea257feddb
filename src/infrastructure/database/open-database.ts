import type { PGlite } from '@electric-sql/pglite';
import { connect } from './connect';
import { openDataDir, openInMemory } from './data-dir';
import type { Database, DatabaseConfig } from './database';
import { PgliteBridge, type BridgeOptions } from './pglite-bridge';
import { PgliteSocket } from './pglite-socket';
import { inspectPostgres } from './postgres-server';
import { SilenceLimit } from './silence';

const SILENCE_MS = 60_000;

/**
 * Opens PostgreSQL at `databaseUrl`, or else the embedded database in `dataDir`.
 * @throws {DatabaseRefused} with one of its codes, when the person who starts Muster must mend something first
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.databaseUrl) {
    const silence = new SilenceLimit(config.silenceMs === undefined ? SILENCE_MS : config.silenceMs);
    const found = await inspectPostgres(config.databaseUrl, silence.socket);
    const connection = { connectionString: config.databaseUrl, stream: silence.socket };
    return connect({ kind: 'postgres', connection, silence, ...found, stop: () => Promise.resolve() }, config);
  }
  if (!config.dataDir) throw new TypeError('openDatabase needs a databaseUrl or a dataDir');
  if (config.dataDir === ':memory:') return overPglite(await openInMemory(), config);
  const { pglite, lock, restart } = await openDataDir(config.dataDir, config.fsync ?? true);
  return overPglite(pglite, { ...config, restart }, () => lock.release());
}

/** A Database over a PGlite that is already running; closing the one closes the other and then calls `closed`. */
export async function overPglite(
  pglite: PGlite,
  config: Pick<DatabaseConfig, 'poolSize' | 'onConnectionError'> & BridgeOptions = {},
  closed: () => void = () => undefined,
): Promise<Database> {
  const bridge = await PgliteBridge.over(pglite, config);
  const stop = async (): Promise<void> => {
    try {
      await bridge.close();
    } finally {
      closed();
    }
  };
  // The user and the names are what PGlite's only backend has; no host is contacted.
  const connection = { user: 'postgres', database: 'postgres', host: 'embedded', password: '', ssl: false, stream: () => new PgliteSocket(bridge) };
  return connect({ kind: 'pglite', serverVersion: bridge.serverVersion, databaseName: 'postgres', connection, stop }, config);
}
