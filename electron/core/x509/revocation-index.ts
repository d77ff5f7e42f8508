import { ElementScanner } from '../asn1/element-scanner.ts';
import { TAG } from '../asn1/tags.ts';
import { fromHex } from '../bytes/hex.ts';
import { scanRevocationEntry } from './revocation-entry-scan.ts';
import { decodeRevocationEntry, type Revocation } from './revocation-entry.ts';

/** FNV-1a, 32 bits. */
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
const MOST_BUCKETS_LOG2 = 24;

/**
 * The entries of a list of any length: the bytes as they stand, and where each entry begins, sorted by a hash
 * of its serial number (8 bytes an entry). A serial number that is looked up is compared with the bytes
 * themselves, and date and reason are read only then. The time to build it does not depend on the numbers, so
 * that no choice of them can stall it.
 */
export class RevocationIndex {
  readonly #bytes: Uint8Array;
  /** Offsets of the entries bucket by bucket, within a bucket from the last to the first. */
  readonly #offsets: Uint32Array;
  /** Where in `#offsets` each bucket starts, and the end of the last. */
  readonly #starts: Uint32Array;
  readonly #bucketsLog2: number;
  /** Critical extensions of entries that no code here handles. */
  readonly unknownCritical: readonly string[];

  /**
   * @param bytes the content of revokedCertificates
   * @throws DER_INVALID or CERTIFICATE_DAMAGED, whichever entry is damaged
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const { count, unknownCritical } = checkEntries(bytes);
    this.unknownCritical = unknownCritical;
    this.#bucketsLog2 = Math.min(Math.ceil(Math.log2(Math.max(count, 1))), MOST_BUCKETS_LOG2);
    this.#starts = new Uint32Array(2 ** this.#bucketsLog2 + 1);
    this.#offsets = new Uint32Array(count);
    this.#fill();
  }

  /** How many entries the list has. */
  get size(): number {
    return this.#offsets.length;
  }

  /** @param serial as in `Certificate.serial`; where it stands twice, the last entry counts */
  get(serial: string): Revocation | undefined {
    const wanted = fromHex(serial);
    const bucket = this.#bucketOf(wanted, 0, wanted.length);
    for (let at = this.#starts[bucket] as number; at < (this.#starts[bucket + 1] as number); at++) {
      const offset = this.#offsets[at] as number;
      if (this.#hasSerial(offset, wanted)) return this.#decode(offset);
    }
    return undefined;
  }

  #decode(offset: number): Revocation {
    const { revokedAt, reason, invalidSince } = decodeRevocationEntry(this.#bytes.subarray(offset));
    return { revokedAt, reason, invalidSince };
  }

  #hasSerial(offset: number, wanted: Uint8Array): boolean {
    const scanner = serialAt(new ElementScanner(this.#bytes, 'userCertificate'), offset);
    if (scanner.end - scanner.contentStart !== wanted.length) return false;
    return wanted.every((byte, index) => byte === this.#bytes[scanner.contentStart + index]);
  }

  /** Counts each bucket, adds the counts up, then puts every offset in its place: two walks, no comparison. */
  #fill(): void {
    const starts = this.#starts;
    this.#eachEntry((bucket) => {
      starts[bucket] = (starts[bucket] as number) + 1;
    });
    for (let bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
    }
    this.#eachEntry((bucket, offset) => {
      const place = (starts[bucket] as number) - 1;
      starts[bucket] = place;
      this.#offsets[place] = offset;
    });
  }

  #eachEntry(visit: (bucket: number, offset: number) => void): void {
    const bytes = this.#bytes;
    const scanner = new ElementScanner(bytes, 'revokedCertificates');
    for (let offset = 0; offset < bytes.length;) {
      scanner.step(offset, bytes.length);
      const { end } = scanner;
      serialAt(scanner, offset);
      visit(this.#bucketOf(bytes, scanner.contentStart, scanner.end), offset);
      offset = end;
    }
  }

  #bucketOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = HASH_START;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR);
    return (hash >>> 1) >>> (31 - this.#bucketsLog2);
  }
}

/** Moves the scanner to the serial number of the entry at `offset`. */
function serialAt(scanner: ElementScanner, offset: number): ElementScanner {
  scanner.step(offset, scanner.bytes.length);
  scanner.step(scanner.contentStart, scanner.end);
  return scanner;
}

function checkEntries(bytes: Uint8Array): { count: number; unknownCritical: readonly string[] } {
  const scanner = new ElementScanner(bytes, 'revokedCertificates');
  const unknownCritical = new Set<string>();
  let count = 0;
  for (let offset = 0; offset < bytes.length; offset = scanner.end) {
    scanner.step(offset, bytes.length, TAG.sequence);
    for (const id of scanRevocationEntry(scanner, offset)) unknownCritical.add(id);
    count += 1;
  }
  return { count, unknownCritical: [...unknownCritical] };
}
