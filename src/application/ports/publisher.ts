import type { EventReference } from './store';

/**
 * Where a reader of the log stands: opaque, and to be handed back as it is. Positions are ordered by the transaction that wrote an event and
 * then by its number, so that "after this position" never leaves out an event that committed late.
 */
export type Position = string;

export type Stop = () => Promise<void>;

export interface Publisher {
  /** Told by whoever has just committed; wakes the followers here and in other processes. Never fails, never waits. */
  committed(events: readonly EventReference[]): void;
  /**
   * Hands on every event committed from now on, in the order of positions, from whichever process; it may begin with some that were
   * committed just before. `onEvents` gets them in lists as they were found; while it works, the next list waits.
   */
  follow(onEvents: (events: readonly EventReference[]) => void | Promise<void>): Promise<Stop>;
  /** What was committed after a position, oldest first, of these campaigns (null: of all); an empty list when there is nothing yet. */
  eventsAfter(position: Position, campaignIds: readonly string[] | null, limit: number): Promise<EventReference[]>;
  /** The position after everything that is committed and can be read in order now. */
  head(): Promise<Position>;
  close(): Promise<void>;
}
