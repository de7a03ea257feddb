/**
 * What an operation costs: one for each field, times the rows that it may bring. Page sizes often come as variables, so the cost is computed
 * for each request, and kept for a document under the values that it depends on.
 */
import { GraphQLError, isListType, isNonNullType, visit, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { Limits } from './limits';
import { requestError } from './request-errors';

/** Rows assumed behind a list that has no page size: assignments of a task, reasons, deadlines. */
const SHORT_LIST = 5;
const KEPT_PER_DOCUMENT = 50;

/** The cost, or the error for a page size out of range or a cost above the limit. */
export type CostOf = (document: DocumentNode, operationName: string | null | undefined, variables: Record<string, unknown>) => number;

export function costMeter(schema: GraphQLSchema, limits: Pick<Limits, 'cost' | 'pageSize'>): CostOf {
  const kept = new WeakMap<DocumentNode, { variables: string[]; costs: Map<string, number> }>();
  const estimators = [estimator(limits.pageSize)];
  return (document, operationName, variables) => {
    let known = kept.get(document);
    if (!known) kept.set(document, (known = { variables: variablesThatMatter(document), costs: new Map() }));
    const key = JSON.stringify([operationName, ...known.variables.map((name) => variables[name])]);
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
    // The rows of a page were counted with its connection.
    if (owner.name.endsWith('Connection')) return 1 + childComplexity;
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

/** Variables inside the arguments that decide about rows, and those of @skip and @include. */
function variablesThatMatter(document: DocumentNode): string[] {
  const names = new Set<string>();
  const collect = (node: ASTNode) => void visit(node, { Variable: ({ name }) => void names.add(name.value) });
  visit(document, {
    Argument: (node) => void (['first', 'last', 'ids'].includes(node.name.value) && collect(node)),
    Directive: (node) => void node.arguments?.forEach(collect),
  });
  return [...names];
}
