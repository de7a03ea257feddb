/** A subject and its live deadlines, rebuilt from its log alone. */
import { applied, unborn } from '../drive/apply';
import { CHAIN_START } from '../drive/chain';
import { deadlineChange } from '../drive/draft';
import type { Decide, Laws } from '../drive/types';
import type { By, Effect, Law, LawEvent, SubjectKind } from '../../../workflows/contract';
import type { DeadlineChange, LoggedEvent, StoredSubject } from '../ports/store';

export interface LawBook {
  laws: Laws;
  decide: Decide;
}

export interface Rebuilt {
  subject: StoredSubject;
  /** Those that are set and neither cancelled nor delivered, by key. */
  deadlines: Map<string, Extract<DeadlineChange, { change: 'SET' }>>;
  createdAt: Date;
  updatedAt: Date;
}

/** The log says that something happened which the law, asked again, refuses: the log or the law was changed. */
export class ReplayRefused extends Error {
  constructor(
    readonly event: LoggedEvent,
    readonly code: string,
  ) {
    super(`Replaying ${event.kind} ${event.id}: the law refuses event ${event.seq} ${event.type} (${code})`);
    this.name = 'ReplayRefused';
  }
}

/** @throws {ReplayRefused} */
export function fold(book: LawBook, events: readonly LoggedEvent[]): Rebuilt | null {
  let rebuilt: Rebuilt | null = null;
  for (const event of events) rebuilt = step(book, rebuilt, event);
  return rebuilt;
}

export function step({ laws, decide }: LawBook, rebuilt: Rebuilt | null, event: LoggedEvent): Rebuilt {
  const law = laws[event.kind as SubjectKind];
  if (!law) throw new ReplayRefused(event, 'NO_LAW');
  const before = rebuilt?.subject ?? unbornFrom(law, event);
  const sent: LawEvent = { type: event.type, at: event.at.toISOString(), on: event.on, by: event.by as By, input: event.input, facts: event.facts };
  const state = rebuilt ? { definition: before.definition, snapshot: before.snapshot } : { definition: before.definition, snapshot: null };
  const decision = decide(law, state, sent);
  if (decision.outcome === 'refused') throw new ReplayRefused(event, decision.code);
  const subject = applied(before, law, decision, event.hash);
  const deadlines = deadlinesAfter(rebuilt?.deadlines ?? new Map(), subject, event, decision.effects);
  return { subject, deadlines, createdAt: rebuilt?.createdAt ?? event.at, updatedAt: event.at };
}

function unbornFrom(law: Law, event: LoggedEvent): StoredSubject {
  if (event.type !== law.creation) throw new ReplayRefused(event, 'NOT_A_CREATION');
  const { definition, ordinal, phase } = event.input as { definition: unknown; ordinal: number; phase: string | null };
  return unborn(event.campaignId, { kind: law.kind, id: event.id, definition, ordinal, phase }, CHAIN_START);
}

function deadlinesAfter(before: Rebuilt['deadlines'], subject: StoredSubject, event: LoggedEvent, effects: readonly Effect[]): Rebuilt['deadlines'] {
  const delivered = event.facts['deadline'] as { key: string } | undefined;
  const after = new Map(before);
  if (delivered && (event.by as By).relations.includes('CLOCK')) after.delete(delivered.key);
  for (const effect of effects) {
    if (effect.effect !== 'SET_DEADLINE' && effect.effect !== 'CANCEL_DEADLINE') continue;
    const change = deadlineChange(subject, event.seq, effect);
    if (change.change === 'SET') after.set(change.key, change);
    else after.delete(change.key);
  }
  return after;
}
