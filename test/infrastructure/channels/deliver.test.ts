/** What waits for a channel, on the real database, sent to real servers. */
import { v7 as uuid } from 'uuid';
import type { ChannelName, MessageChannel } from '../../../src/application/ports/message-channel';
import { deliverByChannel } from '../../../src/infrastructure/channels';
import { createEmail } from '../../../src/infrastructure/channels/email';
import { createWebhook } from '../../../src/infrastructure/channels/webhook';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { deliverOutbox } from '../../../src/infrastructure/workers';
import { openTestDatabase } from '../../support/database';
import { httpReceiver, mailServer } from './receivers';

const START = new Date('2026-03-02T00:00:00Z');
const wall = { time: START, now: () => wall.time };

let database: Database;
let smtp: Awaited<ReturnType<typeof mailServer>>;
let http: Awaited<ReturnType<typeof httpReceiver>>;
let email: MessageChannel;
let webhook: MessageChannel;
let impatient: MessageChannel;
beforeAll(async () => {
  database = await openTestDatabase({ migrations });
  [smtp, http] = [await mailServer(), await httpReceiver()];
  email = createEmail({ url: smtp.url, from: 'muster@office.example', publicUrl: null });
  const hook = { url: http.url, secret: 's'.repeat(40), wall, publicUrl: null };
  webhook = createWebhook({ ...hook, timeoutMs: 60_000 });
  impatient = createWebhook({ ...hook, timeoutMs: 50 });
});
afterAll(async () => {
  await Promise.all([email.close(), webhook.close(), smtp.close(), http.close()]);
  await database.close();
});
const later = (seconds: number): void => void (wall.time = new Date(wall.time.getTime() + seconds * 1_000));
beforeEach(async () => {
  await database.pool.query('truncate outbox, message, outbox_delivery, account, membership, substitution');
  [smtp.mails.length, http.received.length] = [0, 0];
  smtp.answers(() => 250);
  http.answers(() => 204);
  wall.time = START;
});

const [UNIT, OTHER] = [uuid(), uuid()];
async function person(name: string, roles: [string, string][], more: { email?: string | null; disabled?: boolean } = {}): Promise<string> {
  const id = uuid();
  const address = more.email === undefined ? `${name}@unit.example` : more.email;
  await database.pool.query(
    `insert into account (id, user_name, display_name, email, disabled_at, created_at) values ($1, $2, $2, $3, case when $4 then now() end, now())`,
    [id, name, address, more.disabled === true],
  );
  for (const [role, unit] of roles)
    await database.pool.query(`insert into membership (id, account_id, role, unit_id, created_at) values ($1, $2, $3, $4, now())`, [
      uuid(),
      id,
      role,
      unit,
    ]);
  return id;
}
async function put(message = 'REPORT_URGED', data: object = {}, units: unknown[] = [UNIT]): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before) values ($1, $2, 1, $3, $4, $5, $6, $6) returning id`,
    [uuid(), uuid(), message, JSON.stringify(units), JSON.stringify(data), START],
  );
  return rows[0]?.id ?? '';
}
const outbox = (on = { email: true, webhook: true }): Promise<number> => deliverOutbox(database.pool, wall, { ...on, wall });

let told: string[] = [];
beforeEach(() => (told = []));
const sent = (channel: MessageChannel): Promise<number> =>
  deliverByChannel({
    ...{ pool: database.pool, channel, wall },
    unitNames: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `unit ${id}`]))),
    told: (name: ChannelName, outcome) => told.push(`${name} ${outcome}`),
    onError: () => told.push('error'),
  });
const addressees = (): string[] => smtp.mails.flatMap(({ to }) => to).sort();
const rows = async (): Promise<
  { channel: string; attempts: number; refusals: number; last_error: string | null; done: boolean; failed: boolean; wait: number }[]
> =>
  (
    await database.pool.query<never>(
      `select channel, attempts, refusals, last_error, delivered_at is not null as done, failed_at is not null as failed,
         extract(epoch from next_try_at - $1)::int as wait from outbox_delivery order by message_id, channel, recipient`,
      [wall.time],
    )
  ).rows;

describe('whom a message is mailed to', () => {
  test('those who act for the unit and have an address, each once', async () => {
    await person('head', [['UNIT_HEAD', UNIT]]);
    await person('staff', [
      ['UNIT_STAFF', UNIT],
      ['UNIT_HEAD', UNIT],
    ]);
    await person('coordinator', [['COORDINATOR', UNIT]]);
    await person('elsewhere', [['UNIT_STAFF', OTHER]]);
    await person('leader', [['LEADER', UNIT]]);
    await person('nowhere', [['UNIT_STAFF', UNIT]], { email: null });
    await person('gone', [['UNIT_STAFF', UNIT]], { disabled: true });
    await put();
    await outbox();
    expect(await sent(email)).toBe(3);
    expect(addressees()).toEqual(['coordinator@unit.example', 'head@unit.example', 'staff@unit.example']);
  });
  test('what is for the head goes to the head alone, and to who stands in', async () => {
    const head = await person('head', [['UNIT_HEAD', UNIT]]);
    await person('staff', [['UNIT_STAFF', UNIT]]);
    const substitute = await person('substitute', [['UNIT_STAFF', OTHER]]);
    await database.pool.query(
      `insert into substitution (id, absent_id, substitute_id, valid_from, valid_to, reason, created_by, created_at)
       values ($1, $2, $3, '2026-03-01', '2026-03-05', 'x', $2, now())`,
      [uuid(), head, substitute],
    );
    await put('REPORT_ESCALATED', { audience: 'UNIT_HEAD', workingDays: 3, dueOn: '2026-02-25' });
    await outbox();
    await sent(email);
    expect(addressees()).toEqual(['head@unit.example', 'substitute@unit.example']);
  });
  test('only what asks for something is mailed; the webhook gets everything; nothing goes where nothing is configured', async () => {
    await person('staff', [['UNIT_STAFF', UNIT]]);
    await put('REPORT_OWED');
    await outbox();
    expect([await sent(email), await sent(webhook)]).toEqual([0, 1]);
    await put();
    await outbox({ email: false, webhook: false });
    expect([await sent(email), await sent(webhook)]).toEqual([0, 0]);
  });
});

describe('a channel that fails', () => {
  test('is tried again, ever more seldom, and holds up no other', async () => {
    await person('staff', [['UNIT_STAFF', UNIT]]);
    await put();
    await outbox();
    http.answers(() => 500);
    expect([await sent(webhook), await sent(email)]).toEqual([0, 1]);
    expect(await rows()).toMatchObject([
      { channel: 'EMAIL', done: true },
      { channel: 'WEBHOOK', attempts: 1, last_error: 'HTTP 500', wait: 30, done: false, failed: false },
    ]);
    expect(await sent(webhook)).toBe(0);
    expect(http.received).toHaveLength(1);
    later(30);
    http.answers(() => null);
    expect(await sent(impatient)).toBe(0);
    expect(await rows()).toMatchObject([{ channel: 'EMAIL' }, { attempts: 2, last_error: 'TIMEOUT', wait: 60 }]);
    later(60);
    http.answers(() => 204);
    expect(await sent(webhook)).toBe(1);
    expect(await rows()).toMatchObject([{ channel: 'EMAIL' }, { attempts: 3, last_error: null, done: true }]);
    expect(new Set(http.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(told).toEqual(['WEBHOOK RETRIED', 'EMAIL DELIVERED', 'WEBHOOK RETRIED', 'WEBHOOK DELIVERED']);
    const before = http.received.length;
    later(86_400);
    expect([await sent(webhook), http.received.length]).toEqual([0, before]);
  });
  test('a refusal is believed the third time', async () => {
    await put();
    await outbox();
    http.answers(() => 400);
    for (const wait of [30, 60, 120]) {
      await sent(webhook);
      later(wait);
    }
    expect(await rows()).toMatchObject([{ attempts: 3, refusals: 3, last_error: 'HTTP 400', failed: true, done: false }]);
    later(86_400);
    expect([await sent(webhook), http.received.length]).toEqual([0, 3]);
    expect(told).toEqual(['WEBHOOK RETRIED', 'WEBHOOK RETRIED', 'WEBHOOK GIVEN_UP']);
  });
  test('one that stays away is given up after three days', async () => {
    await put();
    await outbox();
    http.answers(() => 503);
    let tries = 0;
    for (; (await rows())[0]?.failed === false; tries += 1) {
      await sent(webhook);
      later(3_600);
      expect(tries).toBeLessThan(80);
    }
    expect(tries).toBeGreaterThan(60);
    expect(wall.time.getTime() - START.getTime()).toBeGreaterThanOrEqual(3 * 86_400_000);
  });
});

test('a message that one server refuses does not stand before the others', async () => {
  const poison = await put('REPORT_URGED', { poison: true });
  for (let i = 0; i < 20; i += 1) await put();
  http.answers(({ body }) => (((JSON.parse(body) as { data: object }).data as { poison?: boolean }).poison === true ? 422 : 204));
  await outbox();
  expect(await sent(webhook)).toBe(20);
  expect((await rows()).filter(({ done }) => !done)).toMatchObject([{ last_error: 'HTTP 422' }]);
  expect(Number(poison)).toBeGreaterThan(0);
});

test('a fault of ours in one message is told, given up, and harms no other', async () => {
  await put('REPORT_URGED', { broken: true });
  await put();
  await outbox();
  const faulty: MessageChannel = {
    ...webhook,
    deliver: (message, recipient) => (message.data['broken'] ? Promise.reject(new Error('a fault')) : webhook.deliver(message, recipient)),
  };
  expect(await sent(faulty)).toBe(1);
  expect(told.sort()).toEqual(['WEBHOOK DELIVERED', 'WEBHOOK RETRIED', 'error']);
  expect(await rows()).toMatchObject([{ last_error: 'FAULT', refusals: 1 }, { done: true }]);
});

test('several workers at once: each message once', async () => {
  for (let i = 0; i < 60; i += 1) await put();
  await outbox();
  const counts = await Promise.all([1, 2, 3].map(() => sent(webhook)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  const ids = http.received.map(({ headers }) => headers['idempotency-key']);
  expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
});

test('what a process had taken when it died is sent by the next, with the same id, and no sooner than it must have ended', async () => {
  await put();
  await outbox();
  const dying: MessageChannel = { ...webhook, deliver: () => new Promise(() => undefined) };
  void sent(dying);
  while ((await rows())[0]?.attempts !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await sent(webhook)).toBe(0);
  later(179);
  expect(await sent(webhook)).toBe(0);
  later(1);
  expect(await sent(webhook)).toBe(1);
  expect(await rows()).toMatchObject([{ attempts: 2, done: true }]);
});

test('who was slower than the lease does not undo what the next has done', async () => {
  await put();
  await outbox();
  let answer: () => void = () => undefined;
  const slow: MessageChannel = {
    ...webhook,
    deliver: () => new Promise((resolve) => (answer = () => resolve({ outcome: 'REFUSED', error: 'HTTP 400' }))),
  };
  const first = sent(slow);
  while ((await rows())[0]?.attempts !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
  later(180);
  expect(await sent(webhook)).toBe(1);
  answer();
  await first;
  expect(await rows()).toMatchObject([{ attempts: 2, refusals: 0, done: true, failed: false }]);
});
