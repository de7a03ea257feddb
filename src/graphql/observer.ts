/**
 * What is told about each operation, whatever way it came: names, codes, times and ids. Never a variable, a text of the document, a token or a
 * name of somebody.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { getOperationAST, type DocumentNode } from 'graphql';

export type TransportName = 'http' | 'websocket' | 'sse';

export interface Asked {
  readonly transport: TransportName;
  /** From `x-request-id`, when a proxy has given one, else made here. */
  readonly requestId: string;
  readonly began: number;
  type: 'query' | 'mutation' | 'subscription' | null;
  /** As the document names it; null until it has been validated. */
  operation: string | null;
  accountId: string | null;
  /** OK, or the code of the first error or user error. */
  code: string;
  /** Of the trace, where there is one. */
  traceId: string | null;
  /** Called once it is known what is asked. */
  understood: (() => void) | null;
}

export interface DoorObserver {
  /** A name that the client sent is looked at in no header but `traceparent`. */
  begin(asked: Asked, headers: IncomingHttpHeaders): void;
  /** Runs what is done for it; what is traced inside hangs below it. */
  within<T>(asked: Asked, work: () => T): T;
  /** It is known what is asked. */
  understood(asked: Asked): void;
  /** `status`: of HTTP, else null. */
  end(asked: Asked, status: number | null): void;
}

export const UNOBSERVED: DoorObserver = {
  begin: () => undefined,
  within: (_asked, work) => work(),
  understood: () => undefined,
  end: () => undefined,
};

/** Begins to observe one operation. */
export function beginAsked(observer: DoorObserver, transport: TransportName, headers: IncomingHttpHeaders, accountId: string | null = null): Asked {
  const asked = newAsked(transport, headers, accountId);
  asked.understood = () => observer.understood(asked);
  observer.begin(asked, headers);
  return asked;
}

const REQUEST_ID = /^[\w.:-]{1,64}$/;

function newAsked(transport: TransportName, headers: IncomingHttpHeaders, accountId: string | null): Asked {
  const given = headers['x-request-id'];
  const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  return { transport, requestId, began: performance.now(), type: null, operation: null, accountId, code: 'OK', traceId: null, understood: null };
}

const LONGEST_NAME = 60;

export function noteOperation(asked: Asked | undefined, document: DocumentNode, operationName: string | null | undefined): void {
  if (!asked) return;
  const operation = getOperationAST(document, operationName);
  asked.type = operation?.operation ?? null;
  asked.operation = operation?.name?.value.slice(0, LONGEST_NAME) ?? null;
  asked.understood?.();
}

interface Answered {
  errors?: readonly { extensions?: Record<string, unknown> }[];
  data?: Record<string, unknown> | null;
}

/** The first thing that was wrong counts; a stream that goes wrong later keeps that. */
export function noteAnswer(asked: Asked | undefined, { errors, data }: Answered): void {
  if (!asked || asked.code !== 'OK') return;
  const [error] = errors ?? [];
  if (error) asked.code = codeIn(error.extensions?.['code']) ?? 'INTERNAL_SERVER_ERROR';
  else if (asked.type === 'mutation') {
    const refused = Object.values(data ?? {}).flatMap((payload) => userErrorsOf(payload));
    asked.code = codeIn(refused[0]?.code) ?? 'OK';
  }
}

function userErrorsOf(payload: unknown): { code?: unknown }[] {
  const list = typeof payload === 'object' && payload !== null && 'userErrors' in payload ? payload.userErrors : null;
  return Array.isArray(list) ? (list as { code?: unknown }[]).map((error) => ('code' in error ? error : { code: 'REFUSED' })) : [];
}

const codeIn = (code: unknown): string | null => (typeof code === 'string' ? code : null);
