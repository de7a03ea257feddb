import { createHmac } from 'node:crypto';
import { createWebhook } from '../../../src/infrastructure/channels/webhook';
import { httpReceiver, outgoing } from './receivers';

const message = outgoing({ message: 'REPORT_URGED', data: { message: '请尽快报送', times: 1 } });
const secret = 's'.repeat(40);
const wall = { now: () => new Date('2026-03-02T00:00:05.400Z') };
const recipient = { id: '', address: null };

let receiver: Awaited<ReturnType<typeof httpReceiver>>;
beforeAll(async () => {
  receiver = await httpReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers(() => 204);
});
const hook = (timeoutMs?: number) =>
  createWebhook({ url: receiver.url, secret, wall, publicUrl: 'https://muster.example', ...(timeoutMs ? { timeoutMs } : {}) });

it('sends the message with a signature over timestamp and body', async () => {
  expect(await hook().deliver(message, recipient)).toEqual({ outcome: 'DELIVERED' });
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  expect(JSON.parse(body)).toEqual({ ...message, createdAt: '2026-03-02T00:00:00.000Z', url: 'https://muster.example' });
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': 'campaign:7',
    'muster-timestamp': '1772409605',
  });
  // As a receiver computes it.
  const expected = createHmac('sha256', secret)
    .update(`${String(headers['muster-timestamp'])}.`)
    .update(Buffer.from(body))
    .digest('hex');
  expect(headers['muster-signature']).toBe(`v1=${expected}`);
});

it.each([
  [200, 'DELIVERED'],
  [400, 'REFUSED'],
  [404, 'REFUSED'],
  [410, 'REFUSED'],
  [408, 'FAILED'],
  [429, 'FAILED'],
  [500, 'FAILED'],
  [503, 'FAILED'],
])('understands %i as %s, and keeps nothing of what the other side wrote', async (status, outcome) => {
  receiver.answers(() => status);
  expect(await hook().deliver(message, recipient)).toEqual(outcome === 'DELIVERED' ? { outcome } : { outcome, error: `HTTP ${status}` });
});

it('follows no redirect', async () => {
  const elsewhere = await httpReceiver();
  receiver.answers(() => ({ status: 307, location: elsewhere.url }));
  expect(await hook().deliver(message, recipient)).toEqual({ outcome: 'REFUSED', error: 'HTTP 307' });
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();
});

it('does not wait for ever, and says why nothing came of it', async () => {
  receiver.answers(() => null);
  expect(await hook(50).deliver(message, recipient)).toEqual({ outcome: 'FAILED', error: 'TIMEOUT' });
  const gone = await httpReceiver();
  await gone.close();
  const nobody = createWebhook({ url: gone.url, secret, wall, publicUrl: null });
  expect(await nobody.deliver(message, recipient)).toEqual({ outcome: 'FAILED', error: 'ECONNREFUSED' });
});
