import type { SmEngine } from '../sm/engine.ts';

/** RFC 6962 §2.1: leaves and nodes are hashed with a prefix each, so that neither passes for the other. */
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** The length of SM3 (GB/T 32905), octets. */
export const HASH_LENGTH = 32;

export type Sm3 = Pick<SmEngine, 'sm3'>;

/** RFC 6962 §2.1: HASH(0x00 ‖ d), with SM3. */
export function leafHash(engine: Sm3, entry: Uint8Array): Uint8Array {
  return engine.sm3(LEAF_PREFIX, entry);
}

/** RFC 6962 §2.1: HASH(0x01 ‖ left ‖ right), with SM3. */
export function nodeHash(engine: Sm3, left: Uint8Array, right: Uint8Array): Uint8Array {
  return engine.sm3(NODE_PREFIX, left, right);
}

/**
 * Computes the root of the tree over the first leaves, RFC 6962 §2.1, with SM3. Nodes are joined as soon as
 * there are two of one height, which gives the same tree as the standard's split at the largest power of two.
 * @param leaves leaf hashes, one after the other
 * @param size the number of leaves that count
 * @throws RangeError if there are fewer
 */
export function treeRoot(engine: Sm3, leaves: Uint8Array, size: number): Uint8Array {
  const root = treeRoots(engine, leaves, [size]).get(size);
  if (root === undefined) throw new RangeError(`leaves: ${size} expected`);
  return root;
}

/**
 * Computes the roots of the trees over the first leaves, for several sizes in one pass.
 * @returns the root by size; nothing for a size beyond the leaves
 */
export function treeRoots(
  engine: Sm3,
  leaves: Uint8Array,
  sizes: Iterable<number>,
): ReadonlyMap<number, Uint8Array> {
  const wanted = new Set(sizes);
  const roots = new Map<number, Uint8Array>();
  const nodes: Uint8Array[] = [];
  for (let size = 0; size * HASH_LENGTH <= leaves.length; size += 1) {
    if (wanted.has(size)) roots.set(size, rootOf(engine, nodes));
    nodes.push(leafAt(leaves, size));
    for (let whole = size + 1; whole % 2 === 0; whole /= 2) joinLast(engine, nodes);
  }
  return roots;
}

/** @param nodes roots of whole trees, from the highest to the lowest */
function rootOf(engine: Sm3, nodes: readonly Uint8Array[]): Uint8Array {
  if (nodes.length === 0) return engine.sm3(new Uint8Array());
  const open = [...nodes];
  while (open.length > 1) joinLast(engine, open);
  return Uint8Array.from(open[0] ?? []);
}

/** Returns one of the leaf hashes that lie one after the other. */
export function leafAt(leaves: Uint8Array, index: number): Uint8Array {
  return leaves.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
}

function joinLast(engine: Sm3, nodes: Uint8Array[]): void {
  const [left, right] = nodes.splice(-2);
  if (left === undefined || right === undefined) throw new RangeError('nodes: two expected');
  nodes.push(nodeHash(engine, left, right));
}
