import { HASH_LENGTH, nodeHash, type Sm3 } from './merkle-tree.ts';

/** The number of hashes for which a level has room at first. */
const FIRST_ROOM = 64;

/**
 * An RFC 6962 tree over SM3 that grows at its end and keeps the hash of every whole subtree: a leaf costs one
 * node on average, and the root of any size only as many as the tree is high. It takes 64 bytes a leaf.
 */
export class GrowingTree {
  readonly #engine: Sm3;
  /** By height: the hashes of whole subtrees, one after the other; leaves are at 0. */
  readonly #levels: Level[] = [];

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

  /** The number of leaves. */
  get size(): number {
    return this.#levels[0]?.count ?? 0;
  }

  /** Adds a leaf hash, 32 bytes, at the end. */
  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let height = 0; ; height += 1) {
      const level = (this.#levels[height] ??= new Level());
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

  #nodeAt(height: number, place: number): Uint8Array {
    const level = this.#levels[height];
    if (level === undefined || place >= level.count) throw new RangeError('no such node');
    return level.at(place);
  }
}

/** Hashes one after the other in memory that doubles when it is full. */
class Level {
  count = 0;
  #hashes = new Uint8Array(FIRST_ROOM * HASH_LENGTH);

  push(hash: Uint8Array): void {
    const end = this.count * HASH_LENGTH;
    if (end === this.#hashes.length) {
      const wider = new Uint8Array(end * 2);
      wider.set(this.#hashes);
      this.#hashes = wider;
    }
    this.#hashes.set(hash, end);
    this.count += 1;
  }

  at(place: number): Uint8Array {
    return this.#hashes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH);
  }
}
