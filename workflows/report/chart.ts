/**
 * The chart of a report: the paper itself, whether it came in time, and whether it is still owed at all. "Timely" is decided by the first
 * complete submission that is not taken back; a return does not undo it, a resubmission past the return's own date does.
 */
import { addDays } from '../civil-days';
import { ask, change, checks, labelled, label, noted } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import type { Effect } from '../contract';
import type { Facts } from '../facts';
import { cancelChases, chasesAhead, chasing, keepChases, moveChases, noLongerUrged, setChases } from './chasing';
import { newDueOf } from './checks';
import type { ReportCheck } from './checks';
import { contentOf, draftAfter } from './content';
import { settleLast } from './context';
import type { ReportContext } from './context';
import { explained } from './form-faults';

const when = (...all: ReportCheck[]): ReturnType<typeof checks> => checks(all);
const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const tell = (message: string, to: 'unit' | 'office'): unknown =>
  ask<ReportContext>((context, { input }) => [
    { effect: 'TELL', units: [context[to]], message, data: { reason: input.reason ?? null, dueOn: input.dueOn ?? null } },
  ]);

const deadline = (key: 'due' | 'close', dueOn: string): Effect => ({
  effect: 'SET_DEADLINE',
  key,
  dueOn,
  at: 'END_OF_DAY',
  event: key === 'due' ? 'DUE' : 'CLOSE_PERIOD',
  input: {},
  label: key === 'due' ? label('报送期限', 'Report due') : label('报送截止', 'Period closes'),
});
const cancel = (...keys: string[]): unknown => ask<ReportContext>(() => keys.map((key): Effect => ({ effect: 'CANCEL_DEADLINE', key })));
const setDates = ask<ReportContext>((context) => [
  deadline('due', context.dueOn),
  ...(context.closesOn ? [deadline('close', context.closesOn)] : []),
]);
/** After a move; what is reached already needs no deadline. */
const setDatesAgain = ask<ReportContext>((context, { on }) => [
  context.dueOn >= on ? deadline('due', context.dueOn) : { effect: 'CANCEL_DEADLINE', key: 'due' },
  ...(context.closesOn ? [deadline('close', context.closesOn)] : []),
]);

const SUBMITTING: ReportCheck[] = ['takesSubmission', 'zeroAllowed', 'contentComplete', 'sectionsWritten', 'figuresSound', 'warningsExplained'];

const SAVE_DRAFT: TransitionConfig = {
  target: 'drafting',
  guard: when('piecesFit', 'cellsKnown', 'cellsNotNegative', 'attachmentsKnown'),
  actions: [change<ReportContext>((context, event) => ({ draft: draftAfter(context, event) }))],
};
const SUBMIT: TransitionConfig = {
  target: 'submitted',
  guard: when(...SUBMITTING),
  actions: [
    change<ReportContext>((context, event) => {
      const content = contentOf(context, event);
      const explanations = explained(event);
      const entry = {
        on: event.on,
        at: event.at,
        account: event.by.account,
        zero: event.input.zero === true,
        content,
        ...(typeof event.facts.workingDaysLate === 'number' && { workingDaysLate: event.facts.workingDaysLate }),
        outcome: null,
        outcomeOn: null,
        reason: null,
        ...(explanations.length > 0 && { explanations }),
      };
      return { submissions: [...context.submissions, entry], draft: content ?? context.draft, ...noLongerUrged(context) };
    }),
    cancel('due', 'close'),
    cancelChases,
    tell('REPORT_SUBMITTED', 'office'),
  ],
};
const WAIVE: TransitionConfig = {
  target: 'waived',
  actions: [
    change<ReportContext>((_context, { on, input }) => ({ waived: { on, reason: String(input.reason) } })),
    cancel('due', 'close'),
    cancelChases,
    tell('REPORT_WAIVED', 'unit'),
  ],
};
/** Asked of what is not due yet only: what was due before stays owed, and counts. */
const NO_LONGER_OWED: TransitionConfig = { ...WAIVE, guard: when('notYetDue', 'untouchedOrAll') };

const paper = labelled('材料', 'Paper', {
  initial: 'owed',
  states: {
    owed: labelled('应报', 'Owed', { on: { SAVE_DRAFT, SUBMIT, WAIVE, NO_LONGER_OWED } }),
    drafting: labelled('起草中', 'Drafting', { on: { SAVE_DRAFT, SUBMIT, WAIVE, NO_LONGER_OWED } }),
    submitted: labelled('已报送', 'Submitted', {
      on: {
        WITHDRAW: {
          target: 'drafting',
          actions: [
            change<ReportContext>((context, { on }) => settleLast(context, 'WITHDRAWN', on)),
            /** Only what is still undecided has dates ahead of it. */
            ask<ReportContext>((context, { on, value }) => {
              const ahead = { due: context.dueOn, close: value.timeliness === 'missing' ? null : context.closesOn };
              return [
                ...(['due', 'close'] as const).flatMap((key) => (ahead[key] && ahead[key] >= on ? [deadline(key, ahead[key])] : [])),
                ...chasesAhead(context, on),
              ];
            }),
          ],
        },
        RETURN: {
          target: 'returned',
          guard: when('returnDateAhead'),
          actions: [
            moveChases(true),
            keepChases,
            change<ReportContext>((context, { on, input }) => ({
              ...settleLast(context, 'RETURNED', on, String(input.reason)),
              returnDueOn: words(input.dueOn),
            })),
            tell('REPORT_RETURNED', 'unit'),
          ],
        },
        ACCEPT: {
          target: 'accepted',
          actions: [
            change<ReportContext>((context, { on }) => ({ ...settleLast(context, 'ACCEPTED', on), returnDueOn: null })),
            tell('REPORT_ACCEPTED', 'unit'),
          ],
        },
        WAIVE,
      },
    }),
    returned: labelled('已退回', 'Returned', { on: { SAVE_DRAFT, SUBMIT, WAIVE } }),
    accepted: labelled('已通过', 'Accepted', {
      on: {
        REOPEN: {
          target: 'drafting',
          guard: when('campaignRuns', 'returnDateAhead'),
          actions: [
            moveChases(true),
            keepChases,
            change<ReportContext>((context, { on, input }) => ({
              ...settleLast(context, 'REOPENED', on, String(input.reason)),
              returnDueOn: words(input.dueOn),
            })),
            /** The conclusion of the campaign, if it comes at the same moment, is decided again: this report is no longer in. */
            ask<ReportContext>(({ campaign }) => [{ effect: 'SIGNAL', to: { subject: campaign }, event: 'REPORT_REOPENED', input: {} }]),
            tell('REPORT_REOPENED', 'unit'),
          ],
        },
      },
    }),
    waived: labelled('已免报', 'Waived'),
  },
});

const SUBMIT_FIRST: TransitionConfig[] = [
  { target: 'timely', guard: when(...SUBMITTING, 'inTime') },
  { target: 'late', guard: when(...SUBMITTING) },
];
/** Taken back: decided by the next one. Not after a return, whose first submission still stands in the log. */
const WITHDRAW_FIRST: TransitionConfig[] = [
  { target: 'pending.inTime', guard: when('liesWithOffice', 'neverReturned', 'dueStillAhead') },
  { target: 'pending.overdue', guard: when('liesWithOffice', 'neverReturned') },
];
const MOVES: Record<string, TransitionConfig[]> = {
  MOVE_DUE: [
    { target: '.inTime', guard: when('stands', 'movesWithPhase', 'newDueAhead') },
    { target: '.overdue', guard: when('stands', 'movesWithPhase') },
  ],
  RESUMED: [
    { target: '.inTime', guard: when('isSuspended', 'newDueAhead') },
    { target: '.overdue', guard: when('isSuspended') },
  ],
};

const timeliness = labelled('时效', 'Timeliness', {
  initial: 'pending',
  states: {
    pending: labelled('未到', 'Pending', {
      initial: 'inTime',
      on: {
        SUBMIT: SUBMIT_FIRST,
        CLOSE_PERIOD: { target: 'missing', guard: when('stillOwed'), actions: [cancel('due', 'close'), tell('REPORT_MISSING', 'unit')] },
        ...MOVES,
      },
      states: {
        inTime: labelled('期内', 'In time', {
          on: {
            DUE: {
              target: 'overdue',
              actions: [tell('REPORT_OVERDUE', 'unit'), tell('REPORT_OVERDUE', 'office')],
            },
          },
        }),
        overdue: labelled('已过期限', 'Overdue'),
      },
    }),
    timely: labelled('按时', 'Timely', {
      on: { SUBMIT: { target: 'late', guard: when(...SUBMITTING, 'pastReturnDate') }, WITHDRAW: WITHDRAW_FIRST },
    }),
    late: labelled('迟报', 'Late', { on: { WITHDRAW: WITHDRAW_FIRST } }),
    /** Came after the period was closed, or never: supplying it later does not change this. */
    missing: labelled('漏报', 'Missing'),
  },
});

/** Said only where a day has moved: another name or another rule for days off is nothing to be told. */
const tellMoved = ask<ReportContext>((context, { input }) => {
  const moved = input.dueOn !== context.dueOn || words(input.closesOn) !== context.closesOn;
  const data = { reason: null, dueOn: input.dueOn ?? null };
  return moved ? [{ effect: 'TELL', units: [context.unit], message: 'REPORT_DATE_MOVED', data }] : [];
});

/** The dates that the plan gives now; the definition keeps the rest (law.ts). */
const AMENDED: TransitionConfig = {
  guard: when('notYetDue', 'newDueAhead'),
  actions: [
    moveChases(),
    keepChases,
    tellMoved,
    change<ReportContext>((_context, { input }) => ({
      dueOn: String(input.dueOn),
      closesOn: words(input.closesOn),
      movesWithPhase: input.movesWithPhase === true,
    })),
    ask<ReportContext>((context) => [
      deadline('due', context.dueOn),
      context.closesOn ? deadline('close', context.closesOn) : { effect: 'CANCEL_DEADLINE', key: 'close' },
    ]),
  ],
};

/** How it is chased from now on; what was due before keeps to what was said then. */
const CHASING_CHANGED: TransitionConfig = { guard: when('notYetDue'), actions: [moveChases(), keepChases] };

const stop = change<ReportContext>((_context, { on, input }) => ({ stopped: { on, reason: words(input.reason) } }));
const CLOSE: TransitionConfig = { target: 'closed', actions: [stop, cancel('due', 'close'), cancelChases] };

const standing = labelled('状态', 'Standing', {
  initial: 'normal',
  states: {
    normal: labelled('正常', 'Normal', {
      on: {
        SUSPENDED: { target: 'suspended', actions: [stop, cancel('due', 'close'), cancelChases] },
        CLOSE,
        AMENDED,
        CHASING_CHANGED,
        ...chasing(when),
        MOVE_DUE: {
          guard: when('movesWithPhase'),
          actions: [
            moveChases(),
            keepChases,
            change<ReportContext>((context, event) => ({
              dueOn: newDueOf(context, event),
              ...('newDates' in event.facts && { closesOn: (event.facts.newDates as Facts['newDates']).closesOn }),
            })),
            setDatesAgain,
            tell('REPORT_DATE_MOVED', 'unit'),
          ],
        },
      },
    }),
    suspended: labelled('暂停', 'Suspended', {
      on: {
        RESUMED: {
          target: 'normal',
          guard: when('isSuspended'),
          actions: [
            moveChases(),
            keepChases,
            change<ReportContext>((context, event) => {
              const later = (date: string | null): string | null => date && addDays(date, Number(event.input.days));
              return { dueOn: newDueOf(context, event), closesOn: later(context.closesOn), returnDueOn: later(context.returnDueOn), stopped: null };
            }),
            setDatesAgain,
          ],
        },
        CLOSE,
      },
    }),
    closed: labelled('已关闭', 'Closed'),
  },
});

export const reportChart: StateConfig = {
  type: 'parallel',
  entry: [setDates, setChases, tell('REPORT_OWED', 'unit')],
  /** A moved phase that this report does not hang on is noted, no more. */
  on: { MOVE_DUE: { actions: [noted] } },
  states: { paper, timeliness, standing },
};
