/** A compiled plan -> the definitions from which the laws compile their machines. */
import type { BodyDefinition, CampaignDefinition, ReportDefinition, Seat, TaskDefinition } from '../../../workflows/definitions';
import type { CompiledBody, CompiledPlan, CompiledSeat, CompiledTask, Obligation } from '../../domain/plan/compiled';

/** Which campaign, and the unit that owns it. */
export interface Owner {
  campaign: string;
  office: string;
}

export function campaignDefinition(plan: CompiledPlan, owner: Owner, source: { plan: string; planRevision: number }): CampaignDefinition {
  return { ...owner, title: plan.title, ...source, phases: plan.phases, units: plan.units };
}

export function taskDefinition(task: CompiledTask, owner: Owner, acknowledgeWithin: number): TaskDefinition {
  return {
    ...owner,
    number: task.number,
    area: task.area,
    title: task.title,
    text: task.text,
    targets: task.targets.map(({ what, op, value, unit }) => ({ what, op, value, unit })),
    phase: task.phase,
    dueOn: task.dueOn,
    acknowledgeWithin,
    leads: task.seats.filter((seat) => seat.role === 'LEAD').map(seatOf),
    parts: task.seats.flatMap((seat) => (seat.role === 'LEAD' ? [] : [{ ...seatOf(seat), role: seat.role }])),
  };
}

const seatOf = ({ unit, section, person, printed }: CompiledSeat): Seat => ({ unit, section, person, printed });

export function reportDefinition(obligation: Obligation, owner: Owner): ReportDefinition {
  return {
    ...owner,
    unit: obligation.unit,
    rule: obligation.rule,
    reportKind: obligation.what,
    title: obligation.title,
    period: obligation.period,
    dueOn: obligation.dueOn,
    phase: obligation.phase,
    movesWithPhase: obligation.movesWithPhase,
    closesOn: obligation.closesOn,
    closesAfter: obligation.closesAfter,
    onDayOff: obligation.onDayOff,
  };
}

/** `from` is the day the body begins to work. Members are `m1`, `m2` ... in the plan's order. */
export function bodyDefinition(body: CompiledBody, owner: Owner, from: string): BodyDefinition {
  return {
    ...owner,
    name: body.name,
    bodyKind: body.kind,
    members: body.members.map(({ role, name, post, unit }, index) => ({ id: `m${index + 1}`, role, name, post, unit, from })),
    officeHead: body.officeHead,
    dissolvesOnCompletion: body.dissolvesOnCompletion,
    activeFromStart: true,
  };
}
