/** What an accepted decision makes of a subject. Used when an event is written and again when the log is replayed, so that both agree. */
import type { Decision, Law, Participant } from '../../../workflows/contract';
import type { StoredParticipant, StoredSubject, SubjectWrite } from '../ports/store';
import type { NewSubject } from './types';

/** A subject before its first event. */
export const unborn = (campaignId: string, { kind, id, definition, ordinal, phase }: NewSubject, headHash: Buffer): StoredSubject => ({
  campaignId,
  id,
  kind,
  lawVersion: 0,
  definition,
  snapshot: { value: null, context: {} },
  revision: 0,
  headHash,
  title: '',
  number: null,
  ordinal,
  phase,
  state: '',
  timeliness: null,
  attention: null,
  dueOn: null,
  closed: false,
  participants: [],
});

export function applied(before: StoredSubject, law: Law, decision: Extract<Decision, { outcome: 'accepted' }>, hash: Buffer): StoredSubject {
  const { projection } = decision;
  return {
    campaignId: before.campaignId,
    id: before.id,
    kind: before.kind,
    lawVersion: law.version,
    definition: decision.definition,
    snapshot: decision.snapshot,
    revision: before.revision + 1,
    headHash: hash,
    title: projection.title,
    number: projection.number,
    ordinal: projection.ordinal ?? before.ordinal,
    phase: phaseOf(decision.definition, before.phase),
    state: projection.state,
    timeliness: projection.timeliness,
    attention: projection.attention,
    dueOn: projection.dueOn,
    closed: projection.closed,
    participants: storedParticipants(projection.participants),
  };
}

/** An amendment can move a task to another phase; signals to the instances of a phase find them by this column. */
function phaseOf(definition: unknown, before: string | null): string | null {
  if (typeof definition !== 'object' || definition === null || !('phase' in definition)) return before;
  return typeof definition.phase === 'string' ? definition.phase : null;
}

const key = (p: { unitId: string; role: string }): string => `${p.role} ${p.unitId}`;

/** One row per unit and role: a unit that sits twice (two of its sections) must act when either must, by the earlier day. */
function storedParticipants(participants: readonly Participant[]): StoredParticipant[] {
  const rows = new Map<string, StoredParticipant>();
  for (const { unit, role, state, mustAct, active, dueOn } of participants) {
    const row = { unitId: unit, role, state, mustAct, active, dueOn };
    const other = rows.get(key(row));
    rows.set(key(row), other ? together(other, row) : row);
  }
  return [...rows.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function together(a: StoredParticipant, b: StoredParticipant): StoredParticipant {
  const speaks = (b.mustAct && !a.mustAct) || (b.active && !a.active) ? b : a;
  const days = [a.dueOn, b.dueOn].filter((day) => day !== null).sort();
  return { ...speaks, mustAct: a.mustAct || b.mustAct, active: a.active || b.active, dueOn: days[0] ?? null };
}

/** What to write of a subject that stood at `base`: only rows that differ are touched. */
export function subjectWrite(base: StoredSubject | null, after: StoredSubject): SubjectWrite {
  const before = new Map((base?.participants ?? []).map((row) => [key(row), row]));
  const upsert = after.participants.filter((row) => !same(before.get(key(row)), row));
  const kept = new Set(after.participants.map(key));
  const remove = (base?.participants ?? []).filter((row) => !kept.has(key(row))).map(({ unitId, role }) => ({ unitId, role }));
  return { expected: base?.revision ?? 0, after, definitionChanged: base?.definition !== after.definition, participants: { upsert, remove } };
}

const same = (a: StoredParticipant | undefined, b: StoredParticipant): boolean =>
  a !== undefined && a.state === b.state && a.mustAct === b.mustAct && a.active === b.active && a.dueOn === b.dueOn;
