/** The viewer behind an account: the roles in force today, read in one statement and kept for a few seconds. */
import { civilDateOf } from '../../domain/calendar';
import type { Clock } from '../ports/clock';
import type { Holdings } from '../ports/people';
import type { Reads, RegisterTransaction } from '../ports/transaction';

export interface ViewersDeps {
  transactions: Reads<Pick<RegisterTransaction, 'people'>>;
  clock: Clock;
  wall: Clock;
  /** How long a change made by another process may go unnoticed. Changes of this process are seen at once. */
  keepMs?: number;
}

export interface Viewers {
  /** Null when there is no such account. `family` is the sign-in that must still be going on; null asks about none. */
  holdings(accountId: string, family: string | null): Promise<Holdings | null>;
  /** Something about accounts, roles or sign-ins changed. Of everybody: a role of one person reaches another by substitution. */
  forget(): void;
}

const MOST_KEPT = 10_000;

export function viewersOf({ transactions, clock, wall, keepMs = 3_000 }: ViewersDeps): Viewers {
  const kept = new Map<string, { until: number; holdings: Promise<Holdings | null> }>();
  return {
    holdings(accountId, family) {
      const on = civilDateOf(clock.now());
      const now = wall.now().getTime();
      const key = `${accountId} ${family ?? ''} ${on}`;
      const known = kept.get(key);
      if (known && known.until > now) return known.holdings;
      const holdings = transactions.look((tx) => tx.people.holdings(accountId, on, family));
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, { until: now + keepMs, holdings });
      holdings.catch(() => kept.delete(key));
      return holdings;
    },
    forget: () => kept.clear(),
  };
}
