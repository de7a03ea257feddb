/** The two events that change several seats at once: appointing a lead where none sits, and an amendment of the plan. */
import { ask, change } from '../chart';
import type { Sent } from '../chart';
import type { Effect } from '../contract';
import type { TaskAmendment } from '../facts';
import { holdsUnit, newSeat, seatAt, seatKeys, seating, withSeat } from './context';
import type { TaskContext, TaskSeat } from './context';
import { movedDates, setDue } from './dates';
import { joined, section, signalCampaign } from './steps';

const left = (on: string, reason: string, to: string | null = null): Pick<TaskSeat, 'left'> => ({ left: { on, reason, to } });

/**
 * APPOINT_LEAD. A unit that sat as a joint submitter keeps its seat and its progress as the lead; the other joint submitters become
 * RESPONSIBLE parts; a part that is appointed leaves its part, unless it has contributed already. Anybody else takes a new seat.
 */
function appointed(context: TaskContext, event: Sent): Partial<TaskContext> {
  const unit = String(event.input.unit);
  const { on } = event;
  const acknowledgeBy = event.facts.acknowledgeBy as string;
  const sitsJointly = context.leads.some((seat) => holdsUnit(seat) && seat.unit === unit);
  const stepBack = context.leads.filter((seat) => holdsUnit(seat) && seat.unit !== unit);
  const leads = context.leads.map((seat) => {
    if (!holdsUnit(seat)) return seat;
    return seat.unit === unit ? { ...seat, role: 'LEAD' as const, ...overwritten(event) } : { ...seat, ...left(on, 'LEAD_APPOINTED') };
  });
  const leavesPart = (seat: TaskSeat, i: number): boolean => holdsUnit(seat) && seat.unit === unit && event.value[`part${i}`] !== 'contributed';
  const parts = context.parts.map((seat, i) => (leavesPart(seat, i) ? { ...seat, ...left(on, 'LEAD_APPOINTED') } : seat));
  const lead = { unit, role: 'LEAD' as const, ...section(event) };
  return {
    leads: sitsJointly ? leads : [...leads, newSeat(lead, on, acknowledgeBy)],
    parts: [...parts, ...stepBack.map((seat) => newSeat(seat, on, acknowledgeBy))],
  };
}

const overwritten = (event: Sent): Partial<TaskSeat> => Object.fromEntries(Object.entries(section(event)).filter(([, value]) => value !== null));

/** The units that an event seated: those whose seats are newer than the chart that took the event. */
const newcomers = (context: TaskContext, event: Sent): string[] =>
  seatKeys(context)
    .filter((key) => !(key in event.value))
    .map((key) => seatAt(context, key).unit);

export const appointLead: unknown[] = [
  change(appointed),
  ask<TaskContext>((context, event) => joined(context, event, newcomers(context, event))),
  ask<TaskContext>((_context, event): Effect[] => [{ effect: 'TELL', units: [String(event.input.unit)], message: 'LEAD_APPOINTED', data: {} }]),
];

/** Keys of the seats whose unit is not on that side of the amended task. What a part has contributed stays. */
export function leaversOf(context: TaskContext, event: Sent): string[] {
  const { leads, parts } = seatingOf(event);
  return seatKeys(context).filter((key) => {
    const seat = seatAt(context, key);
    const side = key.startsWith('lead') ? leads : parts;
    return holdsUnit(seat) && event.value[key] !== 'contributed' && !side.some(({ unit }) => unit === seat.unit);
  });
}

const seatingOf = (event: Sent): ReturnType<typeof seating> => {
  const amendment = event.input as unknown as TaskAmendment;
  return seating(amendment.leads, amendment.parts);
};

function amended(context: TaskContext, event: Sent): Partial<TaskContext> {
  const wanted = seatingOf(event);
  let next = leaversOf(context, event).reduce<TaskContext>((at, key) => ({ ...at, ...withSeat(at, key, left(event.on, 'PLAN_AMENDED')) }), context);
  for (const side of ['leads', 'parts'] as const) {
    const kept = next[side].map((seat) => {
      const now = wanted[side].find(({ unit }) => unit === seat.unit);
      return now && holdsUnit(seat) ? { ...seat, role: now.role, section: now.section ?? undefined, person: now.person ?? undefined } : seat;
    });
    const fresh = wanted[side].filter(({ unit }) => !kept.some((seat) => holdsUnit(seat) && seat.unit === unit));
    next = { ...next, [side]: [...kept, ...fresh.map((seat) => newSeat(seat, event.on, event.facts.acknowledgeBy as string))] };
  }
  return { leads: next.leads, parts: next.parts, ...movedDates(context, event), ownDue: false };
}

export const amend: unknown[] = [
  ask<TaskContext>((context, event) =>
    leaversOf(context, event).map((key) => signalCampaign('UNIT_LEFT', { unit: seatAt(context, key).unit }, context)),
  ),
  change(amended),
  ask<TaskContext>((context, event) => [
    ...setDue(context, event.on),
    ...joined(context, event, newcomers(context, event)),
    {
      effect: 'TELL',
      units: [...new Set([...context.leads, ...context.parts].filter(holdsUnit).map(({ unit }) => unit))],
      message: 'TASK_AMENDED',
      data: {},
    },
  ]),
];
