/** Starts the server, and stops it in order: the door first, then the workers, then the database. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compose, type Muster } from './compose';
import { startMonitor } from './compose/monitor';
import { observeDoor } from './compose/observed-door';
import type { Config } from './config';
import { forgetDemoAccess, keepDemoAccess, loadDemoCampaign } from './demo';
import { buildSchema } from './graphql/build-schema';
import { compiling, interpreted } from './graphql/execution';
import { DEFAULT_LIMITS } from './graphql/limits';
import { operationNames } from './graphql/persisted-operations';
import { createDoor, type Door } from './graphql/server';
import { createLogger, faultLog } from './logger';
import { PACKAGE_FOLDER } from './package-folder';

export interface Serving {
  url: string;
  muster: Muster;
  door: Door;
  /** Null without METRICS_PORT. */
  metricsUrl: string | null;
  /**
   * Lets whoever sends requests notice first that it goes (see `DRAIN_SECONDS`), unless it is to be `atOnce`; what was accepted is answered
   * either way.
   */
  stop(atOnce?: boolean): Promise<void>;
}

/** @throws {DatabaseRefused} and the error of a port that is taken (`EADDRINUSE`) */
export async function serve(config: Config): Promise<Serving> {
  const logger = createLogger(config.logLevel);
  const log = faultLog(logger);
  const demoUnits = config.demo ? readFileSync(join(PACKAGE_FOLDER, 'examples/units/yunxi.json'), 'utf8') : null;
  const monitor = await startMonitor(config, (error) => log(error, 'The metrics could not be read'));
  const muster = await compose(config, { log, tell: (what, data) => logger.info(data, what), monitor }, demoUnits).catch(async (error: unknown) => {
    await monitor.stop();
    throw error;
  });
  try {
    const schema = buildSchema(muster.desk.laws);
    const registered = config.persisted.folder === null ? [] : graphqlFiles(config.persisted.folder).map(({ text }) => text);
    const door = await createDoor({
      schema,
      execute: config.compiledExecution ? compiling(schema) : interpreted(schema),
      desk: muster.desk,
      limits: { ...DEFAULT_LIMITS, ...config.limits },
      open: !config.production,
      persisted: {
        texts: registered,
        only: config.persisted.only,
      },
      examples: config.production ? [] : graphqlFiles(join(PACKAGE_FOLDER, 'examples/operations')),
      logger,
      observer: observeDoor(monitor, logger, operationNames(registered)),
    });
    if (muster.demo) await loadDemoCampaign(muster.desk, muster.demo, muster.below.clock.now());
    const address = await door.listen(config.port, config.host);
    if (config.workers) muster.startWorkers();
    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
    if (muster.demo) keepDemoAccess(config.dataDir, { url, password: muster.demo.password });
    else if (config.databaseUrl === null) forgetDemoAccess(config.dataDir);
    return {
      url,
      muster,
      door,
      metricsUrl: monitor.metricsUrl,
      stop: async (atOnce = false) => {
        door.drain();
        if (!atOnce) await wait(config.drainSeconds * 1_000);
        await door.stop();
        await muster.close();
        await monitor.stop();
      },
    };
  } catch (error) {
    await muster.close();
    await monitor.stop();
    throw error;
  }
}

/** In the order of their names. */
function graphqlFiles(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name: name.replace(/\.graphql$/, ''), text: readFileSync(join(folder, name), 'utf8') }));
}
