export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Takes as long with a null hash (no such account, or one without a password) as with a real one, and answers false, so that the time of
   * an answer does not tell which user names exist.
   */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with weaker parameters than today's. */
  outdated(hash: string): boolean;
}
