import type { IncomingMessage } from 'node:http';
import type { Asker } from '../context';
import type { Limits } from '../limits';
import { requestError } from '../request-errors';

export function bodyLimit(limits: Limits, { viewer }: Asker): number {
  return viewer ? limits.bodyBytes : Math.min(limits.bodyBytes, limits.anonymousBodyBytes);
}

/**
 * The whole body, at most `limit` bytes. What is announced as larger is refused before a byte is read; what turns out larger, as soon as it
 * does: nothing beyond the limit is ever held in memory. @throws BODY_TOO_LARGE
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw requestError('BODY_TOO_LARGE', { limit });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw requestError('BODY_TOO_LARGE', { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** @throws BODY_UNREADABLE */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw requestError('BODY_UNREADABLE');
  }
}
