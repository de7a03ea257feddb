/**
 * GraphQL over server-sent events, one stream for each operation ("distinct connections"), under the same limits as HTTP. The mode of many
 * operations on one stream is left out: it keeps reservations on the server, and WebSocket does the same better.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createHandler } from 'graphql-sse';
import type { Admit } from '../admission';
import { createContext, type Asker, type DoorContext } from '../context';
import type { Desk } from '../../application/desk';
import { presentResult, type Report } from '../errors';
import type { Execute } from '../execution';
import type { Limits } from '../limits';
import { operationType } from '../operation-type';
import { documentOf, type PersistedOperations } from '../persisted-operations';
import { marked, shownMark } from '../read-after';
import { requestError } from '../request-errors';
import { bodyLimit, parseJson, readBody } from './body';

export interface SseTransportOptions {
  desk: Desk;
  admit: Admit;
  execute: Execute;
  persisted: PersistedOperations;
  limits: Limits;
  hideSchema: boolean;
  report: Report;
}

type SseContext = DoorContext & Record<PropertyKey, unknown>;

export interface SseTransport {
  handle(request: IncomingMessage, response: ServerResponse, asker: Asker): Promise<void>;
  /** Ends the subscriptions, without the word that there is nothing more to come: clients connect again. Other operations are answered. */
  stop(): void;
}

export function createSseTransport({ desk, admit, execute, persisted, limits, hideSchema, report }: SseTransportOptions): SseTransport {
  const subscribed = new WeakSet<IncomingMessage>();
  const open = new Map<ServerResponse, IncomingMessage>();
  const handler = createHandler<IncomingMessage, Asker, SseContext>({
    authenticate: () => null,
    execute: (operation: ExecutionArgs) => execute(operation),
    validate: () => [], // admission has validated, with the limits
    context: (request) => createContext(desk, request.context) as SseContext,
    onSubscribe(request, operation) {
      const context = createContext(desk, request.context, shownMark(operation.extensions, request.raw)) as SseContext;
      const admitted = admit(operation, context);
      if ('document' in admitted && operationType(admitted) === 'subscription') subscribed.add(request.raw);
      return 'document' in admitted ? { ...admitted, contextValue: context } : { data: null, errors: admitted };
    },
    async onNext(context, request, result) {
      const told = result as ExecutionResult;
      return presentResult(subscribed.has(request.raw) ? await marked(desk.reads, context, told) : told, context, report, hideSchema);
    },
  });

  return {
    async handle(request, response, asker) {
      const posted = request.method === 'POST';
      if (posted && !/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw requestError('BODY_UNREADABLE');
      const body = posted ? asked(parseJson(await readBody(request, bodyLimit(limits, asker))), persisted) : null;
      const [stream, { status, statusText, headers }] = await handler({
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        headers: { get: (name) => asOne(request.headers[name]) },
        body,
        raw: request,
        context: asker,
      });
      response.writeHead(status, statusText, headers);
      if (stream === null || typeof stream === 'string') return void response.end(stream ?? undefined);
      open.set(response, request);
      response.once('close', () => {
        open.delete(response);
        void stream.return(undefined);
      });
      for await (const chunk of stream) {
        if (response.writableEnded || response.destroyed) break;
        // A reader that does not keep up must not fill the server's memory.
        if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      }
      response.end();
    },
    stop() {
      for (const [response, request] of open) if (subscribed.has(request)) response.end();
    },
  };
}

/** @throws BAD_REQUEST, and what the persisted list refuses */
function asked(body: unknown, persisted: PersistedOperations): Record<string, unknown> {
  const query = typeof body === 'object' && body !== null && !Array.isArray(body) ? documentOf(body, persisted) : undefined;
  if (query === undefined) throw requestError('BAD_REQUEST');
  const { operationName, variables, extensions } = body as Record<string, unknown>;
  const named = typeof operationName === 'string' ? { operationName } : {};
  return { query, ...named, variables: variables ?? {}, ...(typeof extensions === 'object' && extensions !== null ? { extensions } : {}) };
}

function asOne(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
