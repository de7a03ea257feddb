/** GraphQL over WebSocket (graphql-transport-ws), for subscriptions and for every other operation, under the same limits as HTTP. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Admit } from '../admission';
import { bearerToken, createContext, type Asker, type DoorContext } from '../context';
import type { Desk } from '../../application/desk';
import { presentErrors, presentResult, type Report } from '../errors';
import type { Execute } from '../execution';
import { languageOf } from '../language';
import type { Limits } from '../limits';
import { beginAsked, noteAnswer, type Asked, type DoorObserver } from '../observer';
import { operationType } from '../operation-type';
import { marked, shownMark } from '../read-after';
import { requestError } from '../request-errors';
import { serveSocket, type SocketExtra } from './socket';

/** Close codes that clients do not retry by themselves: the token must be renewed first. */
const UNAUTHORIZED = 4401;
/** Service restart: clients connect again by themselves. */
const RESTARTING = 1012;
const LOOK_EVERY_MS = 20;
const MOST_IN_A_MESSAGE = 1024 * 1024;

export interface WebSocketTransportOptions {
  desk: Desk;
  admit: Admit;
  execute: Execute;
  limits: Limits;
  hideSchema: boolean;
  report: Report;
  observer: DoorObserver;
  /** Resolves the token of the connection; a code when it is no good. */
  ask(token: string | null, language: string | undefined): Promise<Asker | { refused: string }>;
}

export interface WebSocketTransport {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes each socket as soon as its running queries and mutations are answered, after `patienceMs` at the latest. */
  stop(patienceMs: number): Promise<void>;
}

export function createWebSocketTransport({
  desk,
  admit,
  execute,
  limits,
  hideSchema,
  report,
  observer,
  ask,
}: WebSocketTransportOptions): WebSocketTransport {
  const sockets = new WebSocketServer({
    noServer: true,
    // Known before anybody has said who they are. Files go over HTTP.
    maxPayload: Math.min(limits.bodyBytes, MOST_IN_A_MESSAGE),
    handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false),
  });
  const askers = new WeakMap<object, Asker>();
  /** Whether a socket has a query or mutation that is not answered yet. */
  const running = new WeakMap<object, () => boolean>();

  /** The operations of each socket that are not ended yet, by the ids that the client gave them. */
  const asked = new WeakMap<object, Map<string, Asked>>();
  const askedOn = (socket: object): Map<string, Asked> => asked.get(socket) ?? new Map<string, Asked>();
  const end = (socket: object, id: string): void => {
    const one = askedOn(socket).get(id);
    askedOn(socket).delete(id);
    if (one) observer.end(one, null);
  };

  const server = makeServer<Record<string, unknown>, SocketExtra>({
    async onConnect(connection) {
      const { connectionParams, extra } = connection;
      // The library keeps null for what has no stream of results (yet).
      running.set(extra.socket, () => Object.values(connection.subscriptions).includes(null));
      const authorization = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'] ?? extra.request.headers.authorization;
      const language = connectionParams?.['acceptLanguage'] ?? extra.request.headers['accept-language'];
      const asker = await ask(bearerToken(authorization), typeof language === 'string' ? language : undefined);
      if ('refused' in asker) {
        extra.socket.close(UNAUTHORIZED, asker.refused);
        return false;
      }
      askers.set(extra.socket, asker);
      return true;
    },
    execute: (args) => observed(args, () => execute(args)),
    onSubscribe(connection, id, payload) {
      const asker = askers.get(connection.extra.socket) ?? { viewer: null, expiresAt: null, language: languageOf(undefined) };
      if (asker.expiresAt && asker.expiresAt <= new Date()) {
        connection.extra.socket.close(UNAUTHORIZED, 'TOKEN_EXPIRED');
        return [requestError('BAD_REQUEST')];
      }
      const { socket, request } = connection.extra;
      const one = beginAsked(observer, 'websocket', request.headers, asker.viewer?.accountId);
      asked.set(socket, askedOn(socket).set(id, one));
      const context = createContext(desk, { ...asker, asked: one }, shownMark(payload.extensions));
      if (Object.keys(connection.subscriptions).length > limits.operationsPerSocket) {
        return [requestError('TOO_MANY_OPERATIONS', { limit: limits.operationsPerSocket })];
      }
      return admit(payload, context);
    },
    onError(connection, id, _payload, errors) {
      noteAnswer(askedOn(connection.extra.socket).get(id), { errors });
      end(connection.extra.socket, id);
      const language = askers.get(connection.extra.socket)?.language ?? languageOf(undefined);
      return presentErrors(errors, { language, cost: 0 }, report, hideSchema).map((error) => error.toJSON());
    },
    onComplete: (connection, id) => end(connection.extra.socket, id),
    onClose: ({ extra: { socket } }) => [...askedOn(socket).keys()].forEach((id) => end(socket, id)),
    async onNext(_connection, _id, _payload, args, result) {
      const context = args.contextValue as DoorContext;
      const told = operationType(args) === 'subscription' ? await marked(desk.reads, context, result) : result;
      const { errors, ...presented } = presentResult(told, context, report, hideSchema);
      return { ...presented, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
    },
  });
  /** What is done for an operation hangs below it in the trace. */
  function observed<T>({ contextValue }: { contextValue?: unknown }, work: () => T): T {
    const one = (contextValue as DoorContext).asked;
    return one ? observer.within(one, work) : work();
  }
  sockets.on('connection', (socket, request) => serveSocket(server, socket, request, (error) => report(randomUUID(), error)));

  return {
    upgrade(request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    },
    async stop(patienceMs) {
      const closed = new Promise<void>((resolve) => sockets.close(() => resolve()));
      const goodbye = (): void => {
        for (const socket of sockets.clients) if (!running.get(socket)?.()) socket.close(RESTARTING, 'The server is restarting');
      };
      const looking = setInterval(goodbye, LOOK_EVERY_MS);
      const impatience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), patienceMs);
      goodbye();
      await closed;
      clearInterval(looking);
      clearTimeout(impatience);
    },
  };
}
