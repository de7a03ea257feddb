/** The changes of one call, kept apart until it is known that all of them can be made. */
import type { Decision, Effect, Law, LawEvent } from '../../../workflows/contract';
import { endOfDay, startOfDay, startOfWork } from '../../domain/calendar';
import type { DeadlineChange, LoggedEvent, OutboxEntry, StoredSubject, SubjectKey } from '../ports/store';
import { applied } from './apply';
import { linkHash } from './chain';

export const nameOf = ({ campaignId, id }: SubjectKey): string => `${campaignId}:${id}`;

/** A subject of a batch: as the database has it (null: not yet), and as the batch's calls have left it so far. */
export interface Held {
  base: StoredSubject | null;
  current: StoredSubject;
}

export class Draft {
  readonly events: LoggedEvent[] = [];
  readonly deadlines: DeadlineChange[] = [];
  readonly outbox: OutboxEntry[] = [];
  /** Everything this call has looked at: when one of these turns out to have changed, the call must be decided again. */
  readonly read = new Set<string>();
  private readonly subjects = new Map<string, StoredSubject>();

  constructor(private readonly working: ReadonlyMap<string, Held>) {}

  current(key: SubjectKey): StoredSubject | undefined {
    const name = nameOf(key);
    this.read.add(name);
    return this.subjects.get(name) ?? this.working.get(name)?.current;
  }

  /** Every subject that this call has changed or created, as it stands now. */
  changed(): StoredSubject[] {
    return [...this.subjects.values()];
  }

  /** Their names. */
  names(): string[] {
    return [...this.subjects.keys()];
  }

  /** Takes an accepted decision over: log, subject, deadlines, messages. Returns the effects that lead to other subjects. */
  record(
    before: StoredSubject,
    law: Law,
    event: LawEvent,
    decision: Extract<Decision, { outcome: 'accepted' }>,
    at: Date,
    cause: LoggedEvent['cause'],
  ): { after: StoredSubject; onward: Effect[] } {
    const { campaignId, id, kind, headHash } = before;
    const seq = before.revision + 1;
    const content = { campaignId, id, seq, kind, type: event.type, by: event.by, on: event.on, at, input: event.input, facts: event.facts, cause };
    const hash = linkHash(headHash, content);
    this.events.push({ ...content, prevHash: headHash, hash });
    const after = applied(before, law, decision, hash);
    this.subjects.set(nameOf(before), after);
    this.read.add(nameOf(before));
    return { after, onward: this.keepHere(before, seq, decision.effects) };
  }

  private keepHere({ campaignId, id, kind }: StoredSubject, seq: number, effects: readonly Effect[]): Effect[] {
    const onward: Effect[] = [];
    for (const effect of effects) {
      if (effect.effect === 'SET_DEADLINE' || effect.effect === 'CANCEL_DEADLINE')
        this.deadlines.push(deadlineChange({ campaignId, id, kind }, seq, effect));
      else if (effect.effect === 'TELL') this.outbox.push({ campaignId, id, seq, message: effect.message, units: effect.units, data: effect.data });
      else onward.push(effect);
    }
    return onward;
  }
}

const INSTANT = { START_OF_DAY: startOfDay, START_OF_WORK: startOfWork, END_OF_DAY: endOfDay } as const;

export function deadlineChange(
  { campaignId, id, kind }: SubjectKey & { kind: string },
  seq: number,
  effect: Extract<Effect, { effect: 'SET_DEADLINE' | 'CANCEL_DEADLINE' }>,
): DeadlineChange {
  if (effect.effect === 'CANCEL_DEADLINE') return { campaignId, id, kind, key: effect.key, change: 'CANCEL' };
  const { key, dueOn, event, input, label } = effect;
  const dueAt = INSTANT[effect.at](dueOn);
  return { campaignId, id, kind, key, change: 'SET', dueOn, dueAt, event, input, label, setBySeq: seq };
}
