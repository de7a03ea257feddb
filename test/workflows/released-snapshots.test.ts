/**
 * What was stored by a released version of a law must open for ever: a renamed state would make restoring throw. The files of a version are
 * written once, when it is released, and never edited; a new version gets a folder of its own, and `migrate` where the old ones need it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide, laws, possibleEvents } from '../../workflows';
import type { Law, LawEvent, LawSnapshot } from '../../workflows';

interface Released {
  definition: unknown;
  snapshot: LawSnapshot;
  /** An event that was accepted in this state. */
  next: LawEvent;
  /** The one-word state before and after it. */
  state: string;
  leadsTo: string;
}

const folder = join(__dirname, 'released');
const all = Object.values(laws).flatMap((law) =>
  Array.from({ length: law.version }, (_, i) => i + 1).flatMap((version) => {
    const path = join(folder, `${law.kind.toLowerCase().replace('_', '-')}-v${version}`);
    return readdirSync(path).map((file): [string, Law, number, Released] => [
      `${law.kind} version ${version} ${file}`,
      law,
      version,
      JSON.parse(readFileSync(join(path, file), 'utf8')) as Released,
    ]);
  }),
);

it('has snapshots of every law and version', () => {
  for (const { kind } of Object.values(laws)) expect(all.filter(([, law]) => law.kind === kind).length).toBeGreaterThanOrEqual(2);
});

it.each(all)('%s opens and takes its next event', (_name, law, version, { definition, snapshot, next, state, leadsTo }) => {
  const present = version === law.version || !law.migrate ? snapshot : law.migrate(snapshot, version);
  expect(law.project(definition, present).state).toBe(state);
  expect(possibleEvents(law, { definition, snapshot: present }, next)).toEqual(expect.any(Array));
  expect(decide(law, { definition, snapshot: present }, next)).toMatchObject({ outcome: 'accepted', projection: { state: leadsTo } });
});
