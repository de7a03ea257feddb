/**
 * Writes down what the present versions of the laws store: definitions, snapshots, rows and logs of histories that take every transition, driven
 * on a database. Run once when a law's version is released, and never again for that version: a folder that is there is left as it is.
 *
 *   node -r ./test/support/run-typescript.cjs test/durability/released/write.ts
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chain } from '../../../src/application/ports/ledger';
import { createOrm, migrate, openDatabase } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createLedger } from '../../../src/infrastructure/persistence/store';
import { laws, type SubjectKind } from '../../../workflows';
import { coveringHistories } from '../support/every-transition';
import { HistoryWorld, KINDS, LENSES } from '../support/history-world';
import { CHAINS, folderOf, toStored } from './stored';

async function main(): Promise<void> {
  const wanted = KINDS.filter((kind) => !existsSync(join(__dirname, folderOf(kind, laws[kind].version))));
  const database = await openDatabase({ dataDir: ':memory:' });
  const orm = await createOrm(database, [], migrations);
  await migrate(database, orm);
  for (const kind of wanted) {
    const folder = join(__dirname, folderOf(kind, laws[kind].version));
    mkdirSync(folder);
    const lines: string[] = [];
    for (const { lens, events } of coveringHistories(kind)) {
      const world = new HistoryWorld(database);
      await world.create({ [kind]: LENSES[kind][lens] });
      for (const event of events) await world.send({ kind, event });
      for await (const chain of createLedger(database.pool).chains(world.campaignId))
        if (isOf(chain, kind)) lines.push(`${JSON.stringify(toStored(chain))}\n`);
    }
    writeFileSync(join(folder, CHAINS), lines.join(''));
    process.stdout.write(`${folder}\n`);
  }
  await orm.close(true);
  await database.close();
}

const isOf = ({ subject }: Chain, kind: SubjectKind): boolean => subject?.kind === kind;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
