import fc from 'fast-check';
import type { Page, PageRequest } from '../../src/application/ports/reading';
import { fromCursor, pageRequest, toConnection, toCursor } from '../../src/graphql/paging';
import type { KeyPart } from '../../src/graphql/sort-keys';
import { fromGlobalId, NODE_KINDS, subjectKeyOf, toGlobalId, uuidOf, type NodeKind } from '../../src/graphql/global-id';

const refusedWith = (code: string) => expect.objectContaining({ extensions: expect.objectContaining({ code }) as unknown }) as unknown;
const refusal = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

describe('global ids', () => {
  const ids = fc
    .constantFrom(...(Object.keys(NODE_KINDS) as NodeKind[]))
    .chain((kind) => fc.tuple(fc.constant(kind), fc.array(fc.uuid(), { minLength: NODE_KINDS[kind], maxLength: NODE_KINDS[kind] })));

  it('come back as they were given', () => {
    fc.assert(
      fc.property(ids, ([kind, parts]) => {
        expect(fromGlobalId(toGlobalId(kind, ...parts))).toEqual({ kind, parts });
      }),
    );
  });

  it('refuse every other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(refusal(() => fromGlobalId(text))).toEqual(refusedWith('INVALID_ID'));
      }),
    );
  });

  it('refuse a second spelling of the same id', () => {
    fc.assert(
      fc.property(ids, fc.constantFrom('=', ' ', '\n', '!'), ([kind, parts], more) => {
        expect(refusal(() => fromGlobalId(toGlobalId(kind, ...parts) + more))).toEqual(refusedWith('INVALID_ID'));
      }),
    );
  });

  it('refuse another kind than the field takes, and parts that are no uuids', () => {
    const uuid = '0197f000-0000-7000-8000-000000000001';
    expect(refusal(() => uuidOf('Plan', toGlobalId('Unit', uuid)))).toEqual(refusedWith('INVALID_ID'));
    expect(refusal(() => fromGlobalId(toGlobalId('Unit', 'x')))).toEqual(refusedWith('INVALID_ID'));
    expect(refusal(() => fromGlobalId(toGlobalId('Task', uuid)))).toEqual(refusedWith('INVALID_ID'));
    expect(refusal(() => fromGlobalId(Buffer.from(`constructor:${uuid}`).toString('base64url')))).toEqual(refusedWith('INVALID_ID'));
  });

  it('name a campaign by itself', () => {
    const uuid = '0197f000-0000-7000-8000-000000000001';
    expect(subjectKeyOf('Campaign', toGlobalId('Campaign', uuid))).toEqual({ campaignId: uuid, id: uuid });
  });
});

describe('cursors', () => {
  const PARTS: Record<KeyPart, fc.Arbitrary<string | number>> = {
    int: fc.integer(),
    bigint: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
    date: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
    uuid: fc.uuid(),
    text: fc.string().filter((text) => !text.includes('\0')),
  };
  const shapes = fc.array(fc.constantFrom(...(Object.keys(PARTS) as KeyPart[])), { minLength: 1, maxLength: 4 });
  const keys = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.tuple(...shape.map((part) => PARTS[part]))));

  it('come back as they were given', () => {
    fc.assert(
      fc.property(keys, ([shape, key]) => {
        expect(fromCursor(toCursor(key), shape)).toEqual(key);
      }),
    );
  });

  it('refuse every other text', () => {
    fc.assert(
      fc.property(fc.string(), shapes, (text, shape) => {
        expect(refusal(() => fromCursor(text, shape))).toEqual(refusedWith('INVALID_CURSOR'));
      }),
    );
  });

  it('refuse a key with a part too many or too few', () => {
    fc.assert(
      fc.property(keys, ([shape, key]) => {
        for (const other of [[...key, 1], key.slice(1)])
          expect(refusal(() => fromCursor(toCursor(other), shape))).toEqual(refusedWith('INVALID_CURSOR'));
      }),
    );
  });

  it.each<[KeyPart, string | number | null]>([
    ['int', 1.5],
    ['int', 2 ** 31],
    ['int', 1e300],
    ['int', '1'],
    ['bigint', '9223372036854775808'],
    ['bigint', '-1'],
    ['bigint', 1],
    ['date', '2022-02-30'],
    ['date', '0000-01-01'],
    ['date', 'infinity'],
    ['uuid', 'x'],
    ['text', 'a\0'],
    ['text', '\ud800'],
    ['text', 'x'.repeat(2001)],
    ['text', 1],
    ['text', null],
  ])('refuse for %s: %j', (part, value) => {
    expect(refusal(() => fromCursor(toCursor([value]), [part]))).toEqual(refusedWith('INVALID_CURSOR'));
  });
});

describe('page arguments', () => {
  it.each([
    {},
    { first: 0 },
    { first: 101 },
    { first: -1 },
    { last: 0 },
    { first: 1, last: 1 },
    { first: 1, before: toCursor([1]) },
    { last: 1, after: toCursor([1]) },
  ])('refuses %j', (args) => {
    expect(refusal(() => pageRequest(args, ['int']))).toEqual(refusedWith('PAGE_SIZE_OUT_OF_RANGE'));
  });

  it('takes one direction at a time', () => {
    expect(pageRequest({ first: 10, after: toCursor([3]) }, ['int'])).toEqual({ limit: 10, direction: 'FORWARD', from: [3] });
    expect(pageRequest({ last: 10 }, ['int'])).toEqual({ limit: 10, direction: 'BACKWARD', from: null });
  });
});

describe('connections', () => {
  /** A list in ascending order, read as the reading port promises. */
  function read(rows: readonly number[], { limit, direction, from }: PageRequest): Page<number> {
    const at = from === null ? null : Number(from[0]);
    const forward = direction === 'FORWARD';
    const beyond = rows.filter((row) => at === null || (forward ? row > at : row < at));
    const found = forward ? beyond.slice(0, limit) : beyond.slice(-limit);
    return { rows: found.map((row) => ({ row, sortKey: [row] })), more: beyond.length > found.length };
  }
  const page = (rows: readonly number[], args: Parameters<typeof pageRequest>[0]) => {
    const request = pageRequest(args, ['int']);
    return toConnection(read(rows, request), request, (row) => row);
  };

  it('show every row that was there from the beginning once, however many come in between', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });
    const insertions = fc.array(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 }), { maxLength: 40 });
    fc.assert(
      fc.property(rows, insertions, fc.integer({ min: 1, max: 7 }), fc.boolean(), (before, waves, size, forward) => {
        const present = new Set(before);
        const seen: number[] = [];
        let cursor: string | null = null;
        for (let turn = 0; ; turn += 1) {
          const list = [...present].sort((a, b) => a - b);
          const { nodes, pageInfo } = page(list, forward ? { first: size, after: cursor } : { last: size, before: cursor });
          seen.push(...(forward ? nodes : nodes.toReversed()));
          cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
          if (!(forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
          for (const row of waves[turn] ?? []) present.add(row);
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(before));
        expect(seen).toEqual(seen.toSorted((a, b) => (forward ? a - b : b - a)));
      }),
    );
  });
});
