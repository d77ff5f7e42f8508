import { equalBytes } from '../bytes/byte-arrays.ts';
import type { GrowingTree } from './growing-tree.ts';
import { HASH_LENGTH, nodeHash, type Sm3 } from './merkle-tree.ts';

/** The deepest tree whose size is a safe integer has fewer levels than this. */
const MOST_LEVELS = 64;

/** A tree that knows the root over any range that RFC 6962 splits it into: see {@link GrowingTree}. */
export type RangeRoots = Pick<GrowingTree, 'size' | 'rangeRoot'>;

/** Finds the largest power of two below a size of at least 2, at which RFC 6962 §2.1 splits. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/**
 * Proves that an entry is in the tree over the first leaves: PATH(m, D[n]) of RFC 6962 §2.1.1.
 * @param index of the entry, from 0
 * @param size of the tree
 * @throws RangeError if the entry is not in it, or there are fewer leaves
 */
export function inclusionProof(tree: RangeRoots, index: number, size: number): Uint8Array[] {
  if (index < 0 || index >= size || size > tree.size) throw new RangeError('index');
  return path(tree, [0, size], index);
}

type Range = readonly [from: number, to: number];

function path(tree: RangeRoots, [from, to]: Range, index: number): Uint8Array[] {
  if (to - from <= 1) return [];
  const split = from + splitOf(to - from);
  return index < split
    ? [...path(tree, [from, split], index), tree.rangeRoot(split, to)]
    : [...path(tree, [split, to], index), tree.rangeRoot(from, split)];
}

/**
 * Tells whether a proof leads from an entry's leaf hash to the root of a tree (RFC 9162 §2.1.3.2, which RFC
 * 6962 proofs fit).
 */
export function provesInclusion(
  engine: Sm3,
  leaf: { readonly hash: Uint8Array; readonly index: number },
  head: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isPlace(leaf.index) || leaf.index >= head.size || !areHashes(proof)) return false;
  let [place, last, hash] = [leaf.index, head.size - 1, leaf.hash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(engine, sibling, hash);
      [place, last] = climbed(place, last);
    } else hash = nodeHash(engine, hash, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, head.root);
}

/** A node without a right neighbour goes up as it is until it has a left one. */
function climbed(place: number, last: number): [place: number, last: number] {
  let [index, end] = [place, last];
  while (index % 2 === 0 && index !== 0) [index, end] = [index / 2, Math.floor(end / 2)];
  return [index, end];
}

/** The size and the root of a tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Proves that the tree over the first leaves begins with an earlier one: PROOF(m, D[n]) of RFC 6962 §2.1.2.
 * @throws RangeError unless 0 < first ≤ size and there are that many leaves
 */
export function consistencyProof(tree: RangeRoots, first: number, size: number): Uint8Array[] {
  if (first < 1 || first > size || size > tree.size) throw new RangeError('first');
  return subProof(tree, [0, size], first, true);
}

/** @param first the size of the earlier tree, counted from the beginning of all leaves */
function subProof(tree: RangeRoots, [from, to]: Range, first: number, isWhole: boolean): Uint8Array[] {
  if (first === to) return isWhole ? [] : [tree.rangeRoot(from, to)];
  const split = from + splitOf(to - from);
  return first <= split
    ? [...subProof(tree, [from, split], first, isWhole), tree.rangeRoot(split, to)]
    : [...subProof(tree, [split, to], first, false), tree.rangeRoot(from, split)];
}

/** Tells whether a proof shows that the second tree begins with the first (RFC 9162 §2.1.4.2). */
export function provesConsistency(
  engine: Sm3,
  first: TreeHead,
  second: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isPlace(first.size) || !isPlace(second.size) || first.size === 0 || !areHashes(proof)) return false;
  if (first.size >= second.size) {
    return first.size === second.size && proof.length === 0 && equalBytes(first.root, second.root);
  }
  const steps = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  const start = steps[0];
  if (start === undefined) return false;
  return climbsToBoth(engine, { first, second }, start, steps.slice(1));
}

function climbsToBoth(
  engine: Sm3,
  { first, second }: { readonly first: TreeHead; readonly second: TreeHead },
  start: Uint8Array,
  steps: readonly Uint8Array[],
): boolean {
  let [place, last] = [first.size - 1, second.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [former, present] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [former, present] = [nodeHash(engine, step, former), nodeHash(engine, step, present)];
      [place, last] = climbed(place, last);
    } else present = nodeHash(engine, present, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(former, first.root) && equalBytes(present, second.root);
}

const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const areHashes = (proof: readonly Uint8Array[]): boolean =>
  proof.length <= MOST_LEVELS && proof.every(({ length }) => length === HASH_LENGTH);

function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}
