import { idempotently, requestHash } from '../../src/application/idempotently';
import type { RegisterTransaction } from '../../src/application/ports/transaction';
import { done, refused, type Answer } from '../../src/application/refusal';
import { key, ok, openTestDesk, refusal, type TestDesk } from './people/desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const viewer = { accountId: 'somebody' };
const once = (idempotencyKey: string, body: unknown, work: (tx: RegisterTransaction) => Promise<Answer<unknown>>, command = 'doIt', who = viewer) =>
  idempotently(desk.people, who, { key: idempotencyKey, command, body }, work);
const audited = (action: string) => (tx: RegisterTransaction) => tx.audit.write({ at: new Date(), accountId: null, action, target: null, data: {} });
const count = async (action: string) => (await desk.database.pool.query('select 1 from audit where action = $1', [action])).rowCount;

test('the first answer comes back, and the work is done once', async () => {
  const k = key();
  const work = jest.fn(async (tx: RegisterTransaction) => (await audited('ONCE')(tx), done({ number: 1 })));
  expect(ok(await once(k, { a: 1, b: 2 }, work))).toEqual({ number: 1 });
  expect(ok(await once(k, { b: 2, a: 1 }, work))).toEqual({ number: 1 });
  expect(work).toHaveBeenCalledTimes(1);
  expect(await count('ONCE')).toBe(1);
});
test('a refusal is an answer too', async () => {
  const k = key();
  const work = jest.fn(() => Promise.resolve(refused('NO', '否', 'no', { why: 1 })));
  const first = await once(k, {}, work);
  expect(await once(k, {}, work)).toEqual(first);
  expect(work).toHaveBeenCalledTimes(1);
});
test('another body or another command under the same key is refused, and nothing is done', async () => {
  const k = key();
  await once(k, { a: 1 }, () => Promise.resolve(done(1)));
  const work = jest.fn(() => Promise.resolve(done(2)));
  expect(refusal(await once(k, { a: 2 }, work)).code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(refusal(await once(k, { a: 1 }, work, 'doSomethingElse')).code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(work).not.toHaveBeenCalled();
});
test('keys of two people do not meet', async () => {
  const k = key();
  await once(k, {}, () => Promise.resolve(done('first')));
  expect(ok(await once(k, {}, () => Promise.resolve(done('second')), 'doIt', { accountId: 'somebody else' }))).toBe('second');
});
test('when the work fails, then nothing is kept, and the key is free for the next attempt', async () => {
  const k = key();
  const failing = async (tx: RegisterTransaction): Promise<Answer<unknown>> => {
    await audited('HALF')(tx);
    throw new Error('power cut');
  };
  await expect(once(k, {}, failing)).rejects.toThrow('power cut');
  expect(await count('HALF')).toBe(0);
  expect(ok(await once(k, {}, () => Promise.resolve(done('whole'))))).toBe('whole');
});
test('of many calls at once under one key one does the work and all get its answer', async () => {
  const k = key();
  let worked = 0;
  const calls = Array.from({ length: 8 }, () => once(k, {}, async (tx) => (await audited('SWARM')(tx), done(++worked))));
  expect((await Promise.all(calls)).map((answer) => ok(answer))).toEqual(Array.from({ length: 8 }, () => 1));
  expect(await count('SWARM')).toBe(1);
});
test('a key is needed', async () => {
  expect(refusal(await once(' ', {}, () => Promise.resolve(done(1)))).code).toBe('IDEMPOTENCY_KEY_REQUIRED');
});
test('the order of the keys of a body does not count; everything else does', () => {
  const hash = (body: unknown) => requestHash({ command: 'c', body }).toString('hex');
  expect(hash({ a: [1, 2], b: { c: 1, d: null } })).toBe(hash({ b: { d: null, c: 1 }, a: [1, 2] }));
  expect(hash({ a: [1, 2] })).not.toBe(hash({ a: [2, 1] }));
  expect(hash({ a: '1' })).not.toBe(hash({ a: 1 }));
  expect(hash({ a: null })).not.toBe(hash({}));
});
