/** Transitions per second through drive, against pgbench writing the same rows on the same server. */
import { openDatabase } from '../src/infrastructure/database';
import { openCampaign } from './campaign';
import { startCluster } from './cluster';
import { opened, openReference } from './reference';
import { result, type Bench, type Result } from './result';

export const driveBench: Bench = async ({ seconds, rounds, say }) => {
  const cluster = startCluster();
  try {
    const { admin, samples, theirs } = await openReference(cluster);
    await admin.query('create database ours template theirs');
    const database = await openDatabase({ databaseUrl: cluster.at('ours'), poolSize: 4 });
    const embedded = await opened({ dataDir: ':memory:' });
    const [ours, inside] = [await openCampaign(database), await openCampaign(embedded)];
    const rows = samples.map(({ subjects, events, deadlines, outbox, idempotency }) =>
      [subjects, events, subjects.flatMap(({ participants }) => participants.upsert), deadlines, outbox, idempotency]
        .map((table) => table.length)
        .join('+'),
    );
    say(`rows of a transition (subject+event+participant+deadline+outbox+idempotency), in turn: ${rows.join(', ')}`);

    const runs = { theirs32: [], theirs1: [], ours32: [], ours128: [], ours1: [], inside32: [] } as Record<string, number[]>;
    const measure = async (name: string, run: () => Promise<number>): Promise<void> => {
      await admin.query('checkpoint');
      const value = await run();
      runs[name]?.push(value);
      say(`${name} ${value.toFixed(0)}/s`);
    };
    for (const run of [ours, inside]) await run.run(32, Math.min(seconds, 2));
    let statements = 0;
    for (let round = 0; round < rounds; round += 1) {
      await measure('theirs32', () => theirs.run(32, seconds));
      const before = { ...ours.counts };
      await measure('ours32', () => ours.run(32, seconds));
      statements = (ours.counts.statements - before.statements) / (ours.counts.transitions - before.transitions);
      await measure('ours128', () => ours.run(128, seconds));
      await measure('theirs1', () => theirs.run(1, seconds));
      await measure('ours1', () => ours.run(1, seconds));
      await measure('inside32', () => inside.run(32, seconds));
    }
    for (const one of [database, embedded]) await one.close();
    await admin.end();
    return table(runs, statements);
  } finally {
    cluster.stop();
  }
};

function table(runs: Record<string, number[]>, statements: number): Result[] {
  const of = (name: string): number[] => runs[name] ?? [];
  const ms = (name: string): number[] => of(name).map((perSecond) => 1_000 / perSecond);
  return [
    result('drive, 32 callers, PostgreSQL', of('ours32'), of('theirs32'), '>= 1.2', 'transitions/s'),
    result('drive, 128 callers, PostgreSQL', of('ours128'), of('theirs32'), '>= 1.8', 'transitions/s'),
    result('drive, one caller, PostgreSQL', ms('ours1'), ms('theirs1'), '<= 2.5', 'ms'),
    result('drive, 32 callers, embedded', of('inside32'), of('theirs32'), null, 'transitions/s'),
    result('statements per transition, 32 callers', [statements], [1], null, 'statements'),
  ];
}
