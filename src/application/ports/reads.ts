/**
 * Where reads go. The primary has everything; replicas follow it, a little behind. What an operation that only reads asks for may come from a
 * replica, but never from one that lacks what the same account has already written, or been told, or read; nor from one that is further behind
 * than the configured bound. Everything else (mutations, workers, accounts, roles, sign-ins) asks the primary.
 */
export interface ReadScope {
  /** Whose reads; null: nobody's who is signed in. */
  account: string | null;
  /** A mark that `seen` handed out, perhaps in another process: nothing older may be read. */
  after: string | null;
  /** Until it is known that an operation only reads, everything of it is read from the primary. */
  readOnly: boolean;
}

export interface Reads {
  /** Everything that `work` reads, at once or later on, is read under this scope. Without a scope the primary is read. */
  within<T>(scope: ReadScope, work: () => T): T;
  /**
   * An account has just written, or is about to be told of a change: from now on nothing older is read for it, in any process. Answers with
   * the mark of this moment, for a client to show to another process; null where there are no replicas, or the primary does not answer.
   */
  seen(account: string | null): Promise<string | null>;
}

/** Where there are no replicas. */
export const primaryOnly: Reads = { within: (_scope, work) => work(), seen: async () => null };
