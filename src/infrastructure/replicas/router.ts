/** Decides for every read whether a replica may answer it, and which. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { ReadScope } from '../../application/ports/reads';
import type { Floors } from './floors';
import type { Replica } from './replica';
import { readWalPosition, type WalPosition } from './wal-position';

export interface Router {
  within<T>(scope: ReadScope, work: () => T): T;
  /** Has `read` done with the number of a replica, or null for the primary. What fails on a replica is done again on the primary. */
  read<T>(read: (place: number | null) => Promise<T>): Promise<T>;
}

export interface RouterParts {
  replicas: readonly Replica[];
  floors: Floors;
  /** No read is older than this. */
  boundMs: number;
  now: () => number;
}

export function createRouter({ replicas, floors, boundMs, now }: RouterParts): Router {
  const scopes = new AsyncLocalStorage<ReadScope>();

  /** Fresh enough by the bound, and not behind `floor`. Asked anew only for the floor: the bound is what the regular look is for. */
  async function fit(replica: Replica, floor: WalPosition): Promise<boolean> {
    const withinBound = (): boolean => replica.trouble === null && replica.coveredAt !== null && now() - replica.coveredAt <= boundMs;
    if (!withinBound()) return false;
    if (replica.position >= floor) return true;
    await replica.look();
    return withinBound() && replica.position >= floor;
  }

  async function placeFor(scope: ReadScope): Promise<number | null> {
    const { account, after } = scope;
    const shown = after === null ? 0n : readWalPosition(after);
    // A mark that cannot be read asks for something all the same: the primary has it, whatever it is.
    if (shown === null) return null;
    const own = account === null ? 0n : floors.floor(account, now());
    if (own === null) return null;
    for (const place of order(account, replicas.length)) {
      const replica = replicas[place] as Replica;
      if (!(await fit(replica, own > shown ? own : shown))) continue;
      if (account === null) return place;
      const before = floors.placeOf(account, now());
      // The replica before may have shown more than this one has: first it must be known how much.
      if (before !== null && before !== place) {
        floors.readAt(account, place, now());
        return null;
      }
      floors.readAt(account, place, now());
      return place;
    }
    return null;
  }

  return {
    within: (scope, work) => scopes.run(scope, work),
    async read(read) {
      const scope = scopes.getStore();
      if (!scope?.readOnly) return read(null);
      const place = await placeFor(scope);
      if (place !== null) {
        try {
          return await read(place);
        } catch (error) {
          const result = await fromPrimary(scope, read);
          replicas[place]?.failed(error);
          return result;
        }
      }
      return fromPrimary(scope, read);
    },
  };

  async function fromPrimary<T>({ account }: ReadScope, read: (place: null) => Promise<T>): Promise<T> {
    try {
      return await read(null);
    } finally {
      if (account !== null) floors.leftUnplaced(account);
    }
  }
}

/** Each account has its own order of replicas, the same in every process, so that it stays with one as long as that one is fit. */
function order(account: string | null, count: number): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  if (count < 2) return places;
  if (account === null) return places.sort(() => Math.random() - 0.5);
  const rank = (place: number): string => createHash('sha1').update(`${place} ${account}`).digest('hex');
  return places.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
