/** A clock that can be set ahead of the real time; how far is kept in the database, so that a restart does not turn it back. */
import type { Pool } from 'pg';
import type { Clock, MovableClock } from '../../application/ports/clock';
import { systemClock } from './system-clock';

const SETTING = 'clock.offset';

export interface StoredMovableClock extends MovableClock {
  /** Takes over what another process has set. */
  refresh(): Promise<void>;
}

export async function openMovableClock(pool: Pool, real: Clock = systemClock): Promise<StoredMovableClock> {
  let offsetMs = 0;
  const refresh = async (): Promise<void> => {
    const { rows } = await pool.query<{ value: { ms: number } }>('select value from setting where name = $1', [SETTING]);
    offsetMs = Math.max(offsetMs, rows[0]?.value.ms ?? 0);
  };
  const now = (): Date => new Date(real.now().getTime() + offsetMs);
  const advance = async (ms: number): Promise<void> => {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`A clock is set ahead by a number of milliseconds, not by ${ms}`);
    const { rows } = await pool.query<{ value: { ms: number } }>(
      `insert into setting (name, value) values ($1, jsonb_build_object('ms', $2::bigint))
       on conflict (name) do update set value = jsonb_build_object('ms', (setting.value ->> 'ms')::bigint + $2::bigint) returning value`,
      [SETTING, Math.ceil(ms)],
    );
    offsetMs = rows[0]?.value.ms ?? offsetMs;
  };
  await refresh();
  return {
    now,
    refresh,
    advance,
    get offsetMs() {
      return offsetMs;
    },
    advanceTo: (instant) => {
      const ms = instant.getTime() - now().getTime();
      return ms < 0 ? Promise.reject(new RangeError(`${instant.toISOString()} has passed`)) : advance(ms);
    },
  };
}
