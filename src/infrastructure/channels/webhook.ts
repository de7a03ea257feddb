/**
 * Messages as signed HTTP requests, for a portal or a group chat of one's own. POST, JSON, no redirects: a redirect would carry the message and its
 * signature to somebody whom nobody has configured.
 */
import type { Clock } from '../../application/ports/clock';
import type { DeliveryOutcome, MessageChannel, OutgoingMessage } from '../../application/ports/message-channel';
import { signatureOf } from './signature';

export interface WebhookOptions {
  url: string;
  secret: string;
  /** Real time: receivers compare it with theirs. */
  wall: Clock;
  /** Where the product is reached, for links; null: not told. */
  publicUrl: string | null;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Refusals that are about the moment and not about the message. */
const FOR_NOW = new Set([408, 425, 429]);

export function createWebhook({ url, secret, wall, publicUrl, timeoutMs = TIMEOUT_MS }: WebhookOptions): MessageChannel {
  return {
    name: 'WEBHOOK',
    async deliver(message) {
      const body = webhookBody(message, publicUrl);
      const timestamp = String(Math.floor(wall.now().getTime() / 1_000));
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'muster',
        'idempotency-key': message.id,
        'muster-timestamp': timestamp,
        'muster-signature': signatureOf(secret, timestamp, body),
      };
      try {
        const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        return meaning(response.status);
      } catch (error) {
        return { outcome: 'FAILED', error: nameOf(error) };
      }
    },
    close: () => Promise.resolve(),
  };
}

/** The body, as it is signed. */
export function webhookBody({ id, message, createdAt, campaign, subject, units, data }: OutgoingMessage, publicUrl: string | null): string {
  return JSON.stringify({ id, message, createdAt: createdAt.toISOString(), campaign, subject, units, data, url: publicUrl });
}

function meaning(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return { outcome: 'DELIVERED' };
  const error = `HTTP ${status}`;
  return status >= 300 && status < 500 && !FOR_NOW.has(status) ? { outcome: 'REFUSED', error } : { outcome: 'FAILED', error };
}

/** The code of the network's fault, without the address that its message would name. */
function nameOf(error: unknown): string {
  const { name, cause } = (error ?? {}) as { name?: unknown; cause?: unknown };
  if (name === 'TimeoutError') return 'TIMEOUT';
  const { code } = (cause ?? error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'UNKNOWN';
}
