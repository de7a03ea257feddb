/** What the viewer must act on, of every kind, whatever is due first on top, with a lamp and the working days that are left. */
import type { CivilDate, WorkCalendar } from '../../domain/calendar';
import { civilDateOf } from '../../domain/calendar';
import type { Clock } from '../ports/clock';
import type { InboxFilter, InboxScope, Page, PageRequest, Reading } from '../ports/reading';
import { seatRelations } from '../policy';
import type { Role, Viewer } from '../ports/viewer';
import type { Seen, Sight } from './sight';

/** GREEN: in time. YELLOW: due soon. RED: overdue. */
export const LAMPS = ['GREEN', 'YELLOW', 'RED'] as const;
export type Lamp = (typeof LAMPS)[number];

export interface InboxItem {
  seen: Seen;
  /** The unit that must act, and its part. */
  unitId: string;
  role: string;
  partState: string;
  dueOn: string | null;
  lamp: Lamp;
  /** Until and including the due day; negative once it has passed; null without a date or where the calendar is not announced so far. */
  workingDaysLeft: number | null;
  /** The other units in it, active ones, each once. */
  coUnits: string[];
}

export interface Inbox {
  page(sight: Sight, filter: InboxFilter, page: PageRequest): Promise<Page<InboxItem>>;
  count(sight: Sight, filter: InboxFilter): Promise<number>;
}

const YELLOW_FROM = 3;
/** The people of a unit. Only they have an inbox of its seats; a supervisor or an auditor looks, and has nothing to hand in. */
export const SEATED: readonly Role[] = ['UNIT_HEAD', 'UNIT_STAFF'];

export function inboxScope(viewer: Viewer): InboxScope {
  const coordinates = viewer.roles.filter((held) => held.role === 'COORDINATOR');
  const present = (values: (string | null)[]): string[] => [...new Set(values.filter((value): value is string => value !== null))];
  return {
    seatsOf: present(viewer.roles.filter((held) => SEATED.includes(held.role)).map((held) => held.unitId)),
    reviewsOf: present(coordinates.filter((held) => held.campaignId === null).map((held) => held.unitId)),
    reviewsInCampaigns: present(coordinates.map((held) => held.campaignId)),
  };
}

/** Lamp of a due date on a day: the same rule for every kind. */
export function lampOf(dueOn: string | null, today: CivilDate, calendar: WorkCalendar): { lamp: Lamp; workingDaysLeft: number | null } {
  if (dueOn === null) return { lamp: 'GREEN', workingDaysLeft: null };
  const count = calendar.workingDaysBetween(today, dueOn);
  const days = 'days' in count ? count.days : count.estimate;
  const lamp: Lamp = today > dueOn ? 'RED' : days <= YELLOW_FROM ? 'YELLOW' : 'GREEN';
  return { lamp, workingDaysLeft: 'days' in count ? days : null };
}

/** Working days are counted day by day, and many are due on the same day: counted once a day, for as long as the calendar is the same. */
function lampsOf(calendar: WorkCalendar, today: CivilDate): (dueOn: string | null) => { lamp: Lamp; workingDaysLeft: number | null } {
  const known = counted.get(calendar);
  const days = known?.today === today ? known.days : new Map<string | null, ReturnType<typeof lampOf>>();
  if (days !== known?.days) counted.set(calendar, { today, days });
  return (dueOn) => {
    const lamp = days.get(dueOn) ?? lampOf(dueOn, today, calendar);
    days.set(dueOn, lamp);
    return lamp;
  };
}
const counted = new WeakMap<WorkCalendar, { today: CivilDate; days: Map<string | null, ReturnType<typeof lampOf>> }>();

export function createInbox(reading: Reading, clock: Clock, calendar: () => Promise<WorkCalendar>): Inbox {
  const anything = (scope: InboxScope): boolean => scope.seatsOf.length + scope.reviewsOf.length + scope.reviewsInCampaigns.length > 0;
  return {
    async page(sight, filter, request) {
      const scope = inboxScope(sight.viewer);
      if (!anything(scope)) return { rows: [], more: false };
      const page = await reading.inbox(scope, filter, request);
      const seen = await sight.see(page.rows.map(({ row }) => row.subject));
      const days = await calendar();
      const lamp = lampsOf(days, civilDateOf(clock.now()));
      const rows = page.rows.flatMap(({ row, sortKey }, i) => {
        const whole = seen[i];
        if (!whole) return [];
        const coUnits = row.subject.participants.filter((p) => p.active && p.unitId !== row.unitId && p.role in seatRelations).map((p) => p.unitId);
        const { unitId, role, partState, dueOn } = row;
        return [{ row: { seen: whole, unitId, role, partState, dueOn, coUnits: [...new Set(coUnits)], ...lamp(dueOn) }, sortKey }];
      });
      return { rows, more: page.more };
    },

    async count(sight, filter) {
      const scope = inboxScope(sight.viewer);
      return anything(scope) ? reading.inboxCount(scope, filter) : 0;
    },
  };
}
