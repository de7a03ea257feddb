/** Keyset pages: a list is ordered by a unique key, and a page starts after (or ends before) a key, never at a number of rows. */
import type { Page, PageRequest } from '../../application/ports/reading';

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];
  /** Adds a value and answers its placeholder. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export interface SortColumn {
  /** An expression that is never null. */
  sql: string;
  type: 'int' | 'bigint' | 'date' | 'uuid' | 'text';
}

export interface SortOrder {
  columns: readonly SortColumn[];
  descending?: boolean;
}

export interface Keyset {
  condition: string;
  direction: 'asc' | 'desc';
  /** `order by …` */
  by: string;
  /** The placeholder of the number of rows: one more than asked for, to know whether there is more. */
  limit: string;
  /** Both: `order by … limit …` */
  tail: string;
}

export function keyset(order: SortOrder, page: PageRequest, parameters: Parameters): Keyset {
  const ascending = (page.direction === 'FORWARD') !== (order.descending ?? false);
  const direction = ascending ? 'asc' : 'desc';
  const by = `order by ${order.columns.map((column) => `${column.sql} ${direction}`).join(', ')}`;
  const limit = parameters.add(page.limit + 1);
  const from = page.from;
  const condition =
    from === null
      ? 'true'
      : `(${order.columns.map((column) => column.sql).join(', ')}) ${ascending ? '>' : '<'} (${order.columns
          .map((column, i) => `${parameters.add(from[i])}::${column.type}`)
          .join(', ')})`;
  return { condition, direction, by, limit, tail: `${by} limit ${limit}` };
}

/** Cuts off the extra row; a page read backwards is turned round so that rows are always in the list's own order. */
export function toPage<R, T>(records: R[], page: PageRequest, row: (record: R) => T, sortKey: (record: R) => (string | number | null)[]): Page<T> {
  const more = records.length > page.limit;
  const kept = more ? records.slice(0, page.limit) : records;
  if (page.direction === 'BACKWARD') kept.reverse();
  return { rows: kept.map((record) => ({ row: row(record), sortKey: sortKey(record) })), more };
}
