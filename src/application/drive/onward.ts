/** Carries out what an event asks of other instances: signals and openings, and what those ask in turn, all in the same call. */
import type { By, Effect, Law, LawEvent } from '../../../workflows/contract';
import { civilDateOf } from '../../domain/calendar';
import type { StoredSubject, SubjectKey } from '../ports/store';
import { unborn } from './apply';
import { CHAIN_START, storable } from './chain';
import { nameOf, type Draft, type Held } from './draft';
import { gatherFacts } from './facts';
import { alreadyExists, eventRefused, type Refused } from './refusals';
import type { DrivePorts, NewSubject } from './types';

const ENGINE: By = { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] };

/** A signal to all instances of a kind is an announcement: one that is past the point where it would matter is left alone. */
const PASSES_BY = new Set(['UNKNOWN_EVENT', 'EVENT_NOT_POSSIBLE_IN_STATE', 'NOT_APPLICABLE']);

/** The subjects that a call needs are in another batch: it is to be tried again when they are free. */
export class HeldElsewhere {
  constructor(readonly keys: readonly SubjectKey[]) {}
}

/** What the batch offers to one call. */
export interface Surroundings {
  ports: DrivePorts;
  working: ReadonlyMap<string, Held>;
  /** Brings subjects into the working set, or says which ones another batch holds. */
  bring(keys: readonly SubjectKey[]): Promise<HeldElsewhere | null>;
  /** The same for subjects that were read already. */
  admit(subjects: readonly StoredSubject[]): HeldElsewhere | null;
  eventsPerCall: number;
}

interface Asked {
  subject: StoredSubject;
  event: LawEvent;
  seq: number;
  effect: Effect;
}

export async function carryOut(draft: Draft, first: readonly Asked[], around: Surroundings, at: Date): Promise<Refused | HeldElsewhere | null> {
  const queue = [...first];
  for (let asked = queue.shift(); asked; asked = queue.shift()) {
    const { effect } = asked;
    const done = effect.effect === 'SIGNAL' ? await signal(draft, asked, effect, around, at) : await open(draft, asked, around, at);
    if (done instanceof HeldElsewhere || !Array.isArray(done)) return done;
    queue.push(...done);
    if (draft.events.length > around.eventsPerCall) throw new Error(`One call caused more than ${around.eventsPerCall} events`);
  }
  return null;
}

/** The law of a kind. @throws when the program has none */
export function lawOf(ports: DrivePorts, kind: string): Law {
  const law = ports.laws[kind as keyof typeof ports.laws];
  if (!law) throw new Error(`There is no law for the kind ${kind}`);
  return law;
}

/** Written by a newer program than this one: its law knows states that this one does not. */
export class NewerLaw extends Error {
  constructor({ kind, id, lawVersion }: StoredSubject) {
    super(`${kind} ${id} was written by version ${lawVersion} of its law, which this program does not have yet`);
    this.name = 'NewerLaw';
  }
}

/** The law by which a stored subject is decided. @throws {NewerLaw} */
export function lawFor(ports: DrivePorts, subject: StoredSubject): Law {
  const law = lawOf(ports, subject.kind);
  if (subject.lawVersion > law.version) throw new NewerLaw(subject);
  return law;
}

async function signal(
  draft: Draft,
  asked: Asked,
  effect: Extract<Effect, { effect: 'SIGNAL' }>,
  around: Surroundings,
  at: Date,
): Promise<Asked[] | Refused | HeldElsewhere> {
  const { ports } = around;
  const announced = !('subject' in effect.to);
  const targets = await targetsOf(draft, asked, effect.to, around);
  if (targets instanceof HeldElsewhere) return targets;
  const input = storable(effect.input)?.value ?? effect.input;
  const event = { type: effect.event, at: at.toISOString(), on: civilDateOf(at), by: ENGINE, input };
  const changed = draft.changed();
  const questions = targets.map((subject) => ({ subject, rule: lawFor(ports, subject).events[effect.event], event, changed }));
  const facts = await gatherFacts(ports.facts, questions);
  const onward: Asked[] = [];
  for (const [index, subject] of targets.entries()) {
    const law = lawFor(ports, subject);
    const known = facts[index];
    if (!known?.ok) return known ?? unanswered();
    const sent: LawEvent = { ...event, facts: known.value };
    const decision = ports.decide(law, subject, sent);
    if (decision.outcome === 'refused') {
      if (announced && PASSES_BY.has(decision.code)) continue;
      return eventRefused(subject, decision, law.events[effect.event]?.label ?? { zh: effect.event, en: effect.event });
    }
    onward.push(...recorded(draft, subject, law, sent, decision, at, asked));
  }
  return onward;
}

async function targetsOf(
  draft: Draft,
  asked: Asked,
  to: Extract<Effect, { effect: 'SIGNAL' }>['to'],
  around: Surroundings,
): Promise<StoredSubject[] | HeldElsewhere> {
  const { campaignId } = asked.subject;
  if ('subject' in to) {
    const key = { campaignId, id: to.subject };
    if (!draft.current(key)) {
      const elsewhere = await around.bring([key]);
      if (elsewhere) return elsewhere;
    }
    const target = draft.current(key);
    if (!target) throw new Error(`${asked.event.type} of ${asked.subject.kind} ${asked.subject.id} signals ${to.subject}, which does not exist`);
    return [target];
  }
  if ('subjects' in to) {
    const keys = to.subjects.map((id) => ({ campaignId, id }));
    const elsewhere = await around.bring(keys.filter((key) => !draft.current(key)));
    return elsewhere ?? keys.flatMap((key) => draft.current(key) ?? []);
  }
  const stored = await around.ports.store.openSubjects(campaignId, to.kinds, to.phase ?? null);
  const elsewhere = around.admit(stored);
  if (elsewhere) return elsewhere;
  // The database does not know yet what this batch and this call have created, closed or moved.
  const here = [...around.working.values()].map(({ current }) => current);
  const all = new Map([...stored, ...here, ...draft.changed()].map((subject) => [nameOf(subject), subject] as const));
  const kinds = new Set<string>(to.kinds);
  return [...all.values()].flatMap((found) => {
    if (found.campaignId !== campaignId || !kinds.has(found.kind)) return [];
    const subject = draft.current(found) ?? found;
    const meant = !subject.closed && (to.phase === undefined || subject.phase === to.phase);
    return meant &&
      (to.unit === undefined || subject.participants.some((p) => p.active && p.unitId === to.unit && (to.role === undefined || p.role === to.role)))
      ? [subject]
      : [];
  });
}

async function open(draft: Draft, asked: Asked, around: Surroundings, at: Date): Promise<Asked[] | Refused | HeldElsewhere> {
  const { ports } = around;
  if (asked.effect.effect !== 'OPEN') throw new Error(`Nobody carries out ${asked.effect.effect}`);
  const { what, input } = asked.effect;
  const opener = ports.openers[what];
  if (!opener) throw new Error(`The law asks to open ${what}, and nobody does`);
  const { campaignId } = asked.subject;
  const wanted = await opener({ subject: asked.subject, event: asked.event, input, changed: draft.changed() });
  const births = wanted.map((subject) => birth(ports, campaignId, subject, ENGINE, at));
  const changed = draft.changed();
  const facts = await gatherFacts(
    ports.facts,
    births.map(({ before, law, event }) => ({ subject: before, rule: law.events[event.type], event, changed })),
  );
  const onward: Asked[] = [];
  for (const [index, { before, law, event }] of births.entries()) {
    const there = draft.current(before);
    if (there) return alreadyExists(there);
    const known = facts[index];
    if (!known?.ok) return known ?? unanswered();
    const sent: LawEvent = { ...event, facts: known.value };
    const decision = ports.decide(law, { definition: before.definition, snapshot: null }, sent);
    if (decision.outcome === 'refused') return eventRefused(before, decision, law.label);
    onward.push(...recorded(draft, before, law, sent, decision, at, asked));
  }
  return onward;
}

/** The first event of a new instance, and the empty place it fills. */
export function birth(
  ports: DrivePorts,
  campaignId: string,
  subject: NewSubject,
  by: By,
  at: Date,
): { before: StoredSubject; law: Law; event: Omit<LawEvent, 'facts'> } {
  const law = lawOf(ports, subject.kind);
  const kept = storable(subject);
  if (!kept) throw new Error(`The definition of a new ${subject.kind} holds text that cannot be stored`);
  const { definition, ordinal, phase } = kept.value;
  const event = { type: law.creation, at: at.toISOString(), on: civilDateOf(at), by, input: { definition, ordinal, phase } };
  return { before: unborn(campaignId, kept.value, CHAIN_START), law, event };
}

function recorded(
  draft: Draft,
  before: StoredSubject,
  law: Law,
  event: LawEvent,
  decision: Parameters<Draft['record']>[3],
  at: Date,
  asked: Asked,
): Asked[] {
  const { after, onward } = draft.record(before, law, event, decision, at, { subjectId: asked.subject.id, seq: asked.seq });
  return onward.map((effect) => ({ subject: after, event, seq: after.revision, effect }));
}

function unanswered(): never {
  throw new Error('A question for facts was left without an answer');
}
