/**
 * What one request may ask for. The rules are validation rules of graphql-js, so that HTTP, WebSocket and SSE share them; the number of
 * tokens is bounded while parsing (`maxTokens`), the cost after validation, because it depends on the variables (cost.ts).
 */
import { GraphQLError, isIntrospectionType, type ValidationContext, type ValidationRule } from 'graphql';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { requestError, type RequestErrorCode } from './request-errors';

export interface Limits {
  depth: number;
  aliases: number;
  directives: number;
  tokens: number;
  cost: number;
  pageSize: number;
  /** Of one request; a file travels inside it as base64, which adds a third. */
  bodyBytes: number;
  /** Of a request without a token: signing in needs no more. */
  anonymousBodyBytes: number;
  /** Operations that run at the same time on one WebSocket. */
  operationsPerSocket: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 14,
  aliases: 30,
  directives: 30,
  tokens: 3000,
  cost: 50_000,
  pageSize: 100,
  bodyBytes: 16 * 1024 * 1024,
  anonymousBodyBytes: 64 * 1024,
  operationsPerSocket: 50,
};

export function limitRules(limits: Limits, introspection: boolean): ValidationRule[] {
  return [
    maxDepthRule({ n: limits.depth, flattenFragments: true, ...reported('QUERY_TOO_DEEP', limits.depth) }),
    maxAliasesRule({ n: limits.aliases, ...reported('TOO_MANY_ALIASES', limits.aliases) }),
    maxDirectivesRule({ n: limits.directives, ...reported('TOO_MANY_DIRECTIVES', limits.directives) }),
    ...(introspection ? [] : [noIntrospection]),
  ];
}

/**
 * The package throws out of the validation by default, which Apollo answers with 500. Reported as a validation error it is a 400 like every
 * other fault of a document.
 */
function reported(code: RequestErrorCode, limit: number) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) =>
        context?.reportError(requestError(code, { limit, found: /found (\d+)/.exec(error.message)?.[1] })),
    ],
  };
}

/** `__typename` stays: clients need it for their caches. */
function noIntrospection(context: ValidationContext) {
  return {
    Field(node: { name: { value: string } }) {
      const type = context.getType();
      const inside = context.getParentType();
      if (
        node.name.value === '__schema' ||
        node.name.value === '__type' ||
        (inside && isIntrospectionType(inside)) ||
        (type && isIntrospectionType(type as never))
      ) {
        context.reportError(requestError('INTROSPECTION_DISABLED'));
      }
    },
  };
}
