import fc from 'fast-check';
import { hashOfLeaf, MerkleTree, pathOf, rootByPath, rootOf } from '../../../src/application/audit/merkle';
import { createHash } from 'node:crypto';

const leaves = fc.array(
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  { minLength: 1, maxLength: 40 },
);

describe('the tree', () => {
  test('is that of RFC 9162: of nothing, of one, of three', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
    const node = (left: Buffer, right: Buffer): Buffer => createHash('sm3').update(Buffer.of(1)).update(left).update(right).digest();
    expect(new MerkleTree().root()).toEqual(createHash('sm3').digest());
    expect(rootOf([a])).toEqual(hashOfLeaf(a));
    expect(rootOf([a, b, c])).toEqual(node(node(hashOfLeaf(a), hashOfLeaf(b)), hashOfLeaf(c)));
  });

  test('made leaf by leaf is the tree made by halves', () => {
    const byHalves = (all: Buffer[]): Buffer => {
      if (all.length === 1) return hashOfLeaf(all[0] ?? Buffer.alloc(0));
      let half = 1;
      while (half * 2 < all.length) half *= 2;
      return createHash('sm3')
        .update(Buffer.of(1))
        .update(byHalves(all.slice(0, half)))
        .update(byHalves(all.slice(half)))
        .digest();
    };
    fc.assert(fc.property(leaves, (all) => rootOf(all).equals(byHalves(all))));
  });

  test('every leaf has a path to the root, and no other leaf, place or size has it', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), (all, pick, other) => {
        const index = pick % all.length;
        const leaf = all[index] ?? Buffer.alloc(0);
        const path = pathOf(all, index);
        expect(rootByPath(leaf, index, all.length, path)).toEqual(rootOf(all));
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)));
        expect(rootByPath(Buffer.concat([leaf, Buffer.of(0)]), index, all.length, path)).not.toEqual(rootOf(all));
        const place = other % all.length;
        if (!all[place]?.equals(leaf)) expect(rootByPath(all[place] ?? leaf, index, all.length, path)).not.toEqual(rootOf(all));
        expect(rootByPath(leaf, all.length, all.length, path)).toBeNull();
        expect(rootByPath(leaf, index, all.length, [...path, Buffer.alloc(32)])).not.toEqual(rootOf(all));
      }),
    );
  });
});
