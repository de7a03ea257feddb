import { createEmail } from '../../../src/infrastructure/channels/email';
import { mailServer, outgoing } from './receivers';

const to = { id: 'account-1', address: 'someone@unit.example' };

let server: Awaited<ReturnType<typeof mailServer>>;
let email: ReturnType<typeof createEmail>;
beforeAll(async () => {
  server = await mailServer();
  email = createEmail({ url: server.url, from: '专项办 <muster@office.example>', publicUrl: 'https://muster.example' });
});
afterAll(async () => {
  await email.close();
  await server.close();
});
beforeEach(() => {
  server.mails.length = 0;
  server.answers(() => 250);
});

/** Header and text as a mail program shows them. */
function shown(raw: string): { subject: string; text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const decoded = (encoded: string): string => Buffer.from(encoded.replace(/\s/g, ''), 'base64').toString('utf8');
  const folded = /^subject: (.*(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  const words = [...folded.matchAll(/=\?utf-8\?b\?([^?]*)\?=/gi)].map(([, part]) => Buffer.from(part ?? '', 'base64'));
  return { subject: Buffer.concat(words).toString('utf8'), text: decoded(rest.join('\r\n\r\n')) };
}

it('mails what is asked, by when, in Chinese and English', async () => {
  expect(await email.deliver(outgoing(), to)).toEqual({ outcome: 'DELIVERED' });
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'muster@office.example', to: ['someone@unit.example'] });
  const { subject, text } = shown(mail?.text ?? '');
  expect(subject).toBe('【打击假冒伪劣专项行动】“统计表（2026-02）”尚未报送，还剩3个工作日。报送期限：2026-03-05。');
  expect(text).toBe(
    [
      '“统计表（2026-02）”尚未报送，还剩3个工作日。报送期限：2026-03-05。',
      '“统计表（2026-02）” has not been handed in; 3 working day(s) are left. Due on 2026-03-05.',
      '',
      '打击假冒伪劣专项行动',
      '市市场监管局',
      '',
      'https://muster.example',
      '',
    ].join('\n'),
  );
});

it('bears the same id however often it is sent, and another for each recipient', async () => {
  const idOf = (raw = ''): string => /^message-id: (.*)$/im.exec(raw)?.[1] ?? '';
  await email.deliver(outgoing(), to);
  await email.deliver(outgoing(), to);
  await email.deliver(outgoing(), { ...to, id: 'account-2' });
  const [first, second, third] = server.mails.map(({ text }) => idOf(text));
  expect(first).toBe('<campaign.7.account-1@office.example>');
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('cannot be made to write headers by what somebody typed', async () => {
  const typed = '催\r\nBcc: everybody@else.example\r\n\r\n';
  await email.deliver(outgoing({ message: 'REPORT_URGED', subject: { id: 'r', kind: 'REPORT', title: typed }, data: { message: typed } }), to);
  const [mail] = server.mails;
  expect(mail?.to).toEqual(['someone@unit.example']);
  expect((mail?.text ?? '').split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
});

it.each([
  [550, 'REFUSED'],
  [553, 'REFUSED'],
  [451, 'FAILED'],
  [421, 'FAILED'],
])('understands %i as %s, and keeps the number alone', async (code, outcome) => {
  server.answers(() => code);
  expect(await email.deliver(outgoing(), to)).toEqual({ outcome, error: `SMTP ${code}` });
});

it('a server that is away is for later', async () => {
  const gone = await mailServer();
  await gone.close();
  const away = createEmail({ url: gone.url, from: 'muster@office.example', publicUrl: null });
  expect(await away.deliver(outgoing(), to)).toMatchObject({ outcome: 'FAILED' });
  await away.close();
});

it('what has no address or no words is refused', async () => {
  expect(await email.deliver(outgoing(), { ...to, address: null })).toEqual({ outcome: 'REFUSED', error: 'NO_ADDRESS' });
  expect(await email.deliver(outgoing({ message: 'REPORT_OWED' }), to)).toEqual({ outcome: 'REFUSED', error: 'NO_WORDS' });
});
