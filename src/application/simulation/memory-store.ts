/**
 * The store of a simulation: one campaign in memory, gone with it. What a running server keeps is in the database (infrastructure/persistence);
 * nothing but a simulation may use this.
 */
import type { ReportDefinition } from '../../../workflows/definitions';
import { briefOf } from '../campaigns/brief';
import type { CampaignRecords } from '../ports/campaigns';
import type { DeadlineChange, DueDeadline, EventReference, LoggedEvent, Store, StoredSubject, WriteUnit } from '../ports/store';

type PendingDeadline = DueDeadline & { label: { zh: string; en: string } };

export interface MemoryStore extends Store {
  readonly subjects: ReadonlyMap<string, StoredSubject>;
  readonly log: readonly LoggedEvent[];
  /** Those that wait, in no order. */
  readonly deadlines: ReadonlyMap<string, PendingDeadline>;
  /** The label that a deadline had when it was set last. */
  labelOf(subjectId: string, key: string): { zh: string; en: string } | null;
}

const nameOf = ({ id, key }: { id: string; key: string }): string => `${id} ${key}`;

export function createMemoryStore(): MemoryStore {
  const subjects = new Map<string, StoredSubject>();
  const deadlines = new Map<string, PendingDeadline>();
  const labels = new Map<string, { zh: string; en: string }>();
  const log: LoggedEvent[] = [];

  const change = (one: DeadlineChange): void => {
    if (one.change !== 'SET') {
      deadlines.delete(nameOf(one));
      return;
    }
    const { change: _, label, ...deadline } = one;
    labels.set(nameOf(one), label);
    deadlines.set(nameOf(one), { ...deadline, label });
  };
  const write = (unit: WriteUnit): { written: true; events: EventReference[] } | { written: false; why: 'CONFLICT' } => {
    if (unit.subjects.some(({ expected, after }) => (subjects.get(after.id)?.revision ?? 0) !== expected)) return { written: false, why: 'CONFLICT' };
    for (const { after } of unit.subjects) subjects.set(after.id, after);
    for (const one of unit.deadlines) change(one);
    const events = unit.events.map((event): EventReference => {
      log.push(event);
      return { campaignId: event.campaignId, subjectId: event.id, kind: event.kind, seq: event.seq, type: event.type, position: String(log.length) };
    });
    return { written: true, events };
  };
  const due = (now: Date, after: Date | null): PendingDeadline[] =>
    [...deadlines.values()]
      .filter(({ dueAt }) => dueAt <= now && (after === null || dueAt > after))
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));

  return {
    subjects,
    log,
    deadlines,
    labelOf: (subjectId, key) => labels.get(nameOf({ id: subjectId, key })) ?? null,
    load: async (request) => ({
      subjects: request.subjects.flatMap(({ id }) => subjects.get(id) ?? []),
      idempotency: [],
      deadlines: request.deadlines.flatMap((asked) => {
        const known = deadlines.get(nameOf(asked));
        return known ? [{ ...asked, setBySeq: known.setBySeq, pending: true }] : [];
      }),
    }),
    openSubjects: async (_, kinds, phase) =>
      [...subjects.values()]
        .filter((subject) => kinds.includes(subject.kind) && !subject.closed && (phase === null || subject.phase === phase))
        .sort((a, b) => a.ordinal - b.ordinal),
    write: async (units) => units.map(write),
    events: async ({ id }, upTo) => log.filter((event) => event.id === id && event.seq <= upTo),
    references: async () => [],
    campaignsDue: async (now) => [...new Set(due(now, null).map(({ campaignId }) => campaignId))],
    nextDue: async (_, now, after) => {
      const waiting = due(now, after);
      return waiting.filter(({ dueAt }) => dueAt.getTime() === waiting[0]?.dueAt.getTime());
    },
    claiming: (work) => work((_, claimed) => claimed()),
  };
}

/** What facts and openers read, from the same memory. */
export function memoryRecords({ subjects }: Pick<MemoryStore, 'subjects'>): CampaignRecords {
  const ofKinds = (kinds: readonly string[]): StoredSubject[] =>
    [...subjects.values()].filter((subject) => kinds.includes(subject.kind)).sort((a, b) => a.ordinal - b.ordinal);
  return {
    briefs: async (_, kinds) => ofKinds(kinds).map(briefOf),
    campaigns: async (ids) => ids.map((id) => subjects.get(id) ?? null),
    superiors: async (ids) => ids.map(() => []),
    lower: async (ids) => ids.map(() => []),
    tasks: async () => ofKinds(['TASK']),
    reportsOfUnits: async (pairs) =>
      ofKinds(['REPORT']).filter(({ definition }) => pairs.some(({ unitId }) => unitId === (definition as ReportDefinition).unit)),
    openSeats: async (pairs) =>
      ofKinds(['TASK']).flatMap((task) =>
        task.closed
          ? []
          : task.participants
              .filter((part) => part.active && part.role !== 'REVIEWER' && pairs.some((pair) => pair.unitId === part.unitId))
              .map((part) => ({ campaignId: task.campaignId, subjectId: task.id, unitId: part.unitId })),
      ),
  };
}
