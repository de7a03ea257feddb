import fc from 'fast-check';
import { canonical, CHAIN_START, linkHash, requestHash, storable } from '../../../src/application/drive/chain';
import type { LoggedEvent } from '../../../src/application/ports/store';

const event: Omit<LoggedEvent, 'prevHash' | 'hash'> = {
  ...{ campaignId: 'c', id: 's', seq: 1, kind: 'TASK', type: 'NOTE', by: { account: 'a' }, on: '2026-03-02', at: new Date('2026-03-02T01:00:00Z') },
  ...{ input: { b: 1, a: [1, null, { d: 2, c: 3 }] }, facts: {}, cause: null },
};

describe('a link of the chain', () => {
  test('is SM3 over the hash before it and the sorted content, for ever', () => {
    expect(canonical({ b: 1, a: { d: [2], c: '中' } })).toBe('{"a":{"c":"中","d":[2]},"b":1}');
    expect(linkHash(CHAIN_START, event).toString('hex')).toMatchInlineSnapshot(`"f92b36f4afdc9e0bcbd1c7d284ac15d748401d4339cd03577f8c76987ea91966"`);
  });

  test.each<[string, Partial<LoggedEvent>]>([
    ['campaign', { campaignId: 'd' }],
    ['subject', { id: 't' }],
    ['place', { seq: 2 }],
    ['kind', { kind: 'REPORT' }],
    ['type', { type: 'X' }],
    ['sender', { by: { account: 'b' } }],
    ['day', { on: '2026-03-03' }],
    ['instant', { at: new Date('2026-03-02T01:00:00.001Z') }],
    ['input', { input: { b: 2 } }],
    ['facts', { facts: { x: 1 } }],
    ['cause', { cause: { subjectId: 's', seq: 1 } }],
  ])('changes with the %s', (_, change) => {
    expect(linkHash(CHAIN_START, { ...event, ...change })).not.toEqual(linkHash(CHAIN_START, event));
  });

  test('changes with the link before it', () => {
    expect(linkHash(Buffer.alloc(32, 1), event)).not.toEqual(linkHash(CHAIN_START, event));
  });

  test('does not depend on the order in which a database gives the keys back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
        const turned = Object.fromEntries(Object.entries(input).reverse());
        expect(linkHash(CHAIN_START, { ...event, input: turned })).toEqual(linkHash(CHAIN_START, { ...event, input }));
        expect(requestHash(turned)).toEqual(requestHash(input));
      }),
    );
  });
});

describe('what can be stored', () => {
  test('is every text without NUL and without half a surrogate pair, backslashes and escapes included', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\', '\\u0000', '\u0000', '\ud800', '\udfff', '😀', '"', '\n'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const whole = !text.includes('\u0000') && !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
        expect(storable({ [text]: 1 }) !== null).toBe(whole);
        expect(storable([text]) !== null).toBe(whole);
      }),
      { numRuns: 2_000 },
    );
  });

  test('comes back as a log would give it: dates as text, what is undefined left out', () => {
    expect(storable({ at: new Date(0), none: undefined, list: [undefined] })).toEqual({ value: { at: '1970-01-01T00:00:00.000Z', list: [null] } });
  });
});
