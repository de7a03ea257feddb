/** A year of the State Council's arrangement is imported, or one that is known is corrected. */
import { readYearArrangement, type WorkCalendar } from '../../domain/calendar';
import { idempotently } from '../idempotently';
import { forbidden, mayManageCalendar } from '../policy';
import type { CalendarTransaction, WorkCalendars } from '../ports/calendar';
import type { Clock } from '../ports/clock';
import type { Transactions } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import { done, type Answer } from '../refusal';
import { standardRefusal } from '../refusal-codes';

export interface CalendarDesk {
  transactions: Transactions<CalendarTransaction>;
  calendars: WorkCalendars;
  clock: Clock;
  /** What the reports that run make of it. */
  redate: (year: number, before: WorkCalendar) => Promise<unknown>;
}

export type ImportCalendarYearRefusal = 'FORBIDDEN' | 'CALENDAR_YEAR_INVALID' | 'IDEMPOTENCY_KEY_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED';

/** `arrangement`: `{ year, holidays, makeUpWorkdays, source }`. CALENDAR_YEAR_INVALID: `data.faults` [{ code, path, message }], all at once. */
export async function importCalendarYear(
  desk: CalendarDesk,
  viewer: Viewer,
  call: { arrangement: unknown; idempotencyKey: string },
): Promise<Answer<{ year: number }, ImportCalendarYearRefusal>> {
  if (!mayManageCalendar(viewer)) return forbidden('MANAGE_CALENDAR');
  const before = await desk.calendars.current();
  const read = readYearArrangement(call.arrangement);
  const request = { key: call.idempotencyKey, command: 'importCalendarYear', body: call.arrangement };
  const answer = await idempotently(desk, viewer, request, async (tx): Promise<Answer<{ year: number }, 'CALENDAR_YEAR_INVALID'>> => {
    if (!read.ok) {
      const problem = read.refused.map((fault) => fault.message.zh).join('；');
      const refusal = standardRefusal('CALENDAR_YEAR_INVALID', { problem, faults: read.refused });
      return { ok: false, refusal: { ...refusal, code: 'CALENDAR_YEAR_INVALID' } };
    }
    await tx.calendarYears.save(read.arrangement, viewer.accountId, desk.clock.now());
    return done({ year: read.arrangement.year });
  });
  desk.calendars.invalidate();
  // Also of a call that is sent again: what it broke off in the middle of is finished.
  if (answer.ok) await desk.redate(answer.value.year, before);
  return answer;
}
