#!/usr/bin/env node
/** The command line. What a command needs of the database is loaded when it is needed, so that `muster read` answers at once. */
import { Command } from 'commander';
import { registerAnchors } from './cli/anchors';
import { registerAccounts } from './cli/accounts';
import { registerAuditLog } from './cli/audit-log';
import { registerBackup } from './cli/backup';
import { explain } from './cli/explain';
import { registerGaps } from './cli/gaps';
import { registerGenerate } from './cli/generate';
import type { CliIo } from './cli/io';
import { registerLint } from './cli/lint';
import { registerMigrate } from './cli/migrate';
import { isPlanFile, planFileText } from './cli/plan-file';
import { registerRead } from './cli/read';
import { registerServe } from './cli/serve';
import { registerSimulate } from './cli/simulate';
import { registerTallies } from './cli/tallies';
import { registerTour } from './cli/tour';
import { registerWorker } from './cli/worker';
import type { Decide, Laws } from './application/drive/types';
import type { AnchorStore } from './application/ports/anchors';
import type { AuditLog } from './application/ports/audit-log';
import type { Ledger } from './application/ports/ledger';
import { readConfig } from './config';
import { stateCouncilCalendar } from './domain/calendar';
import type { LintContext } from './domain/plan/lint';
import { extractTextOfFile } from './infrastructure/documents';

const io: CliIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  isTty: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  readDocument: (path) => (isPlanFile(path) ? planFileText(path) : extractTextOfFile(path)),
  setExitCode: (code) => {
    process.exitCode = code;
  },
};

/** The command line knows the calendar but no unit register: that one is in a database. */
const calendar = stateCouncilCalendar();
const context: LintContext = {
  dayOff: (date) => {
    const works = calendar.isWorkingDay(date);
    return works === 'NOT_ANNOUNCED' ? null : !works;
  },
};

const logToStderr = (error: unknown, what: string): void => void process.stderr.write(`${what}: ${String(error)}\n`);

const program = new Command('muster').description('专项行动工作流引擎 · a workflow engine for multi-agency campaigns');
registerServe(program);
registerWorker(program);
registerRead(program, io, context);
registerLint(program, io, context);
registerSimulate(program, io, { calendar });
registerGaps(program, io);
registerMigrate(program, {
  ...io,
  migrate: async () => {
    const { openMigrated } = await import('./compose');
    const { database, migrated, close } = await openMigrated(readConfig(), logToStderr);
    await close();
    return { applied: migrated, where: database.kind === 'pglite' ? `${readConfig().dataDir} (PGlite)` : `PostgreSQL ${database.serverVersion}` };
  },
});
registerAccounts(program, {
  ...io,
  openDesk: async () => {
    const { compose } = await import('./compose');
    const muster = await compose(readConfig(), { log: logToStderr });
    return { people: muster.desks.people, units: muster.desks.units, close: () => muster.close() };
  },
});
registerAuditLog(program, {
  ...io,
  replay: (campaignId, onProgress) => withLedger(async (book) => (await import('./application/replay')).replay({ ...book, campaignId }, onProgress)),
  verify: async (request, onProgress) => (await import('./cli/audit-work')).verifyLog(request, withAudit, onProgress),
});
registerTallies(program, {
  ...io,
  countAgain: async (campaignId, repair) => {
    const [{ compose }, { countAgain }, { laws }] = await Promise.all([
      import('./compose'),
      import('./application/figures/count-again'),
      import('../workflows'),
    ]);
    const muster = await compose(readConfig(), { log: logToStderr });
    try {
      return await countAgain({ figures: muster.below.figureCounts, laws }, campaignId, repair);
    } finally {
      await muster.close();
    }
  },
});
registerBackup(program, {
  ...io,
  backup: async (file) => (await import('./cli/embedded-backup')).backUp(readConfig(), file),
  restore: async (file) => (await import('./cli/embedded-backup')).restore(readConfig(), file, logToStderr),
});
registerAnchors(program, {
  ...io,
  makeAnchor: () => withAudit(async (source) => (await import('./cli/audit-work')).anchorNow(source, readConfig().anchorDir)),
  listAnchors: (limit) => withAudit(async ({ anchors }) => (await anchors.page({ before: null, limit })).rows),
  exportLog: (campaignId, path) =>
    withAudit(async (source) => (await import('./infrastructure/audit')).writeExport(source, campaignId, new Date(), path)),
});
registerTour(program, io);
registerGenerate(program, io);

/** The log of the configured database, with the laws it is replayed under. */
async function withLedger<T>(work: (book: { ledger: Ledger; laws: Laws; decide: Decide }) => Promise<T>): Promise<T> {
  const [{ openMigrated }, { createLedger }, { laws, decide }] = await Promise.all([
    import('./compose'),
    import('./infrastructure/persistence/store'),
    import('../workflows'),
  ]);
  const { database, close } = await openMigrated(readConfig(), logToStderr);
  try {
    return await work({ ledger: createLedger(database.pool), laws, decide });
  } finally {
    await close();
  }
}

/** The log and the anchors of the configured database. */
async function withAudit<T>(work: (source: { ledger: AuditLog; anchors: AnchorStore }) => Promise<T>): Promise<T> {
  const [{ openMigrated }, { createAnchorStore, createAuditLog }, { placeAmong }] = await Promise.all([
    import('./compose'),
    import('./infrastructure/audit'),
    import('./application/audit/place'),
  ]);
  const { database, close } = await openMigrated(readConfig(), logToStderr);
  try {
    return await work({ ledger: createAuditLog(database.pool), anchors: createAnchorStore(database.pool, placeAmong) });
  } finally {
    await close();
  }
}

program.parseAsync(process.argv).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
