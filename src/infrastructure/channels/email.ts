/** Messages as mail over SMTP, in Chinese and English, plain text: nothing that a mail program would have to fetch. */
import { createTransport } from 'nodemailer';
import type { DeliveryOutcome, MessageChannel } from '../../application/ports/message-channel';
import { mailWords } from '../../domain/messages/mail-words';

export interface EmailOptions {
  /** `smtp://` (STARTTLS where the server offers it) or `smtps://`, with user and password where it asks for them. */
  url: string;
  from: string;
  publicUrl: string | null;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

export function createEmail({ url, from, publicUrl, timeoutMs = TIMEOUT_MS }: EmailOptions): MessageChannel {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs };
  const transport = createTransport({ url, pool: true, maxConnections: 2, disableFileAccess: true, disableUrlAccess: true, ...timeouts });
  const host = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'muster';
  return {
    name: 'EMAIL',
    async deliver({ id, message, campaign, subject, units, data }, { id: recipient, address }) {
      const words = mailWords(message, { title: subject.title, data });
      // The person has taken the address away since, or a newer program meant to send it.
      if (address === null) return { outcome: 'REFUSED', error: 'NO_ADDRESS' };
      if (words === null) return { outcome: 'REFUSED', error: 'NO_WORDS' };
      const names = units.map(({ name }) => name).join('、');
      const lines = [words.zh, words.en, '', campaign.title, names, ...(publicUrl === null ? [] : ['', publicUrl])];
      try {
        await transport.sendMail({
          ...{ from, to: address, subject: `【${campaign.title}】${words.zh}`.replace(/\s+/g, ' ').slice(0, 120), text: `${lines.join('\n')}\n` },
          messageId: `<${id.replaceAll(':', '.')}.${recipient}@${host}>`,
          textEncoding: 'base64',
          headers: { 'auto-submitted': 'auto-generated', 'x-muster-message': message },
        });
        return { outcome: 'DELIVERED' };
      } catch (error) {
        return meaning(error);
      }
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}

/** The server's answer by its number alone: its words may repeat the address. */
function meaning(error: unknown): DeliveryOutcome {
  const { responseCode, code, command } = (error ?? {}) as { responseCode?: unknown; code?: unknown; command?: unknown };
  if (typeof responseCode === 'number') {
    // A wrong password is the administrator's to mend, not a fault of the message.
    const refused = responseCode >= 500 && code !== 'EAUTH' && command !== 'CONN';
    return { outcome: refused ? 'REFUSED' : 'FAILED', error: `SMTP ${responseCode}` };
  }
  return { outcome: 'FAILED', error: typeof code === 'string' ? code : 'UNKNOWN' };
}
