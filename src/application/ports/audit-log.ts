import type { LoggedEvent, StoredSubject, SubjectKey } from './store';

/** An event with where it stands in the order of the whole log. */
export interface PlacedEvent extends LoggedEvent {
  /** The transaction that wrote it, as in a Position. */
  transaction: string;
}

/** The log of one subject beside the head that is kept with the subject. */
export interface LogChain extends SubjectKey {
  /** null: events without a subject. */
  subject: Pick<StoredSubject, 'kind' | 'revision' | 'headHash'> | null;
  /** In the order of `seq`. */
  events: PlacedEvent[];
}

/** The log alone, for whoever audits it: in the database, or in an export that was taken out of it. */
export interface AuditLog {
  count(campaignId: string | null): Promise<{ subjects: number; events: number }>;
  /** Every chain, ordered by campaign and subject; `null` for all campaigns. Reads on as it is consumed. */
  chains(campaignId: string | null): AsyncIterable<LogChain>;
}
