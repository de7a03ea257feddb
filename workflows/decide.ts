/**
 * decide: the one function by which anything changes. Pure: the same definition, snapshot and event give the same decision for ever.
 * What nobody could expect (a fact left out, a stored state the chart does not know) is thrown; everything else is a typed refusal.
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Sent } from './chart';
import { carriedOver, machineFor } from './compile';
import type { By, Decision, Effect, EventRule, Law, LawEvent, LawSnapshot, PossibleEvent, Reason, Relation } from './contract';
import { restored, whatStandsBefore } from './explain';
import { faultsOfInput } from './inputs';
import { reason } from './reasons';
import { firstStep, step, type Step } from './step';

export interface LawSubject<D, C> {
  definition: D;
  /** null: it is being created by the law's creating event. */
  snapshot: LawSnapshot<C> | null;
}

export function decide<D, C extends object>(law: Law<D, C>, subject: LawSubject<D, C>, event: LawEvent): Decision<D> {
  const rule = law.events[event.type];
  if (!rule) return refused(law, subject, event, [reason('UNKNOWN_EVENT', { event: event.type })]);
  const { definition, snapshot } = subject;
  if (!snapshot) return event.type === law.creation ? created(law, definition, rule, event) : notThere(law, event);
  const value = snapshot.value as Record<string, unknown>;
  const shut = barred(law, snapshot.context, value, rule, event.by) ?? inputFaults(rule, event);
  if (shut) return refused(law, subject, event, shut);
  demandFacts(rule, event);

  const machine = machineFor(law, definition, snapshot.context);
  const state = restored(machine, value, snapshot.context);
  if (event.type === law.creation) return refused(law, subject, event, [reason('EVENT_NOT_POSSIBLE_IN_STATE')]);
  const sent: Sent = { ...event, value };
  const taken = step(machine, state, sent);
  if (!taken) {
    const reasons = whatStandsBefore(law, state, sent);
    if (reasons.length === 0) throw new Error(`The chart of ${law.kind} lets ${event.type} pass without any effect`);
    return refused(law, subject, event, reasons, state);
  }
  return accepted(law, definition, event, machine, taken);
}

/** Every event that somebody like the prober may think of now, in the law's order, with the reasons against those that are not possible. */
export function possibleEvents<D, C extends object>(law: Law<D, C>, subject: LawSubject<D, C>, probe: Probe): PossibleEvent[] {
  const { definition, snapshot } = subject;
  if (!snapshot) return [];
  const state = restored(machineFor(law, definition, snapshot.context), snapshot.value, snapshot.context);
  return possibleIn(law, state, probe);
}

/** An event without a type and without inputs: who asks, when, and such facts as are at hand (the others are taken as favourable). */
export type Probe = Pick<LawEvent, 'at' | 'on' | 'by'> & { facts?: LawEvent['facts'] };

function possibleIn<D, C extends object>(law: Law<D, C>, state: AnyMachineSnapshot, probe: Probe): PossibleEvent[] {
  const value = state.value as Record<string, unknown>;
  const rows: PossibleEvent[] = [];
  for (const [type, rule] of Object.entries(law.events)) {
    if (rule.mutation === null || type === law.creation) continue;
    const event: Sent = { type, at: probe.at, on: probe.on, by: probe.by, input: {}, facts: probe.facts ?? {}, value };
    const skip = new Set((rule.facts ?? []).every((name) => name in event.facts) ? (['input'] as const) : (['input', 'fact'] as const));
    const reasons = barred(law, state.context as C, value, rule, probe.by) ?? whatStandsBefore(law, state, event, skip);
    rows.push({ event: type, rule, allowed: reasons.length === 0, reasons });
  }
  return rows;
}

/** The refusals that need no chart: a missing relation, a missing office, a campaign that stands still or is over. */
function barred<D, C>(law: Law<D, C>, context: C, value: Record<string, unknown>, rule: EventRule, by: By): Reason[] | null {
  const relations = law.relate ? law.relate(context, by) : by.relations;
  if (!rule.who.some((relation) => relations.includes(relation))) {
    const forUnits = rule.who.some((relation) => OF_UNITS.includes(relation)) && relations.every((relation) => relation === 'UNIT_HEAD');
    return [(forUnits && law.stranger?.(context, by)) || reason('NOT_YOUR_ROLE', { who: rule.who })];
  }
  if (rule.headOnly && actsAsUnit(rule, relations) && !relations.includes('UNIT_HEAD')) return [reason('UNIT_HEAD_REQUIRED')];
  const standing = STANDING_STILL[typeof value.standing === 'string' ? value.standing : ''];
  if (standing && !relations.includes('ENGINE') && !rule.whileSuspended) return [reason(standing)];
  return null;
}

const STANDING_STILL: Readonly<Record<string, 'CAMPAIGN_SUSPENDED' | 'CAMPAIGN_OVER' | 'TASK_WRITTEN_OFF'>> = {
  suspended: 'CAMPAIGN_SUSPENDED',
  closed: 'CAMPAIGN_OVER',
  writtenOff: 'TASK_WRITTEN_OFF',
};

const OF_UNITS: readonly Relation[] = ['LEAD_UNIT', 'PART_UNIT', 'OWING_UNIT', 'RECORDING_UNIT'];
/** A coordinator who sends a headOnly event as a coordinator needs no unit to head. */
const actsAsUnit = (rule: EventRule, relations: readonly Relation[]): boolean =>
  !rule.who.some((relation) => !OF_UNITS.includes(relation) && relations.includes(relation));

function inputFaults(rule: EventRule, event: LawEvent): Reason[] | null {
  const faults = rule.inputs ? faultsOfInput(rule.inputs, event.input) : [];
  return faults.length > 0 ? faults : null;
}

function demandFacts(rule: EventRule, event: LawEvent): void {
  for (const name of rule.facts ?? []) {
    if (!(name in event.facts)) throw new Error(`${event.type} was sent without the fact ${name} that its rule names`);
  }
}

function created<D, C extends object>(law: Law<D, C>, definition: D, rule: EventRule, event: LawEvent): Decision<D> {
  if (!rule.who.some((relation) => event.by.relations.includes(relation))) return notThere(law, event, reason('NOT_YOUR_ROLE', { who: rule.who }));
  demandFacts(rule, event);
  const context = law.begin(definition, event);
  const { value, effects, context: settled } = firstStep(machineFor(law, definition, context), context);
  return outcome(law, definition, { value, context: settled as C }, effects);
}

const notThere = <D, C>(law: Law<D, C>, event: LawEvent, why = reason('EVENT_NOT_POSSIBLE_IN_STATE')): Decision<D> => ({
  outcome: 'refused',
  code: why.code,
  fromState: 'NONE',
  event: event.type,
  reasons: [why],
  allowedEvents: [law.creation],
});

function accepted<D, C extends object>(law: Law<D, C>, before: D, event: LawEvent, machine: AnyStateMachine, taken: Step): Decision<D> {
  const context = taken.context as C;
  const definition = law.redefine ? law.redefine(before, event) : before;
  const after = machineFor(law, definition, context);
  const value = after === machine ? taken.value : carriedOver(taken.value, after, context);
  return outcome(law, definition, { value, context }, taken.effects);
}

const outcome = <D, C extends object>(law: Law<D, C>, definition: D, snapshot: LawSnapshot<C>, effects: Effect[]): Decision<D> => ({
  outcome: 'accepted',
  definition,
  snapshot: snapshot as unknown as LawSnapshot,
  effects,
  projection: law.project(definition, snapshot),
});

function refused<D, C extends object>(
  law: Law<D, C>,
  subject: LawSubject<D, C>,
  event: LawEvent,
  reasons: Reason[],
  at?: AnyMachineSnapshot,
): Decision<D> {
  const { definition, snapshot } = subject;
  if (!snapshot) return notThere(law, event, reasons[0]);
  const state = at ?? restored(machineFor(law, definition, snapshot.context), snapshot.value, snapshot.context);
  return {
    outcome: 'refused',
    code: (reasons[0] ?? reason('EVENT_NOT_POSSIBLE_IN_STATE')).code,
    fromState: law.project(definition, snapshot).state,
    event: event.type,
    reasons,
    allowedEvents: possibleIn(law, state, event)
      .filter((row) => row.allowed)
      .map((row) => row.event),
  };
}
