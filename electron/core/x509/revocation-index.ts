import { ElementScanner } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/identifiers.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
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
    return this.find(fromHex(serial))?.decoded();
  }

  /**
   * Finds the entries that a former list does not have with the same octets, by walking both indexes in the order of
   * their hashes. Of those that it has in other words the former entry is returned too. Only what differs is decoded.
   * @param former the former list first, then lists whose entries it overrides
   */
  *changesSince(former: readonly RevocationIndex[]): Generator<ChangedRevocation> {
    const scanner = new ElementScanner(this.#bytes, 'userCertificate');
    for (const offset of this.#offsets) {
      scanner.step(offset, this.#bytes.length);
      const end = scanner.end;
      scanner.step(scanner.contentStart, end);
      const serial = this.#bytes.subarray(scanner.contentStart, scanner.end);
      const entry = this.#bytes.subarray(offset, end);
      const known = firstOf(former, serial);
      if (known !== null && equalBytes(known.bytes, entry)) continue;
      yield { serial: toHex(serial), revocation: this.#decode(offset), former: known?.decoded() ?? null };
    }
  }

  /** Returns the octets of an entry, and how to read them; null if the list has none of that serial number. */
  find(serial: Uint8Array): FoundEntry | null {
    const bucket = this.#bucketOf(hashOf(serial, 0, serial.length));
    const scanner = new ElementScanner(this.#bytes, 'userCertificate');
    for (let at = this.#starts[bucket] ?? 0; at < (this.#starts[bucket + 1] ?? 0); at++) {
      const offset = this.#offsets[at] ?? 0;
      if (!hasSerial(scanner, offset, serial)) continue;
      scanner.step(offset, this.#bytes.length);
      return { bytes: this.#bytes.subarray(offset, scanner.end), decoded: () => this.#decode(offset) };
    }
    return null;
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

interface FoundEntry {
  readonly bytes: Uint8Array;
  readonly decoded: () => Revocation;
}

/** An entry that a former list did not have, or had in other words. */
export interface ChangedRevocation {
  /** As in `Certificate.serial`. */
  readonly serial: string;
  readonly revocation: Revocation;
  /** Null if the former list had no entry. */
  readonly former: Revocation | null;
}

function firstOf(lists: readonly RevocationIndex[], serial: Uint8Array): FoundEntry | null {
  for (const list of lists) {
    const found = list.find(serial);
    if (found !== null) return found;
  }
  return null;
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
