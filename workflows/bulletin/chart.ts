/** The chart of a bulletin: drafted by the office, approved by a leader, published to every unit that takes part. What is approved does not change any more. */
import { ask, change, checks, labelled } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import type { BulletinContent, BulletinWords } from '../definitions';
import type { BulletinCheck } from './checks';
import type { BulletinContext } from './context';

const when = (...all: BulletinCheck[]): ReturnType<typeof checks> => checks(all);
const WORDS = ['title', 'number', 'addressee', 'overview', 'requirements', 'copyTo'] as const satisfies readonly (keyof BulletinWords)[];

const tell = (message: string, to: (context: BulletinContext) => string[]): unknown =>
  ask<BulletinContext>((context, { input }) => [
    { effect: 'TELL', units: to(context), message, data: { title: context.words.title, ...(input.reason ? { reason: input.reason } : {}) } },
  ]);
const office = ({ office: unit }: BulletinContext): string[] => [unit];
const everybody = ({ office: unit, content }: BulletinContext): string[] => [...new Set([unit, ...content.units.map((row) => row.unit)])];

const ended = change<BulletinContext>((_context, { on, input }) => ({ ended: { on, reason: String(input.reason) } }));

const REVISE: TransitionConfig = {
  guard: when('somethingRevised'),
  actions: [
    change<BulletinContext>(({ words }, { input }) => ({
      words: { ...words, ...Object.fromEntries(WORDS.flatMap((name) => (typeof input[name] === 'string' ? [[name, emptied(input[name])]] : []))) },
    })),
  ],
};
/** An empty text takes a word back: the number, a requirement. The title stays. */
const emptied = (text: string): string | null => (text.trim() === '' ? null : text);

const REFRESH: TransitionConfig = {
  actions: [change<BulletinContext>((_context, { facts }) => ({ content: facts.bulletinContent as BulletinContent }))],
};

const RETURN: TransitionConfig = {
  target: 'draft',
  actions: [
    change<BulletinContext>(({ returns }, { on, by, input }) => ({
      returns: [...returns, { on, account: by.account, reason: String(input.reason) }],
      approved: null,
    })),
    tell('BULLETIN_RETURNED', office),
  ],
};

export const bulletinChart: StateConfig = {
  type: 'parallel',
  states: {
    paper: labelled('通报', 'Bulletin', {
      initial: 'draft',
      states: {
        draft: labelled('草稿', 'Draft', {
          on: {
            REVISE,
            REFRESH,
            RETURN,
            APPROVE: {
              target: 'approved',
              guard: when('saysHowThingsStand'),
              actions: [
                change<BulletinContext>((_context, { on, by }) => ({ approved: { on, account: by.account } })),
                tell('BULLETIN_APPROVED', office),
              ],
            },
            DISCARD: { target: 'discarded', actions: [ended] },
          },
        }),
        approved: labelled('已批准', 'Approved', {
          on: {
            RETURN,
            PUBLISH: {
              target: 'published',
              actions: [change<BulletinContext>((_context, { on }) => ({ publishedOn: on })), tell('BULLETIN_PUBLISHED', everybody)],
            },
            DISCARD: { target: 'discarded', actions: [ended] },
          },
        }),
        published: labelled('已印发', 'Published', {
          on: { RECALL: { target: 'recalled', actions: [ended, tell('BULLETIN_RECALLED', everybody)] } },
        }),
        recalled: labelled('已撤回', 'Recalled'),
        discarded: labelled('已作废', 'Discarded'),
      },
    }),
  },
};
