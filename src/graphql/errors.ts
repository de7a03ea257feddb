/**
 * The one place where refusals become GraphQL: typed user errors of a mutation, or an error with `extensions.code`. What nobody expected is
 * masked: the asker gets an incident id, the log gets the rest under the same id.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { PlanChange } from '../application/desk';
import type { Refusal } from '../application/refusal';
import { standardRefusal, type RefusalCode } from '../application/refusal-codes';
import type { Language } from './language';
import { noteAnswer, type Asked } from './observer';
import { planChangeNode } from './plan-changes';
import { REQUEST_ERRORS, requestError } from './request-errors';

export interface UserErrorValue {
  __typename: string;
  code: string;
  message: string;
  path: string[] | null;
  [field: string]: unknown;
}

/** A refusal as a mutation's user error. Refusals with more to say than code and message have a type of their own. */
export function toUserError(refusal: Refusal, language: Language): UserErrorValue {
  const { code, message, data } = refusal;
  const path = Array.isArray(data['path']) ? ['input', ...data['path'].map(String)] : null;
  const base = { code, message: message[language], path };
  if (code === 'STALE_REVISION') {
    const revisions = { expectedRevision: data['expected'], actualRevision: data['actual'] };
    const changes = data['changes'] as PlanChange[] | undefined;
    if (!changes) return { ...base, __typename: 'StaleRevision', ...revisions };
    return { ...base, __typename: 'StalePlan', ...revisions, changes: changes.map((change) => planChangeNode(change, language)) };
  }
  if (code === 'EVENT_REFUSED') {
    const reasons = (data['reasons'] as { code: string; label: { zh: string; en: string }; data: Record<string, unknown> }[] | undefined) ?? [];
    return {
      ...base,
      __typename: 'TransitionRefused',
      fromState: data['fromState'],
      event: data['event'],
      reasons: reasons.map((reason) => ({ code: reason.code, message: reason.label[language], data: reason.data })),
      allowedEvents: data['allowedEvents'] ?? [],
    };
  }
  return { ...base, __typename: 'SimpleError', data };
}

/** A refusal where there is no payload to put it into: queries, subscriptions, and who may not ask at all. */
export function toGraphQLError(refusal: Refusal): GraphQLError {
  return new GraphQLError(refusal.message.en, { extensions: { code: refusal.code, messages: refusal.message, data: refusal.data } });
}

export const refusedWith = (code: RefusalCode, data?: Record<string, unknown>): GraphQLError => toGraphQLError(standardRefusal(code, data));

/** An input that the door refuses before anything is executed. `path`: the variable or argument, and the way inside of it. */
export function badInput(problem: { zh: string; en: string }, path: readonly (string | number)[]): GraphQLError {
  const messages = { zh: `输入有误：${problem.zh}`, en: `The input is not valid: ${problem.en}` };
  return new GraphQLError(messages.en, {
    extensions: { code: 'BAD_INPUT', messages, data: { problem: problem.en, path }, http: { status: 400 } },
  });
}

/** Where what nobody expected goes. */
export interface Report {
  (incident: string, error: unknown): void;
  /** Whether the database was away or cannot be written: that is said as it is, not masked, and may be tried again. */
  unavailable?(error: unknown): boolean;
}

const MOST_OF_A_MESSAGE = 1_000;
const TOKENS = /^Syntax Error: Document contains more (?:than|that) (\d+) tokens/;

/**
 * What is sent for an error. `messages` stays in the extensions until `inLanguage` chooses, because Apollo formats errors without knowing who
 * asked. `hideSchema`: no hints about what the schema holds.
 */
export function presentError(formatted: GraphQLFormattedError, original: unknown, report: Report, hideSchema: boolean): GraphQLFormattedError {
  // Apollo wraps what validation reports and overwrites its code with its own general one: ours is inside.
  const ours = [original instanceof GraphQLError ? original.originalError : undefined, original].find(
    (error): error is GraphQLError => error instanceof GraphQLError && error.extensions['messages'] !== undefined,
  );
  if (ours) return { ...formatted, message: ours.message, extensions: { ...without(ours.extensions, 'http') } };
  const code = formatted.extensions?.['code'] as string | undefined;
  if ((code === undefined || code === 'INTERNAL_SERVER_ERROR') && !isFaultOfRequest(original)) {
    if (report.unavailable?.(original)) {
      const away = refusedWith('DATABASE_UNAVAILABLE', { retryAfterMs: 1_000, retryable: true });
      return { ...presentError(formatted, away, report, hideSchema), path: formatted.path };
    }
    const incident = randomUUID();
    report(incident, original);
    const masked = requestError('INTERNAL_SERVER_ERROR', { incident });
    return { message: masked.message, locations: formatted.locations, path: formatted.path, extensions: { ...masked.extensions, incident } };
  }
  const tokens = TOKENS.exec(formatted.message);
  if (tokens) return presentError(formatted, requestError('TOO_MANY_TOKENS', { limit: tokens[1] }), report, hideSchema);
  const message = shortened(hideSchema ? formatted.message.replace(/ ?Did you mean (.+?)\?$/, '') : formatted.message);
  const extensions = without(formatted.extensions ?? {}, 'stacktrace', 'http');
  return {
    ...formatted,
    message,
    extensions: { ...extensions, code: code === undefined || code === 'INTERNAL_SERVER_ERROR' ? 'BAD_USER_INPUT' : code },
  };
}

/** graphql-js quotes what it was sent, whole; nobody needs a megabyte of it back. */
function shortened(message: string): string {
  const quoted = message.replace(/"((?:[^"\\]|\\.){100})(?:[^"\\]|\\.)+"/gs, '"$1…"');
  return quoted.length > MOST_OF_A_MESSAGE ? `${quoted.slice(0, MOST_OF_A_MESSAGE)}…` : quoted;
}

function without(extensions: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => !names.includes(name)));
}

/** graphql-js itself found a value that does not fit: such errors carry neither a code nor what was thrown, and name no field of an answer. */
function isFaultOfRequest(original: unknown): boolean {
  return original instanceof GraphQLError && original.originalError === undefined && original.path === undefined;
}

/** The message in the asker's language, where the error has one. */
export function inLanguage(error: GraphQLFormattedError, language: Language): GraphQLFormattedError {
  const code = error.extensions?.['code'] as string | undefined;
  const messages = error.extensions?.['messages'] as Record<Language, string> | undefined;
  const general = code ? REQUEST_ERRORS[code] : undefined;
  const message = messages?.[language] ?? (language === 'zh' && general ? `${general.zh} ${error.message}` : error.message);
  return { ...error, message, extensions: without(error.extensions ?? {}, 'messages') };
}

interface Asking {
  language: Language;
  cost: number;
  asked?: Asked;
}

/** Errors as they leave over WebSocket and SSE, whose libraries write them out themselves. */
export function presentErrors(errors: readonly GraphQLError[], { language }: Asking, report: Report, hideSchema: boolean): GraphQLError[] {
  return errors.map((error) => {
    const { message, extensions } = inLanguage(presentError(error.toJSON(), error, report, hideSchema), language);
    return new GraphQLError(message, { extensions, path: error.path, source: error.source, positions: error.positions, nodes: error.nodes });
  });
}

/** An execution result as it leaves over WebSocket and SSE: errors masked and in the asker's language, the cost beside the data. */
export function presentResult({ errors, ...result }: ExecutionResult, asking: Asking, report: Report, hideSchema: boolean): ExecutionResult {
  noteAnswer(asking.asked, { errors, data: result.data });
  return {
    ...(errors ? { errors: presentErrors(errors, asking, report, hideSchema) } : {}),
    ...result,
    extensions: { ...result.extensions, cost: asking.cost },
  };
}
