/** What lists, inboxes and boards see of a task. */
import type { Participant, Projection, LawSnapshot, Label } from '../contract';
import type { TaskDefinition } from '../definitions';
import { label } from '../chart';
import { holdsUnit, isLeadKey, seatAt, seatKeys } from './context';
import type { TaskContext, TaskSeat } from './context';

export const taskStates: Readonly<Record<string, Label>> = {
  AWAITING_LEAD: label('待明确牵头单位', 'Awaiting a lead'),
  NOTIFIED: label('待签收', 'Notified'),
  ACKNOWLEDGED: label('已签收', 'Acknowledged'),
  IN_PROGRESS: label('办理中', 'In progress'),
  PENDING_REVIEW: label('待审核', 'Pending review'),
  RETURNED: label('已退回', 'Returned'),
  ACCEPTED: label('已办结', 'Accepted'),
  SUSPENDED: label('已暂停', 'Suspended'),
  WRITTEN_OFF: label('已终止', 'Written off'),
  CLOSED: label('已关闭', 'Closed'),
};

const TIMELINESS = { onTrack: 'ON_TRACK', dueSoon: 'DUE_SOON', overdue: 'OVERDUE' } as const;
const AT_WORK = ['working', 'contributed', 'submitted'];

type Value = Record<string, unknown>;

function stateOf(context: TaskContext, value: Value): string {
  if (value.standing === 'closed') return 'CLOSED';
  if (value.standing === 'writtenOff') return 'WRITTEN_OFF';
  if (value.standing === 'suspended') return 'SUSPENDED';
  if (value.review === 'accepted') return 'ACCEPTED';
  if (value.review === 'pending') return 'PENDING_REVIEW';
  const held = seatKeys(context).filter((key) => holdsUnit(seatAt(context, key)));
  const leads = held.filter(isLeadKey).map((key) => value[key]);
  if (leads.length === 0) return 'AWAITING_LEAD';
  if (leads.includes('returned')) return 'RETURNED';
  if (held.some((key) => AT_WORK.includes(String(value[key])))) return 'IN_PROGRESS';
  return leads.every((at) => at !== 'notified') ? 'ACKNOWLEDGED' : 'NOTIFIED';
}

/** Whose turn it is: everybody who has not done the next thing, unless somebody else must act first. */
function mustAct(context: TaskContext, value: Value, key: string, hasLead: boolean): boolean {
  const at = value[key];
  if (at === 'notified' || at === 'working' || at === 'returned') return true;
  if (at === 'acknowledged') return isLeadKey(key) || hasLead;
  return isLeadKey(key) && at === 'submitted' && owesAnswer(value);
}

function owesAnswer({ attention }: Value): boolean {
  const supervised = typeof attention === 'object' && attention !== null ? (attention as { supervised?: string }).supervised : undefined;
  return supervised === 'awaiting' || supervised === 'unanswered';
}

function seatRows(context: TaskContext, value: Value, live: boolean): Participant[] {
  const hasLead = context.leads.some(holdsUnit);
  return seatKeys(context).flatMap((key) => {
    const seat = seatAt(context, key);
    const active = holdsUnit(seat);
    const acts = live && active && mustAct(context, value, key, hasLead);
    const row = (unit: string, must: boolean): Participant => ({
      unit,
      role: seat.role,
      state: String(value[key]).toUpperCase(),
      mustAct: must,
      active,
      dueOn: active ? dateOf(context, value, key, seat) : null,
    });
    return seat.delegate ? [row(seat.unit, false), row(seat.delegate.unit, acts)] : [row(seat.unit, acts)];
  });
}

function dateOf(context: TaskContext, value: Value, key: string, seat: TaskSeat): string | null {
  const dates = [
    value[key] === 'notified' ? seat.acknowledgeBy : context.dueOn,
    isLeadKey(key) && owesAnswer(value) ? (context.supervision?.answerBy ?? null) : null,
  ].filter((date): date is string => date !== null);
  return dates.sort()[0] ?? null;
}

/** The office's own row: it must act when something waits for its word. */
function reviewer(context: TaskContext, value: Value, live: boolean): Participant {
  const waiting = [
    value.review === 'pending' && 'REVIEW',
    seatKeys(context).some((key) => value[key] === 'objected') && 'OBJECTION',
    value.extension === 'requested' && value.review !== 'accepted' && 'EXTENSION',
    !context.leads.some(holdsUnit) && 'LEAD_MISSING',
  ].filter((what): what is string => typeof what === 'string');
  return {
    unit: context.office,
    role: 'REVIEWER',
    state: (live && waiting[0]) || 'WATCHING',
    mustAct: live && waiting.length > 0,
    active: true,
    dueOn: context.dueOn,
  };
}

/** One row for a unit in a role: a unit that came back has its present seat, not the one it left. */
function oncePerRole(rows: Participant[]): Participant[] {
  const kept = new Map<string, Participant>();
  for (const row of rows) {
    const key = `${row.unit} ${row.role}`;
    if (row.active || !kept.get(key)?.active) kept.set(key, row);
  }
  return [...kept.values()];
}

export function projectTask(definition: TaskDefinition, snapshot: LawSnapshot<TaskContext>): Projection {
  const { context } = snapshot;
  const value = snapshot.value as Value;
  const state = stateOf(context, value);
  const closed = state === 'ACCEPTED' || state === 'WRITTEN_OFF' || state === 'CLOSED';
  const live = !closed && state !== 'SUSPENDED';
  return {
    state,
    title: definition.title,
    number: definition.number,
    dueOn: context.dueOn,
    phase: definition.phase,
    timeliness: TIMELINESS[value.timeliness as keyof typeof TIMELINESS],
    attention: typeof value.attention === 'string' ? (value.attention === 'urged' ? 'URGED' : 'NORMAL') : 'SUPERVISED',
    closed,
    participants: oncePerRole([...seatRows(context, value, live), reviewer(context, value, live)]),
  };
}
