/** The chart of a coordinating body: it forms, works, and is dissolved when the campaign is over. Members come and go by date. */
import { ask, change, checks, inContext, labelled } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import type { BodyCheck } from './checks';
import type { BodyContext, BodyMember } from './context';

const when = (...all: BodyCheck[]): ReturnType<typeof checks> => checks(all);
const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const tell = (message: string): unknown =>
  ask<BodyContext>((context, { input }) => {
    const units = context.members.filter(({ until }) => !until).map(({ unit }) => unit);
    return [{ effect: 'TELL', units: [...new Set([context.office, ...units.filter((unit) => unit !== null)])], message, data: { ...input } }];
  });

const until = (members: BodyMember[], id: unknown, date: string, reason: string | null): BodyMember[] =>
  members.map((member) => (member.id === id ? { ...member, until: date, ...(reason && { reason }) } : member));

const APPOINT: TransitionConfig = {
  guard: when('memberIdIsFree', 'somebodyIsNamed'),
  actions: [
    change<BodyContext>((context, { on, input }) => {
      const member: BodyMember = {
        id: words(input.id) ?? `m${context.members.length + 1}`,
        role: input.role as BodyMember['role'],
        name: words(input.name),
        post: words(input.post),
        unit: words(input.unit),
        from: words(input.from) ?? on,
      };
      return { members: [...context.members, member] };
    }),
    tell('BODY_MEMBER_APPOINTED'),
  ],
};

/** The new member takes over the role, and the unit and post where nothing else is said, from the day the old one leaves. */
const REPLACE: TransitionConfig = {
  guard: when('memberServes', 'fromAfterAppointment', 'memberIdIsFree', 'somebodyIsNamed'),
  actions: [
    change<BodyContext>((context, { on, input }) => {
      const old = context.members.find(({ id }) => id === input.member);
      const from = words(input.from) ?? on;
      if (!old) return {};
      const member: BodyMember = {
        id: words(input.id) ?? `m${context.members.length + 1}`,
        role: old.role,
        name: words(input.name),
        post: words(input.post) ?? old.post,
        unit: words(input.unit) ?? old.unit,
        from,
      };
      return { members: [...until(context.members, old.id, from, words(input.reason)), member] };
    }),
    tell('BODY_MEMBER_REPLACED'),
  ],
};

const RELEASE: TransitionConfig = {
  guard: when('memberServes', 'untilAfterAppointment'),
  actions: [
    change<BodyContext>((context, { on, input }) => ({
      members: until(context.members, input.member, words(input.until) ?? on, words(input.reason)),
    })),
    tell('BODY_MEMBER_RELEASED'),
  ],
};

const HOLD_MEETING: TransitionConfig = {
  guard: when('meetingIsPast', 'attendeesServe'),
  actions: [
    change<BodyContext>((context, { input }) => ({
      meetings: [
        ...context.meetings,
        {
          on: String(input.on),
          kind: String(input.kind),
          title: words(input.title),
          attendees: ((input.attendees ?? []) as unknown[]).map(String),
          minutes: words(input.minutes),
        },
      ],
    })),
    tell('BODY_MEETING_HELD'),
  ],
};

const DISSOLVE: TransitionConfig = {
  target: 'dissolved',
  actions: [
    change<BodyContext>((context, { on, input }) => ({
      dissolvedOn: on,
      dissolvedBecause: words(input.reason),
      members: context.members.map((member) => (member.until ? member : { ...member, until: on < member.from ? member.from : on })),
    })),
    ask<BodyContext>((context) => [
      {
        effect: 'TELL',
        units: [...new Set([context.office, ...context.members.flatMap(({ unit }) => unit ?? [])])],
        message: 'BODY_DISSOLVED',
        data: {},
      },
    ]),
  ],
};

const life = labelled('机构', 'Body', {
  initial: 'forming',
  states: {
    forming: labelled('组建中', 'Forming', {
      always: [{ guard: inContext<BodyContext>(({ activeFromStart }) => activeFromStart), target: 'active' }],
      on: { APPOINT, REPLACE, RELEASE, ACTIVATE: { target: 'active', guard: when('hasLeader'), actions: [tell('BODY_ACTIVATED')] }, DISSOLVE },
    }),
    active: labelled('运行中', 'Active', { on: { APPOINT, REPLACE, RELEASE, HOLD_MEETING, DISSOLVE } }),
    dissolved: labelled('已撤销', 'Dissolved'),
  },
});

/** One region today, under a parallel root like the others, so that a second can be added without renaming a stored state. */
export const bodyChart: StateConfig = { type: 'parallel', states: { life } };
