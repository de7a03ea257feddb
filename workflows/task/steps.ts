/** What each step of a seat writes into the context, and whom it tells. */
import { ask, change } from '../chart';
import type { Sent } from '../chart';
import type { Effect } from '../contract';
import { holdsUnit, newSeat, seatAt, seatKeys, withSeat } from './context';
import type { SeatNames, SeatRole, TaskContext, TaskSeat } from './context';
import { acknowledgeKey, cancel, datesToAcknowledge, setAcknowledge } from './dates';

export const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** Writes into one seat. */
export const inSeat = (key: string, make: (seat: TaskSeat, event: Sent) => Partial<TaskSeat>): unknown =>
  change<TaskContext>((context, event) => withSeat(context, key, make(seatAt(context, key), event)));

export const tell = (message: string, units: (context: TaskContext, event: Sent) => (string | null | undefined)[]): unknown =>
  ask<TaskContext>((context, event) => {
    const told = [...new Set(units(context, event))].filter((unit): unit is string => Boolean(unit));
    return told.length === 0 ? [] : [{ effect: 'TELL', units: told, message, data: { ...event.input } }];
  });

export const toOffice = (context: TaskContext): string[] => [context.office];
export const toAll = (context: TaskContext): string[] =>
  seatKeys(context)
    .map((key) => seatAt(context, key))
    .filter(holdsUnit)
    .flatMap((seat) => (seat.delegate ? [seat.unit, seat.delegate.unit] : [seat.unit]));
export const toLeads = (context: TaskContext): string[] => context.leads.filter(holdsUnit).map(({ unit }) => unit);

export const signalCampaign = (event: string, input: Record<string, unknown>, context: TaskContext): Effect => ({
  effect: 'SIGNAL',
  to: { subject: context.campaign },
  event,
  input,
});

export const acknowledged = (key: string): unknown[] => [
  inSeat(key, (_seat, { on }) => ({ acknowledgedOn: on })),
  ask<TaskContext>((context, event) => {
    const date = seatAt(context, key).acknowledgeBy;
    const others = datesToAcknowledge(context, (seat) => seat !== key && event.value[seat] === 'notified');
    return date === null || others.includes(date) ? [] : [cancel(acknowledgeKey(date))];
  }),
];

export const started = (key: string): unknown[] => [inSeat(key, (seat, { on }) => ({ startedOn: seat.startedOn ?? on }))];

export const handedIn = (key: string): unknown[] => [
  inSeat(key, (_seat, { on, input }) => ({
    doneOn: on,
    result: words(input.result) ?? undefined,
    attachments: Array.isArray(input.attachments) && input.attachments.length > 0 ? input.attachments.map(String) : undefined,
  })),
];

export const objected = (key: string): unknown[] => [
  inSeat(key, (_seat, { on, input }) => ({
    objection: { reason: String(input.reason), on, ruling: null, rulingReason: null, ruledOn: null },
  })),
  tell('TASK_OBJECTED', toOffice),
];

const ruled = (ruling: 'UPHELD' | 'OVERRULED', { objection }: TaskSeat, { on, input }: Sent): TaskSeat['objection'] =>
  objection && { ...objection, ruling, rulingReason: words(input.reason), ruledOn: on };

export const overruled = (key: string): unknown[] => [
  inSeat(key, (seat, event) => ({ objection: ruled('OVERRULED', seat, event), acknowledgedOn: seat.acknowledgedOn ?? event.on })),
  tell('OBJECTION_OVERRULED', (_context, { input }) => [String(input.unit)]),
];

export const waivedBy = (key: string, by: 'OFFICE' | 'LEAD'): unknown[] => [
  inSeat(key, (_seat, { on, input }) => ({ waived: { by, reason: String(input.reason), on } })),
  tell(by === 'LEAD' ? 'PROCEEDED_WITHOUT_UNIT' : 'PART_WAIVED', (context, { input }) => [String(input.unit), context.office]),
];

/** The unit gives up the seat; an objection that led to it counts as upheld. */
export const leaves = (key: string, message: string): unknown[] => [
  inSeat(key, (seat, event) => ({
    left: { on: event.on, reason: words(event.input.reason) ?? '', to: words(event.input.toUnit) },
    objection: seat.objection?.ruling === null ? ruled('UPHELD', seat, event) : seat.objection,
  })),
  ask<TaskContext>((context) => [signalCampaign('UNIT_LEFT', { unit: seatAt(context, key).unit }, context)]),
  tell(message, (_context, { input }) => [words(input.unit), words(input.toUnit)]),
];

interface Joining {
  side: 'leads' | 'parts';
  unit: string;
  role: SeatRole;
  section?: string | null;
  person?: string | null;
}

/** Seats a unit in a new region, with a time of its own to acknowledge. */
export const joins = (make: (context: TaskContext, event: Sent) => Joining): unknown[] => [
  change<TaskContext>((context, event) => {
    const { side, ...seat } = make(context, event);
    return { [side]: [...context[side], newSeat(seat, event.on, event.facts.acknowledgeBy as string)] };
  }),
  ask<TaskContext>((context, event) => joined(context, event, [(event.input.toUnit ?? event.input.unit) as string])),
];

export const joined = (context: TaskContext, event: Sent, units: string[]): Effect[] =>
  units.length === 0
    ? []
    : [
        setAcknowledge(event.facts.acknowledgeBy as string),
        { effect: 'TELL', units, message: 'TASK_ASSIGNED', data: {} },
        ...units.map((unit) => signalCampaign('UNIT_JOINED', { unit }, context)),
      ];

export const section = ({ input }: Sent): SeatNames => ({ section: words(input.section), person: words(input.person) });

export const claimed = (key: string): unknown[] => [inSeat(key, (_seat, { by }) => ({ claimedBy: by.account ?? undefined }))];

export const delegated = (key: string): unknown[] => [
  inSeat(key, (_seat, { on, input }) => ({ delegate: { unit: String(input.toUnit), on }, claimedBy: undefined })),
  tell('TASK_DELEGATED', (_context, { input }) => [String(input.toUnit)]),
];
