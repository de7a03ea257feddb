/** The region of one seat: a lead's, or a part's. Every transition knows its seat, so that nobody acts from another unit's chair. */
import { checks, labelled } from '../chart';
import type { StateConfig, TransitionConfig } from '../chart';
import { APPOINTING } from './checks';
import type { TaskCheck } from './checks';
import {
  acknowledged,
  claimed,
  delegated,
  handedIn,
  inSeat,
  joins,
  leaves,
  objected,
  overruled,
  section,
  started,
  tell,
  toLeads,
  waivedBy,
} from './steps';

type On = Record<string, TransitionConfig | TransitionConfig[]>;

/** What may happen to a seat as long as its work is not finished. */
function whileOpen(key: string, side: 'leads' | 'parts'): On {
  const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all, key);
  const moveTo = joins((context, event) => {
    const seat = (side === 'leads' ? context.leads : context.parts)[Number(key.slice(4))];
    return { side, unit: String(event.input.toUnit), role: seat?.role ?? 'COOPERATING', ...section(event) };
  });
  return {
    TRANSFER: {
      target: 'withdrawn',
      guard: when('namesSeat', 'reviewNotPending', 'unitIsNew', 'unitIsKnown'),
      actions: [...leaves(key, 'TASK_TRANSFERRED'), ...moveTo],
    },
    REMOVE_UNIT: { target: 'withdrawn', guard: when('namesSeat', 'reviewNotPending'), actions: leaves(key, 'REMOVED_FROM_TASK') },
    AMENDED: { target: 'withdrawn', guard: when('amendable', 'leavesByAmendment') },
  };
}

/** A joint submitter makes room for an appointed lead as long as nobody has started; a part that is appointed leaves its part. */
const makesRoom = (key: string, choice: TaskCheck): On => ({
  APPOINT_LEAD: { target: 'withdrawn', guard: checks([...APPOINTING, choice], key) },
});

const handedOn = (key: string): On => ({
  CLAIM: { guard: checks(['actorInSeat', 'notClaimed'], key), actions: claimed(key) },
  DELEGATE: { guard: checks(['actorInSeat', 'actorOwnsSeat', 'unitIsKnown', 'unitIsBelow', 'unitIsNew'], key), actions: delegated(key) },
});

/** The part of a region that leads and parts share: notified, acknowledged, objected, and out. */
function beginning(key: string, side: 'leads' | 'parts', excuse: On): Record<string, StateConfig> {
  const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all, key);
  const object: On = { OBJECT: { target: 'objected', guard: when('actorInSeat', 'withinObjectionPeriod'), actions: objected(key) } };
  const start = side === 'leads' ? when('actorInSeat') : when('actorInSeat', 'leadIsSeated');
  const open = { ...whileOpen(key, side), ...makesRoom(key, side === 'leads' ? 'isNotAppointed' : 'isAppointed'), ...excuse };
  return {
    notified: labelled('待签收', 'Notified', {
      on: { ...open, ...handedOn(key), ...object, ACKNOWLEDGE: { target: 'acknowledged', guard: when('actorInSeat'), actions: acknowledged(key) } },
    }),
    acknowledged: labelled('已签收', 'Acknowledged', {
      on: { ...open, ...handedOn(key), ...object, START: { target: 'working', guard: start, actions: started(key) } },
    }),
    objected: labelled('有异议', 'Objected', {
      on: {
        ...open,
        UPHOLD: { target: 'withdrawn', guard: when('namesSeat'), actions: leaves(key, 'OBJECTION_UPHELD') },
        OVERRULE: { target: 'acknowledged', guard: when('namesSeat'), actions: overruled(key) },
      },
    }),
    withdrawn: labelled('已退出', 'Withdrawn'),
  };
}

export function lead(key: string): StateConfig {
  const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all, key);
  const open = whileOpen(key, 'leads');
  return labelled('牵头', 'Lead', {
    initial: 'notified',
    states: {
      ...beginning(key, 'leads', {}),
      working: labelled('办理中', 'Working', {
        on: { ...open, ...handedOn(key), SUBMIT: { target: 'submitted', guard: when('actorInSeat', 'partsClosed'), actions: handedIn(key) } },
      }),
      submitted: labelled('已提交', 'Submitted', {
        on: {
          WITHDRAW: { target: 'working', guard: when('actorInSeat') },
          ACCEPT: { target: 'accepted', guard: when('reviewPending') },
          RETURN: { target: 'returned', guard: when('reviewPending', 'urgedUnitsSit', 'returnsSeat') },
          REMOVE_UNIT: open.REMOVE_UNIT as TransitionConfig,
          AMENDED: open.AMENDED as TransitionConfig,
        },
      }),
      returned: labelled('已退回', 'Returned', {
        on: { ...open, ...handedOn(key), START: { target: 'working', guard: when('actorInSeat'), actions: started(key) } },
      }),
      accepted: labelled('已通过', 'Accepted', { on: { REOPEN: { target: 'returned', guard: when('campaignRuns', 'reopenedDateAhead') } } }),
    },
  });
}

export function part(key: string): StateConfig {
  const when = (...all: TaskCheck[]): ReturnType<typeof checks> => checks(all, key);
  const excuse: On = {
    WAIVE: { target: 'waived', guard: when('namesSeat'), actions: waivedBy(key, 'OFFICE') },
    PROCEED_WITHOUT: { target: 'waived', guard: when('namesSeat'), actions: waivedBy(key, 'LEAD') },
  };
  const open = { ...whileOpen(key, 'parts'), ...makesRoom(key, 'isAppointed'), ...excuse };
  const back: unknown[] = [inSeat(key, () => ({ doneOn: undefined }))];
  return labelled('配合', 'Part', {
    initial: 'notified',
    states: {
      ...beginning(key, 'parts', excuse),
      working: labelled('办理中', 'Working', {
        on: {
          ...open,
          ...handedOn(key),
          CONTRIBUTE: { target: 'contributed', guard: when('actorInSeat'), actions: [...handedIn(key), tell('PART_CONTRIBUTED', toLeads)] },
        },
      }),
      contributed: labelled('已完成配合', 'Contributed', {
        on: {
          WITHDRAW: { target: 'working', guard: when('actorInSeat', 'notAccepted', 'noLeadHasSubmitted'), actions: back },
          RETURN: { target: 'working', guard: when('reviewPending', 'urgedUnitsSit', 'returnsSeat'), actions: back },
        },
      }),
      waived: labelled('已免除', 'Waived'),
    },
  });
}
