import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { toHex, utf8Bytes } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { GrowingTree } from './growing-tree.ts';
import { HASH_LENGTH, leafAt, leafHash, treeRoot } from './merkle-tree.ts';
import { consistencyProof, inclusionProof, provesConsistency, provesInclusion } from './tree-proofs.ts';

const MOST = 70;

/** SM3 of openssl over the standard's two prefixes. */
const sm3 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sm3').update(Buffer.concat(parts)).digest();

describe('proofs about the Merkle tree', () => {
  let engine: SmEngine;
  let leaves: Uint8Array;
  let tree: GrowingTree;
  beforeAll(async () => {
    engine = await loadSmEngine();
    const entries = Array.from({ length: MOST }, (_none, index) => utf8Bytes(`entry ${index}`));
    leaves = concatBytes(...entries.map((entry) => leafHash(engine, entry)));
    tree = GrowingTree.over(engine, leaves);
  });
  const headAt = (size: number) => ({ size, root: treeRoot(engine, leaves, size) });
  const leafOf = (index: number) => ({ hash: leafAt(leaves, index), index });
  const node = (...children: readonly Uint8Array[]): Buffer => sm3(Buffer.of(1), ...children);

  /** RFC 6962 §2.1.3 works its example out over seven leaves, d0 to d6. */
  it('equal those of the example of RFC 6962 §2.1.3', () => {
    const d = Array.from({ length: 7 }, (_none, index) => leafAt(leaves, index));
    const [a, b, c, e, f, j] = [d[0], d[1], d[2], d[3], d[4], d[6]] as Uint8Array[];
    const [g, h] = [node(a!, b!), node(c!, e!)];
    const i = node(f!, d[5]!);
    const [k, l] = [node(g, h), node(i, j!)];
    const hexes = (...hashes: readonly Uint8Array[]): string[] => hashes.map(toHex);
    expect(inclusionProof(tree, 0, 7).map(toHex)).toEqual(hexes(b!, h, l));
    expect(inclusionProof(tree, 3, 7).map(toHex)).toEqual(hexes(c!, g, l));
    expect(inclusionProof(tree, 4, 7).map(toHex)).toEqual(hexes(d[5]!, j!, k));
    expect(inclusionProof(tree, 6, 7).map(toHex)).toEqual(hexes(i, k));
    expect(consistencyProof(tree, 3, 7).map(toHex)).toEqual(hexes(c!, e!, g, l));
    expect(consistencyProof(tree, 4, 7).map(toHex)).toEqual(hexes(l));
    expect(consistencyProof(tree, 6, 7).map(toHex)).toEqual(hexes(i, j!, k));
  });

  const place = fc.integer({ min: 0, max: MOST - 1 });
  const pair = fc.tuple(place, place).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);

  it('show any entry in any tree, and fail for another place, tree or proof', () => {
    fc.assert(
      fc.property(pair, fc.nat(), fc.nat(255), ([index, size], at, bit) => {
        const proof = inclusionProof(tree, index, size);
        expect(provesInclusion(engine, leafOf(index), headAt(size), proof)).toBe(true);
        const elsewhere = (index + 1) % size;
        if (elsewhere !== index) {
          expect(provesInclusion(engine, { ...leafOf(index), index: elsewhere }, headAt(size), proof)).toBe(
            false,
          );
          expect(provesInclusion(engine, { ...leafOf(elsewhere), index }, headAt(size), proof)).toBe(false);
        }
        expect(provesInclusion(engine, leafOf(index), headAt(size), [...proof, leafAt(leaves, 0)])).toBe(
          false,
        );
        if (proof.length === 0) return;
        expect(provesInclusion(engine, leafOf(index), headAt(size), proof.slice(1))).toBe(false);
        expect(provesInclusion(engine, leafOf(index), headAt(size), flipped(proof, at, bit))).toBe(false);
      }),
    );
  });

  it('show any growth, and fail for a changed entry', () => {
    fc.assert(
      fc.property(pair, fc.nat(), fc.nat(255), ([earlier, size], at, bit) => {
        const first = earlier + 1;
        fc.pre(first <= size);
        const proof = consistencyProof(tree, first, size);
        expect(provesConsistency(engine, headAt(first), headAt(size), proof)).toBe(true);
        const rewritten = Uint8Array.from(leaves);
        const place = (at % first) * HASH_LENGTH;
        rewritten[place] = (rewritten[place] ?? 0) ^ 1;
        const root = treeRoot(engine, rewritten, size);
        const forged = consistencyProof(GrowingTree.over(engine, rewritten), first, size);
        expect(provesConsistency(engine, headAt(first), { size, root }, forged)).toBe(false);
        if (proof.length === 0) return;
        expect(provesConsistency(engine, headAt(first), headAt(size), flipped(proof, at, bit))).toBe(false);
        expect(provesConsistency(engine, headAt(first), headAt(size), proof.slice(1))).toBe(false);
      }),
    );
  });

  it.each([
    ['a smaller tree', 5, 3],
    ['nothing', 0, 3],
    ['a size that is no number of leaves', 1.5, 3],
  ])('of growth cannot begin with %s', (_what, first, second) => {
    const head = { size: first, root: headAt(3).root };
    expect(provesConsistency(engine, head, headAt(second), [])).toBe(false);
  });

  it('cannot be made beyond the leaves', () => {
    expect(() => inclusionProof(tree, 3, 3)).toThrow(RangeError);
    expect(() => inclusionProof(tree, 0, MOST + 1)).toThrow(RangeError);
    expect(() => consistencyProof(tree, 0, 3)).toThrow(RangeError);
    expect(() => consistencyProof(tree, 4, 3)).toThrow(RangeError);
    expect(provesInclusion(engine, { ...leafOf(3), index: -1 }, headAt(3), [])).toBe(false);
  });
});

/** Returns a proof with one bit of one hash flipped. */
function flipped(proof: readonly Uint8Array[], at: number, bit: number): Uint8Array[] {
  return proof.map((hash, index) => {
    if (index !== at % proof.length) return hash;
    return hash.map((octet, place) => (place === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet));
  });
}
