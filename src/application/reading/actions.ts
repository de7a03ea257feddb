/**
 * What a viewer may do with subjects now, and why not: the law asked with the viewer's own relations. Events that none of the viewer's
 * relations could ever send are left out; those that the state or the facts forbid stay, with the reasons.
 */
import { possibleEvents } from '../../../workflows/decide';
import type { Law, LawEvent, LawSnapshot, PossibleEvent } from '../../../workflows/contract';
import type { FactName } from '../../../workflows/facts';
import { civilDateOf } from '../../domain/calendar';
import type { FactProvider, FactRequest, Laws } from '../drive/types';
import { capacities, type PolicySubject } from '../policy';
import type { Clock } from '../ports/clock';
import type { StoredSubject } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import type { Seen } from './sight';

/** Facts that stand before an event whatever its input: worth asking for beforehand. The others are taken as favourable. */
const FORESEEABLE: readonly FactName[] = ['lintErrors', 'unboundUnits', 'criteria', 'openTasks', 'openFinalReports', 'openAcceptanceItems'];
const SHUT_TO_ROLE = ['NOT_YOUR_ROLE', 'NOT_IN_THIS_TASK'];

export interface ActionPorts {
  laws: Laws;
  facts: Readonly<Record<string, FactProvider>>;
  clock: Clock;
}

export type AvailableActions = (viewer: Viewer, seen: readonly Seen[]) => Promise<PossibleEvent[][]>;

export function createAvailableActions({ laws, facts, clock }: ActionPorts): AvailableActions {
  const foreseeable = new Map(
    Object.entries(laws).map(([kind, law]) => {
      const asked = new Set(Object.values((law as Law).events).flatMap((rule) => rule.facts ?? []));
      return [kind, FORESEEABLE.filter((name) => asked.has(name))];
    }),
  );
  return async (viewer, seen) => {
    const now = clock.now();
    const moment = { at: now.toISOString(), on: civilDateOf(now) };
    const asking = seen.map((one) => ({ one, ways: capacities(viewer, one.subject as unknown as PolicySubject) }));
    const found = await foresee(
      asking.filter(({ ways }) => ways.length > 0).map(({ one }) => one.subject),
      moment,
    );
    return asking.map(({ one: { subject }, ways }) => {
      const law = laws[subject.kind as keyof Laws] as Law | undefined;
      if (!law || ways.length === 0) return [];
      const foreseen = found.get(subject.id) ?? {};
      const think = (): PossibleEvent[] => {
        const state = { definition: subject.definition, snapshot: subject.snapshot as LawSnapshot };
        const answers = ways.map((way) => {
          const by = { account: viewer.accountId, unit: way.unit, onBehalfOf: way.onBehalfOf, relations: way.relations };
          return possibleEvents(law, state, { ...moment, by, facts: foreseen });
        });
        return mostFavourable(answers).filter((row) => row.allowed || !row.reasons.every(({ code }) => SHUT_TO_ROLE.includes(code)));
      };
      // Counts of other things change without this one.
      if (Object.keys(foreseen).length > 0) return think();
      return remembered(subject, JSON.stringify([moment.on, viewer.accountId, ways]), think);
    });
  };

  /** The foreseeable facts of all subjects, by subject; each provider is asked once for all of them. */
  async function foresee(subjects: readonly StoredSubject[], moment: { at: string; on: string }): Promise<Map<string, Record<string, unknown>>> {
    const found = new Map<string, Record<string, unknown>>(subjects.map((subject) => [subject.id, {}]));
    const wanted = new Map<FactName, StoredSubject[]>();
    for (const subject of subjects) {
      for (const name of foreseeable.get(subject.kind) ?? []) {
        const asked = wanted.get(name);
        if (asked) asked.push(subject);
        else wanted.set(name, [subject]);
      }
    }
    await Promise.all(
      [...wanted].map(async ([name, asked]) => {
        const provider = facts[name];
        if (!provider) return;
        const answers = await provider(asked.map((subject) => request(subject, moment)));
        asked.forEach((subject, i) => {
          const answer = answers[i];
          if (answer?.ok) Object.assign(found.get(subject.id) ?? {}, { [name]: answer.value });
        });
      }),
    );
    return found;
  }
}

/**
 * Without facts the answer depends on this version of the subject, on who asks in which ways, and on the day (no check looks at the hour). What
 * is read is one object for each version (subject-versions.ts), so the same list asked for again costs no thinking.
 */
const thought = new WeakMap<StoredSubject, Map<string, PossibleEvent[]>>();
const MOST_ASKERS = 50;

function remembered(subject: StoredSubject, asked: string, think: () => PossibleEvent[]): PossibleEvent[] {
  const answers = thought.get(subject) ?? new Map<string, PossibleEvent[]>();
  thought.set(subject, answers);
  const known = answers.get(asked);
  if (known) return known;
  if (answers.size >= MOST_ASKERS) answers.clear();
  const answer = think();
  answers.set(asked, answer);
  return answer;
}

const NOBODY: LawEvent['by'] = { account: null, unit: null, onBehalfOf: null, relations: [] };
const request = (subject: StoredSubject, moment: { at: string; on: string }): FactRequest => ({
  subject,
  event: { type: '', ...moment, by: NOBODY, input: {} },
  changed: [],
});

/** One row an event: what one of the ways allows is allowed; else the way with the fewest reasons against it speaks. */
function mostFavourable(answers: readonly PossibleEvent[][]): PossibleEvent[] {
  const [first = [], ...others] = answers;
  return first.map((row, i) =>
    others.reduce((best, other) => {
      const candidate = other[i];
      if (!candidate || best.allowed) return best;
      const closer = candidate.allowed || worth(candidate) > worth(best);
      return closer ? candidate : best;
    }, row),
  );
}

/** A reason of state tells more than "not your role". */
const worth = (row: PossibleEvent): number => (row.reasons.some(({ code }) => SHUT_TO_ROLE.includes(code)) ? -1_000 : 0) - row.reasons.length;
