/**
 * Hands committed events to followers, in the order of the log. Commits in this process and notifications from others only say that there is
 * something to read; what is handed on is read from the log, so that a follower sees the same events in the same order wherever it runs.
 * Without followers nothing is read.
 */
import type { Pool } from 'pg';
import type { Position, Publisher, Stop } from '../../application/ports/publisher';
import type { EventReference } from '../../application/ports/store';
import { announce, CHANNEL, readAnnouncement } from './announcement';
import { eventsAfter, headPosition, isBefore } from './tail';

export interface PublisherOptions {
  pool: Pool;
  /** LISTEN; null where no other process can write to the database. */
  listen: ((channel: string, handler: (payload: string) => void, missed: () => void) => Promise<Stop>) | null;
  onError: (error: unknown) => void;
  /** For how long commits are collected into one NOTIFY. */
  announceEveryMs?: number;
  /** How often followers look without being told: covers a notification that was lost. */
  lookEveryMs?: number;
}

const PAGE = 1_000;
/** An older transaction may hold the newest events back: how long to wait before looking again. */
const FIRST_WAIT_MS = 2;
const LAST_WAIT_MS = 200;

type Follower = (events: readonly EventReference[]) => void | Promise<void>;

export async function createPublisher({ pool, listen, onError, announceEveryMs = 20, lookEveryMs = 5_000 }: PublisherOptions): Promise<Publisher> {
  const followers = new Set<Follower>();
  let cursor: Position | null = null;
  /** The newest position that somebody told of. */
  let told: Position | null = null;
  let reading: Promise<void> | null = null;
  let lookAgain = false;
  let waitMs = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const look = (): void => {
    if (followers.size === 0 || closed) return;
    if (reading) {
      lookAgain = true;
      return;
    }
    reading = readOn()
      .catch(onError)
      .finally(() => {
        reading = null;
        if (lookAgain) {
          lookAgain = false;
          look();
        } else lookLater();
      });
  };

  const lookLater = (): void => {
    if (timer) clearTimeout(timer);
    const behind = told !== null && cursor !== null && isBefore(cursor, told);
    waitMs = behind ? Math.min(waitMs * 2, LAST_WAIT_MS) : FIRST_WAIT_MS;
    timer = setTimeout(look, behind ? waitMs : lookEveryMs);
    timer.unref();
  };

  const readOn = async (): Promise<void> => {
    for (let from = cursor; from !== null && followers.size > 0 && !closed; from = cursor) {
      const events = await eventsAfter(pool, from, null, PAGE);
      const last = events.at(-1);
      if (!last) return;
      cursor = last.position;
      await Promise.all([...followers].map(async (follower) => follower(events)).map((told_) => told_.catch(onError)));
    }
  };

  const hear = (upTo: Position | null): void => {
    if (upTo !== null && (told === null || isBefore(told, upTo))) told = upTo;
    look();
  };

  let collected: EventReference[] = [];
  let sending: NodeJS.Timeout | null = null;
  const send = (): void => {
    sending = null;
    const payload = announce(collected);
    collected = [];
    if (payload && !closed) pool.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch(onError);
  };

  const unlisten = listen
    ? await listen(
        CHANNEL,
        (payload) => {
          const announcement = readAnnouncement(payload);
          if (announcement) hear(announcement.upTo);
        },
        () => hear(null),
      )
    : null;

  return {
    committed: (events) => {
      if (closed || events.length === 0) return;
      if (followers.size > 0) hear(events.reduce((last, { position }) => (isBefore(last, position) ? position : last), events[0]?.position ?? '0-0'));
      if (!listen) return;
      collected.push(...events);
      sending ??= setTimeout(send, announceEveryMs);
    },
    follow: async (onEvents) => {
      // Starts where the log ends now; when others follow already, after what they were given, which is no later.
      const head = await headPosition(pool);
      const start = cursor === null || followers.size === 0 ? head : cursor;
      if (followers.size === 0) cursor = head;
      const follower: Follower = (events) => onEvents(start === head ? events : events.filter(({ position }) => !isBefore(position, head)));
      followers.add(follower);
      look();
      return async () => {
        followers.delete(follower);
        await reading;
      };
    },
    eventsAfter: (position, campaignIds, limit) => eventsAfter(pool, position, campaignIds, limit),
    head: () => headPosition(pool),
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      if (sending) {
        clearTimeout(sending);
        sending = null;
      }
      await reading;
      await unlisten?.();
    },
  };
}
