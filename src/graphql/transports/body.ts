import type { IncomingMessage } from 'node:http';
import type { Asker } from '../context';
import type { Limits } from '../limits';
import { requestError } from '../request-errors';

export function bodyLimit(limits: Limits, { viewer }: Asker): number {
  return viewer ? limits.bodyBytes : Math.min(limits.bodyBytes, limits.anonymousBodyBytes);
}

const CUT = 'The request ended before its body';

/**
 * The whole body, at most `limit` bytes. What is announced as larger is refused before a byte is read; what turns out larger, as soon as it
 * does: nothing beyond the limit is ever held in memory. @throws BODY_TOO_LARGE
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw requestError('BODY_TOO_LARGE', { limit });
  if (request.destroyed) throw new Error(CUT);
  // An iterator over the request costs as much as everything else that is done to read it.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      request.off('data', take).off('end', finish).off('error', fail).off('close', cut);
    };
    const fail = (error: unknown): void => {
      done();
      // What is left of it stays unread; an error that comes later must not end the process.
      request.pause().on('error', () => undefined);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) fail(requestError('BODY_TOO_LARGE', { limit }));
      else chunks.push(chunk);
    };
    const finish = (): void => {
      done();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    const cut = (): void => fail(new Error(CUT));
    request.on('data', take).on('end', finish).on('error', fail).on('close', cut);
  });
}

/** @throws BODY_UNREADABLE */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw requestError('BODY_UNREADABLE');
  }
}
