/** What a batch has decided, as units to be written: each stands or falls as a whole, and apart from the others. */
import type { IdempotencyRecord, StoredSubject, SubjectKey, WriteUnit } from '../ports/store';
import { subjectWrite } from './apply';
import { contributionWrites } from './contributions';
import { nameOf, type Draft, type Held } from './draft';
import type { Pending } from './pending';
import type { Refused } from './refusals';
import type { Laws } from './types';

/** What came of a call, to be told once its unit is written. */
export type Settled =
  | { pending: Pending; refused: Refused; draft: Draft | null; idempotency: IdempotencyRecord | null }
  | { pending: Pending; refused: null; draft: Draft; after: StoredSubject; idempotency: IdempotencyRecord | null };

export interface DecidedUnit {
  write: WriteUnit;
  settled: Settled[];
  created: SubjectKey[];
  /** Every subject it changes, as it stands once it is written. */
  after: StoredSubject[];
}

export const deadlineName = ({ campaignId, id, key }: SubjectKey & { key: string }): string => `${campaignId}:${id}:${key}`;

/**
 * Joins the calls that touched the same subjects. A refusal that was made on a state which is not written yet goes with that state's unit:
 * if the unit is lost, the refusal may have been wrong.
 */
export function unitsOfWriting(
  settled: readonly Settled[],
  working: ReadonlyMap<string, Held>,
  { laws, at, isDue }: { laws: Laws; at: Date; isDue: (pending: Pending) => boolean },
): DecidedUnit[] {
  const [only] = settled;
  if (only && settled.length === 1) return [unitOfWriting([only], working, laws, at, isDue)];
  const leader = settled.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (leader[root] !== root) root = leader[root] ?? root;
    return root;
  };
  const lastChange = new Map<string, number>();
  settled.forEach(({ pending, refused, draft }, index) => {
    for (const name of draft ? draft.read : [nameOf(pending.primary)]) {
      const earlier = lastChange.get(name);
      if (earlier !== undefined) leader[find(earlier)] = find(index);
    }
    if (!refused) for (const name of draft.names()) lastChange.set(name, index);
  });
  const units = new Map<number, Settled[]>();
  settled.forEach((one, index) => {
    const unit = units.get(find(index));
    if (unit) unit.push(one);
    else units.set(find(index), [one]);
  });
  return [...units.values()].map((unit) => unitOfWriting(unit, working, laws, at, isDue));
}

function unitOfWriting(
  settled: Settled[],
  working: ReadonlyMap<string, Held>,
  laws: Laws,
  at: Date,
  isDue: (pending: Pending) => boolean,
): DecidedUnit {
  const accepted = settled.flatMap(({ refused, draft }) => (refused || !draft ? [] : [draft]));
  const names = accepted.flatMap((draft) => draft.names());
  const held = (accepted.length > 1 ? [...new Set(names)] : names).flatMap((name) => working.get(name) ?? []);
  return {
    write: {
      at,
      subjects: held.map(({ base, current }) => subjectWrite(base, current)),
      events: accepted.flatMap((draft) => draft.events),
      deadlines: deadlinesOf(settled, accepted, isDue),
      outbox: accepted.flatMap((draft) => draft.outbox),
      idempotency: settled.flatMap(({ idempotency }) => idempotency ?? []),
      contributions: contributionWrites(laws, held),
    },
    settled,
    after: held.map(({ current }) => current),
    created: held.filter(({ base }) => base === null).map(({ current: { campaignId, id } }) => ({ campaignId, id })),
  };
}

/** Each deadline once: the last change counts. */
function deadlinesOf(settled: readonly Settled[], accepted: readonly Draft[], isDue: (pending: Pending) => boolean): WriteUnit['deadlines'] {
  const [first] = accepted;
  const delivered = settled.some(({ pending }) => pending.kind === 'EVENT' && pending.call.deadline);
  if (first && accepted.length === 1 && !delivered && first.deadlines.length < 2) return first.deadlines;
  const deadlines = new Map<string, WriteUnit['deadlines'][number]>();
  for (const change of accepted.flatMap((draft) => draft.deadlines)) {
    const name = deadlineName(change);
    // What was delivered stays so in the ledger, even when its own event tidied up behind itself.
    if (change.change === 'CANCEL' && deadlines.get(name)?.change === 'DELIVER') continue;
    deadlines.set(name, change);
  }
  for (const { pending, refused } of settled) {
    const deadline = pending.kind === 'EVENT' ? pending.call.deadline : undefined;
    if (!deadline || refused?.refusal.code !== 'EVENT_REFUSED' || !isDue(pending)) continue;
    const { campaignId, id, key, kind, setBySeq } = deadline;
    deadlines.set(deadlineName(deadline), { campaignId, id, key, kind, change: 'DELIVER', setBySeq, refusal: refused.refusal });
  }
  return [...deadlines.values()];
}
