/** The whole log beside what was made of it, for replaying and verifying. */
import type { DueDeadline, LoggedEvent, StoredSubject, SubjectKey } from './store';

export interface LedgerDeadline extends DueDeadline {
  status: 'PENDING' | 'HELD' | 'DELIVERED' | 'CANCELLED';
  /** The law refused its delivery: the log knows nothing of it. */
  refused: boolean;
}

/** Everything that is stored of one subject, at one instant. */
export interface Chain extends SubjectKey {
  /** null: events without a subject. */
  subject: (StoredSubject & { createdAt: Date; updatedAt: Date }) | null;
  /** In the order of `seq`. */
  events: LoggedEvent[];
  deadlines: LedgerDeadline[];
}

export interface Ledger {
  count(campaignId: string | null): Promise<{ subjects: number; events: number }>;
  /** Every chain, ordered by campaign and subject; `null` for all campaigns. Reads on as it is consumed. */
  chains(campaignId: string | null): AsyncIterable<Chain>;
}
