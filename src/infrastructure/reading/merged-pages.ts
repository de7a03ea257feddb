/**
 * One page of what belongs to several owners (units, campaigns), in one order. Of each owner only the first rows are read, from an index that has
 * them in that order, and put together: a page costs what it is long and how many owners there are, however much lies behind it. Asked for with
 * `= any(...)` or with several ways joined by `or`, the database would read everything of theirs and sort it.
 */
import { createHash } from 'node:crypto';
import type { PageRequest } from '../../application/ports/reading';
import { keyset, type Parameters, type SortOrder } from './keyset';

/** A way by which rows belong to somebody. One index serves it: the owner's column, then the order, for the rows that fulfil the conditions. */
export interface Way {
  owner: string;
  owners: readonly string[];
  conditions: readonly string[];
}

/**
 * How many rows are read of an owner stands in the text, in few steps: a plan made for all values would take a parameter for a tenth of all rows,
 * and so a sort for cheaper than the index.
 */
const STEPS = [11, 51, 101];

/**
 * The rows as a table expression, each with `key0`, `key1`, … of the order; `by` orders by these. No row may come by two of the ways. `table`: its
 * name and alias.
 */
export function mergedPage(
  table: string,
  ways: readonly Way[],
  order: SortOrder,
  page: PageRequest,
  parameters: Parameters,
): { rows: string; by: string } {
  const { condition, by, limit, direction } = keyset(order, page, parameters);
  const most = STEPS.find((step) => step > page.limit) ?? page.limit + 1;
  const keys = order.columns.map(({ sql }, i) => `${sql} as key${i}`).join(', ');
  const alias = table.split(' ').at(-1);
  const parts = ways.map(
    ({ owner, owners, conditions }) =>
      // `n = n + 0`, which is always true, makes a plan for all values expect one owner, as it mostly is, and not ten.
      `select of_one.* from unnest(${parameters.add([...new Set(owners)])}::uuid[]) with ordinality as owner(id, n)
       cross join lateral (select ${alias}.*, ${keys} from ${table}
         where ${[`${owner} = owner.id`, ...conditions, condition].join(' and ')} ${by} limit ${most}) of_one where owner.n = owner.n + 0`,
  );
  const byKeys = `order by ${order.columns.map((_, i) => `key${i} ${direction}`).join(', ')}`;
  return { rows: `(select of_all.* from (${parts.join(' union all ')}) of_all ${byKeys} limit ${limit})`, by: byKeys };
}

const names = new Map<string, string>();

/** A statement that is planned once in a connection. Only for texts of which there are few: they are kept for ever. */
export function prepared(text: string): { name: string; text: string } {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `reading-${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`));
  return { name, text };
}
