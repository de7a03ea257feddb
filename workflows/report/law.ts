/** The law of reports: one thing that one unit owes for one period. */
import { label, machineOf } from '../chart';
import type { Label, Law, LawEvent, LawSnapshot, Projection } from '../contract';
import type { ChasingDefinition, ReportDefinition } from '../definitions';
import { reportChart } from './chart';
import { reportChecks } from './checks';
import { beginReport } from './context';
import type { ReportContext } from './context';
import { contributeReport } from './contribute';
import { reportEvents } from './events';

const states: Readonly<Record<string, Label>> = {
  OWED: label('应报', 'Owed'),
  DRAFTING: label('起草中', 'Drafting'),
  SUBMITTED: label('已报送', 'Submitted'),
  RETURNED: label('已退回', 'Returned'),
  ACCEPTED: label('已通过', 'Accepted'),
  WAIVED: label('已免报', 'Waived'),
  SUSPENDED: label('已暂停', 'Suspended'),
  CLOSED: label('已关闭', 'Closed'),
};

type Value = Record<'paper' | 'standing', string> & { timeliness: string | { pending: string } };

function timelinessOf({ timeliness }: Value): Projection['timeliness'] {
  if (typeof timeliness === 'object') return timeliness.pending === 'overdue' ? 'OVERDUE' : 'PENDING';
  return timeliness.toUpperCase() as 'TIMELY' | 'LATE' | 'MISSING';
}

function project(definition: ReportDefinition, snapshot: LawSnapshot<ReportContext>): Projection {
  const { context } = snapshot;
  const value = snapshot.value as Value;
  const settled = value.paper === 'accepted' || value.paper === 'waived';
  const state = settled || value.standing === 'normal' ? value.paper.toUpperCase() : value.standing.toUpperCase();
  const closed = settled || value.standing === 'closed';
  const live = !closed && value.standing === 'normal';
  const withOffice = value.paper === 'submitted';
  const dueOn = value.paper === 'returned' || value.paper === 'drafting' ? (context.returnDueOn ?? context.dueOn) : context.dueOn;
  return {
    state,
    title: definition.title,
    number: null,
    dueOn,
    phase: definition.phase,
    timeliness: timelinessOf(value),
    attention: context.urged?.awaiting && live && !withOffice ? 'URGED' : null,
    closed,
    participants: [
      { unit: context.unit, role: 'OWING', state, mustAct: live && !withOffice, active: value.paper !== 'waived', dueOn },
      { unit: context.office, role: 'REVIEWER', state: live && withOffice ? 'REVIEW' : 'WATCHING', mustAct: live && withOffice, active: true, dueOn },
    ],
  };
}

/** An amendment of the plan has reached it: only where the chart let it (what is not yet due). */
function redefine(definition: ReportDefinition, event: LawEvent): ReportDefinition {
  if (event.type === 'CHASING_CHANGED') return { ...definition, chasing: event.input.chasing as ChasingDefinition };
  if (event.type !== 'AMENDED') return definition;
  const { rule, title, dueOn, closesOn, closesAfter, phase, movesWithPhase, onDayOff } = event.input as Partial<ReportDefinition>;
  return {
    ...definition,
    ...{ rule: rule ?? definition.rule, title: title ?? definition.title, dueOn: dueOn ?? definition.dueOn, phase: phase ?? definition.phase },
    ...{ closesOn: closesOn ?? null, closesAfter: closesAfter ?? null, movesWithPhase: movesWithPhase ?? false },
    ...(onDayOff && { onDayOff }),
  };
}

export const reportLaw: Law<ReportDefinition, ReportContext> = {
  kind: 'REPORT',
  version: 4,
  label: label('报送', 'Report'),
  creation: 'OWE',
  states,
  events: reportEvents,
  checks: reportChecks,
  begin: beginReport,
  shape: () => 'report',
  compile: () => machineOf('report', reportChart, reportChecks),
  project,
  redefine,
  contribute: contributeReport,
};
