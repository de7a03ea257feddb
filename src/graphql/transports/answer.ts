import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { inLanguage } from '../errors';
import type { Language } from '../language';

/** An answer of the door itself, before GraphQL was reached, in the form of a GraphQL answer, so that every client can read it. */
export function answerError(
  response: ServerResponse,
  status: number,
  error: GraphQLError,
  language: Language,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) return void response.destroy();
  const { message, extensions } = inLanguage({ message: error.message, extensions: { ...error.extensions } }, language);
  const body = JSON.stringify({ errors: [{ message, extensions }] });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

export function answerText(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
