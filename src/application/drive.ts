/** The one path by which state changes. See drive/types.ts for what goes in and what comes out, docs/decisions/0001-engine.md for why. */
import { Batch, type DecidedBatch } from './drive/batch';
import { Memory } from './drive/memory';
import { pendingCreation, pendingEvent, type Pending } from './drive/pending';
import { StoreFailure } from './ports/store';
import { busy, type Refused } from './drive/refusals';
import { replayedAnswer } from './drive/replayed-answer';
import { fail, settle, type Unsettled } from './drive/settle';
import type { Drive, DriveCall, DriveLimits, DrivePorts, Outcome } from './drive/types';
import { unfitCall, unfitCreation } from './drive/unfit';
import { heldNames, WaitingCalls } from './drive/waiting';

export type * from './drive/types';
export { DRIVE_REFUSALS } from './drive/types';

const LIMITS: DriveLimits = { lanes: 2, batch: 64, queue: 4_096, remembered: 8_192, attempts: 12, eventsPerCall: 20_000 };

/** Fewer calls than this are not spread over several batches: each costs two statements. */
const WORTH_A_BATCH = 8;

export function createDrive(ports: DrivePorts): Drive {
  const limits = { ...LIMITS, ...ports.limits };
  const waiting = new WaitingCalls();
  const memory = new Memory(limits.remembered);
  let lanesBusy = 0;
  let closed = false;
  let woken = false;
  /** Calls that were taken from the queue and are not answered yet, those between two attempts included. */
  const open = new Set<Promise<Outcome>>();
  /** How long a batch takes, smoothed: what a refused caller is told to wait is made of it. */
  let batchMs = 10;

  const retryAfterMs = (): number => Math.ceil((waiting.length / (limits.batch * limits.lanes) + 1) * batchMs);

  /** What waits is shared between the lanes that are free, so that one decides while the other waits for the database. */
  const share = (): number => {
    const each = Math.ceil(waiting.length / (limits.lanes - lanesBusy));
    return Math.min(limits.batch, Math.max(each, WORTH_A_BATCH));
  };

  /** The next turn of the event loop, so that everything called in this one is in the batch. */
  const wake = (): void => {
    if (woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      while (lanesBusy < limits.lanes) {
        const calls = waiting.take(share());
        if (calls.length === 0) return;
        lanesBusy += 1;
        void lane(calls);
      }
    });
  };

  const lane = async (calls: Pending[]): Promise<void> => {
    const started = performance.now();
    const mine = heldNames(calls);
    try {
      const batch = new Batch({
        ports,
        memory,
        eventsPerCall: limits.eventsPerCall,
        tryHold: (names) => {
          if (!waiting.tryHold(names, mine)) return false;
          for (const name of names) mine.add(name);
          return true;
        },
      });
      const decided = await batch.decide(calls).catch((error: unknown) => unread(calls, error));
      for (const { pending, record, current } of decided.replays)
        replayedAnswer(ports, pending, record, current).then(pending.resolve, (error: unknown) => fail(pending, error));
      again(await settle(ports, memory, decided, calls.length > 1));
    } catch (error) {
      // Nobody expected this, and nobody is to wait for ever because of it. Who was answered already hears nothing of it.
      for (const pending of calls) pending.reject(error);
    } finally {
      waiting.release(mine);
      lanesBusy -= 1;
      batchMs += 0.1 * (performance.now() - started - batchMs);
      wake();
    }
  };

  /** The batch could not even be read. When it was not the database's fault, one of the calls may be what it stumbled over. */
  const unread = (calls: Pending[], error: unknown): DecidedBatch => {
    const alone = calls.length === 1 || error instanceof StoreFailure;
    for (const pending of calls) pending.single = true;
    const nothing = { units: [], replays: [] };
    if (alone) return { ...nothing, deferred: [], thrown: calls.map((pending) => ({ pending, error })) };
    return { ...nothing, deferred: calls.map((pending) => ({ pending, keys: [] })), thrown: [] };
  };

  const again = ({ now, later }: Unsettled): void => {
    waiting.putBack(now);
    for (const pending of later) {
      pending.attempts += 1;
      if (pending.attempts >= limits.attempts) {
        pending.resolve(busy(retryAfterMs()));
        continue;
      }
      // Two processes that lost to each other are not to meet again at once.
      setTimeout(
        () => {
          waiting.putBack([pending]);
          wake();
        },
        Math.random() * 2 ** Math.min(pending.attempts, 6),
      );
    }
  };

  const enqueue = (unfit: Refused | null, make: (settle: Pick<Pending, 'resolve' | 'reject'>) => Pending): Promise<Outcome> => {
    if (unfit) return Promise.resolve(unfit);
    if (closed || waiting.length >= limits.queue) return Promise.resolve(busy(retryAfterMs()));
    const outcome = new Promise<Outcome>((resolve, reject) => waiting.add(make({ resolve, reject })));
    open.add(outcome);
    const forget = (): void => void open.delete(outcome);
    outcome.then(forget, forget);
    wake();
    return outcome;
  };

  const drive = (call: DriveCall): Promise<Outcome> => enqueue(unfitCall(call), (settled) => pendingEvent(call, settled));
  return {
    drive,
    driveMany: (calls) => Promise.all(calls.map(drive)),
    create: (call) => enqueue(unfitCreation(call), (settled) => pendingCreation(call, settled)),
    close: async () => {
      closed = true;
      await Promise.allSettled(open);
    },
  };
}
