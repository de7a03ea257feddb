import fc from 'fast-check';
import { pendingEvent, type Pending } from '../../../src/application/drive/pending';
import { heldNames, WaitingCalls } from '../../../src/application/drive/waiting';
import type { Viewer } from '../../../src/application/ports/viewer';

const viewer: Viewer = { accountId: 'a', userName: '', displayName: '', roles: [] };
const call = (subject: string, n: number, idempotencyKey?: string): Pending =>
  pendingEvent(
    { subject: { campaignId: 'c', id: subject }, event: { type: String(n), input: {} }, viewer, idempotencyKey },
    { resolve: () => undefined, reject: () => undefined },
  );
const shown = (calls: readonly Pending[]): string[] => calls.map((one) => `${one.primary.id}${one.kind === 'EVENT' ? one.call.event.type : ''}`);

test('takes calls in order, several of one subject together', () => {
  const waiting = new WaitingCalls();
  for (const one of [call('a', 1), call('b', 1), call('a', 2)]) waiting.add(one);
  expect(shown(waiting.take(2))).toEqual(['a1', 'b1']);
  expect(waiting.length).toBe(1);
});

test('leaves what another batch holds, and lets nobody overtake it on its subject', () => {
  const waiting = new WaitingCalls();
  waiting.add(call('a', 1));
  const first = waiting.take(9);
  const both = call('a', 2);
  both.names.add('c:b');
  for (const one of [both, call('b', 1), call('c', 1)]) waiting.add(one);
  expect(shown(waiting.take(9))).toEqual(['c1']);
  waiting.release(heldNames(first));
  expect(shown(waiting.take(9))).toEqual(['a2', 'b1']);
});

test('never takes one idempotency key twice into a batch, nor into two', () => {
  const waiting = new WaitingCalls();
  for (const one of [call('a', 1, 'k'), call('b', 1, 'k')]) waiting.add(one);
  const first = waiting.take(9);
  expect(shown(first)).toEqual(['a1']);
  expect(waiting.take(9)).toEqual([]);
  waiting.release(heldNames(first));
  expect(shown(waiting.take(9))).toEqual(['b1']);
});

test('a call that is to be alone is alone, and keeps its turn', () => {
  const waiting = new WaitingCalls();
  const single = call('b', 1);
  single.single = true;
  for (const one of [call('a', 1), single, call('b', 2), call('c', 1)]) waiting.add(one);
  expect(shown(waiting.take(9))).toEqual(['a1', 'c1']);
  expect(shown(waiting.take(9))).toEqual(['b1']);
});

test('holds all of what a batch asks for later, or nothing', () => {
  const waiting = new WaitingCalls();
  waiting.add(call('a', 1));
  waiting.take(1);
  expect(waiting.tryHold(['c:b', 'c:a'], new Set())).toBe(false);
  expect(waiting.tryHold(['c:b'], new Set())).toBe(true);
  expect(waiting.tryHold(['c:b'], new Set(['c:b']))).toBe(true);
});

test('whatever comes and however batches end: every call is taken once, and each subject in order', () => {
  const step = fc.oneof(
    fc.record({ add: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ take: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ end: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const waiting = new WaitingCalls();
      const running: Pending[][] = [];
      const taken: Pending[] = [];
      let added = 0;
      const take = (most: number): void => {
        const calls = waiting.take(most);
        taken.push(...calls);
        if (calls.length > 0) running.push(calls);
      };
      const end = (which: number): void => {
        const [calls] = running.splice(which % Math.max(running.length, 1), 1);
        if (calls) waiting.release(heldNames(calls));
      };
      for (const one of steps) {
        if ('add' in one) {
          const pending = call(one.add[0] ?? 'a', added++);
          for (const name of one.add) pending.names.add(`c:${name}`);
          waiting.add(pending);
        } else if ('take' in one) take(one.take);
        else end(one.end);
        const held = running.map((calls) => heldNames(calls));
        for (const [i, names] of held.entries())
          for (const other of held.slice(i + 1)) expect([...names].some((name) => other.has(name))).toBe(false);
      }
      for (let i = 0; waiting.length > 0 && i < 1_000; i += 1) {
        end(0);
        take(4);
      }
      expect(taken).toHaveLength(added);
      for (const name of ['c:a', 'c:b', 'c:c', 'c:d']) {
        const numbers = taken.filter((one) => one.names.has(name)).map((one) => (one.kind === 'EVENT' ? Number(one.call.event.type) : -1));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }
    }),
    { numRuns: 500 },
  );
});
