/** An amendment in the law's words: the fact `change` of AMEND. */
import type { CampaignDefinition, PartSeat, Seat } from '../../../workflows/definitions';
import type { PlanChange, TaskAmendment } from '../../../workflows/facts';
import { chosen, type TaskChange } from '../../domain/plan/amendment';
import type { CompiledSeat } from '../../domain/plan/compiled';
import type { AmendmentAt } from './amendment-at';
import { taskDefinition } from './definitions';

export function planChange(
  { planRevision, next, amendment, ruleKeys, reports }: AmendmentAt,
  definition: CampaignDefinition,
  subjects: readonly string[] | null,
): PlanChange {
  const { phases, tasks } = chosen(amendment, subjects);
  const owner = { campaign: definition.campaign, office: definition.office };
  return {
    planRevision,
    title: next.title,
    phases,
    tasks: {
      add: tasks.flatMap((one) => (one.change === 'ADDED' ? taskDefinition(one.task, owner, next.acknowledgeWithin) : [])),
      drop: tasks.flatMap((one) => (one.change === 'DROPPED' ? { subject: one.subject } : [])),
      change: tasks.flatMap((one) => (one.change === 'CHANGED' ? { subject: one.subject, ...taskAmendment(one) } : [])),
    },
    ruleKeys,
    reports: {
      change: reports.change.map(({ reports: moved, rule, title, dueOn, closesOn, closesAfter, phase, movesWithPhase, onDayOff }) => ({
        ...{ subjects: moved.map(({ subject }) => subject), rule, title, dueOn, closesOn, closesAfter, phase, movesWithPhase, onDayOff },
      })),
      drop: reports.drop.flatMap(({ reports: dropped }) => dropped.map(({ subject }) => subject)),
      open: reports.open.map(({ rule, period, units }) => ({ rule, period, units })),
      ...(reports.chase && { chase: { chasing: reports.chase.chasing, subjects: reports.chase.reports.map(({ subject }) => subject) } }),
    },
  };
}

function taskAmendment({ task, dueOn, seats }: TaskChange & { change: 'CHANGED' }): TaskAmendment {
  return {
    title: task.title,
    text: task.text,
    number: task.number,
    area: task.area,
    targets: task.targets.map(({ what, op, value, unit }) => ({ what, op, value, unit })),
    phase: task.phase,
    dueOn,
    leads: seats.filter((seat) => seat.role === 'LEAD').map(seatOf),
    parts: seats.flatMap((seat): PartSeat[] => (seat.role === 'LEAD' ? [] : [{ ...seatOf(seat), role: seat.role }])),
  };
}

const seatOf = ({ unit, section, person, printed }: CompiledSeat): Seat => ({ unit, section, person, printed });
