import { equalBytes } from '../bytes/byte-arrays.ts';
import { HASH_LENGTH, nodeHash, treeRoot, type Sm3 } from './merkle-tree.ts';

/** The deepest tree whose size is a safe integer has fewer levels than this. */
const MOST_LEVELS = 64;

/** Returns the leaves from `from` up to `to`. */
const span = (leaves: Uint8Array, from: number, to: number): Uint8Array =>
  leaves.subarray(from * HASH_LENGTH, to * HASH_LENGTH);

/** Finds the largest power of two below a size of at least 2, at which RFC 6962 §2.1 splits. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

const rootOf = (engine: Sm3, leaves: Uint8Array): Uint8Array =>
  treeRoot(engine, leaves, leaves.length / HASH_LENGTH);

/**
 * Proves that an entry is in the tree over the first leaves: PATH(m, D[n]) of RFC 6962 §2.1.1.
 * @param index of the entry, from 0
 * @param size of the tree
 * @throws RangeError if the entry is not in it, or there are fewer leaves
 */
export function inclusionProof(engine: Sm3, leaves: Uint8Array, index: number, size: number): Uint8Array[] {
  if (index < 0 || index >= size || size * HASH_LENGTH > leaves.length) throw new RangeError('index');
  return path(engine, span(leaves, 0, size), index);
}

function path(engine: Sm3, leaves: Uint8Array, index: number): Uint8Array[] {
  const size = leaves.length / HASH_LENGTH;
  if (size <= 1) return [];
  const split = splitOf(size);
  const [left, right] = [span(leaves, 0, split), span(leaves, split, size)];
  return index < split
    ? [...path(engine, left, index), rootOf(engine, right)]
    : [...path(engine, right, index - split), rootOf(engine, left)];
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
export function consistencyProof(engine: Sm3, leaves: Uint8Array, first: number, size: number): Uint8Array[] {
  if (first < 1 || first > size || size * HASH_LENGTH > leaves.length) throw new RangeError('first');
  return subProof(engine, span(leaves, 0, size), first, true);
}

function subProof(engine: Sm3, leaves: Uint8Array, first: number, isWhole: boolean): Uint8Array[] {
  const size = leaves.length / HASH_LENGTH;
  if (first === size) return isWhole ? [] : [rootOf(engine, leaves)];
  const split = splitOf(size);
  const [left, right] = [span(leaves, 0, split), span(leaves, split, size)];
  return first <= split
    ? [...subProof(engine, left, first, isWhole), rootOf(engine, right)]
    : [...subProof(engine, right, first - split, false), rootOf(engine, left)];
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
