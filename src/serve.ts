/** Starts the server, and stops it in order: the door first, then the workers, then the database. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './application/ports/clock';
import type { Muster } from './compose';
import { openMigrated, type Log, type OpenedDatabase } from './compose/open-migrated';
import type { Config } from './config';
import type { Door } from './graphql/server';
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

/**
 * `clock`: that of a rehearsal (demo/rehearsal.ts), where nothing has happened yet, and whose password nobody else looks for.
 * @throws {DatabaseRefused} and the error of a port that is taken (`EADDRINUSE`)
 */
export async function serve(config: Config, clock?: Clock): Promise<Serving> {
  const logger = createLogger(config.logLevel);
  const log = faultLog(logger);
  const { opened, program } = await openAndLoad(config, log);
  const { buildSchema, compiling, compose, createDoor, demonstration, DEFAULT_LIMITS, interpreted, observeDoor, operationNames } = program;
  const demoUnits = config.demo ? readFileSync(join(PACKAGE_FOLDER, 'examples/units/yunxi.json'), 'utf8') : null;
  const monitor = await program
    .startMonitor(config, (error) => log(error, 'The metrics could not be read'))
    .catch(async (error: unknown) => {
      await opened.close();
      throw error;
    });
  const given = { log, tell: (what: string, data: Record<string, unknown>) => logger.info(data, what), monitor, opened, ...(clock && { clock }) };
  const muster = await compose(config, given, demoUnits).catch(async (error: unknown) => {
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
    if (muster.demo && !clock) await demonstration.loadDemoCampaign(muster.desk, muster.demo, muster.below.clock.now());
    const address = await door.listen(config.port, config.host);
    if (config.workers) muster.startWorkers();
    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
    if (config.databaseUrl === null && !clock) {
      if (muster.demo) demonstration.keepDemoAccess(config.dataDir, { url, password: muster.demo.password });
      else demonstration.forgetDemoAccess(config.dataDir);
    }
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

/**
 * The database begins first: other threads compile the embedded one, and a PostgreSQL is waited for, while this thread loads the program.
 * What only one who signs in, reads a notice or brings a document needs is not among it: see `lazy` in .swcrc.
 */
async function openAndLoad(config: Config, log: Log): Promise<{ opened: OpenedDatabase; program: Awaited<ReturnType<typeof loadProgram>> }> {
  const [opening, loading] = await Promise.allSettled([openMigrated(config, log), turn(null).then(loadProgram)]);
  if (opening.status === 'rejected') throw opening.reason;
  if (loading.status === 'fulfilled') return { opened: opening.value, program: loading.value };
  await opening.value.close();
  throw loading.reason;
}

/** Part by part, with a turn of the event loop between them, in which the database gets on. */
async function loadProgram() {
  const { laws } = await turn(await import('../workflows'));
  const { observeDoor } = await turn(await import('./compose/observed-door'));
  const { buildSchema } = await turn(await import('./graphql/build-schema'));
  const { createDoor } = await turn(await import('./graphql/server'));
  const { compiling, interpreted } = await turn(await import('./graphql/execution'));
  const { compose } = await turn(await import('./compose'));
  const { startMonitor } = await turn(await import('./compose/monitor'));
  const { DEFAULT_LIMITS } = await import('./graphql/limits');
  const { operationNames } = await import('./graphql/persisted-operations');
  const demonstration = await turn(await import('./demo'));
  buildSchema(laws);
  return { buildSchema, compiling, compose, createDoor, demonstration, DEFAULT_LIMITS, interpreted, observeDoor, operationNames, startMonitor };
}

/** In the order of their names. */
function graphqlFiles(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name: name.replace(/\.graphql$/, ''), text: readFileSync(join(folder, name), 'utf8') }));
}
