/** What a task remembers beside its chart: who sits where, since when, and the words that go with each step. Dates are civil dates. */
import type { PartSeat, Seat, TaskDefinition } from '../definitions';
import type { LawEvent, Relation, By } from '../contract';

export type SeatRole = 'LEAD' | PartSeat['role'];

export interface Objection {
  reason: string;
  on: string;
  ruling: 'UPHELD' | 'OVERRULED' | null;
  rulingReason: string | null;
  ruledOn: string | null;
}

/** One region of the chart; what has not happened is absent, because snapshots are written with every event. Never removed, so that positions hold for ever; a unit that leaves stays in its seat as `withdrawn`. */
export interface TaskSeat {
  unit: string;
  role: SeatRole;
  section?: string;
  person?: string;
  joinedOn: string;
  acknowledgeBy: string | null;
  acknowledgedOn?: string;
  startedOn?: string;
  /** When it contributed or submitted, the latest time. */
  doneOn?: string;
  /** What it said when it did. */
  result?: string;
  attachments?: string[];
  objection?: Objection;
  /** Excused by the office, or left behind by the lead (PROCEED_WITHOUT); stays visible. */
  waived?: { by: 'OFFICE' | 'LEAD'; reason: string; on: string };
  left?: { on: string; reason: string; to: string | null };
  /** 委派: a unit below that does the work; the seat's own unit stays answerable. */
  delegate?: { unit: string; on: string };
  /** Account of the person who does it. */
  claimedBy?: string;
  /** Its acknowledgement period ran out in silence. */
  silent?: true;
}

export interface TaskContext {
  campaign: string;
  office: string;
  dueOn: string | null;
  dueSoonOn: string | null;
  /** The date was granted to this task alone; a phase that moves does not pull it back. */
  ownDue: boolean;
  /** The due date has passed; while the review is pending this does not count against the units. */
  dueReached: boolean;
  leads: TaskSeat[];
  parts: TaskSeat[];
  submittedOn: string | null;
  acceptedOn: string | null;
  returns: { on: string; reason: string; units: string[] }[];
  extension: { dueOn: string; reason: string; unit: string | null; on: string } | null;
  extensions: { from: string | null; to: string | null; on: string; granted: boolean; reason: string | null }[];
  supervision: { requirement: string; answerBy: string; on: string; answer: string | null; answeredOn: string | null } | null;
  urged: { times: number; on: string; units: string[]; message: string | null } | null;
  /** Why it stands still or has ended: suspension, write-off, closure. */
  stopped: { on: string; reason: string | null } | null;
}

export const newSeat = (seat: Pick<TaskSeat, 'unit' | 'role'> & SeatNames, on: string, acknowledgeBy: string | null): TaskSeat => ({
  unit: seat.unit,
  role: seat.role,
  ...(seat.section && { section: seat.section }),
  ...(seat.person && { person: seat.person }),
  joinedOn: on,
  acknowledgeBy,
});

export interface SeatNames {
  section?: string | null;
  person?: string | null;
}

export interface Seating {
  leads: (Seat & { role: SeatRole })[];
  parts: (Seat & { role: SeatRole })[];
}

/**
 * Who sits where. Without a lead (按职责分工负责) every RESPONSIBLE unit sits as a joint submitter; where there is none of those either, the
 * task waits for APPOINT_LEAD. A unit named twice on one side sits once, one that is lead and part at once sits as lead.
 */
export function seating(leads: readonly Seat[], parts: readonly PartSeat[]): Seating {
  const jointly = leads.length === 0;
  const front: readonly (Seat & { role: SeatRole })[] = jointly
    ? parts.filter((part) => part.role === 'RESPONSIBLE')
    : leads.map((lead) => ({ ...lead, role: 'LEAD' as const }));
  const behind: readonly PartSeat[] = jointly ? parts.filter((part) => part.role !== 'RESPONSIBLE') : parts;
  const once = <S extends Seat>(seats: readonly S[], taken: Set<string>): S[] => seats.filter(({ unit }) => !taken.has(unit) && taken.add(unit));
  const taken = new Set<string>();
  return { leads: once(front, taken), parts: once(behind, taken) };
}

export function beginTask(definition: TaskDefinition, event: LawEvent): TaskContext {
  const { acknowledgeBy, dueSoonOn } = event.facts as { acknowledgeBy: string; dueSoonOn: string | null };
  const { leads, parts } = seating(definition.leads, definition.parts);
  return {
    campaign: definition.campaign,
    office: definition.office,
    dueOn: definition.dueOn,
    dueSoonOn,
    ownDue: false,
    dueReached: false,
    leads: leads.map((seat) => newSeat(seat, event.on, acknowledgeBy)),
    parts: parts.map((seat) => newSeat(seat, event.on, acknowledgeBy)),
    submittedOn: null,
    acceptedOn: null,
    returns: [],
    extension: null,
    extensions: [],
    supervision: null,
    urged: null,
    stopped: null,
  };
}

/** `lead0`, `part3`: the name of a seat's region. */
export const seatKeys = (context: TaskContext): string[] => [...context.leads.map((_, i) => `lead${i}`), ...context.parts.map((_, i) => `part${i}`)];

export const isLeadKey = (key: string): boolean => key.startsWith('lead');

export function seatAt(context: TaskContext, key: string): TaskSeat {
  const seat = (isLeadKey(key) ? context.leads : context.parts)[Number(key.slice(4))];
  if (!seat) throw new Error(`The task has no seat ${key}`);
  return seat;
}

export function withSeat(context: TaskContext, key: string, change: Partial<TaskSeat>): Partial<TaskContext> {
  const side = isLeadKey(key) ? 'leads' : 'parts';
  const at = Number(key.slice(4));
  return { [side]: context[side].map((seat, i) => (i === at ? { ...seat, ...change } : seat)) };
}

/** Whether the unit is still in it; what the chart shows as `withdrawn` and `waived`. */
export const holdsUnit = (seat: TaskSeat): boolean => !seat.left && !seat.waived;

export const actsFor = (seat: TaskSeat, unit: string | null): boolean => unit !== null && (seat.unit === unit || seat.delegate?.unit === unit);

/** The seat that a unit holds now, itself or by delegation. */
export function seatOf(context: TaskContext, unit: string | null): string | null {
  return seatKeys(context).find((key) => holdsUnit(seatAt(context, key)) && actsFor(seatAt(context, key), unit)) ?? null;
}

/** LEAD_UNIT and PART_UNIT as the seats say; the desk only vouches that the sender may act for the unit at all. */
export function relationsInTask(context: TaskContext, by: By): readonly Relation[] {
  const vouched = by.relations.includes('LEAD_UNIT') || by.relations.includes('PART_UNIT');
  if (!vouched) return by.relations;
  const others = by.relations.filter((relation) => relation !== 'LEAD_UNIT' && relation !== 'PART_UNIT');
  const key = seatOf(context, by.unit);
  return key ? [...others, isLeadKey(key) ? 'LEAD_UNIT' : 'PART_UNIT'] : others;
}
