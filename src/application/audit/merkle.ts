/**
 * Merkle tree as in RFC 9162, 2.1, with SM3: leaves and inner nodes are hashed apart (0x00, 0x01), so that none can pass for the other; the
 * root of no leaves is the hash of nothing. A proof that a leaf is in it takes about log2(n) hashes.
 */
import { sm3 } from '../sm3';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const hashOfLeaf = (content: Buffer): Buffer => sm3(LEAF, content);
const hashOfNode = (left: Buffer, right: Buffer): Buffer => sm3(NODE, left, right);
const EMPTY = sm3();

/** Takes leaves one by one and keeps no more of them than log2(n) hashes. */
export class MerkleTree {
  size = 0;
  /** Whole trees of falling height, the highest first. */
  private readonly peaks: { height: number; hash: Buffer }[] = [];

  add(content: Buffer): void {
    this.size += 1;
    let peak = { height: 0, hash: hashOfLeaf(content) };
    for (let left = this.peaks.at(-1); left?.height === peak.height; left = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { height: peak.height + 1, hash: hashOfNode(left.hash, peak.hash) };
    }
    this.peaks.push(peak);
  }

  root(): Buffer {
    return this.peaks.reduceRight<Buffer | null>((right, { hash }) => (right ? hashOfNode(hash, right) : hash), null) ?? EMPTY;
  }
}

export function rootOf(leaves: Iterable<Buffer>): Buffer {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** What leads from the leaf at `index` to the root, from the bottom up. RFC 9162, 2.1.3.1. */
export function pathOf(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - half), rootOf(left)];
}

/** The root that the path leads to; null when no tree of this size has such a path. RFC 9162, 2.1.3.2. */
export function rootByPath(content: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | null {
  if (index >= size) return null;
  let [place, last] = [index, size - 1];
  let hash = hashOfLeaf(content);
  for (const beside of path) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      hash = hashOfNode(beside, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    } else hash = hashOfNode(hash, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}
