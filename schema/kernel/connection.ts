import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its list. 分页信息。' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More rows follow. 后面还有。' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'More rows come before. 前面还有。' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of the page. 本页首行的游标。' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of the page. 本页末行的游标。' })
  endCursor!: string | null;
}

export interface EdgeOf<T> {
  cursor: string;
  node: T;
}
export interface ConnectionOf<T> {
  edges: EdgeOf<T>[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** Exactly one of `first` and `last` must be given, 1 to 100: a list without a bound is refused before anything is read. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many rows from the start or after `after`, 1 to 100. 向后取的行数。' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which to go on. 从此游标之后取。' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many rows from the end or before `before`, 1 to 100. 向前取的行数。' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor before which to go back. 从此游标之前取。' })
  before?: string | null;
}

/**
 * The connection and edge types of a node type, `<name>Connection` and `<name>Edge`. Call once per node type and export the result.
 * `totalCount`: also tells how many there are in all; only where that is cheap.
 * `what` is the plural noun of the descriptions, English with the Chinese term.
 */
export function connection<T extends object>(
  node: () => ClassType<T>,
  name: string,
  what: string,
  { totalCount = false } = {},
): ClassType<ConnectionOf<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One of the ${what}, with its place in the list. 列表中的一项。` })
  class Edge implements EdgeOf<T> {
    @Field(() => String, { description: 'Opaque cursor; stays right while rows are inserted. 游标，插入新行后仍然有效。' })
    cursor!: string;

    @Field(() => node(), { description: 'The row itself. 该行的对象。' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${what}. 分页列表。` })
  class Connection implements ConnectionOf<T> {
    @Field(() => [Edge], { description: 'The rows of the page with their cursors. 本页各行及其游标。' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The rows of the page without cursors. 本页各行。' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Whether there is more, and where. 分页信息。' })
    pageInfo!: PageInfo;
  }
  if (totalCount) Field(() => Int, { description: 'How many there are in all. 总数。' })(Connection.prototype, 'totalCount');
  return Connection;
}
