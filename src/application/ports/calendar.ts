import type { WorkCalendar, YearArrangement } from '../../domain/calendar';

/** The State Council's calendar as this installation knows it: the years built in, and those imported. */
export interface WorkCalendars {
  current(): Promise<WorkCalendar>;
  /** What is kept is out of date: after an import of one's own, or when another process says so. */
  invalidate(): void;
}

/** Inside a transaction. */
export interface CalendarYears {
  /** Adds the year, or replaces what was imported for it before. */
  save(arrangement: YearArrangement, importedBy: string, at: Date): Promise<void>;
}
