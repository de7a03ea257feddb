/**
 * Subscriptions: what happens, as far as the viewer may see it, for as long as the token is good. Viewer, policy and loaders are looked at anew
 * for every event: what was granted when it began may have been taken back.
 */
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { InboxChange, SubjectChange } from '../../../schema/changes';
import type { EventReference } from '../../application/ports/store';
import type { Seen } from '../../application/reading/sight';
import { changeFeed, type Wanted } from '../changes';
import { refresh, sighted, signedIn, type DoorContext } from '../context';
import { refusedWith } from '../errors';
import { fromGlobalId, subjectKeyOf, uuidOf } from '../global-id';
import { requestError } from '../request-errors';
import { isBigint } from '../sort-keys';
import { subjectNode } from '../subject-nodes';

/** As the log names its positions: transaction and number. */
function isPosition(text: string): boolean {
  const parts = text.split('-');
  return parts.length === 2 && parts.every(isBigint);
}

type Match = Pick<Wanted, 'campaignId' | 'matches'>;
interface Change {
  event: EventReference;
  seen: Seen;
}

const AFTER = { nullable: true, description: 'The last `eventId` that was seen: first comes what was missed since. 上次收到的事件编号。' } as const;
const SUBSCRIBED = { description: 'Global id. 全局编号。' } as const;

@Resolver()
export class SubscriptionResolver {
  @Subscription(() => SubjectChange, {
    description: 'Everything that happens in a campaign, as far as the viewer may see it. 专项行动变动。',
    subscribe: async ({ args, context }: Subscribing) => {
      signedIn(context);
      const campaignId = uuidOf('Campaign', String(args['id']));
      await mustSee({ campaignId, id: campaignId }, context);
      return changes(context, { campaignId, matches: () => true }, args, () => true);
    },
  })
  campaignChanged(
    @Root() change: ChangeNode,
    @Arg('id', () => ID, SUBSCRIBED) _id: string,
    @Arg('lastEventId', () => ID, AFTER) _lastEventId: string | null,
  ) {
    return shown(change);
  }

  @Subscription(() => SubjectChange, {
    description: 'What happens to one task, report or body. 对象变动。',
    subscribe: async ({ args, context }: Subscribing) => {
      signedIn(context);
      const key = subjectKeyOf(fromGlobalId(String(args['id'])).kind, String(args['id']));
      await mustSee(key, context);
      return changes(context, { campaignId: key.campaignId, matches: ({ subjectId }) => subjectId === key.id }, args, () => true);
    },
  })
  subjectChanged(
    @Root() change: ChangeNode,
    @Arg('id', () => ID, SUBSCRIBED) _id: string,
    @Arg('lastEventId', () => ID, AFTER) _lastEventId: string | null,
  ) {
    return shown(change);
  }

  @Subscription(() => InboxChange, {
    description: "What concerns the viewer's units, and so may change the inbox. 待办变动。",
    subscribe: ({ args, context }: Subscribing) => {
      signedIn(context);
      return changes(context, { campaignId: null, matches: () => true }, args, concernsViewer);
    },
  })
  inboxChanged(@Root() change: ChangeNode, @Arg('lastEventId', () => ID, AFTER) _lastEventId: string | null) {
    return shown(change);
  }
}

interface Subscribing {
  args: Record<string, unknown>;
  context: DoorContext;
}

/**
 * A stream that throws is answered differently by each library, and by none with a code. What goes wrong is therefore handed on as the last
 * item, and thrown by the field, where it is translated like every other error.
 */
type ChangeNode = ReturnType<typeof changeNode> | { failure: unknown };

function shown(change: ChangeNode): ChangeNode {
  if ('failure' in change) throw change.failure;
  return change;
}

function changeNode({ event, seen }: Change, context: DoorContext) {
  return {
    eventId: event.position,
    kind: event.kind,
    event: event.type,
    label: context.desk.laws[event.kind]?.events[event.type]?.label[context.language] ?? event.type,
    revision: event.seq,
    subject: () => subjectNode(seen, context),
    totalCount: () => context.desk.subjects.inbox.count(sighted(context), {}),
  };
}

/** @throws NOT_FOUND */
async function mustSee(key: { campaignId: string; id: string }, context: DoorContext): Promise<void> {
  if (!(await context.loaders.subject.load(key))) throw refusedWith('NOT_FOUND');
}

/**
 * The stream of one subscriber. A generator that waits cannot be told to return before it has got what it waits for, so a subscriber who
 * leaves ends the waiting first: otherwise each would be kept until the next event.
 */
function changes(context: DoorContext, match: Match, args: Record<string, unknown>, concerns: Concerns): AsyncGenerator<ChangeNode> {
  const leaving = new AbortController();
  const stream = follow(context, match, args, concerns, leaving.signal);
  return {
    next: () => stream.next(),
    return: (value) => {
      leaving.abort();
      return stream.return(value);
    },
    throw: (error) => {
      leaving.abort();
      return stream.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}

type Concerns = (seen: Seen, context: DoorContext) => boolean;

async function* follow(
  context: DoorContext,
  match: Match,
  args: Record<string, unknown>,
  concerns: Concerns,
  leaving: AbortSignal,
): AsyncGenerator<ChangeNode> {
  // An idle subscription ends with its token too.
  const lifetime = Math.min((context.expiresAt?.getTime() ?? 0) - Date.now(), 2 ** 31 - 1);
  const expiry = AbortSignal.timeout(Math.max(0, lifetime));
  const signal = AbortSignal.any([leaving, expiry]);
  try {
    const after = (args['lastEventId'] as string | null | undefined) ?? null;
    if (after !== null && !isPosition(after)) throw requestError('INVALID_CURSOR');
    for await (const event of changeFeed(context.desk.changes).events({ ...match, after, signal })) {
      await refresh(context);
      const seen = await context.loaders.subject.load({ campaignId: event.campaignId, id: event.subjectId });
      if (seen && mayBeTold(seen) && concerns(seen, context)) yield changeNode({ event, seen }, context);
    }
    if (expiry.aborted) throw refusedWith('TOKEN_EXPIRED');
  } catch (failure) {
    yield { failure };
  }
}

/** The events of what one sees by title only are in a log that is not one's to read; those of a campaign concern everybody in it. */
const mayBeTold = ({ subject, level }: Seen): boolean => level === 'WHOLE' || subject.kind === 'CAMPAIGN';

/** A part in it, even one that has just ended: then it has left the inbox. A campaign's coordinator reviews all of it. */
function concernsViewer({ subject }: Seen, context: DoorContext): boolean {
  const { roles } = signedIn(context);
  return roles.some(
    ({ role, unitId, campaignId }) =>
      (role === 'COORDINATOR' && campaignId === subject.campaignId) || subject.participants.some((part) => part.unitId === unitId),
  );
}
