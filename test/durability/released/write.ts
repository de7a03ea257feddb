/**
 * Writes down what the present versions of the laws store: definitions, snapshots, rows and logs of histories that take every transition, driven
 * on a database. Run once when a law's version is released, and never again for that version: a folder that is there is left as it is.
 *
 *   node -r ./test/support/run-typescript.cjs test/durability/released/write.ts
 *
 * Snapshots of the same histories, each with the event that came next, go to `test/workflows/released`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chain } from '../../../src/application/ports/ledger';
import { createOrm, migrate, openDatabase } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createLedger } from '../../../src/infrastructure/persistence/store';
import { decide, laws, type LawSnapshot, type SubjectKind } from '../../../workflows';
import { coveringHistories } from '../support/every-transition';
import { firstLens, HistoryWorld, KINDS, LENSES } from '../support/history-world';
import { CHAINS, folderOf, toStored } from './stored';

const SNAPSHOTS = join(__dirname, '../../workflows/released');
const MOST_SNAPSHOTS = 12;

/** The state before the last event of each of the longest histories, and that event. */
function writeSnapshots(kind: SubjectKind): void {
  const folder = join(SNAPSHOTS, folderOf(kind, laws[kind].version));
  if (existsSync(folder)) return;
  mkdirSync(folder);
  const histories = coveringHistories(kind).filter(({ events }) => events.length > 0);
  for (const [i, { lens, events }] of histories.slice(0, MOST_SNAPSHOTS).entries()) {
    const { definition, begin } = LENSES[kind][lens] ?? firstLens(kind);
    let at: { definition: unknown; snapshot: LawSnapshot | null; state: string } = { definition, snapshot: null, state: '' };
    for (const event of [begin, ...events]) {
      const decision = decide(laws[kind], at, event);
      if (decision.outcome === 'refused') throw new Error(`${event.type} was refused: ${decision.code}`);
      const leadsTo = decision.projection.state;
      if (event === events.at(-1)) {
        const text = JSON.stringify({ definition: at.definition, snapshot: at.snapshot, next: event, state: at.state, leadsTo }, null, 2);
        writeFileSync(join(folder, `${String(i + 1).padStart(2, '0')}-${leadsTo.toLowerCase()}.json`), `${text}\n`);
      }
      at = { definition: decision.definition, snapshot: decision.snapshot, state: leadsTo };
    }
  }
}

async function main(): Promise<void> {
  for (const kind of KINDS) writeSnapshots(kind);
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
