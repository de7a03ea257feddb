/** The one place that wires things together. Each part knows its ports; only this knows who stands behind them. */
import * as people from '../application/people';
import type { Clock } from '../application/ports/clock';
import type { Desk } from '../application/desk';
import type { Config } from '../config';
import { readiness } from '../infrastructure/database';
import { MIGRATION_NAMES } from '../infrastructure/persistence/migrations/names';
import { accessTokens } from '../infrastructure/tokens/access-tokens';
import { watchBacklog } from '../infrastructure/monitoring/backlog';
import { oidcVerifier } from '../infrastructure/tokens/oidc-verifier';
import { openReplicas, type Replicas } from '../infrastructure/replicas';
import { keptSigningKey, signingKey } from '../infrastructure/tokens/signing-key';
import { startHousekeeping, type Tell } from './housekeeping';
import type { Worker } from '../infrastructure/workers';
import { otherChannels, startChannels } from './channels';
import { createDesk, createDesks, type Desks } from './desk';
import { createEngine, type Engine } from './engine';
import { startFigureWorkers } from './figures';
import type { Monitor } from './monitor';
import { openMigrated, type Log, type OpenedDatabase } from './open-migrated';
import { plumbing, type Plumbing } from './plumbing';

export { openMigrated } from './open-migrated';

export interface Muster {
  opened: OpenedDatabase;
  below: Plumbing;
  /** null where no replicas are configured. */
  replicas: Replicas | null;
  engine: Engine;
  desks: Desks;
  desk: Desk;
  /** The demonstration's accounts; null where there are none. */
  demo: people.Demo | null;
  startWorkers(): void;
  /** Workers first, then what was accepted, then the database. */
  close(): Promise<void>;
}

export interface Given {
  log: Log;
  tell?: Tell;
  /** For tests: another clock than the database's own. */
  clock?: Clock;
  /** A database that is already open and brought to the program's schema. */
  opened?: OpenedDatabase;
  monitor?: Monitor;
}

/** @throws {DatabaseRefused} when the person who starts Muster must mend something first */
export async function compose(config: Config, given: Given, demoUnits: string | null = null): Promise<Muster> {
  const opened = given.opened ?? (await openMigrated(config, given.log));
  let replicas: Replicas | null = null;
  try {
    const { urls, stalenessMs } = config.replicas;
    if (urls.length > 0) replicas = await openReplicas({ database: opened.database, urls, boundMs: stalenessMs, log: given.log });
    const below = await plumbing(opened, { ...(given.clock ? { clock: given.clock } : {}), replicas });
    const engine = await createEngine(opened.database, below, given.log, given.monitor);
    if (given.monitor?.metrics) watchBacklog(given.monitor.metrics, opened.database.pool, below.clock);
    const key = config.token.secret === null ? await keptSigningKey(below.transactions, below.settings) : signingKey(config.token.secret);
    const providers = config.oidc
      ? [
          oidcVerifier({
            issuer: config.oidc.issuer,
            audience: config.oidc.audience,
            jwksUri: config.oidc.jwksUrl,
            userNameClaim: config.oidc.userNameClaim,
          }),
        ]
      : [];
    const session = { ...people.sessionRules, accessMinutes: config.token.minutes, idleMinutes: config.token.idleMinutes };
    const desks = createDesks(below, accessTokens(key, providers), session, engine.drive);
    const unready = readiness(opened.database.pool, MIGRATION_NAMES);
    const embedded = config.demo && opened.database.kind === 'pglite' && demoUnits !== null;
    const demo = embedded
      ? ((await people.demoMade(below.settings)) ?? (await people.seedDemo(desks.people, desks.units, { embedded, registerFile: demoUnits })))
      : null;
    let workers: Worker[] = [];
    return {
      opened,
      below,
      replicas,
      engine,
      desks,
      desk: createDesk(below, engine, desks, unready),
      demo,
      startWorkers: () => {
        workers = [
          ...engine.startWorkers(otherChannels(config, below)),
          ...startChannels(opened.database, below, config, given),
          ...startHousekeeping(opened.database, below, config, given),
          ...startFigureWorkers(below, given),
        ];
      },
      close: async () => {
        await Promise.all(workers.map((worker) => worker.stop()));
        await engine.close();
        await below.stop();
        await replicas?.close();
        await opened.close();
      },
    };
  } catch (error) {
    await replicas?.close();
    await opened.close();
    throw error;
  }
}
