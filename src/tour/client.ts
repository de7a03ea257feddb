/** GraphQL over HTTP with `fetch` and nothing of the server's own: what the tour can do, any program of a user can do. */
import { Stopped } from './expectations';

export interface GraphQLFault {
  message: string;
  extensions?: { code?: string };
}

export interface Answer<T> {
  data?: T | null;
  errors?: GraphQLFault[];
}

export interface Client {
  readonly url: string;
  /** How many requests were sent. */
  requests(): number;
  ask<T>(document: string, variables?: Record<string, unknown>, token?: string | null): Promise<Answer<T>>;
  /** A page of the server that is no GraphQL. @throws {Stopped} when nobody answers */
  get(path: string): Promise<Response>;
}

export function createClient(url: string): Client {
  let sent = 0;
  const reach = async (path: string, init?: RequestInit): Promise<Response> => {
    sent += 1;
    try {
      return await fetch(new URL(path, url), init);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new Stopped(
        `服务器没有应答：${url}（${cause}）。请先运行 npm start，或用 --url 指明地址。No answer from ${url}; start it with npm start.`,
      );
    }
  };
  return {
    url,
    requests: () => sent,
    get: (path) => reach(path),
    async ask<T>(document: string, variables: Record<string, unknown> = {}, token: string | null = null): Promise<Answer<T>> {
      const response = await reach('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query: document, variables }),
      });
      const text = await response.text();
      try {
        return JSON.parse(text) as Answer<T>;
      } catch {
        throw new Stopped(
          `${url}/graphql 的回答不是 JSON（HTTP ${response.status}）。The answer of ${url}/graphql is not JSON: ${text.slice(0, 200)}`,
        );
      }
    },
  };
}
