import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex, utf8Bytes } from '../bytes/encodings.ts';
import { decodeEntry } from './entry-bytes.ts';
import { GrowingTree } from './growing-tree.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { HASH_LENGTH, leafHash, type Sm3 } from './merkle-tree.ts';
import { recoveredPlaces } from './recovered-places.ts';
import { consistencyProof } from './tree-proofs.ts';

/** An entry as it is kept, with the hash that is kept beside it. */
export interface HashedEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** The state of a register whose entries were all hashed. */
export interface HistoryState {
  readonly size: number;
  /** Root over all entries, hexadecimal. */
  readonly root: string;
  /** The root at each size that was asked for, hexadecimal; null for a size that the register has not. */
  readonly roots: readonly (string | null)[];
  /**
   * The first entry since the last renewal whose bytes do not fit its hash, or that is missing; null if there is none.
   * With a renewal a person has acknowledged what was broken before it.
   */
  readonly broken: BrokenEntry | null;
  /** The entries by which the register got another id, oldest first. */
  readonly renewals: readonly KnownRenewal[];
}

/** An entry by which the register got another id, with the person's reason. */
export interface KnownRenewal {
  readonly formerId: string;
  readonly time: string;
  readonly reason: string | null;
}

export interface BrokenEntry {
  readonly kind: 'entryAltered' | 'entryMissing';
  /** From 0. */
  readonly index: number;
}

/** The beginning of the bytes of a renewal's and of a recovery's entry after the digit of their version. */
const VERSION_AT = '{"version":'.length;
const RENEWAL = utf8Bytes(',"entry":{"act":"registerRenewed"');
const RECOVERY = utf8Bytes(',"entry":{"act":"registerRecovered"');

/** The beginning of a register that is known to be as it was when it was found whole. */
export interface KnownBeginning {
  readonly tree: GrowingTree;
  readonly renewals: readonly KnownRenewal[];
}

/** Hashes the entries of a register one after the other, and knows its root at every size. */
export class VerifiedHistory {
  readonly tree: GrowingTree;
  readonly #engine: Sm3;
  readonly #renewals: KnownRenewal[];
  #broken: BrokenEntry | null = null;
  /** Entries without bytes that no recovery on record explains yet. */
  readonly #unexplained = new Set<number>();

  /** @param beginning whose entries are not hashed again */
  constructor(engine: Sm3, beginning: KnownBeginning | null = null) {
    this.#engine = engine;
    this.tree = beginning?.tree ?? new GrowingTree(engine);
    this.#renewals = [...(beginning?.renewals ?? [])];
  }

  /** The number of entries that were hashed. */
  get size(): number {
    return this.tree.size;
  }

  /** Takes the next entry. An empty leaf stands for each that is missing before it. */
  add({ index, bytes, leafHash: kept }: HashedEntry): void {
    while (this.size < index) {
      this.#broken ??= { kind: 'entryMissing', index: this.size };
      this.tree.append(leafHash(this.#engine, new Uint8Array()));
    }
    if (bytes.length === 0 && kept.length === HASH_LENGTH) {
      this.#unexplained.add(index);
      this.tree.append(kept);
      return;
    }
    const hash = leafHash(this.#engine, bytes);
    if (!equalBytes(hash, kept)) this.#broken ??= { kind: 'entryAltered', index };
    else if (isAct(bytes, RENEWAL)) this.#renew(bytes);
    else if (isAct(bytes, RECOVERY)) this.#recover(bytes);
    this.tree.append(hash);
  }

  /** Proves that the tree of a size begins with an earlier one. @throws RangeError if there are not that many */
  consistency(first: number, size: number): readonly Uint8Array[] {
    return consistencyProof(this.tree, first, size);
  }

  /** @param sizes at which the roots are wanted */
  state(sizes: readonly number[]): HistoryState {
    const rootAt = (size: number): string | null => (size > this.size ? null : toHex(this.tree.root(size)));
    return {
      size: this.size,
      root: toHex(this.tree.root(this.size)),
      roots: sizes.map(rootAt),
      broken: this.#firstBroken(),
      renewals: [...this.#renewals],
    };
  }

  #firstBroken(): BrokenEntry | null {
    const [index] = this.#unexplained;
    const isFirst = index !== undefined && (this.#broken === null || index < this.#broken.index);
    return isFirst ? { kind: 'entryAltered', index } : this.#broken;
  }

  /** A recovery names the entries of which only the leaf hash is known. */
  #recover(bytes: Uint8Array): void {
    const places = recoveredPlaces(entryIn(bytes)?.reference ?? null);
    for (const index of this.#unexplained)
      if (places.some(({ first, last }) => first <= index && index <= last)) {
        this.#unexplained.delete(index);
      }
  }

  #renew(bytes: Uint8Array): void {
    const renewal = renewalIn(bytes);
    if (renewal === null) return;
    this.#renewals.push(renewal);
    this.#broken = null;
    this.#unexplained.clear();
  }
}

/** Looks at the bytes alone, since decoding every entry would take longer than hashing it. */
function isAct(bytes: Uint8Array, act: Uint8Array): boolean {
  const start = VERSION_AT + 1;
  return equalBytes(bytes.subarray(start, start + act.length), act);
}

/** An entry that cannot be read renews and explains nothing. */
function entryIn(bytes: Uint8Array): RegisterEntry | null {
  try {
    return decodeEntry(bytes);
  } catch {
    return null;
  }
}

/** Returns what a renewal's entry says; null for bytes that cannot be read. */
export function renewalIn(bytes: Uint8Array): KnownRenewal | null {
  const entry = entryIn(bytes);
  if (entry === null || entry.reference === null) return null;
  return { formerId: entry.reference, time: entry.time, reason: entry.purpose };
}
