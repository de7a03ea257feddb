/**
 * 催报: the unit is reminded before and after the date by which its report is owed, and its head is told when it stays away. The days are
 * counted by the desk with the work calendar (the fact `chaseDates`) and are deadlines of the report, so that every reminder is an event of its log.
 */
import { ask, change, label } from '../chart';
import type { CheckList, Sent, TransitionConfig } from '../chart';
import type { Effect } from '../contract';
import type { Chase, Facts } from '../facts';
import { isAwaited } from './awaited';
import type { ReportCheck } from './checks';
import { owedBy, type ReportContext } from './context';

type When = (...all: ReportCheck[]) => CheckList;

const REMINDER = label('报送提醒', 'Reminder');
const ESCALATION = label('上报单位负责人', 'The head of the unit is told');

const deadline = ({ key, on }: Chase): Effect => {
  const escalates = key === 'escalate';
  return {
    effect: 'SET_DEADLINE',
    key,
    dueOn: on,
    at: 'START_OF_WORK',
    event: escalates ? 'ESCALATE' : 'REMIND',
    input: escalates ? {} : { which: key },
    label: escalates ? ESCALATION : REMINDER,
  };
};
const cancelled = ({ key }: Chase): Effect => ({ effect: 'CANCEL_DEADLINE', key });

/** Logs from before reports were chased have no such fact. */
const newChases = ({ facts }: Sent): Chase[] | null => ('chaseDates' in facts ? (facts.chaseDates as Facts['chaseDates']) : null);

/** On entry: those that the creating event brought. */
export const setChases = ask<ReportContext>(({ chases = [] }) => chases.map(deadline));
export const cancelChases = ask<ReportContext>(({ chases = [] }) => chases.map(cancelled));
/** What was handed in is taken back: those still ahead. */
export const chasesAhead = ({ chases = [] }: ReportContext, on: string): Effect[] => chases.filter((chase) => chase.on > on).map(deadline);

/** The date has moved, and they with it. Stands before the change, which forgets the old ones. `awaited`: it is, after this event. */
export const moveChases = (awaited?: true): unknown =>
  ask<ReportContext>(({ chases = [] }, event) => {
    const next = newChases(event);
    if (next === null) return [];
    const gone = chases.filter(({ key }) => !next.some((one) => one.key === key));
    return [...gone.map(cancelled), ...(awaited || isAwaited(event.value) ? next.map(deadline) : [])];
  });
export const keepChases = change<ReportContext>((_context, event) => {
  const chases = newChases(event);
  return chases === null ? {} : { chases };
});

type ChaseDay = Facts['chaseDay'];
const dayOf = ({ facts }: Sent): ChaseDay => facts.chaseDay as ChaseDay;
const aheadOf = ({ input }: Sent): boolean => String(input.which).startsWith('remind:-');

const told = (message: (event: Sent) => string, more: Record<string, unknown> = {}): unknown =>
  ask<ReportContext>((context, event) => [
    {
      effect: 'TELL',
      units: [context.unit],
      message: message(event),
      data: { dueOn: owedBy(context), workingDays: dayOf(event).workingDays, ...more },
    },
  ]);

/** Quiet on a day off: it comes when work begins again. */
const putOff = (key: (event: Sent) => string): unknown =>
  ask<ReportContext>((_context, event) => [deadline({ key: key(event), on: String(dayOf(event).waitsUntil) })]);

export const chasing = (when: When): Record<'REMIND' | 'ESCALATE' | 'URGE', TransitionConfig | TransitionConfig[]> => ({
  REMIND: [
    { guard: when('takesSubmission', 'reminderStillHelps', 'dayOff'), actions: [putOff(({ input }) => String(input.which))] },
    {
      guard: when('takesSubmission', 'reminderStillHelps'),
      actions: [told((event) => (aheadOf(event) ? 'REPORT_REMINDER_BEFORE' : 'REPORT_REMINDER_AFTER'))],
    },
  ],
  ESCALATE: [
    { guard: when('takesSubmission', 'dayOff'), actions: [putOff(() => 'escalate')] },
    { guard: when('takesSubmission'), actions: [told(() => 'REPORT_ESCALATED', { audience: 'UNIT_HEAD' })] },
  ],
  URGE: {
    guard: when('takesSubmission'),
    actions: [
      change<ReportContext>(({ urged }, { on, input }) => ({
        urged: { times: (urged?.times ?? 0) + 1, on, message: typeof input.message === 'string' ? input.message : null, awaiting: true },
      })),
      ask<ReportContext>((context, { input }) => [
        {
          effect: 'TELL',
          units: [context.unit],
          message: 'REPORT_URGED',
          data: { dueOn: owedBy(context), message: input.message ?? null, times: context.urged?.times ?? 1 },
        },
      ]),
    ],
  },
});

/** It was handed in: what it was urged for has come, and is no longer asked for; how often it was urged stays known. */
export const noLongerUrged = ({ urged }: ReportContext): Pick<ReportContext, 'urged'> => (urged ? { urged: { ...urged, awaiting: false } } : {});
