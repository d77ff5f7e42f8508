import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { GrowingTree } from './growing-tree.ts';
import { treeRoot } from './merkle-tree.ts';

describe('A growing tree', () => {
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  const leaf = (index: number): Uint8Array => engine.sm3(Uint8Array.of(index, index >> 8));
  const leavesOf = (size: number): Uint8Array =>
    Uint8Array.from(Array.from({ length: size }, (_, index) => [...leaf(index)]).flat());

  it('has the root of RFC 6962 at every size that it has had', () => {
    const tree = new GrowingTree(engine);
    const sizes = Array.from({ length: 131 }, (_, size) => size);
    const then = sizes.map((size) => {
      const root = toHex(tree.root(size));
      tree.append(leaf(size));
      return root;
    });
    const expected = sizes.map((size) => toHex(treeRoot(engine, leavesOf(size), size)));
    expect(then).toEqual(expected);
    expect(sizes.map((size) => toHex(tree.root(size)))).toEqual(expected);
  });

  it('has the root of every range that a proof asks for', () => {
    const size = 150;
    const leaves = leavesOf(size);
    const tree = new GrowingTree(engine);
    for (let index = 0; index < size; index += 1) tree.append(leaf(index));
    fc.assert(
      fc.property(fc.nat(7), fc.nat(size), fc.integer({ min: 1, max: 128 }), (height, place, length) => {
        const from = place - (place % 2 ** height);
        const to = Math.min(size, from + Math.min(length, 2 ** height));
        if (from >= to) return;
        const range = leaves.subarray(from * 32, to * 32);
        expect(toHex(tree.rangeRoot(from, to))).toBe(toHex(treeRoot(engine, range, to - from)));
      }),
    );
  });

  it('refuses a size that it has not', () => {
    expect(() => new GrowingTree(engine).root(1)).toThrow(RangeError);
  });
});
