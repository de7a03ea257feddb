/** Histories that together take every transition of a law's chart, found by walking the law; and what the logs of a database have taken. */
import { decide, type LawEvent, type LawSnapshot, type SubjectKind } from '../../../workflows';
import { machineFor } from '../../../workflows/compile';
import { Coverage } from '../../workflows/support/coverage';
import { explore, type Instance } from '../../workflows/support/explore';
import { firstLens, LAWS, LENSES } from './history-world';

export interface CoveringHistory {
  kind: SubjectKind;
  lens: string;
  events: LawEvent[];
}

export type Taken = Record<SubjectKind, Coverage<unknown, object>>;

export const nothingTaken = (): Taken => ({
  ...{ CAMPAIGN: new Coverage(LAWS.CAMPAIGN), TASK: new Coverage(LAWS.TASK) },
  ...{ REPORT: new Coverage(LAWS.REPORT), COORDINATING_BODY: new Coverage(LAWS.COORDINATING_BODY) },
  BULLETIN: new Coverage(LAWS.BULLETIN),
  RECORD: new Coverage(LAWS.RECORD),
  DIFFERENCE: new Coverage(LAWS.DIFFERENCE),
});

/** The chart that coverage is measured against: of the first lens's shape. */
export function untaken(kind: SubjectKind, taken: Taken): string[] {
  const { definition, begin } = firstLens(kind);
  return taken[kind].untaken(machineFor(LAWS[kind], definition, LAWS[kind].begin(definition, begin)));
}

/** The longest ways first: each takes so much that few are needed. */
export function coveringHistories(kind: SubjectKind): CoveringHistory[] {
  const law = LAWS[kind];
  const found: CoveringHistory[] = [];
  const covered = new Coverage(law);
  const isNew = ({ transitions }: Coverage<unknown, object>): boolean => [...transitions].some((key) => !covered.transitions.has(key));
  for (const [name, lens] of Object.entries(LENSES[kind])) {
    const before = { definition: lens.definition, snapshot: null };
    const birth = new Coverage(law);
    fold(birth, before, [lens.begin]);
    const ways = explore(law, lens, { decide: (at, event) => decide(law, at, event) }).sort((a, b) => b.events.length - a.events.length);
    if (isNew(birth)) ways.unshift({ state: before, events: [] });
    for (const { state, events } of ways) {
      for (const event of state.snapshot ? lens.events : [null]) {
        const one = state.snapshot ? new Coverage(law) : birth;
        // Asked twice, because writing down what a decision took costs far more than the decision.
        if (event && (decide(law, state, event).outcome === 'refused' || one.decide(state, event).outcome === 'refused')) continue;
        if (!isNew(one)) continue;
        const history = event ? [...events, event] : events;
        found.push({ kind, lens: name, events: history });
        fold(covered, before, [lens.begin, ...history]);
      }
    }
  }
  return found;
}

/** Decides a log again and writes down what it took. */
export function fold(coverage: Coverage<unknown, object>, from: Instance<unknown, object>, events: readonly LawEvent[]): void {
  let at = from;
  for (const event of events) {
    const decision = coverage.decide(at, event);
    if (decision.outcome === 'refused') throw new Error(`${event.type} was refused: ${decision.code}`);
    at = { definition: decision.definition, snapshot: decision.snapshot as LawSnapshot<object> };
  }
}
