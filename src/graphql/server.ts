/**
 * The door: one node:http server with /graphql (HTTP and WebSocket), /graphql/stream (server-sent events), /health/live, /health/ready and
 * the GraphiQL page. Order of every request: size, token, limits, desk.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { describeFault } from '../application/describe-fault';
import type { Desk } from '../application/desk';
import { createAdmission } from './admission';
import { bearerToken, type Asker } from './context';
import { costMeter } from './cost';
import { answerHealth, type Health } from './health';
import { presentError, toGraphQLError, type Report } from './errors';
import type { Execute } from './execution';
import { textCheck } from './input-texts';
import { languageOf } from './language';
import { limitRules, type Limits } from './limits';
import { beginAsked, noteAnswer, UNOBSERVED, type Asked, type DoorObserver } from './observer';
import { createPages, type Page } from './pages';
import { persistedOperations } from './persisted-operations';
import { readingNear } from './read-after';
import { answerError, answerText } from './transports/answer';
import { createHttpTransport } from './transports/http';
import { createSseTransport } from './transports/sse';
import { createWebSocketTransport } from './transports/websocket';

export interface DoorOptions {
  schema: GraphQLSchema;
  desk: Desk;
  limits: Limits;
  execute: Execute;
  /** Introspection, suggestions and GraphiQL; off in production. */
  open: boolean;
  persisted: { texts: Iterable<string>; only: boolean };
  /** Tabs of GraphiQL. */
  examples: { name: string; text: string }[];
  logger: DoorLogger;
  observer?: DoorObserver;
}

export interface DoorLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(data: object, message: string): void;
}

export interface Door {
  server: Server;
  listen(port: number, host: string): Promise<AddressInfo>;
  /**
   * The beginning of the end: no longer ready, and every connection ends with its next answer. What comes is still answered, until whoever
   * sends it has noticed.
   */
  drain(): void;
  /** Drains, stops accepting, lets running operations finish (at most `patienceMs`) and tells subscribers to connect elsewhere. */
  stop(patienceMs?: number): Promise<void>;
}

export async function createDoor({
  schema,
  desk,
  execute,
  limits,
  open,
  persisted,
  examples,
  logger,
  observer = UNOBSERVED,
}: DoorOptions): Promise<Door> {
  const report: Report = Object.assign(
    (incident: string, error: unknown) => logger.error({ incident, error: describeFault(original(error)) }, 'Unexpected failure'),
    { unavailable: (error: unknown) => desk.isUnavailable(original(error)) },
  );
  const rules = limitRules(limits, open);
  const costOf = costMeter(schema, limits);
  const checkTexts = textCheck(schema);
  const allowed = persistedOperations(persisted.texts, persisted.only);
  const admit = createAdmission({ schema, rules, maxTokens: limits.tokens, costOf, checkTexts, persisted: allowed });
  const shared = { desk, admit, execute: readingNear(desk.reads, execute), limits, hideSchema: !open, report };
  const http = await createHttpTransport({
    ...shared,
    schema,
    rules,
    costOf,
    checkTexts,
    persisted: allowed,
    introspection: open,
    logger: { ...logger, error: (message: string) => logger.error({}, message) },
  });
  const sse = createSseTransport({ ...shared, persisted: allowed });
  const websocket = createWebSocketTransport({ ...shared, observer, ask: askerOf });
  const pages = open ? createPages(examples) : new Map<string, Page>();
  const health: Health = { draining: false, unready: () => desk.unready() };
  const answering = new Set<ServerResponse>();

  async function askerOf(token: string | null, acceptLanguage: string | undefined): Promise<Asker | { refused: string; error: GraphQLError }> {
    const language = languageOf(acceptLanguage);
    if (token === null) return { viewer: null, expiresAt: null, language };
    const answer = await desk.people.viewerFromToken(token);
    if (!answer.ok) return { refused: answer.refusal.code, error: toGraphQLError(answer.refusal) };
    const again = async () => {
      const now = await desk.people.viewerFromToken(token);
      if (!now.ok) throw toGraphQLError(now.refusal);
      return now.value.viewer;
    };
    return { ...answer.value, language, again };
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] as string;
    response.setHeader('x-content-type-options', 'nosniff');
    if (await answerHealth(path, response, health)) return;
    const page = request.method === 'GET' || request.method === 'HEAD' ? pages.get(path) : undefined;
    if (page) return answerText(response, 200, page.type, page.body, page.headers);
    if (path !== '/graphql' && path !== '/graphql/stream') {
      return answerText(response, 404, 'text/plain; charset=utf-8', 'Not found. 未找到。\n');
    }
    const asked = beginAsked(observer, path === '/graphql' ? 'http' : 'sse', request.headers);
    response.setHeader('x-request-id', asked.requestId);
    response.once('close', () => observer.end(asked, response.statusCode));
    try {
      await observer.within(asked, () => answerOperation(path, asked, request, response));
    } catch (error) {
      noteAnswer(asked, { errors: [error instanceof GraphQLError ? error : {}] });
      throw error;
    }
  }

  async function answerOperation(path: string, asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asker = await askerOf(bearerToken(request.headers.authorization), request.headers['accept-language']);
    if ('refused' in asker) {
      // The token is no good for anything: answered before GraphQL, as RFC 6750 has it.
      const language = languageOf(request.headers['accept-language']);
      noteAnswer(asked, { errors: [asker.error] });
      return answerError(response, 401, asker.error, language, { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
    asked.accountId = asker.viewer?.accountId ?? null;
    const asking = { ...asker, asked };
    return path === '/graphql' ? http.handle(request, response, asking) : sse.handle(request, response, asking);
  }

  /** A connection that is kept alive would bring the next request to a server that is no longer there. */
  const lastOfItsConnection = (response: ServerResponse): void => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  function drain(): void {
    health.draining = true;
    answering.forEach(lastOfItsConnection);
  }

  const server = createServer((request, response) => {
    answering.add(response);
    response.once('close', () => {
      answering.delete(response);
      // Of a stream that began before the server was told to go, the headers said that the connection is kept.
      if (health.draining && !server.listening) setImmediate(() => server.closeIdleConnections());
    });
    if (health.draining) lastOfItsConnection(response);
    route(request, response).catch((error: unknown) => {
      const language = languageOf(request.headers['accept-language']);
      const graphQLError = error instanceof GraphQLError ? error : new GraphQLError('unexpected', { originalError: error as Error });
      const { message, extensions } = presentError(graphQLError.toJSON(), graphQLError, report, !open);
      const tooLarge = extensions?.['code'] === 'BODY_TOO_LARGE';
      const status = tooLarge ? 413 : extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
      // What is left of a body that is too large is not read: the connection ends with the answer.
      answerError(response, status, new GraphQLError(message, { extensions }), language, tooLarge ? { connection: 'close' } : {});
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const known = (request.url ?? '').split('?', 1)[0] === '/graphql';
    if (known && server.listening) return websocket.upgrade(request, socket, head);
    socket.end(`HTTP/1.1 ${known ? '503 Service Unavailable' : '404 Not Found'}\r\nconnection: close\r\n\r\n`);
  });
  // Slow senders of headers or bodies must not hold connections for ever.
  server.headersTimeout = 20_000;
  server.requestTimeout = 120_000;
  // Longer than a proxy keeps its connections (nginx: 60 s): it must be the one to close them, or a request meets a connection just closed.
  server.keepAliveTimeout = 75_000;

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address() as AddressInfo);
        });
      }),
    drain,
    async stop(patienceMs = 10_000) {
      drain();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sse.stop();
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
      await Promise.all([closed, websocket.stop(patienceMs)]);
      clearTimeout(impatience);
      await http.stop();
    },
  };
}

function original(error: unknown): unknown {
  return error instanceof GraphQLError ? (error.originalError ?? error) : error;
}
