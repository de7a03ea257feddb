/** The one source of time. The tests' and the tour's clock can be moved. */
export interface Clock {
  now(): Date;
}
