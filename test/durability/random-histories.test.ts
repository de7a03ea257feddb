/**
 * Random histories of a campaign and what belongs to it, through drive and the database, beside a small model that knows nothing of the laws:
 * they agree after every step. Before these, histories that take every transition of every chart, so that none is left to chance.
 */
import fc from 'fast-check';
import { replay } from '../../src/application/replay';
import { verify } from '../../src/application/verify';
import type { LoggedEvent } from '../../src/application/ports/store';
import type { Database } from '../../src/infrastructure/database';
import { migrations } from '../../src/infrastructure/persistence/migrations';
import { createLedger } from '../../src/infrastructure/persistence/store';
import type { By, LawEvent, SubjectKind } from '../../workflows';
import { openTestDatabase } from '../support/database';
import { coveringHistories, fold, nothingTaken, untaken, type CoveringHistory } from './support/every-transition';
import { HistoryModel } from './support/history-model';
import { HistoryWorld, KINDS, LENSES, type Sent } from './support/history-world';
import { LIMIT_MS, LONG, sized } from './support/size';
import { pronounce } from './support/verdict';

const SEQUENCES = sized({ ci: 30, long: 10_000 });
const LONGEST = 30;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
});
afterAll(() => database.close());

const verdict = { sequences: 0, commands: 0, accepted: 0, refused: 0, repeated: 0, deliveries: 0, lost: 0, doubled: 0, badLinks: 0, differences: 0 };
const taken = nothingTaken();

/** The whole of a history, asked of its log: chains, replay, and which transitions it took. */
async function concluded(world: HistoryWorld): Promise<void> {
  const { campaignId, ports } = world;
  const ledger = createLedger(database.pool);
  const { bad } = await verify({ ledger, campaignId });
  const { differences } = await replay({ ...ports, ledger, campaignId });
  expect({ bad, differences }).toEqual({ bad: [], differences: [] });
  for await (const { events } of ledger.chains(campaignId)) {
    const [first] = events;
    if (!first) continue;
    const { definition } = first.input as { definition: unknown };
    fold(taken[first.kind as SubjectKind], { definition, snapshot: null }, events.map(asSent));
  }
  verdict.sequences += 1;
}

const asSent = ({ type, at, on, by, input, facts }: LoggedEvent): LawEvent => ({ type, at: at.toISOString(), on, by: by as By, input, facts });

interface Real {
  world: HistoryWorld;
  model: HistoryModel;
}

class Command implements fc.AsyncCommand<object, Real> {
  constructor(
    private readonly sent: Sent,
    private readonly again: boolean,
  ) {}
  check = (): boolean => true;
  async run(_: object, { world, model }: Real): Promise<void> {
    const key = `${world.campaignId}-${verdict.commands}`;
    verdict.commands += 1;
    const outcome = await world.send(this.sent, key);
    if (outcome.ok) await model.took(this.sent.kind, this.sent.event.type);
    else await model.unchanged();
    verdict[outcome.ok ? 'accepted' : 'refused'] += 1;
    if (!this.again || this.sent.event.by.account === null) return;
    const repeated = await world.send(this.sent, key);
    verdict.repeated += 1;
    await model.unchanged();
    if (outcome.ok) expect(repeated).toMatchObject({ ok: true, value: { replayed: true, event: outcome.value.event } });
    else expect(repeated).toEqual(outcome);
  }
  toString = (): string => `${this.sent.kind} ${this.sent.event.type} by ${this.sent.event.by.relations.join()} on ${this.sent.event.on}`;
}

class TimePasses implements fc.AsyncCommand<object, Real> {
  constructor(private readonly at: string) {}
  check = (): boolean => true;
  async run(_: object, { world, model }: Real): Promise<void> {
    verdict.deliveries += 1;
    await world.deliver(this.at);
    await model.delivered(this.at);
  }
  toString = (): string => `until ${this.at}`;
}

async function begun(lenses: Partial<Record<SubjectKind, string>>): Promise<Real> {
  const world = new HistoryWorld(database);
  await world.create(Object.fromEntries(Object.entries(lenses).map(([kind, name]) => [kind, LENSES[kind as SubjectKind][name]])));
  const model = new HistoryModel(world);
  await model.begin();
  return { world, model };
}

const covering = KINDS.flatMap(coveringHistories);

test(
  'every transition of every chart: model and database agree after every step',
  async () => {
    for (const { kind, lens, events } of covering) {
      const real = await begun({ [kind]: lens });
      for (const event of events) await new Command({ kind, event }, false).run({}, real);
      await concluded(real.world);
    }
    const left = Object.fromEntries(KINDS.map((kind) => [kind, untaken(kind, taken)]));
    const counted = KINDS.map((kind) => [kind, { taken: taken[kind].transitions.size, never: left[kind]?.length }]);
    pronounce('transitions taken', { histories: covering.length, ...Object.fromEntries(counted) });
    expect(left).toEqual(Object.fromEntries(KINDS.map((kind) => [kind, []])));
  },
  LIMIT_MS,
);

/** One of the ways to somewhere, and then whatever comes. */
const history = fc.constantFrom<CoveringHistory>(...covering).chain((way) => {
  const also = (kind: SubjectKind) => fc.constantFrom(...Object.keys(LENSES[kind])).map((name): [SubjectKind, string] => [kind, name]);
  return fc.tuple(fc.constant(way), ...KINDS.map(also)).map(([first, ...others]) => ({
    way: first,
    lenses: { ...Object.fromEntries(others), [first.kind]: first.lens } as Record<SubjectKind, string>,
  }));
});
const anything = KINDS.flatMap((kind) => Object.values(LENSES[kind]).flatMap(({ events }) => events.map((event): Sent => ({ kind, event }))));
const anyCommand = fc.tuple(fc.constantFrom(...anything), fc.boolean()).map(([sent, again]) => new Command(sent, again));
const commands = fc.commands(
  [
    // Four times as often as time passes.
    ...[anyCommand, anyCommand, anyCommand, anyCommand],
    fc.constantFrom('2022-09-05', '2022-09-12', '2022-12-01', '2023-03-01').map((day) => new TimePasses(`${day}T01:00:00.000Z`)),
  ],
  { maxCommands: LONGEST, size: 'max' },
);

test(
  'random histories: model and database agree after every step',
  async () => {
    const begunAt = verdict.sequences;
    await fc.assert(
      fc.asyncProperty(history, commands, async ({ way, lenses }, sequence) => {
        const real = await begun(lenses);
        for (const event of way.events) await new Command({ kind: way.kind, event }, false).run({}, real);
        await fc.asyncModelRun(() => ({ model: {}, real }), sequence);
        await concluded(real.world);
      }),
      { numRuns: SEQUENCES, ...(LONG ? { endOnFailure: true } : {}) },
    );
    pronounce('random histories', verdict);
    expect(verdict.sequences - begunAt).toBeGreaterThanOrEqual(SEQUENCES);
    expect(verdict.accepted).toBeGreaterThan(verdict.sequences);
  },
  LIMIT_MS,
);
