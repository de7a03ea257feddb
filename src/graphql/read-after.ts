/**
 * Where replicas answer queries: tells the desk what only reads, and hands the client the mark of what it has written or been told
 * (`extensions.readAfter`). A client that shows the mark again, as `extensions.readAfter` of an operation or in the header `Muster-Read-After`,
 * is answered with nothing older by any server; without it by the server that gave it, and by others as soon as that one has told them.
 */
import type { IncomingMessage } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { primaryOnly, type Reads } from '../application/ports/reads';
import type { DoorContext } from './context';
import type { Execute } from './execution';
import { operationType } from './operation-type';

export function readingNear(reads: Reads, execute: Execute): Execute {
  if (reads === primaryOnly) return execute;
  return async (operation) => {
    const context = operation.contextValue as DoorContext;
    const readOnly = operationType(operation) === 'query';
    const scope = { account: context.viewer?.accountId ?? null, after: context.readAfter, readOnly };
    const result = await reads.within(scope, () => execute(operation));
    return readOnly ? result : marked(reads, context, result);
  };
}

/** What a client is answered or told, with the mark behind which nothing will be read for it any more. */
export async function marked(reads: Reads, { viewer }: Pick<DoorContext, 'viewer'>, result: ExecutionResult): Promise<ExecutionResult> {
  const mark = await reads.seen(viewer?.accountId ?? null);
  return mark === null ? result : { ...result, extensions: { ...result.extensions, readAfter: mark } };
}

/** The mark that a request shows; null: none. */
export function shownMark(extensions: unknown, request?: IncomingMessage): string | null {
  const inside = (extensions as { readAfter?: unknown } | null | undefined)?.readAfter;
  const header = request?.headers['muster-read-after'];
  const mark = inside ?? header;
  return mark === undefined ? null : String(mark);
}
