import { equalBytes } from '../bytes/byte-arrays.ts';
import { HASH_LENGTH, nodeHash, type Sm3 } from './merkle-tree.ts';

/** The number of hashes for which a level has room at first. */
const FIRST_ROOM = 64;

/**
 * An RFC 6962 tree over SM3 that grows at its end and keeps the hash of every whole subtree: a leaf costs one
 * node on average, and the root of any size only as many as the tree is high. It takes 64 bytes a leaf.
 *
 * It can begin with the roots of subtrees whose leaves it does not know. It has every root then but those at sizes within
 * one of them, until that one is expanded.
 */
export class GrowingTree {
  readonly #engine: Sm3;
  /** By height: the hashes of whole subtrees, one after the other; leaves are at 0. */
  readonly #levels: Level[] = [];
  /** The height of the subtrees that it began with; 0 if it knows every leaf. */
  #knownFrom = 0;
  /** By place: the subtrees that were expanded. */
  readonly #expanded = new Map<number, GrowingTree>();

  constructor(engine: Sm3) {
    this.#engine = engine;
  }

  /** Makes the tree over leaf hashes that lie one after the other. */
  static over(engine: Sm3, leaves: Uint8Array): GrowingTree {
    const tree = new GrowingTree(engine);
    for (let at = 0; at < leaves.length; at += HASH_LENGTH)
      tree.append(leaves.subarray(at, at + HASH_LENGTH));
    return tree;
  }

  /**
   * Makes a tree that begins with whole subtrees.
   * @param height of each; it has two to that power leaves
   */
  static overSubtrees(engine: Sm3, height: number, roots: readonly Uint8Array[]): GrowingTree {
    const tree = new GrowingTree(engine);
    tree.#knownFrom = height;
    for (let below = 0; below < height; below += 1) {
      tree.#levels.push(new Level(roots.length * 2 ** (height - below)));
    }
    for (const root of roots) tree.#add(height, root);
    return tree;
  }

  /** The number of leaves. */
  get size(): number {
    return this.#levels[0]?.count ?? 0;
  }

  /** Adds a leaf hash, 32 bytes, at the end. */
  append(leaf: Uint8Array): void {
    this.#add(0, leaf);
  }

  #add(lowest: number, node: Uint8Array): void {
    let hash = node;
    for (let height = lowest; ; height += 1) {
      const level = (this.#levels[height] ??= new Level(0));
      level.push(hash);
      if (level.count % 2 === 1) return;
      hash = nodeHash(this.#engine, level.at(level.count - 2), level.at(level.count - 1));
    }
  }

  /** Returns the root over the first leaves. @throws RangeError if there are fewer */
  root(size: number): Uint8Array {
    return size === 0 ? this.#engine.sm3(new Uint8Array()) : this.rangeRoot(0, size);
  }

  /**
   * Returns the root over some leaves: MTH(D[from:to]) of RFC 6962 §2.1.
   * @param from a multiple of the largest power of two in the range, as in every split of the standard
   * @throws RangeError if there are not that many leaves
   */
  rangeRoot(from: number, to: number): Uint8Array {
    if (to > this.size || from >= to) throw new RangeError(`leaves ${from} to ${to} of ${this.size}`);
    const whole: Uint8Array[] = [];
    for (let place = from; place < to;) {
      let [height, width] = [0, 1];
      while (width * 2 <= to - place) [height, width] = [height + 1, width * 2];
      whole.push(this.#nodeAt(height, place / width));
      place += width;
    }
    // The lowest subtrees lie on the right and are joined first.
    return whole.reduceRight((right, left) => nodeHash(this.#engine, left, right));
  }

  /** Returns the root of a whole subtree. @throws RangeError if there is none there */
  subtreeRoot(height: number, place: number): Uint8Array {
    return this.#nodeAt(height, place);
  }

  /** Returns the place of the subtree that must be expanded before the root at a size can be told; null for none. */
  unknownAt(size: number): number | null {
    const width = 2 ** this.#knownFrom;
    const place = Math.floor(size / width);
    const isKnown = size % width === 0 || place >= this.#knownSubtrees() || this.#expanded.has(place);
    return isKnown ? null : place;
  }

  /**
   * Makes the leaves of a subtree known that the tree began with.
   * @param leaves leaf hashes, one after the other
   * @returns false, and does nothing, if they are not those of the subtree
   */
  expand(place: number, leaves: Uint8Array): boolean {
    const width = 2 ** this.#knownFrom;
    if (leaves.length !== width * HASH_LENGTH) return false;
    const subtree = GrowingTree.over(this.#engine, leaves);
    if (!equalBytes(subtree.root(width), this.#nodeAt(this.#knownFrom, place))) return false;
    this.#expanded.set(place, subtree);
    return true;
  }

  /** The number of subtrees that the tree began with. */
  #knownSubtrees(): number {
    return this.#knownFrom === 0 ? 0 : (this.#levels[0]?.start ?? 0) / 2 ** this.#knownFrom;
  }

  #nodeAt(height: number, place: number): Uint8Array {
    const level = this.#levels[height];
    if (level === undefined || place >= level.count) throw new RangeError('no such node');
    if (place >= level.start) return level.at(place);
    const within = 2 ** (this.#knownFrom - height);
    const subtree = this.#expanded.get(Math.floor(place / within));
    if (subtree === undefined) throw new RangeError('a subtree that was not expanded');
    return subtree.#nodeAt(height, place % within);
  }
}

/** Hashes one after the other, from a place on, in memory that doubles when it is full. */
class Level {
  /** The place of the first one that is kept. */
  readonly start: number;
  /** The number of places, with those before the start. */
  count: number;
  #hashes = new Uint8Array(FIRST_ROOM * HASH_LENGTH);

  constructor(start: number) {
    this.start = start;
    this.count = start;
  }

  push(hash: Uint8Array): void {
    const end = (this.count - this.start) * HASH_LENGTH;
    if (end === this.#hashes.length) {
      const wider = new Uint8Array(end * 2);
      wider.set(this.#hashes);
      this.#hashes = wider;
    }
    this.#hashes.set(hash, end);
    this.count += 1;
  }

  at(place: number): Uint8Array {
    const kept = place - this.start;
    return this.#hashes.slice(kept * HASH_LENGTH, (kept + 1) * HASH_LENGTH);
  }
}
