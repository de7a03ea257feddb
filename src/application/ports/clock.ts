/** The one source of time. The tests' and the tour's clock can be moved. */
export interface Clock {
  now(): Date;
}

/** A clock that can be set ahead, for tests, the demonstration and the tour. It never goes back: a log whose times run backwards would be of no use. */
export interface MovableClock extends Clock {
  /** How far it is ahead of the real time. */
  readonly offsetMs: number;
  /** @throws {RangeError} when `ms` is negative */
  advance(ms: number): Promise<void>;
  /** Sets it to an instant that is still to come. @throws {RangeError} when it has passed */
  advanceTo(instant: Date): Promise<void>;
}
