/**
 * Another server than the one that is toured: empty, in memory, and with a clock that is turned from day to day, so that three months of reports
 * are played in seconds and the server that is toured stays in its own year. Everything but the clock goes over HTTP there too.
 */
export interface Rehearsal {
  readonly url: string;
  readonly password: string;
  /** Nine in the morning of a day (`YYYY-MM-DD`) still to come in Shanghai; what the clock had to deliver until then is delivered. */
  turnTo(day: string): Promise<void>;
  close(): Promise<void>;
}

/** Of the notice that is played there: in a year whose days off are known, so that every date and every delay is known beforehand. */
export const FIRST_DAY = '2026-03-02';
