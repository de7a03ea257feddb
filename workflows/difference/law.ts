/** The law of differences between what was reported and what was recorded: questions with answers that are kept, never corrections. */
import { label, machineOf } from '../chart';
import type { Label, Law, LawSnapshot, Projection } from '../contract';
import type { DifferenceDefinition } from '../definitions';
import { differenceChart } from './chart';
import { differenceChecks } from './checks';
import { beginDifference, presentRound } from './context';
import type { DifferenceContext } from './context';
import { differenceEvents } from './events';

const states: Readonly<Record<string, Label>> = {
  ASKED: label('待说明', 'Asked'),
  ANSWERED: label('已说明', 'Answered'),
  SETTLED: label('已核结', 'Settled'),
  WITHDRAWN: label('已撤回', 'Withdrawn'),
};

function project(definition: DifferenceDefinition, { value, context }: LawSnapshot<DifferenceContext>): Projection {
  const state = String((value as { question: string }).question).toUpperCase();
  const asked = state === 'ASKED';
  const dueOn = asked ? presentRound(context).dueOn : null;
  return {
    state,
    title: definition.title,
    number: null,
    dueOn,
    timeliness: dueOn === null ? null : context.overdueOn === null ? 'PENDING' : 'OVERDUE',
    attention: null,
    closed: state === 'SETTLED' || state === 'WITHDRAWN',
    participants: [
      { unit: context.unit, role: 'OWING', state, mustAct: asked, active: true, dueOn },
      { unit: context.office, role: 'REVIEWER', state, mustAct: state === 'ANSWERED', active: true, dueOn: null },
    ],
  };
}

export const differenceLaw: Law<DifferenceDefinition, DifferenceContext> = {
  kind: 'DIFFERENCE',
  version: 1,
  label: label('差异核实', 'Difference'),
  creation: 'ASK',
  states,
  events: differenceEvents,
  checks: differenceChecks,
  begin: beginDifference,
  shape: () => 'difference',
  compile: () => machineOf('difference', differenceChart, differenceChecks),
  project,
};
