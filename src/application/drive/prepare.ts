/** What can be said of a call before its facts are known: that it is refused, or which event its law is to be asked about. */
import type { By, EventRule, Law, LawEvent } from '../../../workflows/contract';
import { civilDateOf } from '../../domain/calendar';
import type { StoredSubject } from '../ports/store';
import { storable } from './chain';
import { birth, lawFor } from './onward';
import type { Pending } from './pending';
import { alreadyExists, badInput, eventRefused, notFound, stale, type Refused } from './refusals';
import type { DriveCall, DrivePorts } from './types';

export interface Prepared {
  ok: true;
  before: StoredSubject;
  creates: boolean;
  law: Law;
  rule: EventRule | undefined;
  event: Omit<LawEvent, 'facts'>;
  /** Facts that the engine itself knows. */
  given: Record<string, unknown>;
}

export async function prepare(
  ports: DrivePorts,
  pending: Pending,
  subject: StoredSubject | undefined,
  due: boolean,
  at: Date,
): Promise<Prepared | Refused> {
  if (pending.kind === 'CREATE') {
    if (subject) return alreadyExists(subject);
    if (!storable(pending.call.subject)) return unstorable();
    const born = birth(ports, pending.call.campaignId, pending.call.subject, pending.call.by, at);
    return { ok: true, ...born, creates: true, rule: born.law.events[born.event.type], given: {} };
  }
  const { kind } = pending.call.subject;
  if (!subject || (kind !== undefined && kind !== subject.kind)) return notFound();
  return prepareEvent(ports, pending.call, subject, due, at);
}

async function prepareEvent(ports: DrivePorts, call: DriveCall, subject: StoredSubject, due: boolean, at: Date): Promise<Prepared | Refused> {
  const law = lawFor(ports, subject);
  const rule = law.events[call.event.type];
  const by = await sender(ports, call, subject, rule);
  if (!by.ok) return by;
  const { expectedRevision = null, deadline } = call;
  if (expectedRevision !== null && expectedRevision !== subject.revision) return stale(expectedRevision, subject.revision);
  if (deadline && !due) return overtaken(subject, call);
  const input = storable(call.event.input);
  if (!input) return unstorable();
  const event = { type: call.event.type, at: at.toISOString(), on: civilDateOf(at), by: by.value, input: input.value };
  const given = deadline ? { deadline: { key: deadline.key, dueOn: deadline.dueOn, dueAt: deadline.dueAt.toISOString() } } : {};
  return { ok: true, before: subject, creates: false, law, rule, event, given };
}

async function sender(
  ports: DrivePorts,
  call: DriveCall,
  subject: StoredSubject,
  rule: EventRule | undefined,
): Promise<{ ok: true; value: By } | Refused> {
  const { viewer } = call;
  if (typeof viewer === 'string') return { ok: true, value: { account: null, unit: null, onBehalfOf: null, relations: [viewer] } };
  const standing = ports.relations(viewer, subject, call.actingUnit ?? null, rule ?? { who: [] });
  const strange = !standing.ok || standing.value.relations.length === 0;
  if (strange && !(await ports.visible(viewer, subject))) return notFound();
  return standing.ok ? { ok: true, value: { account: viewer.accountId, ...standing.value } } : standing;
}

const unstorable = (): Refused =>
  badInput({ zh: '文本含有不能保存的字符（NUL 或不完整的字符）', en: 'the text holds characters that cannot be stored (NUL, or half of one)' }, [
    'input',
  ]);

/** The deadline was delivered, moved or cancelled after the clock worker saw it: there is nothing left to deliver. */
function overtaken(subject: StoredSubject, { event }: DriveCall): Refused {
  const label = { zh: '该时限已处理、变更或取消', en: 'The deadline was delivered, moved or cancelled meanwhile' };
  const reasons = [{ code: 'DEADLINE_OVERTAKEN', label, data: {} }];
  const decision = {
    outcome: 'refused',
    code: 'DEADLINE_OVERTAKEN',
    fromState: subject.state,
    event: event.type,
    reasons,
    allowedEvents: [],
  } as const;
  return eventRefused(subject, { ...decision, reasons, allowedEvents: [] }, { zh: event.type, en: event.type });
}
