/**
 * Tells every process what an account may not fall behind any more. All accounts that something happened to while the primary was being asked are
 * told of by the next question: one statement takes the place in the log, and notifies. The notification is on its way before the mark is handed
 * out, and so before a client can act on what it was answered.
 */
import type { Pool } from 'pg';
import type { Floors } from './floors';
import { readWalPosition, type WalPosition } from './wal-position';

export const CHANNEL = 'muster_seen';

/** A payload takes 8,000 bytes; an id and its quotes and comma are 39. */
const MOST_NAMED = 180;

// Behind every commit that anybody can have seen: those wait for the disk before they are seen, unless PostgreSQL was told not to.
const HERE = `(case when current_setting('synchronous_commit') = 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end)::text`;

// Nothing is lost with this transaction itself: it need not wait for the disk.
const ASK = `with here as materialized (select ${HERE} as position),
  relaxed as materialized (select position, set_config('synchronous_commit', 'off', true) from here)
select position, pg_notify($1, jsonb_build_object('position', position, 'accounts', $2::jsonb)::text) from relaxed`;

export interface MarksParts {
  pool: Pool;
  floors: Floors;
  now: () => number;
  onError: (error: unknown) => void;
}

export interface Marks {
  seen(account: string | null): Promise<string | null>;
  /** How far the primary's log goes now; null: it does not say. */
  here(): Promise<WalPosition | null>;
  /** Takes what another process (or this one) has notified. */
  hear(payload: string): void;
}

export function createMarks({ pool, floors, now, onError }: MarksParts): Marks {
  let asking: Promise<unknown> = Promise.resolve();
  let next: { accounts: Set<string>; mark: Promise<string | null> } | null = null;

  async function ask(accounts: ReadonlySet<string>): Promise<string | null> {
    const at = now();
    const named = accounts.size > MOST_NAMED ? null : [...accounts];
    try {
      const { rows } = await pool.query<{ position: string }>({ name: 'replicas-seen', text: ASK, values: [CHANNEL, JSON.stringify(named)] });
      const mark = rows[0]?.position ?? null;
      const position = readWalPosition(mark);
      if (position !== null) for (const account of accounts) floors.raise(account, position, at);
      return mark;
    } catch (error) {
      // Here nothing older will be read all the same; other processes do not learn of it, and have the bound.
      for (const account of accounts) floors.leftUnplaced(account);
      onError(error);
      return null;
    }
  }

  return {
    seen(account) {
      if (!next) {
        const accounts = new Set<string>();
        const mark = asking.then(() => {
          next = null;
          return ask(accounts);
        });
        asking = mark;
        next = { accounts, mark };
      }
      if (account !== null) next.accounts.add(account);
      return next.mark;
    },
    async here() {
      try {
        const { rows } = await pool.query<{ position: string }>(`select ${HERE} as position`);
        return readWalPosition(rows[0]?.position);
      } catch {
        return null;
      }
    },
    hear(payload) {
      const told = readTold(payload);
      if (!told) return;
      if (told.accounts === null) floors.raiseAll(told.position, now());
      else for (const account of told.accounts) floors.raise(account, told.position, now());
    },
  };
}

/** null for what is none of ours: anybody who may connect can NOTIFY. */
function readTold(payload: string): { position: bigint; accounts: string[] | null } | null {
  try {
    const { position, accounts } = JSON.parse(payload) as { position?: unknown; accounts?: unknown };
    const read = readWalPosition(typeof position === 'string' ? position : null);
    if (read === null) return null;
    return { position: read, accounts: Array.isArray(accounts) ? accounts.filter((id): id is string => typeof id === 'string') : null };
  } catch {
    return null;
  }
}
