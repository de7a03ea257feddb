/**
 * The door: one node:http server with /graphql (HTTP and WebSocket), /graphql/stream (server-sent events), /health, /ready and the
 * GraphiQL page. Order of every request: size, token, limits, desk.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Desk } from '../application/desk';
import { createAdmission } from './admission';
import { bearerToken, type Asker } from './context';
import { costMeter } from './cost';
import { presentError, toGraphQLError, type Report } from './errors';
import { textCheck } from './input-texts';
import { languageOf } from './language';
import { limitRules, type Limits } from './limits';
import { createPages, type Page } from './pages';
import { persistedOperations } from './persisted-operations';
import { answerError, answerText } from './transports/answer';
import { createHttpTransport } from './transports/http';
import { createSseTransport } from './transports/sse';
import { createWebSocketTransport } from './transports/websocket';

export interface DoorOptions {
  schema: GraphQLSchema;
  desk: Desk;
  limits: Limits;
  /** Introspection, suggestions and GraphiQL; off in production. */
  open: boolean;
  persisted: { texts: Iterable<string>; only: boolean };
  /** Tabs of GraphiQL. */
  examples: { name: string; text: string }[];
  logger: DoorLogger;
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
  /** Stops accepting, lets running requests finish (at most `patienceMs`), closes the sockets. */
  stop(patienceMs?: number): Promise<void>;
}

export async function createDoor({ schema, desk, limits, open, persisted, examples, logger }: DoorOptions): Promise<Door> {
  const report: Report = (incident, error) => logger.error({ incident, error: describeError(error) }, 'Unexpected failure');
  const rules = limitRules(limits, open);
  const costOf = costMeter(schema, limits);
  const checkTexts = textCheck(schema);
  const allowed = persistedOperations(persisted.texts, persisted.only);
  const admit = createAdmission({ schema, rules, maxTokens: limits.tokens, costOf, checkTexts, persisted: allowed });
  const shared = { desk, admit, limits, hideSchema: !open, report };
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
  const websocket = createWebSocketTransport({ ...shared, ask: askerOf });
  const pages = open ? createPages(examples) : new Map<string, Page>();
  let stopping = false;

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
    if (path === '/health') return answerText(response, 200, 'text/plain; charset=utf-8', 'ok\n');
    if (path === '/ready') {
      const ready = !stopping && (await desk.ready());
      return answerText(response, ready ? 200 : 503, 'text/plain; charset=utf-8', ready ? 'ready\n' : 'not ready\n');
    }
    const page = request.method === 'GET' || request.method === 'HEAD' ? pages.get(path) : undefined;
    if (page) return answerText(response, 200, page.type, page.body, page.headers);
    if (path !== '/graphql' && path !== '/graphql/stream') {
      return answerText(response, 404, 'text/plain; charset=utf-8', 'Not found. 未找到。\n');
    }
    const asker = await askerOf(bearerToken(request.headers.authorization), request.headers['accept-language']);
    if ('refused' in asker) {
      // The token is no good for anything: answered before GraphQL, as RFC 6750 has it.
      const language = languageOf(request.headers['accept-language']);
      return answerError(response, 401, asker.error, language, { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
    return path === '/graphql' ? http.handle(request, response, asker) : sse.handle(request, response, asker);
  }

  const server = createServer((request, response) => {
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
    if ((request.url ?? '').split('?', 1)[0] === '/graphql' && !stopping) return websocket.upgrade(request, socket, head);
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  // Slow senders of headers or bodies must not hold connections for ever.
  server.headersTimeout = 20_000;
  server.requestTimeout = 120_000;

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
    async stop(patienceMs = 10_000) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await websocket.stop();
      await sse.stop();
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
      await closed;
      clearTimeout(impatience);
      await http.stop();
    },
  };
}

/** Name, message and stack; never the variables of the operation, which may hold personal data. */
function describeError(error: unknown): object {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  return original instanceof Error ? { name: original.name, message: original.message, stack: original.stack } : { thrown: typeof original };
}
