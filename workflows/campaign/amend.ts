/** AMEND: the running campaign takes over a newer plan. The desk has worked out what changes (`facts.change`). */
import { ask, change } from '../chart';
import type { Sent } from '../chart';
import type { Effect } from '../contract';
import type { PlanChange } from '../facts';
import { activeUnits, presentPhase } from './context';
import type { CampaignContext, CampaignPhase } from './context';
import { setPhaseDeadline, signal, tellAll } from './steps';

const changeOf = (event: Sent): PlanChange => event.facts.change as PlanChange;

/** Units that only the added tasks bring in; those of changed tasks are reported by the tasks themselves. */
function newUnits(context: CampaignContext, event: Sent): string[] {
  const known = new Set(activeUnits(context));
  const units = changeOf(event).tasks.add.flatMap(({ leads, parts }) => [...leads, ...parts].map(({ unit }) => unit));
  return [...new Set(units)].filter((unit) => !known.has(unit));
}

/** What has been remembered of a phase stays with its key. */
function takeOver(context: CampaignContext, event: Sent): Partial<CampaignContext> {
  const { phases, planRevision } = changeOf(event);
  const remembered = (key: string): Partial<CampaignPhase> => {
    const { enteredOn, leftOn, override } = context.phases.find((phase) => phase.key === key) ?? {};
    return { ...(enteredOn && { enteredOn }), ...(leftOn && { leftOn }), ...(override && { override }) };
  };
  return {
    planRevision,
    phases: phases.map((phase) => ({ ...phase, ...remembered(phase.key) })),
    amendments: [...context.amendments, { planRevision, on: event.on, reason: String(event.input.reason) }],
  };
}

/** Of the phases still to come or present, those whose end has moved. Asked before the context changes. */
function movedEnds(context: CampaignContext, event: Sent): Effect[] {
  return changeOf(event).phases.flatMap(({ key, end }) => {
    const before = context.phases.find((phase) => phase.key === key);
    return before && !before.leftOn && before.end !== end ? [signal(['REPORT'], 'MOVE_DUE', { dueOn: end, phase: key }, { phase: key })] : [];
  });
}

export const amendDraft: unknown[] = [change(takeOver)];

export const amendRunning: unknown[] = [
  ask(movedEnds),
  ask<CampaignContext>((_context, event) => {
    const { add, drop, change: changed } = changeOf(event).tasks;
    return [
      ...changed.map(({ subject, ...task }): Effect => ({ effect: 'SIGNAL', to: { subject }, event: 'AMENDED', input: { ...task } })),
      ...drop.map(({ subject, reason }): Effect => ({
        effect: 'SIGNAL',
        to: { subject },
        event: 'CLOSE',
        input: { reason: reason ?? 'DROPPED_BY_AMENDMENT' },
      })),
      ...(add.length > 0 ? [{ effect: 'OPEN', what: 'OPEN_TASKS', input: { tasks: add } } satisfies Effect] : []),
    ];
  }),
  ask<CampaignContext>((_context, event) => {
    const { change: changed, drop, open, chase } = changeOf(event).reports ?? { change: [], drop: [], open: [] };
    return [
      ...changed.map(({ subjects, ...terms }): Effect => ({ effect: 'SIGNAL', to: { subjects }, event: 'AMENDED', input: { ...terms } })),
      // After the dates have moved, from which the days are counted.
      ...(chase && chase.subjects.length > 0
        ? [{ effect: 'SIGNAL', to: { subjects: chase.subjects }, event: 'CHASING_CHANGED', input: { chasing: chase.chasing } } satisfies Effect]
        : []),
      ...(drop.length > 0
        ? [{ effect: 'SIGNAL', to: { subjects: drop }, event: 'NO_LONGER_OWED', input: { reason: 'PERIOD_DROPPED' } } satisfies Effect]
        : []),
      ...(open.length > 0 ? [{ effect: 'OPEN', what: 'OPEN_AMENDED_REPORTS', input: { reports: open } } satisfies Effect] : []),
    ];
  }),
  ask<CampaignContext>((context, event) =>
    newUnits(context, event).map((unit) => ({
      effect: 'OPEN',
      what: 'OPEN_OBLIGATIONS_OF_UNIT',
      input: { unit, phase: presentPhase(context)?.key ?? null },
    })),
  ),
  change<CampaignContext>((context, event) => ({
    ...takeOver(context, event),
    units: [...context.units, ...newUnits(context, event).map((unit) => ({ unit, joinedOn: event.on }))],
  })),
  ask<CampaignContext>((context, { on }) => [setPhaseDeadline(presentPhase(context), on)]),
  tellAll('CAMPAIGN_AMENDED'),
];
