import type { GraphQLSchema } from 'graphql';
import WebSocket from 'ws';
import { buildSchema } from '../../src/graphql/build-schema';
import type { Desk } from '../../src/application/desk';
import { compiling, type Execute } from '../../src/graphql/execution';
import { DEFAULT_LIMITS, type Limits } from '../../src/graphql/limits';
import { createDoor, type Door, type DoorOptions } from '../../src/graphql/server';

export interface TestServerOptions {
  desk: Desk;
  limits?: Partial<Limits>;
  execute?: (schema: GraphQLSchema) => Execute;
  /** Introspection, suggestions, GraphiQL: as outside production. */
  open?: boolean;
  persisted?: DoorOptions['persisted'];
  examples?: DoorOptions['examples'];
  observer?: DoorOptions['observer'];
}

export interface GraphQLAnswer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

export interface Asking {
  token?: string | null;
  language?: string;
  operationName?: string;
  extensions?: Record<string, unknown>;
}

export interface TestServer {
  url: string;
  door: Door;
  /** What was logged as an error. */
  logged: object[];
  /** POST /graphql */
  ask(query: string | undefined, variables?: Record<string, unknown>, asking?: Asking): Promise<GraphQLAnswer>;
  /** The first answer over a WebSocket; a closed socket answers with its code and reason. */
  askWebSocket(
    query: string | undefined,
    variables?: Record<string, unknown>,
    asking?: Asking,
  ): Promise<GraphQLAnswer & { closed?: { code: number; reason: string } }>;
  /** The first event of a stream of server-sent events. */
  askSse(query: string | undefined, variables?: Record<string, unknown>, asking?: Asking): Promise<GraphQLAnswer>;
  stop(): Promise<void>;
}

/** The door alone, on any free port, in front of the given desk. */
export async function startTestServer({
  desk,
  limits,
  execute = compiling,
  open = true,
  persisted = { texts: [], only: false },
  examples = [],
  observer,
}: TestServerOptions): Promise<TestServer> {
  const logged: object[] = [];
  const silent = () => undefined;
  const schema = buildSchema(desk.laws);
  const door = await createDoor({
    schema,
    execute: execute(schema),
    desk,
    ...(observer ? { observer } : {}),
    limits: { ...DEFAULT_LIMITS, ...limits },
    open,
    persisted,
    examples,
    logger: { debug: silent, info: silent, warn: silent, error: (data) => void logged.push(data) },
  });
  const { port } = await door.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;

  const headersOf = ({ token, language }: Asking): Record<string, string> => ({
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(language ? { 'accept-language': language } : {}),
  });

  return {
    url,
    door,
    logged,
    async ask(query, variables, asking = {}) {
      const { operationName, extensions } = asking;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: headersOf(asking),
        body: JSON.stringify({ query, variables, operationName, extensions }),
      });
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
    },
    askWebSocket(query, variables, asking = {}) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const { token, language, operationName, extensions } = asking;
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.once('close', (code, reason) => resolve({ status: 0, headers: new Headers(), closed: { code, reason: reason.toString() } }));
        socket.once('open', () => {
          const payload = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(language ? { acceptLanguage: language } : {}) };
          socket.send(JSON.stringify({ type: 'connection_init', payload }));
        });
        socket.on('message', (raw: Buffer) => {
          const message = JSON.parse(raw.toString()) as { type: string; payload?: unknown };
          if (message.type === 'connection_ack') {
            socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables, operationName, extensions } }));
          } else if (message.type === 'next' || message.type === 'error') {
            const answer = message.type === 'error' ? { errors: message.payload } : (message.payload as object);
            resolve({ ...(answer as GraphQLAnswer), status: 0, headers: new Headers() });
            socket.close();
          }
        });
      });
    },
    async askSse(query, variables, asking = {}) {
      const { operationName, extensions } = asking;
      const response = await fetch(`${url}/graphql/stream`, {
        method: 'POST',
        headers: { ...headersOf(asking), accept: 'text/event-stream' },
        body: JSON.stringify({ query, variables, operationName, extensions }),
      });
      const { status, headers } = response;
      if (!headers.get('content-type')?.startsWith('text/event-stream')) {
        const text = await response.text();
        return { status, headers, ...(text.startsWith('{') ? (JSON.parse(text) as object) : {}) };
      }
      return { status, headers, ...(await firstEvent(response)) };
    },
    stop: () => door.stop(200),
  };
}

async function firstEvent(response: Response): Promise<object> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const found = /event: next\ndata: (.*)\n/.exec(text);
    if (found) return JSON.parse(found[1] as string) as object;
  }
  throw new Error(`The stream ended without an answer: ${text}`);
}
