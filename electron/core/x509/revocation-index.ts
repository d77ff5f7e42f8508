import { ElementScanner } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/identifiers.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { scanRevocationEntry, decodeRevocationEntry, type Revocation } from './revocation-entry.ts';

/** An odd factor near 2³² divided by the golden ratio, which spreads low bits to the high ones (Knuth, 6.4). */
const HASH_FACTOR = 0x9e3779b1;
const MOST_BUCKETS_LOG2 = 24;
const FIRST_CAPACITY = 1024;

/**
 * Indexes the entries of a list of any length: it keeps the bytes as they are, and the offset of each entry,
 * sorted by a hash of its serial number (8 bytes an entry). A lookup compares the serial number with the
 * bytes themselves, and reads date and reason only then. The time to build it does not depend on the serial
 * numbers, so no choice of them can stall it.
 */
export class RevocationIndex {
  readonly #bytes: Uint8Array;
  /** The offsets of the entries bucket by bucket; within a bucket from the last to the first. */
  readonly #offsets: Uint32Array;
  /** The index in `#offsets` at which each bucket starts, and the end of the last. */
  readonly #starts: Uint32Array;
  readonly #bucketsLog2: number;
  /** Critical extensions of entries that no code here handles. */
  readonly unknownCritical: readonly string[];

  /**
   * Checks and indexes every entry.
   * @param bytes the content of revokedCertificates
   * @throws DER_INVALID or CERTIFICATE_DAMAGED if any entry is damaged
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const found = readEntries(bytes);
    this.unknownCritical = found.unknownCritical;
    this.#bucketsLog2 = Math.min(Math.ceil(Math.log2(Math.max(found.count, 1))), MOST_BUCKETS_LOG2);
    this.#starts = new Uint32Array(2 ** this.#bucketsLog2 + 1);
    this.#offsets = new Uint32Array(found.count);
    this.#fill(found);
  }

  /** The number of entries. */
  get size(): number {
    return this.#offsets.length;
  }

  /**
   * Looks an entry up. @param serial as in `Certificate.serial`; if it occurs twice, the last entry counts
   */
  get(serial: string): Revocation | undefined {
    const wanted = fromHex(serial);
    return this.#find(hashOf(wanted, 0, wanted.length), wanted);
  }

  /**
   * Finds the entries that former lists do not have with the same octets, by walking the indexes in the order of their
   * hashes. Of those that they have in other words the former entry is returned too. Only what differs is decoded: a
   * list of a million entries usually differs from the one before in a few.
   * @param former the delta list in force, if there is one, then the full list that it overrides
   */
  *changesSince(former: readonly RevocationIndex[]): Generator<ChangedRevocation> {
    const scanner = new ElementScanner(this.#bytes, 'userCertificate');
    for (const offset of this.#offsets) {
      scanner.step(offset, this.#bytes.length);
      const { end } = scanner;
      scanner.step(scanner.contentStart, end);
      const hash = hashOf(this.#bytes, scanner.contentStart, scanner.end);
      const known = this.#formerOf(former, hash, offset, end, scanner);
      if (known === 'same') continue;
      const serial = toHex(this.#bytes.subarray(scanner.contentStart, scanner.end));
      yield { serial, revocation: this.#decode(offset), former: known };
    }
  }

  /** @param scanner on the serial number of the entry at [offset, end) */
  #formerOf(
    former: readonly RevocationIndex[],
    hash: number,
    offset: number,
    end: number,
    scanner: ElementScanner,
  ): Revocation | 'same' | null {
    for (const list of former) {
      if (list.#hasOctets(hash, this.#bytes, offset, end)) return 'same';
      if (list.#isEmptyAt(hash)) continue;
      const known = list.#find(hash, this.#bytes.subarray(scanner.contentStart, scanner.end));
      if (known !== undefined) return known;
    }
    return null;
  }

  #isEmptyAt(hash: number): boolean {
    const bucket = this.#bucketOf(hash);
    return this.#starts[bucket] === this.#starts[bucket + 1];
  }

  /** Tells whether an entry of this hash has these octets; nothing is parsed and nothing allocated. */
  #hasOctets(hash: number, bytes: Uint8Array, start: number, end: number): boolean {
    const bucket = this.#bucketOf(hash);
    const last = this.#starts[bucket + 1] ?? 0;
    for (let at = this.#starts[bucket] ?? 0; at < last; at++) {
      const offset = this.#offsets[at] ?? 0;
      let same = 0;
      while (start + same < end && this.#bytes[offset + same] === bytes[start + same]) same++;
      if (start + same === end) return true;
    }
    return false;
  }

  #find(hash: number, serial: Uint8Array): Revocation | undefined {
    const bucket = this.#bucketOf(hash);
    const scanner = new ElementScanner(this.#bytes, 'userCertificate');
    for (let at = this.#starts[bucket] ?? 0; at < (this.#starts[bucket + 1] ?? 0); at++) {
      const offset = this.#offsets[at] ?? 0;
      if (hasSerial(scanner, offset, serial)) return this.#decode(offset);
    }
    return undefined;
  }

  #decode(offset: number): Revocation {
    const { revokedAt, reason, invalidSince } = decodeRevocationEntry(this.#bytes.subarray(offset));
    return { revokedAt, reason, invalidSince };
  }

  /** Counts each bucket, adds the counts up, then puts every offset in its place, without a comparison. */
  #fill({ count, offsets, hashes }: FoundEntries): void {
    const starts = this.#starts;
    for (let index = 0; index < count; index++) {
      const bucket = this.#bucketOf(hashes[index] ?? 0);
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    for (let bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
    }
    for (let index = 0; index < count; index++) {
      const bucket = this.#bucketOf(hashes[index] ?? 0);
      const place = (starts[bucket] ?? 0) - 1;
      starts[bucket] = place;
      this.#offsets[place] = offsets[index] ?? 0;
    }
  }

  #bucketOf(hash: number): number {
    return (hash >>> 1) >>> (31 - this.#bucketsLog2);
  }
}

/** An entry that a former list did not have, or had in other words. */
export interface ChangedRevocation {
  /** As in `Certificate.serial`. */
  readonly serial: string;
  readonly revocation: Revocation;
  /** Null if the former list had no entry. */
  readonly former: Revocation | null;
}

interface FoundEntries {
  readonly count: number;
  /** Offsets in the order of the list; the array is longer than `count`. */
  readonly offsets: Uint32Array;
  readonly hashes: Uint32Array;
  readonly unknownCritical: readonly string[];
}

/** Checks every entry, and notes the offset at which it begins. */
function readEntries(bytes: Uint8Array): FoundEntries {
  const scanner = new ElementScanner(bytes, 'revokedCertificates');
  const unknownCritical = new Set<string>();
  let offsets = new Uint32Array(FIRST_CAPACITY);
  let hashes = new Uint32Array(FIRST_CAPACITY);
  let count = 0;
  for (let offset = 0, end = 0; offset < bytes.length; offset = end) {
    scanner.step(offset, bytes.length, TAG.sequence);
    end = scanner.end;
    for (const id of scanRevocationEntry(scanner, offset)) unknownCritical.add(id);
    if (count === offsets.length) {
      offsets = grown(offsets);
      hashes = grown(hashes);
    }
    scanner.step(scanner.contentStart, end);
    offsets[count] = offset;
    hashes[count] = hashOf(bytes, scanner.contentStart, scanner.end);
    count += 1;
  }
  return { count, offsets, hashes, unknownCritical: [...unknownCritical] };
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Hashes four octets at a time, the last ones of the number in the low bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let word = 0;
  for (let at = start; at < end; at++) {
    word = (word << 8) | (bytes[at] ?? 0);
    if (((end - at) & 3) !== 1) continue;
    hash = Math.imul(hash ^ word, HASH_FACTOR);
    hash ^= hash >>> 15;
    word = 0;
  }
  return Math.imul(hash, HASH_FACTOR) >>> 0;
}

function hasSerial(scanner: ElementScanner, offset: number, wanted: Uint8Array): boolean {
  scanner.step(offset, scanner.bytes.length);
  scanner.step(scanner.contentStart, scanner.end);
  const { bytes, contentStart, end } = scanner;
  return (
    end - contentStart === wanted.length && wanted.every((byte, at) => byte === bytes[contentStart + at])
  );
}
