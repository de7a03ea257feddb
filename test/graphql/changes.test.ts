/** The feed of committed events: one follower of the log for all subscribers, nothing kept for who has left. */
import { changeFeed } from '../../src/graphql/changes';
import type { Desk } from '../../src/application/desk';
import type { EventReference } from '../../src/application/ports/store';

const event = (seq: number, campaignId = 'c'): EventReference => ({
  campaignId,
  subjectId: 's',
  kind: 'TASK',
  seq,
  type: 'URGE',
  position: `1-${seq}`,
});

/** A log in memory behind the publisher's interface: what it promises is tested where it is implemented. */
function publisher(log: EventReference[]) {
  const followers = new Set<(events: readonly EventReference[]) => void | Promise<void>>();
  const changes: Desk['changes'] = {
    async follow(onEvents) {
      followers.add(onEvents);
      return async () => void followers.delete(onEvents);
    },
    eventsAfter: async (position, campaignIds, limit) =>
      log.filter((one) => one.seq > Number(position.split('-')[1]) && (campaignIds?.includes(one.campaignId) ?? true)).slice(0, limit),
    head: async () => `1-${log.length}`,
  };
  const commit = async (...events: EventReference[]) => {
    log.push(...events);
    for (const follower of followers) await follower(events);
  };
  return { changes, commit, followers };
}

const watch = (changes: Desk['changes'], after: string | null = null, campaignId: string | null = 'c') => {
  const leaving = new AbortController();
  const events = changeFeed(changes).events({ campaignId, matches: () => true, after, signal: leaving.signal });
  return { events, leave: () => leaving.abort() };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('hands on what is committed, of the campaign that is watched', async () => {
  const { changes, commit } = publisher([]);
  const { events } = watch(changes);
  const first = events.next();
  await settled();
  await commit(event(1, 'another'), event(2));
  expect((await first).value).toEqual(event(2));
});

it('first hands on what was missed, and nothing twice', async () => {
  const log = [event(1), event(2), event(3)];
  const { changes, commit } = publisher(log);
  const { events } = watch(changes, '1-1');
  expect((await events.next()).value).toEqual(event(2));
  // Found by looking back and told by the follower as well.
  await commit(event(4));
  expect((await events.next()).value).toEqual(event(3));
  const next = events.next();
  await settled();
  await commit(event(5));
  expect((await next).value).toEqual(event(4));
  expect((await events.next()).value).toEqual(event(5));
});

it('refuses to go on from too long ago', async () => {
  const { changes } = publisher(Array.from({ length: 1500 }, (_, i) => event(i + 1)));
  await expect(watch(changes, '1-1').events.next()).rejects.toMatchObject({ extensions: { code: 'RESUME_TOO_OLD' } });
});

it('ends a subscriber that does not keep up, instead of filling the memory', async () => {
  const { changes, commit } = publisher([]);
  const { events } = watch(changes);
  const first = events.next();
  await settled();
  await commit(...Array.from({ length: 1002 }, (_, i) => event(i + 1)));
  await first;
  const rest = (async () => {
    for await (const one of events) expect(one.kind).toBe('TASK');
  })();
  await expect(rest).rejects.toMatchObject({ extensions: { code: 'RESUME_TOO_OLD' } });
});

it('follows once for all, and not at all when all have left', async () => {
  const { changes, followers } = publisher([]);
  const watching = [watch(changes), watch(changes, null, null)];
  const waiting = watching.map(({ events }) => events.next());
  await settled();
  expect(followers.size).toBe(1);
  for (const { leave } of watching) leave();
  expect(await Promise.all(waiting)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  await settled();
  expect(followers.size).toBe(0);
});

it('lets in nobody who has left before it began', async () => {
  const { changes } = publisher([]);
  const { events, leave } = watch(changes);
  leave();
  expect(await events.next()).toEqual({ done: true, value: undefined });
});
