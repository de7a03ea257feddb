/** What the steps of a campaign write, open, signal and tell. */
import { addDays, daysBetween } from '../civil-days';
import { ask, change, label } from '../chart';
import type { Sent } from '../chart';
import type { Effect, SubjectKind } from '../contract';
import { phaseOf } from './checks';
import { activeUnits, presentPhase, withPhase } from './context';
import type { CampaignContext, CampaignPhase } from './context';

const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

export const signal = (
  kinds: SubjectKind[],
  event: string,
  input: Record<string, unknown>,
  only: { phase?: string; unit?: string; role?: string } = {},
): Effect => ({
  effect: 'SIGNAL',
  to: { kinds, ...only },
  event,
  input,
});

export const tellAll = (message: string): unknown =>
  ask<CampaignContext>((context, { input }) => [
    { effect: 'TELL', units: [...new Set([context.office, ...activeUnits(context)])], message, data: { ...input } },
  ]);

const cancelPhase: Effect = { effect: 'CANCEL_DEADLINE', key: 'phase' };

/** `from`: what lies before that day is reached already, and the chart knows it. Without it the clock delivers a date in the past at once. */
export function setPhaseDeadline(phase: CampaignPhase | undefined, from = ''): Effect {
  if (!phase?.end || phase.end < from) return cancelPhase;
  return {
    effect: 'SET_DEADLINE',
    key: 'phase',
    dueOn: phase.end,
    at: 'END_OF_DAY',
    event: 'PHASE_DUE',
    input: { phase: phase.key },
    label: label(`${phase.name}结束`, `End of phase: ${phase.name}`),
  };
}

/** Leaves the present phase and enters another, with what is owed in it. */
export const enter = (key: string): unknown[] => [
  change<CampaignContext>((context, event) => {
    const left = presentPhase(context);
    const phases = left ? withPhase(context, left.key, { leftOn: event.on, ...overrideOf(event) }) : context.phases;
    return { phases: withPhase({ ...context, phases }, key, { enteredOn: event.on }) };
  }),
  ask<CampaignContext>((context) => [
    setPhaseDeadline(presentPhase(context)),
    { effect: 'OPEN', what: 'OPEN_REPORTS', input: { phase: key } },
    { effect: 'TELL', units: [...new Set([context.office, ...activeUnits(context)])], message: 'PHASE_ENTERED', data: { phase: key } },
  ]),
];

function overrideOf({ input, by, facts }: Sent): Pick<CampaignPhase, 'override'> {
  const reason = words((input.override as { reason?: unknown } | undefined)?.reason);
  return reason ? { override: { reason, account: by.account, criteria: (facts.criteria ?? []) as never } } : {};
}

export const launch = (firstPhase: string): unknown[] => [
  change<CampaignContext>((_context, { on }) => ({ launchedOn: on })),
  ask<CampaignContext>(() => [
    { effect: 'OPEN', what: 'OPEN_BODY', input: {} },
    { effect: 'OPEN', what: 'OPEN_TASKS', input: {} },
  ]),
  tellAll('CAMPAIGN_LAUNCHED'),
  ...enter(firstPhase),
];

export const extend: unknown[] = [
  change<CampaignContext>((context, event) => {
    const phase = phaseOf(context, event);
    if (!phase) return {};
    const to = String(event.input.end);
    const entry = { phase: phase.key, from: phase.end, to, on: event.on, reason: String(event.input.reason) };
    return { phases: withPhase(context, phase.key, { end: to }), extensions: [...context.extensions, entry] };
  }),
  ask<CampaignContext>((context, event) => {
    const phase = phaseOf(context, event);
    if (!phase) return [];
    const moved = signal(['TASK', 'REPORT'], 'MOVE_DUE', { dueOn: phase.end, phase: phase.key }, { phase: phase.key });
    return phase.key === presentPhase(context)?.key ? [setPhaseDeadline(phase), moved] : [moved];
  }),
  tellAll('PHASE_EXTENDED'),
];

export const suspend: unknown[] = [
  change<CampaignContext>((context, { on, input }) => ({ suspensions: [...context.suspensions, { on, reason: String(input.reason), until: null }] })),
  ask<CampaignContext>((_context, { input }) => [cancelPhase, signal(['TASK', 'REPORT'], 'SUSPENDED', { reason: input.reason })]),
  tellAll('CAMPAIGN_SUSPENDED'),
];

/** Phases that are not over go on as many calendar days later as the campaign stood still. */
export const resume: unknown[] = [
  change<CampaignContext>((context, { on }) => {
    const days = standstill(context, on);
    const later = (date: string | null): string | null => date && addDays(date, days);
    return {
      suspensions: context.suspensions.map((entry) => (entry.until === null ? { ...entry, until: on } : entry)),
      phases: context.phases.map((phase) =>
        phase.leftOn ? phase : { ...phase, start: phase.enteredOn ? phase.start : later(phase.start), end: later(phase.end) },
      ),
    };
  }),
  ask<CampaignContext>((context, { on }) => [
    setPhaseDeadline(presentPhase(context), on),
    signal(['TASK', 'REPORT'], 'RESUMED', { days: standstill(context, on) }),
  ]),
  tellAll('CAMPAIGN_RESUMED'),
];

const standstill = (context: CampaignContext, on: string): number => daysBetween(context.suspensions.at(-1)?.on ?? on, on);

const end = (why: string): unknown[] => [
  change<CampaignContext>((context, { on, input }) => {
    const present = presentPhase(context);
    return { ended: { on, reason: words(input.reason) }, phases: present ? withPhase(context, present.key, { leftOn: on }) : context.phases };
  }),
  ask<CampaignContext>((context) =>
    context.launchedOn
      ? [cancelPhase, signal(['TASK', 'REPORT'], 'CLOSE', { reason: why }), signal(['COORDINATING_BODY'], 'DISSOLVE', { reason: why })]
      : [],
  ),
  tellAll(why),
];
export const terminate = end('CAMPAIGN_TERMINATED');
export const conclude = end('CAMPAIGN_CONCLUDED');
