/**
 * Dates that are counted in working days. For a year that is not announced yet the count goes over weekends alone: a campaign of three years
 * must be launchable today, and what is counted here (the time to acknowledge, the early warning) can be moved and binds nobody by law.
 */
import type { ReportDefinition } from '../../../workflows/definitions';
import type { Facts } from '../../../workflows/facts';
import { owedBy, type ReportContext } from '../../../workflows/report/context';
import type { TaskContext } from '../../../workflows/task/context';
import { dueDateAfter } from '../../../workflows/task/dates';
import type { WorkCalendar } from '../../domain/calendar';
import { closingDay, onWorkingDay } from '../../domain/plan/due-days';
import type { FactProvider, FactRequest } from '../drive/types';
import { provider, type FactSources } from './sources';

/** A task turns yellow this many working days before it is due. */
export const WARNING_DAYS = 3;

/** The n-th working day after (before, when n is negative) a date. */
export function workingDay(calendar: WorkCalendar, date: string, n: number): string {
  const counted = calendar.addWorkingDays(date, n);
  return 'date' in counted ? counted.date : counted.estimate;
}

const definitionOf = (request: FactRequest): { dueOn?: string | null; acknowledgeWithin?: number } =>
  (request.subject.definition ?? {}) as { dueOn?: string | null; acknowledgeWithin?: number };

/** Where a definition says nothing, as a body's does: the house's usual five working days. */
const USUAL_ACKNOWLEDGEMENT = 5;

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysAfter(calendar: WorkCalendar, from: string, to: string): number {
  if (to <= from) return 0;
  const counted = calendar.workingDaysBetween(from, to);
  return 'days' in counted ? counted.days : counted.estimate;
}

/** MOVE_DUE: the date asked for by the rule for days off, and the closing counted from it. */
export function movedDates(calendar: WorkCalendar, { subject, event }: FactRequest): Facts['newDates'] {
  const context = subject.snapshot.context as unknown as ReportContext;
  const { closesAfter, onDayOff = 'AS_PRINTED' } = subject.definition as ReportDefinition;
  const asked = typeof event.input.dueOn === 'string' ? event.input.dueOn : context.dueOn;
  const due = onWorkingDay(asked, onDayOff, calendar);
  const closes = closesAfter == null ? null : closingDay(due, closesAfter, calendar);
  return { dueOn: due.date, closesOn: closes ? closes.date : context.closesOn };
}

type WorkingDayFact = 'acknowledgeBy' | 'dueSoonOn' | 'newDueSoonOn' | 'workingDaysLate' | 'newDates';

export function workingDayFacts({ calendars }: Pick<FactSources, 'calendars'>): Record<WorkingDayFact, FactProvider> {
  const warning = (calendar: WorkCalendar, dueOn: string | null | undefined) => (dueOn ? workingDay(calendar, dueOn, -WARNING_DAYS) : null);
  return {
    acknowledgeBy: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map((request) => workingDay(calendar, request.event.on, definitionOf(request).acknowledgeWithin ?? USUAL_ACKNOWLEDGEMENT));
    }),
    dueSoonOn: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map((request) => warning(calendar, definitionOf(request).dueOn));
    }),
    newDueSoonOn: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map((request) => warning(calendar, dueDateAfter(request.subject.snapshot.context as unknown as TaskContext, request.event)));
    }),
    workingDaysLate: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map(({ subject, event }) => {
        const against = owedBy(subject.snapshot.context as unknown as ReportContext);
        return against === null ? 0 : workingDaysAfter(calendar, against, event.on);
      });
    }),
    newDates: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map((request) => movedDates(calendar, request));
    }),
  };
}
