/** The chart of a task: a region for each lead and each part, and beside them review, timeliness, attention, extension and standing. */
import { stateIn } from 'xstate';
import { allOf, anyOf, ask, change, checks, inContext, labelled, noneOf, noted } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import { APPOINTING, CLOSED_PART } from './checks';
import type { TaskCheck } from './checks';
import type { TaskContext } from './context';
import { cancelAll, datesToAcknowledge, movedDates, setAcknowledge, setDue } from './dates';
import { lead, part } from './seats';
import { attention, extension, standing } from './surroundings';
import { signalCampaign, tell, toAll, toLeads, toOffice } from './steps';
import { appointLead } from './reseating';

const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all);

/**
 * All leads that are still in it have submitted, at least one of them, and no part is open: read off the regions themselves. The counts
 * guard the moment in which an event has seated somebody whose region the chart does not have yet.
 */
function complete(leads: number, parts: number): unknown {
  const seats = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}${i}`);
  return allOf(
    inContext<TaskContext>((context) => context.leads.length === leads && context.parts.length === parts),
    anyOf(...seats('lead', leads).map((key) => stateIn({ [key]: 'submitted' }))),
    ...seats('lead', leads).map((key) => anyOf(...['submitted', 'withdrawn'].map((state) => stateIn({ [key]: state })))),
    ...seats('part', parts).map((key) => anyOf(...CLOSED_PART.map((state) => stateIn({ [key]: state })))),
  );
}

function review(leads: number, parts: number): StateConfig {
  const whole = complete(leads, parts);
  const handOver: TransitionConfig = {
    guard: whole,
    target: 'pending',
    actions: [change<TaskContext>((context, { on }) => ({ submittedOn: context.submittedOn ?? on })), tell('TASK_SUBMITTED', toOffice)],
  };
  return labelled('审核', 'Review', {
    initial: 'idle',
    on: { APPOINT_LEAD: { target: '.idle', guard: when(...APPOINTING), actions: appointLead } },
    states: {
      idle: labelled('未提请', 'Not asked for', { always: [handOver] }),
      pending: labelled('待审核', 'Pending', {
        always: [{ guard: noneOf(whole), target: 'idle' }],
        on: {
          ACCEPT: {
            target: 'accepted',
            guard: when('reviewPending'),
            actions: [
              change<TaskContext>((_context, { on }) => ({ acceptedOn: on })),
              ask<TaskContext>((context, event) => [...cancelAll(context, event), signalCampaign('TASK_SETTLED', { outcome: 'ACCEPTED' }, context)]),
              tell('TASK_ACCEPTED', toAll),
            ],
          },
          RETURN: {
            target: 'returned',
            guard: when('reviewPending', 'urgedUnitsSit'),
            actions: [
              change<TaskContext>((context, { on, input }) => ({
                returns: [...context.returns, { on, reason: String(input.reason), units: (input.units ?? []) as string[] }],
              })),
              tell('TASK_RETURNED', toAll),
            ],
          },
        },
      }),
      accepted: labelled('已通过', 'Accepted', {
        on: {
          REOPEN: {
            target: 'returned',
            guard: when('campaignRuns', 'reopenedDateAhead'),
            actions: [
              change<TaskContext>((context, event) => ({ acceptedOn: null, ...movedDates(context, event) })),
              ask<TaskContext>((context, event) => [...setDue(context, event.on), signalCampaign('TASK_REOPENED', {}, context)]),
              tell('TASK_REOPENED', toAll),
            ],
          },
        },
      }),
      returned: labelled('已退回', 'Returned', { always: [handOver] }),
    },
  });
}

/** For every event that moves the date: where timeliness then stands, as of the event's day. */
const moved = (...before: TaskCheck[]): TransitionConfig[] => [
  { target: '.overdue', guard: when(...before, 'newDueIsPast') },
  { target: '.dueSoon', guard: when(...before, 'newDueIsSoon') },
  { target: '.onTrack', guard: when(...before) },
];

const reached = change<TaskContext>(() => ({ dueReached: true }));
/** What was handed in before its date is not late while it lies with the office; it is once it comes back. */
const due: TransitionConfig[] = [
  { guard: when('underReview'), actions: [reached] },
  { target: 'overdue', actions: [reached, tell('TASK_OVERDUE', (context) => [...toAll(context), context.office])] },
];
const lateAfterAll: TransitionConfig[] = [
  {
    guard: allOf(
      inContext<TaskContext>((context) => context.dueReached),
      noneOf(stateIn({ review: 'pending' }), stateIn({ review: 'accepted' })),
    ),
    target: 'overdue',
  },
];

const timeliness = labelled('时效', 'Timeliness', {
  initial: 'onTrack',
  on: {
    /** A granted date lies ahead, so it is never overdue by it. */
    GRANT_EXTENSION: moved('extensionRequested', 'dueIsLater').slice(1),
    MOVE_DUE: moved('amendable'),
    AMENDED: moved('amendable'),
    RESUMED: moved('isSuspended'),
    REOPEN: moved('settled', 'campaignRuns', 'reopenedDateAhead'),
  },
  states: {
    onTrack: labelled('正常', 'On track', {
      always: lateAfterAll,
      on: {
        DUE: due,
        DUE_SOON: [
          { guard: when('underReview'), actions: [noted] },
          { target: 'dueSoon', actions: [tell('TASK_DUE_SOON', toLeads)] },
        ],
      },
    }),
    dueSoon: labelled('临期', 'Due soon', { always: lateAfterAll, on: { DUE: due } }),
    overdue: labelled('逾期', 'Overdue'),
  },
});

/** The clock's reminder of those who have not answered; harmless when everybody has. */
const silence: TransitionConfig = {
  actions: [
    change<TaskContext>((context, { on, value }) => {
      const mark = (seats: TaskContext['leads'], side: string): TaskContext['leads'] =>
        seats.map((seat, i) => (value[`${side}${i}`] === 'notified' && (seat.acknowledgeBy ?? on) <= on ? { ...seat, silent: true } : seat));
      return { leads: mark(context.leads, 'lead'), parts: mark(context.parts, 'part') };
    }),
    ask<TaskContext>((context) => {
      const silent = [...context.leads, ...context.parts].filter((seat) => seat.silent && !seat.acknowledgedOn && !seat.left && !seat.waived);
      const units = silent.map(({ unit }) => unit);
      return silent.length === 0 ? [] : [{ effect: 'TELL', units: [...units, context.office], message: 'NOT_ACKNOWLEDGED', data: { units } }];
    }),
  ],
};

/** Machines are shared by all tasks with as many leads and parts; who sits where is in the context. */
export const taskChart = (leads: number, parts: number): StateConfig => ({
  type: 'parallel',
  entry: [
    ask<TaskContext>((context) => [
      ...setDue(context, null),
      ...datesToAcknowledge(context, () => true).map(setAcknowledge),
      { effect: 'TELL', units: [...new Set([...context.leads, ...context.parts].map(({ unit }) => unit))], message: 'TASK_ASSIGNED', data: {} },
    ]),
  ],
  /** What the plan wants of a task that is settled already is noted, no more: history is not rewritten. */
  on: { ACKNOWLEDGE_DUE: silence, AMENDED: { actions: [noted] }, MOVE_DUE: { actions: [noted] }, CLOSE: { actions: [noted] } },
  states: {
    ...Object.fromEntries(Array.from({ length: leads }, (_, i) => [`lead${i}`, lead(`lead${i}`)])),
    ...Object.fromEntries(Array.from({ length: parts }, (_, i) => [`part${i}`, part(`part${i}`)])),
    review: review(leads, parts),
    timeliness,
    attention,
    extension,
    standing,
  },
});
