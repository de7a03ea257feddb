/** A mail server and an HTTP receiver that do as they are told, and what is sent to them. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { OutgoingMessage } from '../../../src/application/ports/message-channel';

/** A reminder of a report that is due in three working days. */
export const outgoing = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: 'campaign:7',
  message: 'REPORT_REMINDER_BEFORE',
  createdAt: new Date('2026-03-02T00:00:00Z'),
  campaign: { id: 'campaign', title: '打击假冒伪劣专项行动' },
  subject: { id: 'report', kind: 'REPORT', title: '统计表（2026-02）' },
  units: [{ id: 'market', name: '市市场监管局' }],
  data: { dueOn: '2026-03-05', workingDays: 3 },
  ...more,
});

export interface Mail {
  from: string;
  to: string[];
  text: string;
}

/** `answer`: an SMTP code for a recipient, 250 to take it. */
export async function mailServer(answer: (to: string) => number = () => 250) {
  const mails: Mail[] = [];
  let says = answer;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(address, _session, done) {
      const code = says(address.address);
      done(code === 250 ? null : Object.assign(new Error(`no such person ${address.address}`), { responseCode: code }));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answers: (next: typeof answer) => (says = next),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** `answer`: a status, or a status with the address to go to, or null for never. */
export async function httpReceiver(answer: (received: Received) => number | { status: number; location: string } | null = () => 204) {
  const received: Received[] = [];
  let says = answer;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const one = { headers: request.headers, body };
      received.push(one);
      const said = says(one);
      if (said === null) return;
      if (typeof said === 'number') response.writeHead(said).end('words of the other side');
      else response.writeHead(said.status, { location: said.location }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/muster`,
    received,
    answers: (next: typeof answer) => (says = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
