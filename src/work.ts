/** A process with nothing but workers: it delivers deadlines and messages for servers that answer (`WORKERS=false`). Any number may run. */
import type { AddressInfo } from 'node:net';
import { compose } from './compose';
import { ConfigRefused, type Config } from './config';
import { healthServer } from './graphql/health';
import { createLogger } from './logger';

export interface Working {
  /** Where it says how it is; null without WORKER_PORT. */
  healthUrl: string | null;
  /** Lets the turn that is running finish. */
  stop(): Promise<void>;
}

/** @throws {ConfigRefused} on the embedded database, {DatabaseRefused}, and the error of a port that is taken (`EADDRINUSE`) */
export async function work(config: Config): Promise<Working> {
  if (config.databaseUrl === null) {
    const problem = 'muster worker needs PostgreSQL; the embedded database belongs to one process, which runs its workers itself';
    throw new ConfigRefused([{ name: 'DATABASE_URL', problem }]);
  }
  const logger = createLogger(config.logLevel);
  const muster = await compose(config, {
    log: (error, what) => logger.error({ err: error }, what),
    tell: (what, data) => logger.info(data, what),
  });
  const health = { draining: false, unready: () => muster.desk.unready() };
  const server = healthServer(health);
  try {
    if (config.workerPort !== null) {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.workerPort ?? 0, config.host, resolve));
    }
    muster.startWorkers();
  } catch (error) {
    await muster.close();
    throw error;
  }
  return {
    healthUrl: server.listening ? `http://localhost:${(server.address() as AddressInfo).port}` : null,
    stop: async () => {
      health.draining = true;
      await muster.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
