/** The named checks of the task's chart. A check knows the seat whose transition it guards and the state before the event (`where`). */
import type { Check, LawEvent, Reason, Where } from '../contract';
import { onlyIf, reason } from '../reasons';
import type { TaskAmendment } from '../facts';
import { actsFor, holdsUnit, isLeadKey, seatAt, seatKeys, seatOf, seating } from './context';
import type { TaskContext, TaskSeat } from './context';
import { dueDateAfter } from './dates';

type Test = Check<TaskContext>['test'];
const state = (test: Test): Check<TaskContext> => ({ about: 'state', test });
const fact = (test: Test): Check<TaskContext> => ({ about: 'fact', test });
const input = (test: Test): Check<TaskContext> => ({ about: 'input', test });

/** Why this seat is not the one that a unit speaks from, or that an input names. */
function notThisSeat(context: TaskContext, unit: string | null, where: Where, absent: 'NOT_IN_THIS_TASK' | 'UNIT_NOT_IN_TASK'): Reason {
  const own = seatOf(context, unit);
  if (own) return reason('EVENT_NOT_POSSIBLE_IN_STATE', { unit, state: String(where.value[own]).toUpperCase() });
  const left = seatKeys(context).some((key) => actsFor(seatAt(context, key), unit));
  return reason(left ? 'UNIT_HAS_LEFT' : absent, { unit });
}

const here = (context: TaskContext, where: Where): TaskSeat => seatAt(context, where.seat ?? '');
const named = (event: LawEvent): string | null => (event.input.toUnit ?? event.input.unit ?? null) as string | null;
const unitsOf = (event: LawEvent): string[] => (event.input.units ?? []) as string[];
const heldLeads = (context: TaskContext): string[] => seatKeys(context).filter((key) => isLeadKey(key) && holdsUnit(seatAt(context, key)));
export const CLOSED_PART = ['contributed', 'waived', 'withdrawn'];
const notPossible = (): Reason => reason('EVENT_NOT_POSSIBLE_IN_STATE');

export const openParts = (context: TaskContext, value: Record<string, unknown>): { unit: string; state: string }[] =>
  context.parts.flatMap((seat, i) => {
    const at = String(value[`part${i}`]);
    return CLOSED_PART.includes(at) ? [] : [{ unit: seat.unit, state: at.toUpperCase() }];
  });

/** Whether a unit of this seat is not in the amended task on the same side any more. */
function leavesBy(context: TaskContext, event: LawEvent, key: string): boolean {
  const amendment = event.input as unknown as TaskAmendment;
  const { leads, parts } = seating(amendment.leads, amendment.parts);
  const seat = seatAt(context, key);
  return holdsUnit(seat) && !(isLeadKey(key) ? leads : parts).some(({ unit }) => unit === seat.unit);
}

export const taskChecks = {
  actorInSeat: state((context, event, where) => {
    const seat = here(context, where);
    return holdsUnit(seat) && actsFor(seat, event.by.unit) ? null : notThisSeat(context, event.by.unit, where, 'NOT_IN_THIS_TASK');
  }),
  actorOwnsSeat: state((context, event, where) => (here(context, where).unit === event.by.unit ? null : reason('DELEGATE_CANNOT_DELEGATE'))),
  namesSeat: input((context, event, where) => {
    const unit = (event.input.unit ?? null) as string | null;
    const seat = here(context, where);
    return holdsUnit(seat) && actsFor(seat, unit) ? null : notThisSeat(context, unit, where, 'UNIT_NOT_IN_TASK');
  }),
  leadIsSeated: state((context) => (heldLeads(context).length > 0 ? null : reason('LEAD_MISSING'))),
  noLeadYet: state((context) => {
    const lead = context.leads.find((seat) => holdsUnit(seat) && seat.role === 'LEAD');
    return lead ? reason('LEAD_EXISTS', { unit: lead.unit }) : null;
  }),
  workNotStarted: state((context, _event, { value }) => {
    const started = heldLeads(context).filter((key) => !['notified', 'acknowledged', 'objected'].includes(String(value[key])));
    return started.length === 0 ? null : reason('WORK_HAS_STARTED', { units: started.map((key) => seatAt(context, key).unit) });
  }),
  partsClosed: state((context, _event, { value }) => {
    const open = openParts(context, value);
    return open.length === 0 ? null : reason('PARTS_STILL_OPEN', { units: open.map(({ unit }) => unit), open });
  }),
  noLeadHasSubmitted: state((context, _event, { value }) =>
    heldLeads(context).every((key) => value[key] !== 'submitted') ? null : reason('LEAD_HAS_SUBMITTED'),
  ),
  withinObjectionPeriod: state((context, event, where) => {
    const { acknowledgeBy } = here(context, where);
    return acknowledgeBy === null || event.on <= acknowledgeBy ? null : reason('ACKNOWLEDGEMENT_PERIOD_OVER', { acknowledgeBy });
  }),
  reviewPending: state((_context, _event, { value }) => (value.review === 'pending' ? null : reason('REVIEW_NOT_PENDING'))),
  reviewNotPending: state((_context, _event, { value }) => (value.review === 'pending' ? reason('REVIEW_PENDING') : null)),
  notAccepted: state((_context, _event, { value }) => (value.review === 'accepted' ? notPossible() : null)),
  settled: state((_context, _event, { value }) => (value.review === 'accepted' || value.standing === 'writtenOff' ? null : notPossible())),
  isSuspended: state((_context, _event, { value }) => (value.standing === 'suspended' ? null : notPossible())),
  amendable: state((_context, _event, { value }) => onlyIf(value.standing === 'normal' && value.review !== 'accepted')),
  underReview: state((_context, _event, { value }) => onlyIf(value.review === 'pending' || value.review === 'accepted')),
  campaignRuns: fact((_context, { facts }) =>
    facts.campaignStanding === 'RUNNING' ? null : reason(facts.campaignStanding === 'OVER' ? 'CAMPAIGN_OVER' : 'CAMPAIGN_SUSPENDED'),
  ),
  unitIsKnown: fact((_context, event) => (event.facts.unitIsKnown === true ? null : reason('UNIT_NOT_KNOWN', { unit: named(event) }))),
  unitIsBelow: fact((_context, event) => (event.facts.unitIsBelow === true ? null : reason('UNIT_NOT_BELOW', { unit: named(event) }))),
  unitIsNew: input((context, event) => (seatOf(context, named(event)) ? reason('UNIT_ALREADY_IN_TASK', { unit: named(event) }) : null)),
  mayAddInRole: input((_context, { by, input: { role } }) =>
    by.relations.includes('COORDINATOR') || role === 'COOPERATING' || role === 'IMPLEMENTING' ? null : reason('ROLE_NEEDS_COORDINATOR', { role }),
  ),
  notClaimed: state((context, { by }, where) => {
    const { claimedBy } = here(context, where);
    return !claimedBy || by.relations.includes('UNIT_HEAD') ? null : reason('ALREADY_CLAIMED', { account: claimedBy });
  }),
  urgedUnitsSit: input((context, event) => namesOnlySeated(context, unitsOf(event))),
  returnsSeat: input((context, event, { seat }) => {
    const units = unitsOf(event);
    const at = seatAt(context, seat ?? '');
    if (!holdsUnit(at)) return onlyIf(false);
    const namesALead = heldLeads(context).some((key) => units.includes(seatAt(context, key).unit));
    return onlyIf(units.includes(at.unit) || (isLeadKey(seat ?? '') && !namesALead));
  }),
  hasDueDate: state((context) => (context.dueOn === null ? reason('NO_DUE_DATE') : null)),
  extensionRequested: state((_context, _event, { value }) => (value.extension === 'requested' ? null : notPossible())),
  dueIsLater: input((context, event) => {
    const dueOn = (event.input.dueOn ?? context.extension?.dueOn ?? null) as string | null;
    if (dueOn !== null && dueOn < event.on) return reason('DATE_IN_PAST', { dueOn });
    return dueOn !== null && (context.dueOn === null || dueOn > context.dueOn) ? null : reason('DATE_NOT_LATER', { dueOn, present: context.dueOn });
  }),
  answerByAhead: input((_context, { input: { answerBy }, on }) => (String(answerBy) >= on ? null : reason('DATE_IN_PAST', { answerBy }))),
  reopenedDateAhead: input((_context, { input: { dueOn }, on }) => (!dueOn || String(dueOn) >= on ? null : reason('DATE_IN_PAST', { dueOn }))),
  newDueIsPast: input((context, event) => {
    const dueOn = dueDateAfter(context, event);
    return onlyIf(dueOn !== null && dueOn < event.on);
  }),
  newDueIsSoon: input((context, event) => {
    const soon = event.facts.newDueSoonOn as string | null;
    return onlyIf(dueDateAfter(context, event) !== null && soon !== null && soon <= event.on);
  }),
  leavesByAmendment: input((context, event, { seat }) => onlyIf(leavesBy(context, event, seat ?? ''))),
  isAppointed: input((context, event, { seat }) => onlyIf(seatAt(context, seat ?? '').unit === event.input.unit)),
  isNotAppointed: input((context, event, { seat }) =>
    onlyIf(holdsUnit(here(context, { seat, value: {} })) && here(context, { seat, value: {} }).unit !== event.input.unit),
  ),
} satisfies Record<string, Check<TaskContext>>;

function namesOnlySeated(context: TaskContext, units: readonly string[]): Reason | null {
  const strangers = units.filter((unit) => !seatOf(context, unit));
  return strangers.length === 0 ? null : reason('UNIT_NOT_IN_TASK', { units: strangers });
}

export type TaskCheck = keyof typeof taskChecks;

/** What stands before APPOINT_LEAD, in every region that answers it. */
export const APPOINTING: readonly TaskCheck[] = ['notAccepted', 'reviewNotPending', 'noLeadYet', 'workNotStarted', 'unitIsKnown'];
