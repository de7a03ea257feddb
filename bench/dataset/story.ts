/**
 * What the engine writes of one subject, found out by driving it through the real laws once, with places left open for what differs from
 * one subject to the next. Dates are no such places, because the law compares them: there is a story for each due date.
 */
import { createDrive, type DriveCall, type NewSubject } from '../../src/application/drive';
import { canonical } from '../../src/application/drive/chain';
import { relations, type PolicySubject } from '../../src/application/policy';
import type { DeadlineChange, LoggedEvent, Store, StoredSubject, WriteUnit } from '../../src/application/ports/store';
import type { Viewer } from '../../src/application/ports/viewer';
import { done } from '../../src/application/refusal';
import { createMemoryStore } from '../../src/application/simulation/memory-store';
import { decide, laws } from '../../workflows';
import type { By } from '../../workflows/contract';
import type { FactName } from '../../workflows/facts';
import type { Row } from './rows';
import { fillable, slot, type Fill } from './slots';

export interface Story {
  /** What is hashed of each event, without the hash before it. */
  contents: Fill[];
  rows: Row[];
  /** Outbox rows: their ids are the places o0, o1 … */
  messages: number;
}

export interface Told {
  at: Date;
  campaignId: string;
  subject: NewSubject;
  by: By;
  facts: Partial<Record<FactName, unknown>>;
  steps: readonly (Pick<DriveCall, 'event'> & { viewer: Viewer })[];
}

export async function tell({ at, campaignId, subject, by, facts, steps }: Told): Promise<Story> {
  const written: WriteUnit[] = [];
  const memory = createMemoryStore();
  const store: Store = { ...memory, write: (units) => (written.push(...units), memory.write(units)) };
  const drive = createDrive({
    ...{ store, clock: { now: () => at }, laws, decide, publish: () => undefined },
    openers: { OPEN_TASKS: () => [], OPEN_REPORTS: () => [], OPEN_BODY: () => [] },
    relations: (viewer, one, unit, rule) => relations(viewer, one as unknown as PolicySubject, unit, rule),
    visible: () => Promise.resolve(true),
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, (asked) => asked.map(() => done(value))])),
  });
  const outcomes = [await drive.create({ campaignId, subject, by })];
  for (const [i, step] of steps.entries())
    outcomes.push(await drive.drive({ subject: { campaignId, id: subject.id }, ...step, idempotencyKey: `${slot('key')}-${i}` }));
  for (const outcome of outcomes) if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  const last = written.at(-1)?.subjects[0]?.after;
  if (!last) throw new Error('Nothing was written');
  const events = written.flatMap((unit) => unit.events);
  const outbox = written.flatMap((unit) => unit.outbox);
  return {
    contents: events.map(contentOf),
    messages: outbox.length,
    rows: [
      subjectRow(last, at),
      ...events.map(eventRow),
      ...last.participants.map((p): Row => {
        const named = { campaign_id: last.campaignId, subject_id: last.id, unit_id: p.unitId, role: p.role, kind: last.kind };
        return { table: 'participant', cells: { ...named, state: p.state, must_act: p.mustAct, active: p.active, due_on: p.dueOn } };
      }),
      ...deadlineRows(written.flatMap((unit) => unit.deadlines)),
      ...outbox.flatMap((entry, i) => outboxRows(entry, i, at)),
      ...written
        .flatMap((unit) => unit.idempotency)
        .map((record): Row => {
          const { accountId, key, requestHash, answer } = record;
          const bytes = requestHash.toString('hex');
          return {
            table: 'idempotency',
            cells: { account_id: accountId, key, request_hash: { bytes }, answer: { json: answer }, created_at: at.toISOString() },
          };
        }),
    ],
  };
}

/** What `linkHash` hashes after the hash before it. */
function contentOf({ campaignId, id, seq, kind, type, by, on, at, input, facts, cause }: LoggedEvent): Fill {
  return fillable(canonical({ campaignId, subjectId: id, seq, kind, type, by, on, at: at.toISOString(), input, facts, cause }));
}

function subjectRow(s: StoredSubject, at: Date): Row {
  const w = at.toISOString();
  const cells = {
    ...{ campaign_id: s.campaignId, id: s.id, kind: s.kind, law_version: s.lawVersion, definition: { json: s.definition } },
    ...{ snapshot: { json: s.snapshot }, revision: s.revision, head_hash: { bytes: slot(`hash${s.revision}`) }, title: s.title, number: s.number },
    ...{ ordinal: s.ordinal, phase: s.phase, state: s.state, timeliness: s.timeliness },
    ...{ attention: s.attention, due_on: s.dueOn, closed: s.closed, created_at: w, updated_at: w },
  };
  return { table: 'subject', cells };
}

function eventRow(event: LoggedEvent): Row {
  const payload = { on: event.on, input: event.input, facts: event.facts };
  const cells = {
    ...{ campaign_id: event.campaignId, subject_id: event.id, seq: event.seq, kind: event.kind, type: event.type, by: { json: event.by } },
    ...{ payload: { json: payload }, at: event.at.toISOString(), cause: null },
    ...{ prev_hash: { bytes: slot(`hash${event.seq - 1}`) }, hash: { bytes: slot(`hash${event.seq}`) } },
  };
  return { table: 'event', cells };
}

function deadlineRows(changes: readonly DeadlineChange[]): Row[] {
  const rows = new Map<string, Row>();
  for (const one of changes) {
    const before = rows.get(one.key);
    if (one.change !== 'SET') {
      if (before) rows.set(one.key, { table: 'deadline', cells: { ...before.cells, status: 'CANCELLED' } });
      continue;
    }
    const cells = {
      ...{ campaign_id: one.campaignId, subject_id: one.id, key: one.key, kind: one.kind, due_on: one.dueOn, due_at: one.dueAt.toISOString() },
      ...{ event: one.event, input: { json: one.input }, label: { json: one.label }, status: 'PENDING', set_by_seq: one.setBySeq },
    };
    rows.set(one.key, { table: 'deadline', cells });
  }
  return [...rows.values()];
}

/** Delivered long ago, as the outbox worker leaves them: nothing waits in a data set. */
function outboxRows(entry: WriteUnit['outbox'][number], place: number, at: Date): Row[] {
  const { campaignId, id, seq, message, units, data } = entry;
  const w = at.toISOString();
  const what = { campaign_id: campaignId, subject_id: id, message, data: { json: data }, created_at: w };
  const number = slot(`o${place}`);
  return [
    { table: 'outbox', cells: { ...what, id: number, seq, units: { json: units }, delivered_at: w, attempts: 1, not_before: w } },
    ...[...new Set(units)].map((unit): Row => ({ table: 'message', cells: { ...what, id: number, unit_id: unit } })),
  ];
}
