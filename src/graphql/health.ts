/**
 * What an orchestrator, a load balancer or a monitor asks. Live: the process answers; restart it when it does not. Ready: send it requests;
 * when it says no, send them elsewhere, but let it be.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Unready } from '../application/ports/readiness';
import { answerText } from './transports/answer';

/** DRAINING: it has been told to stop, and will be gone in a moment. */
type Reason = Unready | 'DRAINING';

export interface Health {
  draining: boolean;
  /** Why the database is not fit for use now; empty when it is. */
  unready(): Promise<readonly Unready[]>;
}

const LIVE = ['/health/live', '/health'];
const READY = ['/health/ready', '/ready'];

/** Answers when the path is one of health; false when it is none. */
export async function answerHealth(path: string, response: ServerResponse, health: Health): Promise<boolean> {
  if (LIVE.includes(path)) answerText(response, 200, 'text/plain; charset=utf-8', 'ok\n');
  else if (READY.includes(path)) {
    // A process that goes away says so at once, whatever the database does.
    const reasons: readonly Reason[] = health.draining ? ['DRAINING'] : await health.unready();
    const body = JSON.stringify(reasons.length === 0 ? { status: 'ready' } : { status: 'not ready', reasons });
    answerText(response, reasons.length === 0 ? 200 : 503, 'application/json; charset=utf-8', `${body}\n`, { 'cache-control': 'no-store' });
  } else return false;
  return true;
}

/** Nothing but health, for a process without a door. */
export function healthServer(health: Health): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] as string;
    answerHealth(path, response, health)
      .then((known) => known || answerText(response, 404, 'text/plain; charset=utf-8', 'Not found. 未找到。\n'))
      .catch(() => response.destroy());
  });
}
