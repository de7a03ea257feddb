/** Which of the database's errors are expected: those that a call can be refused for or repeated after. All others are thrown as they are. */
import { StoreFailure } from '../../../application/ports/store';

const READ_ONLY = new Set(['25006']);
/** serialization_failure, deadlock_detected, unique_violation (a key or an id was inserted by somebody else in the same moment) */
const CONTENDED = new Set(['40001', '40P01', '23505']);
/** 08 connection exceptions, 53 out of disk, memory or connections, 57P shutting down, 58030 I/O error */
const UNAVAILABLE = /^(08|53|57P0[1-5]|58030)/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT']);
/** What pg says without a code when a connection goes, or none can be had in time. */
const LOST =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|server closed the connection|not queryable|Cannot use a pool after/i;

export function storeFailure(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { code = '', message = '' } = error as { code?: unknown; message?: unknown };
  if (typeof code !== 'string' || typeof message !== 'string') return error;
  if (READ_ONLY.has(code)) return new StoreFailure('READ_ONLY', error);
  if (CONTENDED.has(code)) return new StoreFailure('CONTENDED', error);
  if (UNAVAILABLE.test(code) || NETWORK.has(code) || LOST.test(message)) return new StoreFailure('UNAVAILABLE', error);
  return error;
}
