/**
 * Committed events for the subscriptions of this process: one follower of the log, however many subscribers. A subscriber that names the last
 * event it saw first gets what it missed.
 */
import type { Desk } from '../application/desk';
import type { EventReference } from '../application/ports/store';
import { eventQueue } from './event-queue';
import { requestError } from './request-errors';

/** More than so many missed or waiting events, and loading anew is quicker. */
const MOST_MISSED = 1_000;

export interface Wanted {
  /** Only of this campaign; null: of all. */
  campaignId: string | null;
  /** Cheap and without the database: what passes is looked at closer. */
  matches(event: EventReference): boolean;
  /** The last event the subscriber has seen. */
  after: string | null;
  /** Ends the stream. */
  signal: AbortSignal;
}

export interface ChangeFeed {
  /** @throws RESUME_TOO_OLD when more was missed than is sent again */
  events(wanted: Wanted): AsyncGenerator<EventReference>;
}

const feeds = new WeakMap<Desk['changes'], ChangeFeed>();

/** One feed for each desk. */
export function changeFeed(changes: Desk['changes']): ChangeFeed {
  const known = feeds.get(changes);
  if (known) return known;
  const subscribers = new Set<(events: readonly EventReference[]) => void>();
  let following: ReturnType<Desk['changes']['follow']> | null = null;
  let stopping: Promise<unknown> = Promise.resolve();

  async function join(receive: (events: readonly EventReference[]) => void): Promise<void> {
    subscribers.add(receive);
    await stopping;
    following ??= changes.follow((events) => {
      for (const subscriber of subscribers) subscriber(events);
    });
    await following;
  }

  /** Without subscribers nobody follows: an idle server must not hold a connection for nothing. */
  function leave(receive: (events: readonly EventReference[]) => void): void {
    subscribers.delete(receive);
    if (subscribers.size > 0 || !following) return;
    const last = following;
    following = null;
    stopping = last.then((stop) => stop());
  }

  const feed: ChangeFeed = {
    async *events({ campaignId, matches, after, signal }) {
      const queue = eventQueue<EventReference>();
      const wanted = (event: EventReference) => (campaignId === null || event.campaignId === campaignId) && matches(event);
      const receive = (events: readonly EventReference[]) => {
        queue.push(...events.filter(wanted));
        if (queue.size > MOST_MISSED) queue.end(requestError('RESUME_TOO_OLD'));
      };
      const abort = () => queue.end();
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      try {
        // Join first: what is committed between the look back and the join would be missed.
        await join(receive);
        const again = new Set<string>();
        if (after !== null) {
          const missed = await changes.eventsAfter(after, campaignId === null ? null : [campaignId], MOST_MISSED + 1);
          if (missed.length > MOST_MISSED) throw requestError('RESUME_TOO_OLD');
          for (const event of missed) {
            again.add(nameOf(event));
            if (matches(event)) yield event;
          }
        }
        for await (const event of queue) {
          if (!again.has(nameOf(event))) yield event;
        }
      } finally {
        signal.removeEventListener('abort', abort);
        leave(receive);
      }
    },
  };
  feeds.set(changes, feed);
  return feed;
}

function nameOf({ campaignId, subjectId, seq }: EventReference): string {
  return `${campaignId}:${subjectId}:${seq}`;
}
