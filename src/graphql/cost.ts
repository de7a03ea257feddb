/**
 * What an operation costs: one for each field, times the rows that it may bring. Page sizes often come as variables, so the cost is computed
 * for each request, and kept for a document under the values that it depends on.
 */
import {
  GraphQLError,
  isListType,
  isNonNullType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { Limits } from './limits';
import { requestError } from './request-errors';

/** Rows assumed behind a list that has no page size: assignments of a task, reasons, deadlines. */
const SHORT_LIST = 5;
/** What is done to one item of a bulk mutation, beside what is asked of it. */
const ITEM_COST = 10;
const KEPT_PER_DOCUMENT = 50;

/** The cost, or the error for a page size out of range or a cost above the limit. */
export type CostOf = (document: DocumentNode, operationName: string | null | undefined, variables: Record<string, unknown>) => number;

export function costMeter(schema: GraphQLSchema, limits: Pick<Limits, 'cost' | 'pageSize'>): CostOf {
  const kept = new WeakMap<DocumentNode, { variables: Deciding; costs: Map<string, number> }>();
  const estimators = [estimator(limits.pageSize)];
  return (document, operationName, variables) => {
    let known = kept.get(document);
    if (!known) kept.set(document, (known = { variables: variablesThatMatter(schema, document), costs: new Map() }));
    const { byValue, byNumber } = known.variables;
    const key = JSON.stringify([operationName, byValue.map((name) => variables[name]), byNumber.map((name) => itemsIn(variables[name]))]);
    let cost = known.costs.get(key);
    if (cost === undefined) {
      cost = measured(
        () => getComplexity({ schema, query: document, operationName: operationName ?? undefined, variables, estimators }),
        limits.cost,
      );
      if (known.costs.size >= KEPT_PER_DOCUMENT) known.costs.clear();
      known.costs.set(key, cost);
    }
    if (cost > limits.cost) throw requestError('QUERY_TOO_COSTLY', { found: cost, limit: limits.cost }, { status: 400 });
    return cost;
  };
}

function estimator(pageSize: number): ComplexityEstimator {
  return ({ type: owner, field, args, childComplexity }) => {
    if ('first' in args || 'last' in args) {
      const rows = (args['first'] ?? args['last']) as unknown;
      if (typeof rows === 'number' && (rows < 1 || rows > pageSize)) throw requestError('PAGE_SIZE_OUT_OF_RANGE', { max: pageSize }, { status: 400 });
      return 1 + (typeof rows === 'number' ? rows : pageSize) * childComplexity;
    }
    if (field.extensions['costsEachItem']) return 1 + Math.max(1, itemsIn(args['input'])) * (ITEM_COST + childComplexity);
    // The rows of a page were counted with its connection.
    if (owner.name.endsWith('Connection') || field.extensions['countedAbove']) return 1 + childComplexity;
    const type = isNonNullType(field.type) ? field.type.ofType : field.type;
    if (!isListType(type) || childComplexity === 0) return 1 + childComplexity;
    const ids = args['ids'];
    return 1 + (Array.isArray(ids) ? ids.length : SHORT_LIST) * childComplexity;
  };
}

/**
 * A document whose cost cannot be told is not executed: were it let through at no cost, one argument made wrong on purpose would open the
 * door to everything beside it.
 */
function measured(measure: () => number, limit: number): number {
  try {
    return measure();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.extensions['code']) throw error;
    if (error.message.includes('maximum allowed number of nodes')) throw requestError('QUERY_TOO_COSTLY', { found: '∞', limit }, { status: 400 });
    throw new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
  }
}

/** Variables that decide about rows: those inside the arguments of pages and ids and of @skip and @include, and those that hold the items of a bulk mutation. */
interface Deciding {
  byValue: string[];
  byNumber: string[];
}

function variablesThatMatter(schema: GraphQLSchema, document: DocumentNode): Deciding {
  const [byValue, byNumber] = [new Set<string>(), new Set<string>()];
  const collect = (node: ASTNode, names: Set<string>) => void visit(node, { Variable: ({ name }) => void names.add(name.value) });
  const info = new TypeInfo(schema);
  const look = {
    Argument: (node: ASTNode & { name: { value: string } }) => {
      if (['first', 'last', 'ids'].includes(node.name.value)) collect(node, byValue);
      if (info.getFieldDef()?.extensions['costsEachItem']) collect(node, byNumber);
    },
    Directive: (node: ASTNode & { arguments?: readonly ASTNode[] }) => void node.arguments?.forEach((argument) => collect(argument, byValue)),
  };
  visit(document, visitWithTypeInfo(info, look));
  return { byValue: [...byValue], byNumber: [...byNumber] };
}

/** Of the input of a bulk mutation, of its list, or of anything else. */
function itemsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null && 'items' in value ? itemsIn(value.items) : 0;
}
