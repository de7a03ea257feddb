/** The regions beside the seats: attention from above, an extension asked for, and whether the task stands, rests or has ended. */
import { addDays } from '../civil-days';
import { ask, change, checks, labelled } from '../chart';
import type { TransitionConfig } from '../chart';
import { stateIn } from 'xstate';
import type { TaskCheck } from './checks';
import type { TaskContext, TaskSeat } from './context';
import { cancel, cancelAll, datesToAcknowledge, isSilentIn, movedDates, setAcknowledge, setDue, setSupervision } from './dates';
import { amend } from './reseating';
import { joins, section, signalCampaign, tell, toAll, toLeads, toOffice, words } from './steps';

const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all);

const urge: unknown[] = [
  change<TaskContext>((context, { on, input }) => ({
    urged: { times: (context.urged?.times ?? 0) + 1, on, units: (input.units ?? []) as string[], message: words(input.message) },
  })),
  tell('TASK_URGED', (context, { input }) => ((input.units ?? []) as string[]).concat(input.units ? [] : toAll(context))),
];
const URGE: TransitionConfig = { guard: when('notAccepted', 'reviewNotPending', 'urgedUnitsSit'), actions: urge };

const SUPERVISE: TransitionConfig = {
  target: 'supervised',
  guard: when('notAccepted', 'answerByAhead'),
  actions: [
    change<TaskContext>((_context, { on, input }) => ({
      supervision: { requirement: String(input.requirement), answerBy: String(input.answerBy), on, answer: null, answeredOn: null },
    })),
    ask<TaskContext>((_context, { input }) => [setSupervision(String(input.answerBy))]),
    tell('TASK_SUPERVISED', (context) => [...toLeads(context), context.office]),
  ],
};

const ANSWER: TransitionConfig = {
  target: 'answered',
  actions: [
    change<TaskContext>(({ supervision }, { on, input }) => ({
      supervision: supervision && { ...supervision, answer: String(input.answer), answeredOn: on },
    })),
    ask<TaskContext>(() => [cancel('supervision')]),
    tell('SUPERVISION_ANSWERED', toOffice),
  ],
};

export const attention = labelled('督促', 'Attention', {
  initial: 'normal',
  states: {
    normal: labelled('正常', 'Normal', { on: { URGE: { ...URGE, target: 'urged' }, SUPERVISE } }),
    urged: labelled('已催办', 'Urged', {
      /** What was urged for has come in. */
      always: [{ guard: stateIn({ review: 'pending' }), target: 'normal' }],
      on: { URGE, SUPERVISE },
    }),
    supervised: labelled('挂牌督办', 'Supervised', {
      initial: 'awaiting',
      on: {
        URGE,
        LIFT: {
          target: 'normal',
          actions: [
            change<TaskContext>(() => ({ supervision: null })),
            ask<TaskContext>(() => [cancel('supervision')]),
            tell('SUPERVISION_LIFTED', (context) => [...toLeads(context), context.office]),
          ],
        },
      },
      states: {
        awaiting: labelled('待答复', 'Awaiting an answer', {
          on: {
            ANSWER_SUPERVISION: ANSWER,
            SUPERVISION_DUE: { target: 'unanswered', actions: [tell('SUPERVISION_UNANSWERED', (context) => [...toLeads(context), context.office])] },
          },
        }),
        unanswered: labelled('逾期未答复', 'Unanswered', { on: { ANSWER_SUPERVISION: ANSWER } }),
        answered: labelled('已答复', 'Answered'),
      },
    }),
  },
});

export const extension = labelled('延期', 'Extension', {
  initial: 'none',
  states: {
    none: labelled('无', 'None', {
      on: {
        REQUEST_EXTENSION: {
          target: 'requested',
          guard: when('notAccepted', 'reviewNotPending', 'hasDueDate', 'dueIsLater'),
          actions: [
            change<TaskContext>((_context, { on, by, input }) => ({
              extension: { dueOn: String(input.dueOn), reason: String(input.reason), unit: by.unit, on },
            })),
            tell('EXTENSION_REQUESTED', toOffice),
          ],
        },
      },
    }),
    requested: labelled('已申请', 'Requested', {
      on: {
        GRANT_EXTENSION: {
          target: 'none',
          guard: when('extensionRequested', 'dueIsLater'),
          actions: [
            change<TaskContext>((context, event) => {
              const dates = movedDates(context, event);
              const entry = { from: context.dueOn, to: dates.dueOn, on: event.on, granted: true, reason: words(event.input.reason) };
              return { ...dates, ownDue: true, extension: null, extensions: [...context.extensions, entry] };
            }),
            ask<TaskContext>((context, event) => setDue(context, event.on)),
            tell('EXTENSION_GRANTED', toAll),
          ],
        },
        DENY_EXTENSION: {
          target: 'none',
          actions: [
            change<TaskContext>((context, { on, input }) => {
              const entry = { from: context.dueOn, to: context.extension?.dueOn ?? null, on, granted: false, reason: words(input.reason) };
              return { extension: null, extensions: [...context.extensions, entry] };
            }),
            tell('EXTENSION_DENIED', toLeads),
          ],
        },
        ACCEPT: { target: 'none', guard: when('reviewPending'), actions: [change<TaskContext>(() => ({ extension: null }))] },
      },
    }),
  },
});

const stop = change<TaskContext>((_context, { on, input }) => ({ stopped: { on, reason: words(input.reason) } }));
const CLOSE: TransitionConfig = { target: 'closed', guard: when('notAccepted'), actions: [stop, ask(cancelAll), tell('TASK_CLOSED', toAll)] };

/** Everybody's time to acknowledge goes on where it stopped. */
const shifted = (seats: TaskSeat[], from: string, days: number): TaskSeat[] =>
  seats.map((seat) =>
    seat.acknowledgeBy !== null && seat.acknowledgeBy >= from ? { ...seat, acknowledgeBy: addDays(seat.acknowledgeBy, days) } : seat,
  );

const resume: unknown[] = [
  change<TaskContext>((context, event) => {
    const days = Number(event.input.days);
    const from = context.stopped?.on ?? event.on;
    const supervision = context.supervision && { ...context.supervision, answerBy: addDays(context.supervision.answerBy, days) };
    const seats = { leads: shifted(context.leads, from, days), parts: shifted(context.parts, from, days) };
    return { ...seats, ...movedDates(context, event), supervision, stopped: null };
  }),
  ask<TaskContext>((context, event) => [
    ...setDue(context, event.on),
    ...datesToAcknowledge(context, isSilentIn(event))
      .filter((date) => date >= event.on)
      .map(setAcknowledge),
    ...(context.supervision && context.supervision.answeredOn === null && context.supervision.answerBy >= event.on
      ? [setSupervision(context.supervision.answerBy)]
      : []),
  ]),
  tell('TASK_RESUMED', toAll),
];

export const standing = labelled('状态', 'Standing', {
  initial: 'normal',
  states: {
    normal: labelled('正常', 'Normal', {
      on: {
        ADD_UNIT: {
          guard: when('notAccepted', 'reviewNotPending', 'mayAddInRole', 'unitIsNew', 'unitIsKnown'),
          actions: joins((_context, event) => {
            const role = event.input.role as TaskSeat['role'];
            return { side: role === 'LEAD' ? 'leads' : 'parts', unit: String(event.input.unit), role, ...section(event) };
          }),
        },
        AMENDED: { guard: when('amendable'), actions: amend },
        MOVE_DUE: {
          guard: when('amendable'),
          actions: [
            change<TaskContext>((context, event) => movedDates(context, event)),
            ask<TaskContext>((context, event) => setDue(context, event.on)),
            tell('TASK_DATE_MOVED', toAll),
          ],
        },
        WRITE_OFF: {
          target: 'writtenOff',
          guard: when('notAccepted'),
          actions: [
            stop,
            ask<TaskContext>((context, event) => [...cancelAll(context, event), signalCampaign('TASK_SETTLED', { outcome: 'WRITTEN_OFF' }, context)]),
            tell('TASK_WRITTEN_OFF', toAll),
          ],
        },
        SUSPENDED: { target: 'suspended', actions: [stop, ask(cancelAll), tell('TASK_SUSPENDED', toAll)] },
        CLOSE,
      },
    }),
    suspended: labelled('暂停', 'Suspended', { on: { RESUMED: { target: 'normal', guard: when('isSuspended'), actions: resume }, CLOSE } }),
    writtenOff: labelled('终止', 'Written off', {
      on: {
        REOPEN: {
          target: 'normal',
          guard: when('settled', 'campaignRuns', 'reopenedDateAhead'),
          actions: [
            change<TaskContext>((context, event) => ({ stopped: null, ...movedDates(context, event) })),
            ask<TaskContext>((context, event) => [...setDue(context, event.on), signalCampaign('TASK_REOPENED', {}, context)]),
            tell('TASK_REOPENED', toAll),
          ],
        },
      },
    }),
    closed: labelled('已关闭', 'Closed'),
  },
});
