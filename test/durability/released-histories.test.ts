/**
 * What every released version of a law has stored still opens and still replays: definitions, snapshots and logs of histories that took every
 * transition of that version, as a database held them. Beside each version lies what it wrote (`released/`, made by `released/write.ts`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrivePorts } from '../../src/application/drive';
import { compareChain, type Difference } from '../../src/application/replay/compare';
import type { Chain } from '../../src/application/ports/ledger';
import { firstBadLink } from '../../src/application/verify';
import { decide, laws, possibleEvents, type Law, type LawSnapshot, type SubjectKind } from '../../workflows';
import { CHAINS, folderOf, fromStored } from './released/stored';
import { nothingTaken, fold, untaken } from './support/every-transition';
import { pronounce } from './support/verdict';

const book = { laws, decide: decide as DrivePorts['decide'] };
const KINDS = Object.keys(laws) as SubjectKind[];
const fileOf = (kind: SubjectKind, version: number): string => join(__dirname, 'released', folderOf(kind, version), CHAINS);
const versionsOf = ({ version }: Pick<Law, 'version'>): number[] => Array.from({ length: version }, (_, i) => i + 1);

/** The versions up to the present one of which nothing is stored. */
const missing = (present: Record<SubjectKind, Pick<Law, 'version'>>): string[] =>
  KINDS.flatMap((kind) => versionsOf(present[kind]).flatMap((version) => (existsSync(fileOf(kind, version)) ? [] : folderOf(kind, version))));

const read = (kind: SubjectKind, version: number): Chain[] => readFileSync(fileOf(kind, version), 'utf8').trim().split('\n').map(fromStored);

/** As the engine takes a subject up that an older version of its law has left. */
function takenUp(chain: Chain, law: Law): Chain {
  const { subject } = chain;
  if (!subject || subject.lawVersion === law.version) return chain;
  const snapshot = law.migrate?.(subject.snapshot as LawSnapshot, subject.lawVersion) ?? subject.snapshot;
  return { ...chain, subject: { ...subject, snapshot, lawVersion: law.version } };
}

const differences = (chain: Chain): Difference[] => compareChain(book, takenUp(chain, laws[chain.subject?.kind as SubjectKind]));

test('every version of every law has its histories, and a version that is raised without them is noticed', () => {
  expect(missing(laws)).toEqual([]);
  const raised = { ...laws, TASK: { version: laws.TASK.version + 1 } };
  expect(missing(raised)).toEqual([folderOf('TASK', laws.TASK.version + 1)]);
});

describe.each(KINDS.flatMap((kind) => versionsOf(laws[kind]).map((version) => ({ kind, version }))))(
  '$kind version $version',
  ({ kind, version }) => {
    const chains = read(kind, version);

    test('opens: the state is what it was, and it can be asked what is possible', () => {
      for (const chain of chains) {
        const { subject } = takenUp(chain, laws[kind]);
        if (!subject) throw new Error('A chain without its subject');
        expect(chain.subject?.lawVersion).toBe(version);
        const { definition } = subject;
        const snapshot = subject.snapshot as LawSnapshot;
        expect(laws[kind].project(definition, snapshot)).toMatchObject({ state: subject.state, closed: subject.closed, dueOn: subject.dueOn });
        const last = chain.events.at(-1);
        const probe = { at: last?.at.toISOString() ?? '', on: last?.on ?? '', by: { account: null, unit: null, onBehalfOf: null, relations: [] } };
        expect(possibleEvents(laws[kind], { definition, snapshot }, probe)).toEqual(expect.any(Array));
      }
    });

    test('replays: every chain is whole, and its log comes to what was stored', () => {
      const verdict = { chains: chains.length, events: 0, badLinks: 0, differences: 0 };
      for (const chain of chains) {
        verdict.events += chain.events.length;
        if (firstBadLink(chain)) verdict.badLinks += 1;
        verdict.differences += differences(chain).length;
      }
      pronounce(`released ${folderOf(kind, version)}`, verdict);
      expect(verdict).toMatchObject({ badLinks: 0, differences: 0 });
    });

    test('the logs hold every transition of the version that is present', () => {
      if (version !== laws[kind].version) return;
      const taken = nothingTaken();
      for (const { events } of chains) {
        const sent = events.map(({ type, at, on, by, input, facts }) => ({ type, at: at.toISOString(), on, by: by as never, input, facts }));
        fold(taken[kind], { definition: sent[0]?.input['definition'], snapshot: null }, sent);
      }
      expect(untaken(kind, taken)).toEqual([]);
    });

    test('what is no longer as it was would be found', () => {
      const [chain] = chains;
      const event = chain?.events.at(-1);
      if (!chain?.subject || !event) throw new Error('Nothing is stored');
      const renamed = { ...chain, subject: { ...chain.subject, state: 'RENAMED' } };
      expect(differences(renamed).map(({ what }) => what)).toEqual(['subject.state']);
      const edited = { ...chain, events: [...chain.events.slice(0, -1), { ...event, input: { ...event.input, edited: true } }] };
      expect(firstBadLink(edited)).not.toBeNull();
    });
  },
);
