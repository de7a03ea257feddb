/** The chart of a difference between a report and the records: a question to the unit, its answer, and the office's end of it. */
import { ask, change, checks, label, labelled } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import type { DifferenceNow } from '../facts';
import type { DifferenceCheck } from './checks';
import { presentRound } from './context';
import type { DifferenceAnswerKind, DifferenceContext } from './context';

const when = (...all: DifferenceCheck[]): ReturnType<typeof checks> => checks(all);
const word = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const tell = (
  message: string,
  to: readonly ('unit' | 'office')[],
  data: (context: DifferenceContext) => Record<string, unknown> = () => ({}),
): unknown =>
  ask<DifferenceContext>((context) => [
    { effect: 'TELL', units: to.map((whose) => context[whose]), message, data: { dueOn: presentRound(context).dueOn, ...data(context) } },
  ]);

const cancelDue = ask<DifferenceContext>(() => [{ effect: 'CANCEL_DEADLINE', key: 'due' }]);

/** Whenever it is asked, the first time and again. */
const asking: readonly unknown[] = [
  ask<DifferenceContext>((context) => {
    const { dueOn } = presentRound(context);
    if (dueOn === null) return [];
    return [{ effect: 'SET_DEADLINE', key: 'due', dueOn, at: 'END_OF_DAY', event: 'DUE', input: {}, label: label('说明期限', 'Answer due') }];
  }),
  tell('DIFFERENCE_ASKED', ['unit'], (context) => ({ message: presentRound(context).question })),
];

const WITHDRAW: TransitionConfig = {
  target: 'withdrawn',
  actions: [
    change<DifferenceContext>((_context, { on, by, input }) => ({ withdrawn: { on, account: by.account, reason: String(input.reason) } })),
    cancelDue,
    tell('DIFFERENCE_WITHDRAWN', ['unit'], ({ withdrawn }) => ({ reason: withdrawn?.reason })),
  ],
};

export const differenceChart: StateConfig = {
  type: 'parallel',
  states: {
    question: labelled('核实', 'Question', {
      initial: 'asked',
      states: {
        asked: labelled('待说明', 'Asked', {
          entry: asking,
          on: {
            ANSWER: {
              target: 'answered',
              actions: [
                change<DifferenceContext>(({ rounds }, { on, by, input, facts }) => ({
                  rounds: rounds.map((round, i) =>
                    i < rounds.length - 1
                      ? round
                      : {
                          ...round,
                          answer: {
                            ...{ on, account: by.account, answer: input.answer as DifferenceAnswerKind, text: String(input.text) },
                            stood: facts.differenceNow as DifferenceNow[],
                          },
                        },
                  ),
                  overdueOn: null,
                })),
                cancelDue,
                tell('DIFFERENCE_ANSWERED', ['office'], (context) => ({ answer: presentRound(context).answer?.answer })),
              ],
            },
            DUE: {
              actions: [change<DifferenceContext>((_context, { on }) => ({ overdueOn: on })), tell('DIFFERENCE_OVERDUE', ['unit', 'office'])],
            },
            WITHDRAW,
          },
        }),
        answered: labelled('已说明', 'Answered', {
          on: {
            ASK_AGAIN: {
              target: 'asked',
              guard: when('answerDateAhead'),
              actions: [
                change<DifferenceContext>(({ rounds }, { on, by, input }) => ({
                  rounds: [...rounds, { on, account: by.account, question: String(input.question), dueOn: word(input.dueOn), answer: null }],
                })),
              ],
            },
            SETTLE: {
              target: 'settled',
              actions: [
                change<DifferenceContext>((_context, { on, by, input, facts }) => ({
                  settled: { on, account: by.account, note: word(input.note), stood: facts.differenceNow as DifferenceNow[] },
                })),
                tell('DIFFERENCE_SETTLED', ['unit'], ({ settled }) => ({ message: settled?.note })),
              ],
            },
            WITHDRAW,
          },
        }),
        settled: labelled('已核结', 'Settled'),
        withdrawn: labelled('已撤回', 'Withdrawn'),
      },
    }),
  },
};
