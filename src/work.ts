/** A process with nothing but workers: it delivers deadlines and messages for servers that answer (`WORKERS=false`). Any number may run. */
import type { AddressInfo } from 'node:net';
import { compose } from './compose';
import { startMonitor } from './compose/monitor';
import { ConfigRefused, type Config } from './config';
import { healthServer } from './graphql/health';
import { createLogger, faultLog } from './logger';

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
  const log = faultLog(logger);
  const monitor = await startMonitor(config, (error) => log(error, 'The metrics could not be read'));
  const muster = await compose(config, { log, tell: (what, data) => logger.info(data, what), monitor }).catch(async (error: unknown) => {
    await monitor.stop();
    throw error;
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
    await monitor.stop();
    throw error;
  }
  return {
    healthUrl: server.listening ? `http://localhost:${(server.address() as AddressInfo).port}` : null,
    stop: async () => {
      health.draining = true;
      await muster.close();
      await monitor.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}
