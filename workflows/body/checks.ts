/** The named checks of the coordinating body's chart. */
import type { Check, LawEvent } from '../contract';
import { reason } from '../reasons';
import { membersOn } from './context';
import type { BodyContext, BodyMember } from './context';

type Test = Check<BodyContext>['test'];
const state = (test: Test): Check<BodyContext> => ({ about: 'state', test });
const input = (test: Test): Check<BodyContext> => ({ about: 'input', test });

const isWord = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const named = (context: BodyContext, event: LawEvent): BodyMember | undefined => context.members.find(({ id }) => id === event.input.member);

const notBeforeAppointment = (field: 'from' | 'until'): Check<BodyContext> =>
  input((context, event) => {
    const member = named(context, event);
    const date = isWord(event.input[field]) ? String(event.input[field]) : event.on;
    return member && date < member.from ? reason('DATE_BEFORE_APPOINTMENT', { date, appointed: member.from }) : null;
  });

export const bodyChecks = {
  hasLeader: state((context) =>
    context.members.some(({ role, until }) => !until && (role === 'LEADER' || role === 'CONVENER')) ? null : reason('BODY_HAS_NO_LEADER'),
  ),
  memberIdIsFree: input((context, event) =>
    context.members.some(({ id }) => id === event.input.id) ? reason('MEMBER_ID_TAKEN', { id: event.input.id }) : null,
  ),
  somebodyIsNamed: input((_context, { input: { name, post, unit } }) =>
    isWord(name) || isWord(post) || isWord(unit) ? null : reason('INPUT_REQUIRED', { field: 'name' }),
  ),
  memberServes: input((context, event) => {
    const member = named(context, event);
    if (!member) return reason('MEMBER_NOT_FOUND', { member: event.input.member });
    return member.until ? reason('MEMBER_ALREADY_RELEASED', { member: member.id, until: member.until }) : null;
  }),
  fromAfterAppointment: notBeforeAppointment('from'),
  untilAfterAppointment: notBeforeAppointment('until'),
  meetingIsPast: input((_context, { input: { on }, on: today }) => (String(on) <= today ? null : reason('DATE_IN_FUTURE', { on }))),
  attendeesServe: input((context, { input: { on, attendees } }) => {
    const serving = new Set(membersOn(context, String(on)).map(({ id }) => id));
    const strangers = ((attendees ?? []) as unknown[]).filter((id) => !serving.has(String(id)));
    return strangers.length === 0 ? null : reason('MEMBER_NOT_FOUND', { members: strangers });
  }),
} satisfies Record<string, Check<BodyContext>>;

export type BodyCheck = keyof typeof bodyChecks;
