/** Relay's arguments into a keyset page and back: a cursor is the sort key of its row, so pages stay right while rows are inserted. */
import type { ConnectionOf, PageArgs } from '../../schema/kernel/connection';
import type { Page, PageRequest } from '../application/ports/reading';
import { requestError } from './request-errors';
import { fits, type KeyShape } from './sort-keys';

export const MAX_PAGE = 100;
type SortKey = readonly (string | number | null)[];

/** `shape`: what a cursor of this list holds. @throws PAGE_SIZE_OUT_OF_RANGE, INVALID_CURSOR */
export function pageRequest({ first, after, last, before }: PageArgs, shape: KeyShape): PageRequest {
  const forward = first !== null && first !== undefined;
  const limit = forward ? first : (last ?? 0);
  const both = forward && last !== null && last !== undefined;
  const crossed = forward ? before : after;
  if (both || limit < 1 || limit > MAX_PAGE || (crossed !== null && crossed !== undefined))
    throw requestError('PAGE_SIZE_OUT_OF_RANGE', { max: MAX_PAGE });
  const cursor = forward ? after : before;
  return { limit, direction: forward ? 'FORWARD' : 'BACKWARD', from: cursor === null || cursor === undefined ? null : fromCursor(cursor, shape) };
}

/** For lists that are read in one direction only. @throws PAGE_SIZE_OUT_OF_RANGE, INVALID_CURSOR */
export function forwards(page: PageArgs, shape: KeyShape): PageRequest {
  const request = pageRequest(page, shape);
  if (request.direction === 'BACKWARD') throw requestError('PAGE_SIZE_OUT_OF_RANGE', { max: MAX_PAGE });
  return request;
}

/** Rows of a page are in list order whatever the direction of reading. Most ask for its nodes alone: edges are made when they are read. */
export function toConnection<R, N>(page: Page<R>, request: PageRequest, node: (row: R) => N): ConnectionOf<N> {
  const nodes = page.rows.map(({ row }) => node(row));
  const cursorAt = (place: number): string | null => {
    const row = page.rows.at(place);
    return row ? toCursor(row.sortKey) : null;
  };
  const forward = request.direction === 'FORWARD';
  return {
    nodes,
    get edges() {
      return nodes.map((one, i) => ({ cursor: cursorAt(i) as string, node: one }));
    },
    pageInfo: {
      // Behind a cursor there is at least the row of the cursor itself.
      hasNextPage: forward ? page.more : request.from !== null,
      hasPreviousPage: forward ? request.from !== null : page.more,
      startCursor: cursorAt(0),
      endCursor: cursorAt(-1),
    },
  };
}

export function toCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws INVALID_CURSOR */
export function fromCursor(cursor: string, shape: KeyShape): SortKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && fits(key, shape) && toCursor(key as SortKey) === cursor) return key as SortKey;
  } catch {
    // Not JSON: refused like every other text that is no cursor.
  }
  throw requestError('INVALID_CURSOR');
}
