/**
 * Lets an operation in over WebSocket and SSE by the same rules that Apollo applies over HTTP: persisted list, tokens, validation with the
 * limits, texts, cost. Parsed and validated documents are kept, because clients send the same ones again and again.
 */
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { DoorContext } from './context';
import type { CostOf } from './cost';
import type { CheckTexts } from './input-texts';
import { noteOperation } from './observer';
import { documentOf, type PersistedOperations } from './persisted-operations';
import { requestError } from './request-errors';

const KEPT_DOCUMENTS = 500;

export interface AdmissionRules {
  schema: GraphQLSchema;
  rules: readonly ValidationRule[];
  maxTokens: number;
  costOf: CostOf;
  checkTexts: CheckTexts;
  persisted: PersistedOperations;
}

export interface AskedOperation {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** What graphql-js executes, or why not. */
export type Admit = (asked: AskedOperation, context: DoorContext) => ExecutionArgs | readonly GraphQLError[];

export function createAdmission({ schema, rules, maxTokens, costOf, checkTexts, persisted }: AdmissionRules): Admit {
  const kept = new Map<string, DocumentNode>();

  function validated(text: string): DocumentNode | readonly GraphQLError[] {
    const known = kept.get(text);
    if (known) return known;
    const document = parse(text, { maxTokens });
    const errors = validate(schema, document, [...specifiedRules, ...rules]);
    if (errors.length > 0) return errors.map(asInvalid);
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_DOCUMENTS && !oldest.done) kept.delete(oldest.value);
    kept.set(text, document);
    return document;
  }

  return (asked, context) => {
    try {
      const text = documentOf(asked, persisted);
      if (text === undefined) return [requestError('BAD_REQUEST')];
      const document = validated(text);
      if (!('kind' in document)) return document;
      const operationName = typeof asked.operationName === 'string' ? asked.operationName : undefined;
      const variableValues = isRecord(asked.variables) ? asked.variables : {};
      noteOperation(context.asked, document, operationName);
      checkTexts(document, operationName, variableValues);
      context.cost = costOf(document, operationName, variableValues);
      return { schema, document, operationName, variableValues, contextValue: context };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [error.extensions['code'] ? error : withCode(error, 'GRAPHQL_PARSE_FAILED')];
    }
  };
}

function asInvalid(error: GraphQLError): GraphQLError {
  return error.extensions['code'] ? error : withCode(error, 'GRAPHQL_VALIDATION_FAILED');
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { source: error.source, positions: error.positions, nodes: error.nodes, extensions: { code } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
