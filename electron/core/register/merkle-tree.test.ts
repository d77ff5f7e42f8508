import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { toHex, utf8Bytes } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { leafHash, treeRoot, treeRoots } from './merkle-tree.ts';

/** Computes MTH of RFC 6962 §2.1 as the standard writes it, over SM3 of openssl. */
function standardRoot(entries: readonly Uint8Array[]): Buffer {
  const sm3 = (...parts: readonly Uint8Array[]): Buffer =>
    createHash('sm3').update(Buffer.concat(parts)).digest();
  const [only] = entries;
  if (only === undefined) return sm3();
  if (entries.length === 1) return sm3(Buffer.of(0), only);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sm3(Buffer.of(1), standardRoot(entries.slice(0, split)), standardRoot(entries.slice(split)));
}

describe('the Merkle tree', () => {
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  const leavesOf = (entries: readonly Uint8Array[]): Uint8Array =>
    concatBytes(...entries.map((entry) => leafHash(engine, entry)));

  it('of nothing is the hash of nothing (GB/T 32905)', () => {
    expect(toHex(treeRoot(engine, new Uint8Array(), 0))).toBe(
      '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
    );
  });

  it('equals that of RFC 6962 at every size up to 33', () => {
    const entries = Array.from({ length: 33 }, (_none, index) => utf8Bytes(`entry ${index}`));
    const roots = treeRoots(engine, leavesOf(entries), entries.keys());
    const expected = entries.map((_entry, size) => standardRoot(entries.slice(0, size)).toString('hex'));
    expect([...roots.values()].map(toHex)).toEqual(expected);
  });

  it('equals that of RFC 6962 for any entries', () => {
    const bytes = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(bytes, (entries) => {
        const root = treeRoot(engine, leavesOf(entries), entries.length);
        return toHex(root) === standardRoot(entries).toString('hex');
      }),
    );
  });

  it('does not take two leaves for one node', () => {
    const pair = [utf8Bytes('a'), utf8Bytes('b')];
    const joined = leavesOf(pair);
    expect(toHex(leafHash(engine, joined))).not.toBe(toHex(treeRoot(engine, joined, 2)));
  });

  it('has no root beyond its leaves', () => {
    expect(() => treeRoot(engine, new Uint8Array(32), 2)).toThrow(RangeError);
  });
});
