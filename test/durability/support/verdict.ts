/** What a test of durability finds out, in counts. */
export interface Verdict {
  /** How often the fault was done. */
  rounds: number;
  /** Calls that somebody made; each once, however often it had to be repeated. */
  sent: number;
  /** Of these, the ones whose caller was told that they were done. */
  acknowledged: number;
  /** Repeated after an answer that says that it may be repeated, by its code. */
  retried: Record<string, number>;
  /** Acknowledged and not in the log, or not where it was said to be. */
  lost: number;
  /** In the log more than once. */
  doubled: number;
  /** Chains with a link that does not fit. */
  badLinks: number;
  /** Where what is stored is not what the log comes to. */
  differences: number;
}

export const noVerdict = (): Verdict => ({
  ...{ rounds: 0, sent: 0, acknowledged: 0, retried: {}, lost: 0, doubled: 0, badLinks: 0, differences: 0 },
});

export const NOTHING_LOST = { lost: 0, doubled: 0, badLinks: 0, differences: 0 };

/** What callers may be told while the database is away. */
export const RETRYABLE = ['BUSY', 'DATABASE_UNAVAILABLE'];

/** Straight to the terminal: what Jest makes of a console line is hard to read, and to search for. */
export function pronounce(what: string, verdict: object): void {
  process.stdout.write(`verdict: ${what}: ${JSON.stringify(verdict)}\n`);
}
