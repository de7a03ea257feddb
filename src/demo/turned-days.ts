/** Days that are turned by hand, and all that the workers would have done by then, done at once. */
import { deliverDue } from '../application/drive/deliver-due';
import { carryForward, settlePaths } from '../application/figures/settle-paths';
import type { Clock } from '../application/ports/clock';
import type { Muster } from '../compose';
import { deliverOutbox } from '../infrastructure/workers';

export interface TurnedDays extends Clock {
  /** Nine in the morning of that day in Shanghai. @throws {RangeError} when that has passed */
  turnTo(day: string): void;
}

const morningOf = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);

/** Time passes as it does; only the days are others. */
export function turnedDays(first: string): TurnedDays {
  let aheadMs = morningOf(first) - Date.now();
  const now = (): Date => new Date(Date.now() + aheadMs);
  return {
    now,
    turnTo(day) {
      const ms = morningOf(day) - now().getTime();
      if (!(ms >= 0)) throw new RangeError(`${day} has passed`);
      aheadMs += ms;
    },
  };
}

/** Deadlines first, then what units are told, then where figures are counted. @throws what any of them threw */
export async function catchUp({ below, engine, opened }: Pick<Muster, 'below' | 'engine' | 'opened'>): Promise<void> {
  const { clock, store, figureCounts: figures, units } = below;
  const onError = (error: unknown): never => {
    throw error;
  };
  await deliverDue({ store, drive: engine.drive, clock, onError });
  await deliverOutbox(opened.database.pool, clock);
  if ((await settlePaths({ figures, units, clock }, true)) > 0) await carryForward({ figures, clock });
}
