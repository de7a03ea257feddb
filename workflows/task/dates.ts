/** Where the due date of a task goes, and the deadlines that follow it. */
import { addDays } from '../civil-days';
import { label } from '../chart';
import type { Sent } from '../chart';
import type { Effect, LawEvent } from '../contract';
import { seatAt, seatKeys } from './context';
import type { TaskContext } from './context';

/** The date that an event gives the task; the desk asks this too, to know which date `newDueSoonOn` looks back from. */
export function dueDateAfter(context: TaskContext, event: Pick<LawEvent, 'type' | 'input'>): string | null {
  const given = (event.input.dueOn ?? null) as string | null;
  switch (event.type) {
    case 'GRANT_EXTENSION':
      return given ?? context.extension?.dueOn ?? context.dueOn;
    case 'MOVE_DUE':
      return context.ownDue && context.dueOn && given && context.dueOn > given ? context.dueOn : given;
    case 'RESUMED':
      return context.dueOn && addDays(context.dueOn, Number(event.input.days));
    case 'REOPEN':
      return given ?? context.dueOn;
    case 'AMENDED':
      return given;
    default:
      return context.dueOn;
  }
}

export function movedDates(context: TaskContext, event: LawEvent): Pick<TaskContext, 'dueOn' | 'dueSoonOn' | 'dueReached'> {
  const dueOn = dueDateAfter(context, event);
  return { dueOn, dueSoonOn: event.facts.newDueSoonOn as string | null, dueReached: dueOn !== null && dueOn < event.on };
}

const deadline = (key: string, dueOn: string, at: 'START_OF_DAY' | 'END_OF_DAY', event: string, zh: string, en: string): Effect => ({
  effect: 'SET_DEADLINE',
  key,
  dueOn,
  at,
  event,
  input: {},
  label: label(zh, en),
});
export const cancel = (key: string): Effect => ({ effect: 'CANCEL_DEADLINE', key });

export const acknowledgeKey = (date: string): string => `acknowledge:${date}`;
export const setAcknowledge = (date: string): Effect =>
  deadline(acknowledgeKey(date), date, 'END_OF_DAY', 'ACKNOWLEDGE_DUE', '签收期限', 'Acknowledge by');
export const setSupervision = (date: string): Effect =>
  deadline('supervision', date, 'END_OF_DAY', 'SUPERVISION_DUE', '督办答复期限', 'Answer the supervision by');

/** Sets the two deadlines of the due date anew. `on` null: at creation, where the clock itself delivers what lies in the past. */
export function setDue({ dueOn, dueSoonOn }: Pick<TaskContext, 'dueOn' | 'dueSoonOn'>, on: string | null): Effect[] {
  const soonAhead = dueSoonOn !== null && (on === null || dueSoonOn > on);
  const dueAhead = dueOn !== null && (on === null || dueOn >= on);
  return [
    soonAhead ? deadline('dueSoon', dueSoonOn, 'START_OF_DAY', 'DUE_SOON', '临近期限', 'Due soon') : cancel('dueSoon'),
    dueAhead ? deadline('due', dueOn, 'END_OF_DAY', 'DUE', '办理期限', 'Due') : cancel('due'),
  ];
}

/** The dates by which the seats that have not yet answered must acknowledge, each once. */
export const datesToAcknowledge = (context: TaskContext, isSilent: (key: string) => boolean): string[] => [
  ...new Set(
    seatKeys(context)
      .filter(isSilent)
      .flatMap((key) => seatAt(context, key).acknowledgeBy ?? []),
  ),
];

export const isSilentIn =
  ({ value }: Sent) =>
  (key: string): boolean =>
    value[key] === 'notified';

export const cancelAll = (context: TaskContext, event: Sent): Effect[] => [
  cancel('dueSoon'),
  cancel('due'),
  ...(context.supervision ? [cancel('supervision')] : []),
  ...datesToAcknowledge(context, isSilentIn(event)).map((date) => cancel(acknowledgeKey(date))),
];
