import type { WorkCalendar, YearArrangement } from '../../domain/calendar';
import type { IdempotencyLedger } from './transaction';

/** The State Council's calendar as this installation knows it: the years built in, and those imported. */
export interface WorkCalendars {
  current(): Promise<WorkCalendar>;
  /** What is kept is out of date: after an import of one's own, or when another process says so. */
  invalidate(): void;
}

/** What the commands on the calendar write through. */
export interface CalendarTransaction {
  calendarYears: CalendarYears;
  idempotency: IdempotencyLedger;
}

export interface CalendarYears {
  /** Adds the year, or replaces what was imported for it before; leaves a trace in the audit. */
  save(arrangement: YearArrangement, importedBy: string, at: Date): Promise<void>;
}
